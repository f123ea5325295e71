package expo

import "github.com/fairway-expo/fairway/internal/platform/ops"

// ProductOps are the operations on products and pictures.
type ProductOps struct {
	ListProducts     *ops.Op[ListProducts, ProductPage]
	FindProduct      *ops.Op[FindProduct, ProductView]
	GetProductFacets *ops.Op[GetProductFacets, ProductFacets]
	CreateProduct    *ops.Op[CreateProduct, Product]
	UpdateProduct    *ops.Op[UpdateProduct, Product]
	SetProductState  *ops.Op[SetProductState, Product]
	ListPictures     *ops.Op[ListPictures, PictureList]
	CreatePicture    *ops.Op[CreatePicture, Picture]
	RemovePicture    *ops.Op[RemovePicture, Done]
	OrderPictures    *ops.Op[OrderPictures, PictureList]
}

// onePixel is a PNG of one pixel, for the example.
const onePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

func (c *Core) registerProduct(r *ops.Registry) ProductOps {
	return ProductOps{
		ListProducts: ops.Read(r, ops.Meta{Name: "expo.product.list", Roles: everybody, Route: "GET /editions/{edition}/products",
			Example: `{"edition":"{{edition}}","kind":"goods","hs":"08","first_shown":true,"limit":10}`,
			Doc:     "Lists products by name, filtered by words of the name, kind, category, exhibitor, pavilion, country, origin, HS and CPC code, certificate, geographical indication, first shown, price range in one currency. States other than published need a role."}, c.listProducts),
		FindProduct: ops.Read(r, ops.Meta{Name: "expo.product.find", Roles: everybody, Route: "GET /editions/{edition}/products/{product}",
			Example: `{"edition":"{{edition}}","product":"{{product}}"}`,
			Doc:     "Returns a product with certificates, geographical indications, pictures and where its exhibitor stands."}, c.findProduct),
		GetProductFacets: ops.Read(r, ops.Meta{Name: "expo.product.facets", Roles: everybody, Route: "GET /editions/{edition}/product-facets", Example: `{"edition":"{{edition}}"}`,
			Doc: "Counts published products by kind, category, pavilion, country, origin, HS chapter, CPC division, currency, certificate, and those first shown or under a geographical indication."}, c.getProductFacets),
		CreateProduct: ops.Write(r, ops.Meta{Name: "expo.product.create", Roles: admins, Route: "POST /editions/{edition}/exhibitors/{exhibitor}/products",
			Example: `{"edition":"{{edition}}","exhibitor":"{{exhibitor}}","kind":"goods","name":{"en":"Frozen durian pulp","zh":"冷冻榴莲果肉"},"hs_code":"0811.90","origin":"VN","unit":"KGM","minimum_order":1000,"price":{"amount":"6.80","currency":"USD"},"incoterm":"FOB","incoterm_place":"Cat Lai","lead_days":21,"certificates":[{"name":"HACCP"}]}`,
			Doc:     "Adds a product of an exhibitor, as draft unless the state says published. Goods have HS code, origin and Incoterm, services a CPC 2.1 code; each is refused on the other. Refuses a geographical indication that no register protects or that the exhibitor may not use."}, c.createProduct),
		UpdateProduct: ops.Write(r, ops.Meta{Name: "expo.product.update", Roles: admins, Route: "PUT /editions/{edition}/products/{product}",
			Example: `{"edition":"{{edition}}","product":"{{product}}","kind":"goods","name":"Frozen durian pulp","hs_code":"081190","origin":"VN","version":1}`,
			Doc:     "Changes all that is stated of a product, with its certificates and geographical indications; fields left out become empty."}, c.updateProduct),
		SetProductState: ops.Write(r, ops.Meta{Name: "expo.product.set-state", Roles: admins, Route: "POST /editions/{edition}/products/{product}/state",
			Example: `{"edition":"{{edition}}","product":"{{product}}","state":"published","version":1}`,
			Doc:     "Publishes a product, returns it to draft, or withdraws it. Publishing examines its geographical indications again. A product is never deleted."}, c.setProductState),
		ListPictures: ops.Read(r, ops.Meta{Name: "expo.picture.list", Roles: everybody, Route: "GET /editions/{edition}/pictures",
			Example: `{"edition":"{{edition}}","of_kind":"product","of":"{{product}}"}`,
			Doc:     "Lists the pictures of an exhibitor, product, demonstration or pavilion in order."}, c.listPictures),
		CreatePicture: ops.Write(r, ops.Meta{Name: "expo.picture.create", Roles: admins, Route: "POST /editions/{edition}/pictures",
			Example: `{"edition":"{{edition}}","of_kind":"product","of":"{{product}}","alt":"A durian, opened","credit":"The exhibitor","data":"` + onePixel + `"}`,
			Doc:     "Adds a picture (JPEG, PNG, WebP or GIF as base64, at most 10 MiB), encoded anew without its metadata. An object has at most eight."}, c.createPicture).Prepare(c.preparePicture),
		RemovePicture: ops.Write(r, ops.Meta{Name: "expo.picture.remove", Roles: admins, Route: "DELETE /editions/{edition}/pictures/{picture}",
			Example: `{"edition":"{{edition}}","picture":"{{picture}}"}`, Doc: "Removes a picture."}, c.removePicture),
		OrderPictures: ops.Write(r, ops.Meta{Name: "expo.picture.order", Roles: admins, Route: "PUT /editions/{edition}/pictures",
			Example: `{"edition":"{{edition}}","of_kind":"product","of":"{{product}}","pictures":["{{picture}}"]}`,
			Doc:     "Puts the pictures of an object in order; every picture of it must be named once. The first one stands in lists."}, c.orderPictures),
	}
}
