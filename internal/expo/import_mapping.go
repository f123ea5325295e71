package expo

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sheet"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// importLanguages are the interface languages with the names that columns give them.
var importLanguages = []struct {
	tag   string
	names []string
}{
	{"en", []string{"english", "英文"}}, {"zh", []string{"chinese", "中文"}}, {"vi", []string{"vietnamese", "tiếng việt"}},
	{"th", []string{"thai", "ภาษาไทย"}}, {"lo", []string{"lao", "ພາສາລາວ"}}, {"km", []string{"khmer", "ភាសាខ្មែរ"}},
	{"my", []string{"burmese", "မြန်မာ"}}, {"id", []string{"indonesian", "indonesia"}}, {"ms", []string{"malay", "melayu"}},
	{"fil", []string{"filipino"}}, {"pt", []string{"portuguese", "português"}},
}

// words returns a field for a text: one column whose language is told by its script, and one for each language. base
// are the names of the column without a language.
func words(field string, base ...string) []sheet.Field {
	fields := []sheet.Field{{Name: field, Synonyms: base}}
	for _, l := range importLanguages {
		f := sheet.Field{Name: field + "." + l.tag}
		for _, b := range append([]string{field}, base[:min(len(base), 3)]...) {
			f.Synonyms = append(f.Synonyms, b+" "+l.tag)
			for _, n := range l.names {
				f.Synonyms = append(f.Synonyms, b+" "+n, n+" "+b)
			}
		}
		fields = append(fields, f)
	}
	return fields
}

// chinese adds the names that Chinese lists write without a space.
func chinese(fields []sheet.Field, field string, zh, en []string) []sheet.Field {
	for i := range fields {
		switch fields[i].Name {
		case field + ".zh":
			fields[i].Synonyms = append(slices.Clone(zh), fields[i].Synonyms...)
		case field + ".en":
			fields[i].Synonyms = append(slices.Clone(en), fields[i].Synonyms...)
		}
	}
	return fields
}

func one(name string, synonyms ...string) sheet.Field {
	return sheet.Field{Name: name, Synonyms: synonyms}
}

// exhibitorFields are what a list of exhibitors may hold. The names of columns follow lists of European, Chinese,
// Vietnamese, Thai and Indonesian fairs.
func exhibitorFields() []sheet.Field {
	name := chinese(words("name", "company name", "company", "exhibitor", "exhibitor name", "organisation", "organization", "firm", "firma",
		"aussteller", "公司名称", "企业名称", "参展商", "参展企业", "单位名称", "tên công ty", "tên doanh nghiệp", "ชื่อบริษัท", "nama perusahaan", "nama syarikat", "empresa"),
		"name", []string{"中文名称", "公司中文名称", "企业中文名称", "中文名"}, []string{"英文名称", "公司英文名称", "企业英文名称", "英文名"})
	profile := chinese(words("profile", "company profile", "description", "about", "introduction", "company description", "简介", "公司简介", "企业简介", "giới thiệu", "profil"),
		"profile", []string{"中文简介"}, []string{"英文简介"})
	fields := []sheet.Field{
		one("key", "fairway key"),
		one("external_id", "id", "exhibitor id", "exhibitor no", "company id", "编号", "企业编号", "mã"),
	}
	fields = append(fields, name...)
	fields = append(fields,
		one("country", "country region", "country/region", "nation", "country of origin", "land", "国家", "国别", "国家地区", "国家/地区", "quốc gia", "nước", "ประเทศ", "negara", "país"),
		one("city", "town", "城市", "thành phố", "เมือง", "kota", "cidade"),
		one("website", "website url", "url", "web", "homepage", "web site", "internet", "网址", "网站", "trang web", "เว็บไซต์", "situs web"),
		one("email", "e-mail", "mail", "email address", "contact email", "邮箱", "电子邮箱", "电子邮件", "thư điện tử", "อีเมล"),
		one("phone", "telephone", "tel", "phone number", "contact phone", "电话", "联系电话", "điện thoại", "โทรศัพท์", "telepon"))
	fields = append(fields, profile...)
	return append(fields,
		one("founded", "year founded", "established", "year of establishment", "成立年份", "成立时间", "năm thành lập"),
		one("employees", "number of employees", "staff", "员工人数", "số nhân viên"),
		one("first_time", "first time exhibitor", "first-time", "new exhibitor", "首次参展"),
		one("categories", "company segment", "segment", "industry", "sector", "category", "product category", "product group", "branche",
			"行业", "类别", "产品类别", "展品类别", "ngành", "lĩnh vực", "หมวดหมู่", "kategori"),
		one("hall", "hall no", "hall number", "halle", "展馆", "馆号", "展厅", "nhà triển lãm", "ฮอลล์"),
		one("stand", "booth", "stand no", "stand number", "booth no", "booth number", "stands", "booths", "location", "展位", "展位号", "摊位号", "gian hàng", "บูธ"),
		one("pavilion", "pavilion code", "展区"))
}

// fieldsOf returns the fields of a kind of list.
func fieldsOf(kind string) []sheet.Field {
	switch kind {
	case Products:
		return productFields()
	case Booths:
		return boothFields()
	}
	return exhibitorFields()
}

type mappingRow struct {
	EditionID ident.Edition
	ID        int64
	Kind      string
	Signature string
	Columns   sqldb.JSON[[]sheet.Pair]
	Now       clock.Micros
}

var (
	findMapping = sqldb.Query[mappingRow, sqldb.JSON[[]sheet.Pair]](`
SELECT columns FROM expo_mapping WHERE edition_id = :edition_id AND kind = :kind AND signature = :signature`)
	keepMapping = sqldb.Exec[mappingRow](`
INSERT INTO expo_mapping (edition_id, id, kind, signature, columns, created_at, updated_at)
VALUES (:edition_id, :id, :kind, :signature, :columns, :now, :now)
ON CONFLICT (edition_id, kind, signature) DO UPDATE SET columns = excluded.columns, updated_at = excluded.updated_at`)
)

// mapColumns decides which column is which field: what the caller says wins, then what was remembered of a list with
// this header, then the proposal. remembered reports whether memory helped.
func mapColumns(ctx context.Context, tx *ops.Writing, in *RunImport, header []string) (m sheet.Mapping, remembered bool, err error) {
	chosen, err := sheet.ParseMapping(in.Map)
	if err != nil {
		return m, false, err
	}
	fields := fieldsOf(in.Kind)
	if m, err = sheet.Choose(header, fields, chosen); err != nil {
		return m, false, err
	}
	old, err := findMapping.One(ctx, tx, mappingRow{EditionID: tx.Edition, Kind: in.Kind, Signature: sheet.Signature(header)})
	if errors.Is(err, sqldb.ErrNone) {
		return m, false, nil
	}
	if err != nil {
		return m, false, err
	}
	// What was remembered gives way where the caller names the same field or column.
	all := slices.Clone(chosen)
	for _, p := range old.V {
		taken := slices.ContainsFunc(chosen, func(c sheet.Pair) bool {
			return strings.EqualFold(c.Field, p.Field) || c.Column != "" && strings.EqualFold(c.Column, p.Column)
		})
		if !taken {
			all = append(all, p)
		}
	}
	if again, err := sheet.Choose(header, fields, all); err == nil { // a field may have gone since it was remembered
		return again, true, nil
	}
	return m, false, nil
}

// rememberMapping keeps a mapping for the next list with the same header, fields without a column included.
func rememberMapping(ctx context.Context, tx *ops.Writing, in *RunImport, header []string, m sheet.Mapping) error {
	pairs := m.Pairs(header)
	for _, f := range fieldsOf(in.Kind) {
		if _, ok := m.Columns[f.Name]; !ok && slices.ContainsFunc(in.Map, func(s string) bool { return strings.TrimSpace(s) == f.Name+"=" }) {
			pairs = append(pairs, sheet.Pair{Field: f.Name})
		}
	}
	_, err := keepMapping.Do(ctx, tx.Tx, mappingRow{tx.Edition, tx.IDs.Next(), in.Kind, sheet.Signature(header), sqldb.JSON[[]sheet.Pair]{V: pairs}, tx.Now})
	return err
}
