// Package sheet reads the rows of evaluation forms and old registers from files
// as they really are: CSV in whatever encoding and delimiter, and XLSX. It
// writes the same two. It knows nothing of forms: what a column means is for
// package evaluation.
//
// Nothing read is trusted. Every limit below is met by a Problem that names the
// row and column, never by a part of the file: a caller that got an error from
// Rows throws away what it was given. Memory does not grow with the file,
// except for the different texts of a workbook, at most MaxShared bytes.
//
// The way of an import wizard: Open, show Columns with Preview, let a person
// correct (Columns[i].Dates, Options.Sheet, Options.HeaderRow), then Rows.
package sheet

import (
	"io"
	"slices"
	"time"
)

// Limits on one file. Beyond them nothing is read.
const (
	MaxFile     = 200 << 20 // bytes
	MaxRows     = 1_000_000 // also what a spreadsheet can hold, about
	MaxColumns  = 1_000
	MaxCell     = 32_767 // characters, as in Excel
	MaxShared   = 64 << 20
	MaxUnpacked = 2 << 30 // bytes of one workbook, unpacked
	MaxRatio    = 200     // unpacked against packed; real sheets stay below 40
	MaxEntries  = 2_000   // files in a workbook
	maxSheets   = 200
	previewRows = 50
	sampleRows  = 1_000
	sampleBytes = 1 << 20
)

// Kind is what the value of a cell is, whatever its column says.
type Kind string

// The kinds of a value.
const (
	Empty   Kind = ""
	Text    Kind = "text"
	Number  Kind = "number"
	Date    Kind = "date"
	Boolean Kind = "boolean"
	Fault   Kind = "fault" // what a spreadsheet shows as #N/B or #REF!
)

// Cell is one value, as text and as what it means.
type Cell struct {
	// Text is what a person sees: of CSV the very characters, of a workbook
	// numbers with a decimal comma and dates as 16-11-2026 09:03:22.
	Text string
	Kind Kind
	// Number is the value of a number: 2.5 for "2,5", 0.85 for "85%".
	Number float64
	// Time is what stood on the clock of whoever filled in the form, in UTC
	// because files do not say where that was.
	Time time.Time
}

// Column is what stands above the values.
type Column struct {
	// Name is unique in its table; a second "Opmerking" is "Opmerking (2)". It
	// is empty when there is nothing above the column.
	Name string
	// Question and Part are the two halves of a name in two header rows: "Wat
	// sprak u aan?" and "Locatie". With one row Question is the whole.
	Question, Part string
	// Dates is how dates in this column were written. A caller may change it
	// before Rows.
	Dates Order
	// DatesDoubtful: nothing in the first thousand rows tells day from month.
	DatesDoubtful bool
}

// Order is the order in which a date is written. Year first needs no choice.
type Order string

// The orders of a date.
const (
	DayFirst   Order = ""
	MonthFirst Order = "month_first"
)

// Row is one filled in form. Cells has one cell for each column; it is used
// again for the next row: Clone keeps it.
type Row struct {
	Number   int // as a spreadsheet counts, from 1
	Cells    []Cell
	Problems []Problem
}

// Clone is a row that stays as it is.
func (r Row) Clone() Row {
	return Row{r.Number, slices.Clone(r.Cells), slices.Clone(r.Problems)}
}

// Format is the kind of file.
type Format string

// The formats that are read.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Sheet is one page of a workbook.
type Sheet struct {
	Name   string
	Hidden bool
	Chosen bool
	Filled bool // it has at least one row with two values
}

// Options are what a person said after a first look; the zero value guesses.
type Options struct {
	Sheet     string // the name of the sheet to read
	HeaderRow int    // the row of the header, as a spreadsheet counts
	Delimiter rune   // of CSV
}

// Table is a file that was understood: what is above the rows, and the way to
// them.
type Table struct {
	Format    Format
	Encoding  string // "utf-8", "windows-1252", "utf-16le", "utf-16be"; of CSV
	Delimiter rune   // of CSV; 0 with one column
	Sheets    []Sheet
	HeaderRow int // 0 when there is none
	// HeaderRows is 2 for SurveyMonkey and for headings merged over columns.
	HeaderRows int
	Columns    []Column
	Preview    []Row // the first fifty
	Warnings   []Problem

	source   source
	headings map[string]int // what the header says, and in which column
	longest  int            // of them, in bytes
}

// Open looks at the beginning of a file. The error is always a Problem, unless
// r itself fails. It reads a thousand rows at most, and of a workbook also its
// texts; r is kept for Rows.
func Open(r io.ReaderAt, size int64, o Options) (*Table, error) {
	t, err := recognise(r, size, o)
	if err != nil {
		return nil, err
	}
	sample, err := first(t.source, sampleRows, sampleBytes)
	if err != nil {
		return nil, err
	}
	if len(sample) == 0 {
		return nil, Problem{Code: NoContent}
	}
	t.header(sample, o.HeaderRow)
	if len(t.Columns) > MaxColumns {
		return nil, Problem{Code: TooManyColumns, Row: t.HeaderRow}
	}
	t.orders(sample)
	if err := t.each(sampleSource(sample), func(r Row) error {
		if len(t.Preview) == previewRows {
			return errEnough
		}
		t.Preview = append(t.Preview, r.Clone())
		return nil
	}); err != nil {
		return nil, err
	}
	if len(t.Preview) == 0 {
		t.warn(Problem{Code: NoRows})
	}
	return t, nil
}

// Rows gives every row below the header that is not empty, from the beginning.
// An error is a Problem, or what yield returned; what was given before it is
// not the whole file.
func (t *Table) Rows(yield func(Row) error) error {
	return t.each(t.source, yield)
}

func (t *Table) warn(p Problem) { t.Warnings = append(t.Warnings, p) }
