package web

func galleryProblems(v *View) Problems { return Problems{"mail": v.T("web.form.failed")} }

func galleryFields(v *View) []FieldData {
	kinds := []Option{{Value: "a", Label: v.T("web.nav.products")}, {Value: "b", Label: v.T("web.nav.demonstrations"), Chosen: true}, {Value: "c", Label: v.T("web.nav.programme"), Disabled: true}}
	return []FieldData{
		{Name: "name", Label: "Name", Required: true, Value: sample(v, sampleNames[0]), Autocomplete: "organization"},
		{Name: "mail", Kind: FieldEmail, Label: "E-mail", Hint: "name@example.org", Value: "name@", Problem: v.T("web.form.failed"), Required: true},
		{Name: "price", Kind: FieldNumber, Label: "Price", Prefix: "CNY", Suffix: "/ kg", Value: "12.50", Step: "0.01", Min: "0"},
		{Name: "day", Kind: FieldDate, Label: "Date", Value: "2025-09-17"},
		{Name: "hall", Kind: FieldSelect, Label: v.T("web.nav.plan"), Options: kinds},
		{Name: "file", Kind: FieldFile, Label: "File", Accept: ".csv,.xlsx"},
		{Name: "note", Kind: FieldArea, Label: sample(v, sampleWord), Rows: 3, Placeholder: sample(v, sampleSearch)},
		{Name: "kind", Kind: FieldRadio, Label: v.T("web.nav.label"), Options: kinds, Hint: sample(v, sampleSearch)},
		{Name: "topics", Kind: FieldChecks, Label: v.T("web.nav.information"), Options: kinds},
		{Name: "agree", Kind: FieldCheck, Label: sample(v, sampleSentence), Required: true},
		{Name: "code", Label: v.T("web.error.reference"), Value: "exh_01hq3m8x0c2v4", ReadOnly: true},
		{Name: "closed", Label: v.T("web.cancel"), Value: "–", Disabled: true},
	}
}

func galleryTerms(v *View) []Term {
	return []Term{
		{Label: "HS", Text: "0810.60", Note: "HS 2022"},
		{Label: v.T("web.nav.pavilions"), Text: v.Locale.Country("TH"), Href: "#th"},
		{Label: v.T("web.nav.products"), Text: "ทุเรียนหมอนทอง", Lang: "th"},
		{Label: "Price", Component: Money(v, 12500, "THB")},
	}
}

func galleryEvents(v *View) []EventData {
	return []EventData{
		{When: v.Locale.Date("2025-09-17"), Machine: "2025-09-17", Title: v.T("web.nav.programme"), Text: sample(v, sampleSentence), Icon: IconFlag},
		{When: v.Locale.Date("2025-09-18"), Title: v.T("web.nav.meetings"), Tone: ToneSuccess, Icon: IconHandshake, Href: "#m"},
		{When: v.Locale.Date("2025-09-21"), Title: v.T("web.cancel"), Tone: ToneDanger, Icon: IconError},
		{When: v.Locale.Date("2025-09-22"), Title: v.T("web.nav.home")},
	}
}

func gallerySteps(v *View) []StepData {
	return []StepData{
		{Label: v.T("web.nav.exhibitors"), State: "done", Href: "#s1"}, {Label: v.T("web.nav.plan"), State: "current"}, {Label: v.T("web.nav.programme")},
	}
}

func galleryTable(v *View) TableData {
	t := TableData{
		Caption: v.T("web.nav.exhibitors"),
		Columns: []Column{{Label: "Name", SortHref: "#sort", Sorted: "asc"}, {Label: v.T("web.nav.pavilions")}, {Label: "Status"}, {Label: "m²", Number: true, SortHref: "#sort"}, {Label: v.T("web.menu"), Hidden: true}},
	}
	tones := []Tone{ToneSuccess, ToneWarning, ToneNeutral, ToneDanger}
	for i, n := range sampleNames[:4] {
		t.Rows = append(t.Rows, []Cell{
			{Text: sample(v, n), Lang: other(v, n), Href: "#row"}, {Text: v.Locale.Country([]string{"VN", "TH", "KH", "MM"}[i])},
			{Component: StatusBadge(v.T("web.steps.done"), tones[i])}, {Text: v.Locale.Number(int64(1296 * (i + 1)))},
			{Component: IconButton(ButtonData{Label: v.T("web.copy"), Icon: IconEdit, Href: "#edit"})},
		})
	}
	return t
}

func galleryConfirm(v *View, id string) ConfirmData {
	return ConfirmData{
		ID: id, Title: v.T("web.filter.remove") + "?", Text: sample(v, sampleSentence), Items: []string{sample(v, sampleSearch)},
		Action: "#feedback", Back: "#feedback", Confirm: v.T("web.filter.remove"), Danger: true, Hidden: []HiddenField{{Name: "id", Value: "exh_01hq3m8x0c2v4"}},
	}
}
