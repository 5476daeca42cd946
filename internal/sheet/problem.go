package sheet

import (
	"errors"
	"fmt"
)

// Code is a stable name for what is wrong; a page has its own sentence for it.
type Code string

// What ends the reading of a file. Nothing of it is kept.
const (
	NoContent      Code = "no_content"       // nothing in it, or in the sheet that was asked for
	FileTooLarge   Code = "file_too_large"   // MaxFile
	TooManyRows    Code = "too_many_rows"    // MaxRows
	TooManyColumns Code = "too_many_columns" // MaxColumns
	CellTooLong    Code = "cell_too_long"    // MaxCell
	OpenQuote      Code = "open_quote"       // a quotation mark is not closed, and swallows the rest
	HeaderChanged  Code = "header_changed"   // another header stands between the rows
	Protected      Code = "protected"
	OldExcel       Code = "old_excel"     // .xls
	OtherSheet     Code = "other_sheet"   // .ods, .xlsb, a web page called .xls
	Macros         Code = "macros"        // .xlsm
	Picture        Code = "picture"       // whatever its name says
	NotASheet      Code = "not_a_sheet"   // a letter, a PDF, anything else
	Unpacks        Code = "unpacks"       // a workbook that unpacks to too much: MaxUnpacked, MaxRatio, MaxEntries
	TooMuchText    Code = "too_much_text" // MaxShared
	Damaged        Code = "damaged"       // the file is cut off or not what it claims
	NoSuchSheet    Code = "no_such_sheet" // Options.Sheet
)

// What a person should know, while the reading goes on.
const (
	NoRows         Code = "no_rows"         // a header and nothing below it
	NoHeader       Code = "no_header"       // the first row has values: columns have no names
	SameHeader     Code = "same_header"     // two columns with one name
	NoName         Code = "no_name"         // values below nothing
	HiddenSheets   Code = "hidden_sheets"   // not read unless asked for
	OtherSheets    Code = "other_sheets"    // more than one has rows
	MixedEncoding  Code = "mixed_encoding"  // letters were written in two ways; both were read
	BadEncoding    Code = "bad_encoding"    // a letter was lost before it came here
	DatesDoubtful  Code = "dates_doubtful"  // 3/4/2026: day or month first?
	DatesConflict  Code = "dates_conflict"  // some dates fit only one order, some only the other
	DateOtherOrder Code = "date_other"      // this one fits only the other order, and has no value
	HeaderRepeated Code = "header_repeated" // the same header again; left out
	ExtraCells     Code = "extra_cells"     // a value to the right of the last column; left out
	StrayQuote     Code = "stray_quote"     // a quotation mark inside quotation marks; kept as text
	Swallowed      Code = "swallowed"       // one cell looks like several rows
	NoResult       Code = "no_result"       // a formula that was never worked out
	FaultValue     Code = "fault_value"     // #N/B, #REF!
)

// Problem is what is wrong, and where. It is an error when reading ended. It
// holds nothing of what stands in the cells.
type Problem struct {
	Code   Code
	Row    int    // as a spreadsheet counts, from 1; 0 is the whole file
	Column int    // from 1; 0 is the whole row
	Name   string // what stands above that column, for a page; not in Error
}

// Letter is the column as a spreadsheet names it, "C" or "AA"; "" for none.
func (p Problem) Letter() string {
	s := ""
	for n := p.Column; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

var sentences = map[Code]string{
	NoContent: "there is nothing in it", FileTooLarge: "the file is larger than 200 MB", TooManyRows: "there are more than 1,000,000 rows",
	TooManyColumns: "there are more than 1,000 columns", CellTooLong: "the text is longer than 32,767 characters",
	OpenQuote: "a quotation mark is opened here and not closed", HeaderChanged: "another header starts here; split the file at this row",
	Protected: "the file is protected by a password; save it without one", OldExcel: "this is an old Excel file (.xls); save it as .xlsx or .csv",
	OtherSheet: "this spreadsheet is of another kind; save it as .xlsx or .csv", Macros: "the file holds macros; save it as .xlsx",
	Picture: "this is a picture, whatever its name says", NotASheet: "this is not a spreadsheet and not a CSV file",
	Unpacks: "the file unpacks to far more than a form", TooMuchText: "the texts in the file are too much to hold",
	Damaged: "the file is damaged or cut off", NoSuchSheet: "there is no sheet of that name",
	NoRows: "there are no rows below the header", NoHeader: "the first row has values where names were expected",
	SameHeader: "this name stands above another column too", NoName: "there is no name above this column",
	HiddenSheets: "there are hidden sheets; they are not read", OtherSheets: "more than one sheet has rows; one is read",
	MixedEncoding: "letters are written in two ways; both were read", BadEncoding: "a letter in it is lost",
	DatesDoubtful: "dates do not tell whether the day or the month is first", DatesConflict: "some dates have the day first and some the month",
	DateOtherOrder: "this date does not fit the order of the others", HeaderRepeated: "the header is repeated; this row is left out",
	ExtraCells: "there is a value to the right of the last column; it is left out", StrayQuote: "there is a loose quotation mark; it is kept",
	Swallowed: "this cell looks like several rows; is a quotation mark missing?", NoResult: "there is a formula without a result",
	FaultValue: "the spreadsheet shows a fault here",
}

// Error is one plain sentence in English.
func (p Problem) Error() string {
	switch s := sentences[p.Code]; {
	case p.Row == 0 && p.Column == 0:
		return s
	case p.Row == 0:
		return fmt.Sprintf("column %s: %s", p.Letter(), s)
	case p.Column == 0:
		return fmt.Sprintf("row %d: %s", p.Row, s)
	default:
		return fmt.Sprintf("row %d, column %s: %s", p.Row, p.Letter(), s)
	}
}

// errEnough ends a reading that has seen what it came for.
var errEnough = errors.New("enough")
