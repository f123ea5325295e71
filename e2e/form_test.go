package e2e

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// form is a form of a page as a browser without scripts would send it: every field with the value that the page gave it.
type form struct {
	Action string
	Values url.Values
	Files  bool
}

// formOf finds the form of a page whose action ends in the words given.
func formOf(t testing.TB, page, action string) form {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		to, _, _ := strings.Cut(attr(n, "action"), "?")
		if n.Type == html.ElementNode && n.Data == "form" && strings.HasSuffix(to, action) {
			f := form{Action: attr(n, "action"), Values: url.Values{}, Files: attr(n, "enctype") == "multipart/form-data"}
			for field := range n.Descendants() {
				f.take(field)
			}
			return f
		}
	}
	t.Fatalf("the page has no form for …%s: %.600s", action, page)
	return form{}
}

// take adds a field's value unless a browser would leave it out.
func (f *form) take(n *html.Node) {
	name := attr(n, "name")
	if n.Type != html.ElementNode || name == "" || has(n, "disabled") {
		return
	}
	switch n.Data {
	case "textarea":
		f.Values.Add(name, strings.TrimPrefix(words(n), "\n"))
	case "select":
		value, chosen := "", false
		for o := range n.Descendants() {
			if o.Data == "option" && (has(o, "selected") || !chosen && value == "") {
				value, chosen = attr(o, "value"), has(o, "selected")
			}
		}
		f.Values.Add(name, value)
	case "input":
		switch attr(n, "type") {
		case "checkbox", "radio":
			if has(n, "checked") {
				f.Values.Add(name, attr(n, "value"))
			}
		case "file", "submit":
		default:
			f.Values.Add(name, attr(n, "value"))
		}
	}
}

// send posts the form.
func (f form) send(c *client, files ...file) *answer {
	c.t.Helper()
	if f.Files {
		return c.upload(f.Action, f.Values, files...)
	}
	return c.post(f.Action, f.Values)
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// words are the texts in a node.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// heading is the page's main heading, and alerts what the page tells about what went wrong or right.
func heading(t testing.TB, page string) string { return element(t, page, "h1", "") }

func alerts(t testing.TB, page string) string {
	return element(t, page, "", "alert") + element(t, page, "", "problem")
}

// element is the text of the elements with a tag, or with a class.
func element(t testing.TB, page, tag, class string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (tag != "" && n.Data == tag || class != "" && strings.Contains(" "+attr(n, "class")+" ", " "+class+" ")) {
			all = append(all, strings.Join(strings.Fields(words(n)), " "))
		}
	}
	return strings.Join(all, " | ")
}
