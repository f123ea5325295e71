// Package sheet reads and writes the tables that the trade sends around: CSV in every dress, and XLSX.
//
// It owns three things. Reading: Open finds out the format, the encoding, the delimiter and the header row of a file
// that nobody promised anything about, and hands out its rows with their numbers, notes and problems. Mapping:
// Propose says which column is which field, whatever language the header is written in. Writing: WriteCSV and
// WriteXLSX, whose cells can never come alive as formulas in the reader's spreadsheet program. ParseStand reads the
// ways in which halls and stands are written.
//
// It refuses files that are too large, too wide or too long, and archives that unpack to more than they should
// (zip bombs); every such refusal is an Invalid fault whose message key begins with "sheet.". What is wrong with one
// row never refuses the file: the row carries it, and the importer gives its verdict row by row.
//
// It knows nothing of exhibitors, booths or products, opens no files by name and keeps no state. All cells are text
// written by strangers: nothing in them is evaluated, and formulas are read as the value they showed last.
package sheet
