package expo

import "github.com/fairway-expo/fairway/internal/platform/ops"

// ImportOps are the operations that take and give lists.
type ImportOps struct {
	RunImport   *ops.Op[RunImport, ImportReport]
	ListImports *ops.Op[ListImports, ImportList]
	RunExport   *ops.Op[RunExport, ExportedFile]
}

func (c *Core) registerImport(r *ops.Registry) ImportOps {
	return ImportOps{
		RunImport: ops.Write(r, ops.Meta{Name: "expo.import.run", Roles: pavilions, Route: "POST /editions/{edition}/imports",
			Example: `{"edition":"{{edition}}","kind":"exhibitors","pavilion":"{{pavilion}}","file_name":"list.csv","data":"Q29tcGFueSxDb3VudHJ5Ck1la29uZyBTdGFyIEZvb2RzLFZpZXRuYW0K","dry_run":true}`,
			Doc: "Imports exhibitors, products or booths from a CSV or XLSX file: finds encoding, delimiter, header row and columns, and gives a verdict for each row (created, changed, unchanged, refused, duplicate). " +
				"One file is one transaction, a dry run changes nothing, the same file again changes nothing, an empty cell changes nothing. Rows that look like a record of another source are proposed, not merged. " +
				"A pavilion organiser imports exhibitors and products of its own pavilion; booths are for organisers."}, c.runImport).Prepare(openList),
		ListImports: ops.Read(r, ops.Meta{Name: "expo.import.list", Roles: secretariat, Route: "GET /editions/{edition}/imports", Example: `{"edition":"{{edition}}"}`,
			Doc: "Lists the imports of an edition, newest first, with the number of rows by verdict."}, c.listImports),
		RunExport: ops.Read(r, ops.Meta{Name: "expo.export.run", Roles: pavilions, Route: "GET /editions/{edition}/exports/{kind}", Example: `{"edition":"{{edition}}","kind":"exhibitors","format":"csv","pavilion":"{{pavilion}}"}`,
			Doc: "Writes exhibitors, products or booths, whatever their state, as a CSV or XLSX file that the import reads back. At most 50,000 rows. A pavilion organiser exports its own pavilion."}, c.runExport),
	}
}
