package web

import "strconv"

func (s SearchData) id() string {
	if s.ID == "" {
		return "search"
	}
	return s.ID
}

func (s SearchData) name() string {
	if s.Name == "" {
		return "q"
	}
	return s.Name
}

func (s SearchData) placeholder() string {
	if s.Placeholder == "" {
		return s.Label
	}
	return s.Placeholder
}

func (f FacetData) id(number int) string { return "facet-" + strconv.Itoa(number) + "-" + f.Name }

func (f FacetData) inputType() string {
	if f.Kind == "radio" {
		return "radio"
	}
	return "checkbox"
}

// chosen counts the answers given, "" for none.
func (f FacetData) chosen() string {
	n := 0
	for _, o := range f.Options {
		if o.Chosen {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (f FacetData) isOpen() bool { return f.Open || f.chosen() != "" }

func (o FacetOption) withCount() string {
	if o.Count == "" {
		return o.Label
	}
	return o.Label + " (" + o.Count + ")"
}
