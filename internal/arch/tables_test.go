package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	// STYLE writes SQL keywords in capitals and names in small letters, which also keeps English sentences out of the match.
	writes    = regexp.MustCompile(`\b(?:INSERT\s+(?:OR\s+[A-Z]+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+([a-z][a-z0-9]*_[a-z0-9_]+)`)
	reads     = regexp.MustCompile(`\b(?:FROM|JOIN)\s+([a-z][a-z0-9]*_[a-z0-9_]+)\b`)
	declared  = regexp.MustCompile(`--\s*reads:\s*([a-z0-9_, ]+)`)
	expresses = regexp.MustCompile(`\b([a-z][a-z0-9_]*)\s*(?:\([a-z0-9_,\s]*\)\s*)?AS\s+(?:NOT\s+)?(?:MATERIALIZED\s+)?\(`)
	defines   = regexp.MustCompile(`(?i)\b(?:CREATE\s+TABLE|ALTER\s+TABLE|DROP\s+TABLE|INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?([a-z][a-z0-9]*_[a-z0-9_]+)`)
	fileName  = regexp.MustCompile(`^[0-9]{4}_([a-z0-9]+)_[a-z0-9_]+\.sql$`)
	sqlNotes  = regexp.MustCompile(`--[^\n]*`)
)

// system lists prefixes of the engines' own tables, which every package may read.
var system = []string{"pg_", "sqlite_", "information_schema", "json_"}

// ownerOf is the capability whose prefix the tables of a package carry.
func ownerOf(dir string) string {
	parts := strings.Split(dir, "/")
	if len(parts) > 2 && parts[1] == "platform" {
		return parts[2]
	}
	if len(parts) > 1 && parts[0] == "internal" {
		return parts[1]
	}
	return ""
}

// prefixOf is the capability in a table's name: admission of admission_badge.
func prefixOf(table string) string { prefix, _, _ := strings.Cut(table, "_"); return prefix }

// owns reports whether a package with that owner may write the table. The migrations' own record belongs to sqldb.
func owns(owner, table string) bool {
	return prefixOf(table) == owner || owner == "sqldb" && prefixOf(table) == "schema"
}

// tableOwners finds SQL that writes another capability's table, or reads one without saying so or without being above it.
func tableOwners(files []*file) []string {
	var found []string
	for _, f := range files {
		owner := ownerOf(f.dir())
		if f.ast == nil || f.test() || f.support() || f.generated || owner == "" || owner == "arch" {
			continue
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			if err != nil {
				return true
			}
			for _, why := range foreignTables(owner, text) {
				found = append(found, f.at(lit)+" "+why)
			}
			return true
		})
	}
	return found
}

func foreignTables(owner, text string) []string {
	var found []string
	for _, m := range writes.FindAllStringSubmatch(text, -1) {
		if table := m[1]; !owns(owner, table) {
			found = append(found, fmt.Sprintf("writes %s: only %s writes its tables; pass the tx to a function of %s", table, prefixOf(table),
				prefixOf(table)))
		}
	}
	var may, local []string
	for _, m := range declared.FindAllStringSubmatch(text, -1) {
		may = append(may, strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == ' ' })...)
	}
	for _, m := range expresses.FindAllStringSubmatch(text, -1) {
		local = append(local, m[1])
	}
	for _, m := range reads.FindAllStringSubmatch(sqlNotes.ReplaceAllString(text, ""), -1) {
		table := m[1]
		isSystem := slices.ContainsFunc(system, func(s string) bool { return strings.HasPrefix(table, s) })
		written := slices.ContainsFunc(writes.FindAllStringSubmatch(text, -1), func(w []string) bool { return w[1] == table })
		if owns(owner, table) || isSystem || written || slices.Contains(local, table) {
			continue
		}
		switch {
		case !slices.Contains(may, table):
			found = append(found, fmt.Sprintf("reads %s without saying so: add `-- reads: %s` to the query, so that the owner can find its readers",
				table, table))
		case coreRank[owner] <= coreRank[prefixOf(table)] && coreRank[prefixOf(table)] != 0:
			found = append(found, fmt.Sprintf("reads %s, but %s is not above %s: ask through a func set by app", table, owner, prefixOf(table)))
		}
	}
	return found
}

// migrations finds migration files whose name does not tell their capability, or that touch another one's tables.
func migrations(files []*file) []string {
	var found []string
	for _, f := range files {
		if f.dir() != "migrations" || !strings.HasSuffix(f.path, ".sql") || !handWritten(f) {
			continue
		}
		m := fileName.FindStringSubmatch(path.Base(f.path))
		if m == nil {
			found = append(found, f.path+" must be called NNNN_<capability>_<what>.sql")
			continue
		}
		for _, d := range defines.FindAllStringSubmatch(sqlNotes.ReplaceAllString(f.src, ""), -1) {
			if table := d[1]; prefixOf(table) != m[1] {
				found = append(found, fmt.Sprintf("%s touches %s: a migration is one idea of one capability (%s)", f.path, table, m[1]))
			}
		}
	}
	return found
}

func TestTableRulesFindPlantedFaults(t *testing.T) {
	t.Parallel()
	query := func(dir, sql string) []*file {
		return planted(t, dir+"/q.go", "package x\n\nconst q = `"+sql+"`\n")
	}
	t.Run("writing another's table", func(t *testing.T) {
		t.Parallel()
		expect(t, tableOwners(query("internal/admission", "INSERT INTO expo_booth (id) VALUES ($1)")), "only expo writes")
		expect(t, tableOwners(query("internal/admission", "UPDATE expo_booth SET code = $1")), "only expo writes")
		expect(t, tableOwners(query("internal/admission", "DELETE FROM people_account")), "only people writes")
		expect(t, tableOwners(query("internal/admission/admissionweb", "UPDATE expo_booth SET code = $1")), "only expo writes")
		expect(t, tableOwners(query("internal/admission", "INSERT INTO admission_badge (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = 1")))
		expect(t, tableOwners(query("internal/platform/ledger", "INSERT INTO ledger_entry (id) VALUES ($1)")))
	})
	t.Run("reading another's table", func(t *testing.T) {
		t.Parallel()
		expect(t, tableOwners(query("internal/admission", "SELECT id FROM expo_booth")), "without saying so")
		expect(t, tableOwners(query("internal/admission", "SELECT a.id FROM admission_badge a JOIN expo_booth b ON true")), "without saying so")
		expect(t, tableOwners(query("internal/people", "-- reads: expo_booth\nSELECT id FROM expo_booth")), "people is not above expo")
		expect(t, tableOwners(query("internal/admission", "-- reads: expo_booth\nSELECT id FROM expo_booth")))
		expect(t, tableOwners(query("internal/expo", "WITH free_booth AS (SELECT id FROM expo_booth) SELECT id FROM free_booth")))
		expect(t, tableOwners(query("internal/platform/sqldb", "SELECT name FROM sqlite_master")))
	})
	t.Run("a migration of two capabilities", func(t *testing.T) {
		t.Parallel()
		expect(t, migrations(planted(t, "migrations/0003_expo_booths.sql", "CREATE TABLE people_account (id BIGINT);")), "touches people_account")
		expect(t, migrations(planted(t, "migrations/booths.sql", "")), "must be called")
		expect(t, migrations(planted(t, "migrations/0003_expo_booths.sql", "CREATE TABLE IF NOT EXISTS expo_booth (id BIGINT);")))
	})
}
