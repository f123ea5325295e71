package web

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// FieldID returns the id that a Field of this name has when none is said.
func FieldID(name string) string {
	return "f-" + strings.NewReplacer(".", "-", "[", "-", "]", "", " ", "-").Replace(name)
}

func (f FieldData) id() string {
	if f.ID != "" {
		return f.ID
	}
	return FieldID(f.Name)
}

func (f FieldData) optionID(i int) string { return f.id() + "-" + strconv.Itoa(i) }

func (f FieldData) hasProblem() string {
	if f.Problem != "" {
		return "yes"
	}
	return "no"
}

func (f FieldData) inputType() string {
	if f.Kind == "" {
		return string(FieldText)
	}
	return string(f.Kind)
}

func (f FieldData) choiceType() string {
	if f.Kind == FieldRadio {
		return "radio"
	}
	return "checkbox"
}

func (f FieldData) rows() string {
	if f.Rows > 0 {
		return strconv.Itoa(f.Rows)
	}
	return "4"
}

// described ties hint and problem to the control for screen readers.
func (f FieldData) described() templ.Attributes {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.id()+"-hint")
	}
	if f.Problem != "" {
		ids = append(ids, f.id()+"-problem")
	}
	if len(ids) == 0 {
		return nil
	}
	return templ.Attributes{"aria-describedby": strings.Join(ids, " ")}
}

// common are the attributes that inputs, areas and selects share.
func (f FieldData) common() templ.Attributes {
	a := f.described()
	if a == nil {
		a = templ.Attributes{}
	}
	for name, on := range map[string]bool{"required": f.Required, "disabled": f.Disabled, "readonly": f.ReadOnly && f.Kind != FieldSelect} {
		if on {
			a[name] = true
		}
	}
	if f.Problem != "" {
		a["aria-invalid"] = "true"
	}
	if f.MaxLength > 0 && f.Kind != FieldSelect && f.Kind != FieldCheck {
		a["maxlength"] = strconv.Itoa(f.MaxLength)
	}
	setText(a, "autocomplete", f.Autocomplete)
	setText(a, "placeholder", f.Placeholder)
	if f.Lang != "" {
		a["lang"] = HTMLLang(f.Lang)
	}
	for k, v := range f.Attrs {
		a[k] = v
	}
	return a
}

// limits are the attributes of inputs only.
func (f FieldData) limits() templ.Attributes {
	a := templ.Attributes{}
	setText(a, "min", f.Min)
	setText(a, "max", f.Max)
	setText(a, "step", f.Step)
	setText(a, "pattern", f.Pattern)
	setText(a, "accept", f.Accept)
	setText(a, "inputmode", f.InputMode)
	if f.Multiple {
		a["multiple"] = true
	}
	return a
}

func setText(a templ.Attributes, name, value string) {
	if value != "" {
		a[name] = value
	}
}
