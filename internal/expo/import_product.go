package expo

import (
	"context"
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sheet"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/hs"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/money"
	"github.com/fairway-expo/fairway/internal/values/place"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// productFields are what a list of products may hold.
func productFields() []sheet.Field {
	name := chinese(words("name", "product name", "product", "item", "item name", "产品名称", "产品", "品名", "商品名称", "tên sản phẩm", "sản phẩm", "ชื่อสินค้า", "nama produk", "produto"),
		"name", []string{"产品中文名称", "中文品名", "中文名称"}, []string{"产品英文名称", "英文品名", "英文名称"})
	description := words("description", "product description", "details", "产品描述", "产品介绍", "mô tả", "รายละเอียด", "keterangan", "penerangan")
	fields := []sheet.Field{
		one("key", "fairway key"),
		one("external_id", "id", "product id", "sku", "item no", "item number", "article number", "model", "产品编号", "型号", "货号", "mã sản phẩm"),
		one("exhibitor", "company", "company name", "exhibitor name", "exhibitor id", "supplier", "公司名称", "企业名称", "参展商", "参展企业", "tên công ty", "ชื่อบริษัท", "nama perusahaan"),
	}
	fields = append(append(fields, name...), description...)
	return append(fields,
		one("kind", "type", "goods or service", "类型", "loại", "ประเภท", "jenis"),
		one("category", "categories", "segment", "product category", "product group", "类别", "产品类别", "ngành hàng", "kategori"),
		one("hs_code", "hs", "hs code", "hscode", "tariff code", "commodity code", "海关编码", "hs编码", "mã hs", "พิกัดศุลกากร", "kode hs"),
		one("hs_edition", "hs version"),
		one("origin", "country of origin", "made in", "原产地", "原产国", "产地", "xuất xứ", "ประเทศต้นกำเนิด", "negara asal", "asal"),
		one("cpc_code", "cpc", "cpc code"),
		one("unit", "unit of measure", "uom", "单位", "计量单位", "đơn vị", "หน่วย", "satuan", "unidade"),
		one("minimum_order", "moq", "minimum order quantity", "min order", "最小起订量", "起订量", "số lượng tối thiểu"),
		one("price", "unit price", "价格", "单价", "giá", "đơn giá", "ราคา", "harga", "preço"),
		one("currency", "price currency", "币种", "货币", "tiền tệ", "สกุลเงิน", "mata uang", "moeda"),
		one("incoterm", "incoterms", "trade term", "delivery term", "贸易术语", "điều kiện giao hàng"),
		one("incoterm_place", "named place", "incoterm place", "delivery place", "port"),
		one("lead_days", "lead time", "lead time days", "delivery days", "交货期", "thời gian giao hàng"),
		one("first_shown", "new", "new product", "first shown", "first show", "premiere", "首次展出", "首发", "新品", "sản phẩm mới"),
		one("certificates", "certificate", "certification", "certifications", "认证", "证书", "chứng nhận", "sijil", "sertifikat"))
}

// productImport takes the rows of a list of products. Its rules are those of exhibitorImport; a name is compared within
// the exhibitor. Geographical indications are not imported: they need an authorised user.
type productImport struct {
	run        *importing
	exhibitors *exhibitorIndex
	categories *importedCategories
	check      func(*ProductFields) error
	by         map[ProductKey]*knownProduct
	of         map[ident.Exhibitor][]*knownProduct // of the exhibitors met so far
	full       map[ProductKey]Product
}

func newProductImport(ctx context.Context, run *importing) (*productImport, error) {
	x := &productImport{run: run, check: ops.Checker[ProductFields](), by: map[ProductKey]*knownProduct{}, of: map[ident.Exhibitor][]*knownProduct{}}
	var err error
	if x.exhibitors, err = loadExhibitors(ctx, run.tx, run.tx.Edition, run.in.Source); err != nil {
		return nil, err
	}
	x.categories, err = newImportedCategories(ctx, run, "category")
	return x, err
}

type productCells struct {
	*importRow
	exhibitor *knownExhibitor
	key       ProductKey
	id        string
	name      text.T
	names     []string
}

func (x *productImport) finish(context.Context) error { return nil }

func (x *productImport) take(ctx context.Context, rows []*importRow) error {
	list := make([]productCells, len(rows))
	for i, r := range rows {
		list[i] = x.read(r)
	}
	if err := x.meet(ctx, list); err != nil {
		return err
	}
	var ids []ProductKey
	for i := range list {
		if k, _ := x.find(&list[i]); k != nil {
			ids = append(ids, k.ID)
		}
	}
	if err := x.load(ctx, ids); err != nil {
		return err
	}
	for i := range list {
		if err := x.one(ctx, &list[i]); err != nil {
			return err
		}
	}
	return nil
}

func (x *productImport) read(r *importRow) productCells {
	c := productCells{importRow: r, id: r.cell("external_id"), name: r.texts(nil, "name", oneLine)}
	c.names = foldedList(c.name)
	c.v.Name = cut(c.name.Words(x.run.tx.Language))
	if key := r.cell("key"); key != "" {
		if err := c.key.UnmarshalText([]byte(key)); err != nil {
			r.noteNew("key", "expo.import.key-unknown", "key", cut(key))
		}
	}
	if len([]rune(c.id)) > 100 {
		r.refuse(fault.NewProblem("external_id", "fault.too-long", "max", 100))
	}
	if e := r.cell("exhibitor"); e != "" {
		var p *fault.Problem
		if c.exhibitor, p = x.exhibitor(e); p != nil {
			r.refuse(*p)
		}
	}
	return c
}

// exhibitor finds the exhibitor that a cell names: by key, by its id in the list it came from, by its name.
func (x *productImport) exhibitor(cell string) (*knownExhibitor, *fault.Problem) {
	var key ident.Exhibitor
	if err := key.UnmarshalText([]byte(cell)); err == nil {
		if k := x.exhibitors.byKey[key]; k != nil && x.covers(k) {
			return k, nil
		}
	}
	for _, found := range [][]*knownExhibitor{x.exhibitors.anyExternal[cell], x.exhibitors.named[text.Fold(cell)]} {
		var mine []*knownExhibitor
		for _, k := range found {
			if x.covers(k) && !slices.Contains(mine, k) {
				mine = append(mine, k)
			}
		}
		if len(mine) == 1 {
			return mine[0], nil
		}
		if len(mine) > 1 {
			p := fault.NewProblem("exhibitor", "expo.import.exhibitor-ambiguous", "text", cut(cell), "n", len(mine))
			return nil, &p
		}
	}
	p := fault.NewProblem("exhibitor", "expo.import.exhibitor-unknown", "text", cut(cell))
	return nil, &p
}

func (x *productImport) covers(k *knownExhibitor) bool {
	return x.run.tx.Covers(ops.Owner{Pavilion: k.PavilionID, Exhibitor: k.ID}, pavilions...)
}

func (x *productImport) one(ctx context.Context, c *productCells) error {
	if c.v.Verdict != "" {
		return nil
	}
	k, other := x.find(c)
	if other && x.run.in.Duplicates != "create" {
		c.duplicate(k.ID.String(), duplicateOf(k.ExternalSource))
		return nil
	}
	if k == nil || other {
		return x.create(ctx, c)
	}
	if e := x.exhibitors.byKey[k.ExhibitorID]; e == nil || !x.covers(e) {
		c.refuse(fault.NewProblem("", "expo.import.foreign"))
		return nil
	}
	if c.exhibitor != nil && c.exhibitor.ID != k.ExhibitorID {
		c.refuse(fault.NewProblem("exhibitor", "expo.import.product-moved"))
		return nil
	}
	old, ok := x.full[k.ID]
	if !ok {
		var err error
		if old, err = LoadProduct(ctx, x.run.tx, x.run.tx.Edition, k.ID); err != nil {
			return err
		}
	}
	return x.change(ctx, c, k, old)
}

func (x *productImport) create(ctx context.Context, c *productCells) error {
	if c.key != 0 {
		c.noteNew("key", "expo.import.key-unknown", "key", c.key.String())
	}
	if c.exhibitor == nil {
		c.refuse(fault.NewProblem("exhibitor", "fault.required"))
		return nil
	}
	p := Product{ExhibitorID: c.exhibitor.ID, ExternalSource: x.run.in.Source, ExternalID: c.id, State: x.run.in.State}
	p.Kind = Goods
	if c.cell("cpc_code") != "" && c.cell("hs_code") == "" {
		p.Kind = Service
	}
	p = x.fill(c, p)
	if ok, err := x.fits(c, &p); !ok {
		return err
	}
	if err := x.category(ctx, c, &p); err != nil {
		return err
	}
	p, err := x.run.core.AddProduct(ctx, x.run.tx, p)
	if err != nil {
		return err
	}
	c.v.Verdict, c.v.Object = RowCreated, p.ID.String()
	k := &knownProduct{p.ID, p.ExhibitorID, p.ExternalSource, p.ExternalID, p.Name, c.v.Row}
	x.by[p.ID], x.of[p.ExhibitorID] = k, append(x.of[p.ExhibitorID], k)
	return nil
}

func (x *productImport) change(ctx context.Context, c *productCells, k *knownProduct, old Product) error {
	p := x.fill(c, old)
	if c.id != "" && p.ExternalID == "" && p.ExternalSource == x.run.in.Source {
		p.ExternalID = c.id
	}
	if ok, err := x.fits(c, &p); !ok {
		return err
	}
	if k.row == 0 {
		if err := x.category(ctx, c, &p); err != nil {
			return err
		}
	}
	changes := ledger.Diff(&old, &p)
	c.v.Object = k.ID.String()
	switch {
	case len(changes) == 0:
		c.v.Verdict = RowUnchanged
	case k.row != 0:
		c.duplicate(k.ID.String(), fault.NewProblem("name", "expo.import.repeated", "row", k.row))
	default:
		if _, err := x.run.core.ChangeProduct(ctx, x.run.tx, old, p); err != nil {
			return err
		}
		c.v.Verdict, c.v.Changes = RowChanged, changes
		k.Name, k.ExternalID = p.Name, p.ExternalID
	}
	if k.row == 0 {
		k.row = c.v.Row
	}
	return nil
}

func (x *productImport) category(ctx context.Context, c *productCells, p *Product) error {
	keys, err := x.categories.read(ctx, c.importRow)
	if len(keys) > 0 {
		p.CategoryID = keys[0]
	}
	if len(keys) > 1 {
		c.noteNew("category", "expo.import.first-of-many", "text", cut(c.cell("category")))
	}
	return err
}

// fits applies the rules of the form to a row; false means that the row is refused.
func (x *productImport) fits(c *productCells, p *Product) (bool, error) {
	if c.v.Verdict != "" {
		return false, nil
	}
	if err := x.check(&p.ProductFields); err != nil {
		return false, c.refuseError(err)
	}
	if err := p.settle(); err != nil {
		return false, c.refuseError(err)
	}
	return true, nil
}

// fill puts what the row states into a product.
func (x *productImport) fill(c *productCells, p Product) Product {
	for _, tag := range c.name.Tags() {
		p.Name = setWords(p.Name, tag, c.name[tag].Text)
	}
	p.Description = c.texts(p.Description, "description", func(s string) string { return s })
	if s := c.cell("kind"); s != "" {
		if p.Kind = parseKind(s); p.Kind == "" {
			c.refuse(fault.NewProblem("kind", "fault.not-one-of", "values", "goods, service"))
		}
	}
	x.classify(c, &p)
	x.terms(c, &p)
	c.yes("first_shown", &p.FirstShown)
	if s := c.cell("certificates"); s != "" && s != certificateNames(p.Certificates) {
		p.Certificates = namedCertificates(p.Certificates, s)
	}
	return p
}

// classify reads codes and origin.
func (x *productImport) classify(c *productCells, p *Product) {
	if s := c.cell("hs_code"); s != "" {
		code, restored, err := parseHS(s)
		if err != nil {
			addRefusal(c.importRow, "hs_code", err)
		} else {
			p.HSCode = code
		}
		if restored {
			c.noteNew("hs_code", "expo.import.hs-zero", "code", string(code))
		}
	}
	if s := c.cell("hs_edition"); s != "" {
		if e, err := hs.ParseEdition(s); err != nil {
			addRefusal(c.importRow, "hs_edition", err)
		} else {
			p.HSEdition = e.String()
		}
	}
	if s := c.cell("cpc_code"); s != "" {
		p.CPCCode = hs.CPC(s)
	}
	if s := c.cell("origin"); s != "" {
		country, ok := place.ParseCountry(s)
		if !ok {
			c.refuse(fault.NewProblem("origin", "expo.import.country-unknown", "text", cut(s)))
		}
		p.Origin = country
	}
}

// terms reads unit, quantity, price and delivery.
func (x *productImport) terms(c *productCells, p *Product) {
	if s := c.cell("unit"); s != "" {
		p.Unit = measureUnit(s)
	}
	c.count("minimum_order", &p.MinimumOrder)
	c.count("lead_days", &p.LeadDays)
	if s := c.cell("price"); s != "" {
		amount, err := parsePrice(s, c.cell("currency"), p.Price.Currency)
		switch {
		case err != nil:
			addRefusal(c.importRow, "price", err)
		case amount == money.Amount{}:
			c.noteNew("price", "expo.import.no-price", "text", cut(s))
		default:
			p.Price = Price{Amount: amount}
		}
	}
	if s := c.cell("incoterm"); s != "" {
		term, rest, _ := strings.Cut(s, " ") // "FOB Qinzhou"
		p.Incoterm = money.Incoterm(strings.ToUpper(strings.Trim(term, ",")))
		if rest = oneLine(rest); rest != "" && c.cell("incoterm_place") == "" {
			p.IncotermPlace = rest
		}
	}
	if s := oneLine(c.cell("incoterm_place")); s != "" {
		p.IncotermPlace = s
	}
}

// addRefusal refuses the row for what a parser said of a field.
func addRefusal(r *importRow, field string, err error) {
	e := fault.As(err)
	if e == nil || len(e.Problems) == 0 {
		r.refuse(fault.NewProblem(field, "fault.pattern"))
		return
	}
	for _, p := range e.Problems {
		p.Field = field
		r.refuse(p)
	}
}

// certificateNames are the names of certificates in one cell.
func certificateNames(list []Certificate) string {
	names := make([]string, len(list))
	for i, k := range list {
		names[i] = k.Name
	}
	return strings.Join(names, "; ")
}

// namedCertificates makes the names in a cell the certificates; those that are there keep number and issuer.
func namedCertificates(had []Certificate, cell string) []Certificate {
	out := []Certificate{}
	for _, name := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(";；,，、|\n\r", r) }) {
		if name = oneLine(name); name == "" {
			continue
		}
		i := slices.IndexFunc(had, func(k Certificate) bool { return text.Fold(k.Name) == text.Fold(name) })
		if i >= 0 {
			out = append(out, had[i])
		} else {
			out = append(out, Certificate{Name: name})
		}
	}
	return out
}
