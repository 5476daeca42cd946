package sheet

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The parts of a workbook of one sheet. Style 1 is a date, 2 a moment, 3 text
// with Excel's own guard: it never becomes a formula, not even when somebody
// steps through the cell.
const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	openXML       = "http://schemas.openxmlformats.org/"
	partTypes     = xmlHead + `<Types xmlns="` + openXML + `package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`
	partRels      = xmlHead + `<Relationships xmlns="` + openXML + `package/2006/relationships"><Relationship Id="rId1" Type="` + openXML + `officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	partBookRels  = xmlHead + `<Relationships xmlns="` + openXML + `package/2006/relationships"><Relationship Id="rId1" Type="` + openXML + `officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + openXML + `officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
	partStyles    = xmlHead + `<styleSheet xmlns="` + openXML + `spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\-mm\-yyyy"/><numFmt numFmtId="165" formatCode="dd\-mm\-yyyy\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`
	partBook      = xmlHead + `<workbook xmlns="` + openXML + `spreadsheetml/2006/main" xmlns:r="` + openXML + `officeDocument/2006/relationships"><sheets><sheet name="%s" sheetId="1" r:id="rId1"/></sheets></workbook>`
	partSheetHead = xmlHead + `<worksheet xmlns="` + openXML + `spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
)

type xlsxWriter struct {
	z    *zip.Writer
	w    *bufio.Writer
	row  int
	foot string
}

// NewXLSX writes a workbook of one sheet, row by row, with nothing kept in
// memory. The first row is bold and stays in view.
func NewXLSX(w io.Writer, sheet string) (Writer, error) { return NewXLSXFor(w, sheet, "") }

// NewXLSXFor is NewXLSX with a line at the foot of every page that is printed: by
// whom, and when.
func NewXLSXFor(w io.Writer, sheet, foot string) (Writer, error) {
	x := &xlsxWriter{z: zip.NewWriter(w), foot: foot}
	for _, p := range []struct{ name, body string }{
		{"[Content_Types].xml", partTypes}, {"_rels/.rels", partRels}, {"xl/workbook.xml", fmt.Sprintf(partBook, sheetName(sheet))},
		{"xl/_rels/workbook.xml.rels", partBookRels}, {"xl/styles.xml", partStyles}, {"xl/worksheets/sheet1.xml", partSheetHead},
	} {
		part, err := x.z.Create(p.name)
		if err != nil {
			return nil, fmt.Errorf("write workbook: %w", err)
		}
		if _, err := io.WriteString(part, p.body); err != nil {
			return nil, fmt.Errorf("write workbook: %w", err)
		}
		x.w = bufio.NewWriterSize(part, 32<<10) // of the last: the sheet
	}
	return x, nil
}

// sheetName is a name that Excel takes: 31 characters, none of :\/?*[].
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) || r < ' ' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if r := []rune(strings.TrimSpace(s)); len(r) > 0 {
		return escaped(strings.TrimSpace(string(r[:min(len(r), 31)])))
	}
	return "Blad1"
}

func (x *xlsxWriter) put(parts ...string) {
	for _, p := range parts {
		_, _ = x.w.WriteString(p) // bufio keeps the error
	}
}

func (x *xlsxWriter) Row(cells []Cell) error {
	x.row++
	number := strconv.Itoa(x.row)
	x.put(`<row r="`, number, `">`)
	for i, c := range cells {
		if c.Text == "" {
			continue
		}
		x.cell(Problem{Column: i + 1}.Letter()+number, c)
	}
	if _, err := x.w.WriteString("</row>"); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// cell writes a value as what it is when that shows the same text, else text.
func (x *xlsxWriter) cell(ref string, c Cell) {
	switch {
	case x.row > 1 && c.Kind == Number && shown(c.Number) == c.Text:
		x.put(`<c r="`, ref, `"><v>`, strconv.FormatFloat(c.Number, 'g', -1, 64), `</v></c>`)
	case x.row > 1 && c.Kind == Boolean && (c.Text == "WAAR" || c.Text == "ONWAAR"):
		x.put(`<c r="`, ref, `" t="b"><v>`, strconv.Itoa(int(c.Number)), `</v></c>`)
	case x.row > 1 && c.Kind == Date && c.Time.Year() > 1900 && c.Time.Year() < 9999 && dated(c.Time) == c.Text:
		st := `2`
		if c.Time.Equal(c.Time.Truncate(24 * time.Hour)) {
			st = `1`
		}
		x.put(`<c r="`, ref, `" s="`, st, `"><v>`, strconv.FormatFloat(serialOf(c.Time), 'f', -1, 64), `</v></c>`)
	default:
		st := ""
		if x.row == 1 {
			st = ` s="4"`
		}
		if formula(c.Text) || guarded(c.Text) {
			st = ` s="3"`
		}
		x.put(`<c r="`, ref, `"`, st, ` t="inlineStr"><is><t xml:space="preserve">`, escaped(c.Text), `</t></is></c>`)
	}
}

func (x *xlsxWriter) Close() error {
	x.put(`</sheetData>`)
	if x.foot != "" { // an ampersand begins a code in a footer
		x.put(`<headerFooter><oddFooter>&amp;L`, escaped(strings.ReplaceAll(x.foot, "&", "&&")), `</oddFooter></headerFooter>`)
	}
	x.put(`</worksheet>`)
	if err := x.w.Flush(); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	if err := x.z.Close(); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// escaped is text for XML; what XML cannot hold is written as Excel does.
func escaped(s string) string {
	if utf8.ValidString(s) && !strings.ContainsFunc(s, special) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r < ' ' && r != '\n' && r != '\t', r == 0xfffe, r == 0xffff:
			fmt.Fprintf(&b, "_x%04X_", r)
		case r == '_' && strings.HasPrefix(s[i:], "_x") && unmarked(s[i:min(len(s), i+7)]) != s[i:min(len(s), i+7)]:
			b.WriteString("_x005F_")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func special(r rune) bool {
	return r < ' ' || r == '&' || r == '<' || r == '>' || r == '"' || r == '_' || r >= 0xfffe && r <= 0xffff
}
