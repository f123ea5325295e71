package web

// column returns the heading of a cell; a row longer than the heading has no label.
func (t TableData) column(i int) Column {
	if i < len(t.Columns) {
		return t.Columns[i]
	}
	return Column{Hidden: true}
}

func sortIcon(sorted string) IconName {
	switch sorted {
	case "asc":
		return IconArrowUp
	case "desc":
		return IconArrowDown
	}
	return IconSort
}
