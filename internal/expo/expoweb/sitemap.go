package expoweb

import (
	"bytes"
	"context"
	"encoding/xml"
	"strconv"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

// sitemapPage is the most addresses that one sitemap may hold (sitemaps.org, protocol 0.9).
const sitemapPage = 50_000

const sitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// Sitemap lists the addresses of all pages that everybody may see: those of the published editions, in English; each
// page names its other languages itself (hreflang). base is the public origin without a slash at the end. Beyond
// 50,000 addresses the answer is an index of base/sitemap/1, base/sitemap/2 …, see SitemapPage. It reads every list to
// its end, so its cost grows with exhibitors and products; app should keep the answer for some minutes.
func Sitemap(ctx context.Context, o *expo.Operations, base string) ([]byte, error) {
	all, err := publicPaths(ctx, o)
	if err != nil {
		return nil, err
	}
	if len(all) <= sitemapPage {
		return writeSitemap("urlset", "url", base+"/en", all), nil
	}
	var parts []string
	for n := 1; (n-1)*sitemapPage < len(all); n++ {
		parts = append(parts, "/sitemap/"+strconv.Itoa(n))
	}
	return writeSitemap("sitemapindex", "sitemap", base, parts), nil
}

// SitemapPage returns the n-th page of 50,000 addresses, counted from 1. A page that does not exist is a NotFound.
func SitemapPage(ctx context.Context, o *expo.Operations, base string, n int) ([]byte, error) {
	all, err := publicPaths(ctx, o)
	if err != nil {
		return nil, err
	}
	from := (n - 1) * sitemapPage
	if n < 1 || from >= len(all) {
		return nil, fault.NewNotFound("fault.not-found")
	}
	return writeSitemap("urlset", "url", base+"/en", all[from:min(from+sitemapPage, len(all))]), nil
}

func writeSitemap(root, item, base string, paths []string) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + "<" + root + ` xmlns="` + sitemapNamespace + `">` + "\n")
	for _, p := range paths {
		b.WriteString("<" + item + "><loc>")
		_ = xml.EscapeText(&b, []byte(base+p)) // a bytes.Buffer takes everything
		b.WriteString("</loc></" + item + ">\n")
	}
	b.WriteString("</" + root + ">\n")
	return b.Bytes()
}

// publicPaths are the paths without language of all public pages, in a stable order. They are asked for as nobody in
// particular, so that no right of the caller's leaks into a public file.
func publicPaths(ctx context.Context, o *expo.Operations) ([]string, error) {
	ctx = ops.With(ctx, ops.Caller{Surface: "job"})
	editions, err := o.ListEditions.Do(ctx, expo.ListEditions{})
	if err != nil {
		return nil, err
	}
	all := []string{"/"}
	for _, e := range editions.Items {
		at := "/" + e.Slug
		all = append(all, at, at+"/countries", at+"/plan", at+"/exhibitors", at+"/products", at+"/demonstrations", at+"/gi", at+"/visit")
		in := ops.InEdition{Edition: e.Slug}
		pavilions, err := o.ListPavilions.Do(ctx, expo.ListPavilions{InEdition: in})
		if err != nil {
			return nil, err
		}
		for _, v := range pavilions.Items {
			all = append(all, at+"/pavilions/"+v.Code)
		}
		if all, err = recordPaths(ctx, o, in, at, all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// recordPaths adds the pages of exhibitors, products and geographical indications.
func recordPaths(ctx context.Context, o *expo.Operations, in ops.InEdition, at string, all []string) ([]string, error) {
	for after := ""; ; {
		l, err := o.ListExhibitors.Do(ctx, expo.ListExhibitors{InEdition: in, After: after, Limit: 200})
		if err != nil {
			return nil, err
		}
		for i := range l.Items {
			all = append(all, at+"/exhibitors/"+l.Items[i].ID.String())
		}
		if after = l.Next; after == "" {
			break
		}
	}
	for after := ""; ; {
		l, err := o.ListProducts.Do(ctx, expo.ListProducts{InEdition: in, After: after, Limit: 200})
		if err != nil {
			return nil, err
		}
		for i := range l.Items {
			all = append(all, at+"/products/"+l.Items[i].ID.String())
		}
		if after = l.Next; after == "" {
			break
		}
	}
	for after := ""; ; {
		l, err := o.ListGIs.Do(ctx, expo.ListGIs{InEdition: in, After: after, Limit: 200})
		if err != nil {
			return nil, err
		}
		for i := range l.Items {
			all = append(all, at+"/gi/"+l.Items[i].ID.String())
		}
		if after = l.Next; after == "" {
			return all, nil
		}
	}
}
