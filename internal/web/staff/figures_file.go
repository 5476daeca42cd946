package staff

import (
	"bytes"
	"fmt"
	"net/http"

	"wederhoor/internal/figures"
	"wederhoor/internal/register"
	"wederhoor/internal/sheet"
	"wederhoor/internal/web/kit"
)

const (
	kindXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	kindCSV  = "text/csv; charset=utf-8"
)

// figuresFile hands over the figures of a period: as they are for the team, or
// with small numbers hidden for whoever else.
func (p *pages) figuresFile(w http.ResponseWriter, r *http.Request, who register.Person) {
	c := p.counts(r, who)
	var rows [][]string
	kind, name := kindXLSX, r.PathValue("name")
	switch name {
	case "cijfers.xlsx":
		rows = c.inward()
	case "cijfers.csv":
		rows, kind = c.inward(), kindCSV
	case "cijfers-om-te-delen.xlsx":
		rows = c.outward()
	default:
		p.absent(w, r, who)
		return
	}
	raw, err := written(kind, "Cijfers "+c.period, rows)
	if err != nil {
		p.failed(w, r, who, err)
		return
	}
	kit.Download(w, kind, c.period+"-"+name)
	_, _ = w.Write(raw)
}

func written(kind, name string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	out := sheet.NewCSV(&b)
	if kind == kindXLSX {
		var err error
		if out, err = sheet.NewXLSX(&b, name); err != nil {
			return nil, fmt.Errorf("write the figures: %w", err)
		}
	}
	for _, row := range rows {
		cells := make([]sheet.Cell, len(row))
		for i, text := range row {
			if cells[i] = sheet.Of(text); i == 0 {
				cells[i] = sheet.Cell{Text: text} // a heading stays words, also "2026"
			}
		}
		if err := out.Row(cells); err != nil {
			return nil, fmt.Errorf("write the figures: %w", err)
		}
	}
	if err := out.Close(); err != nil {
		return nil, fmt.Errorf("write the figures: %w", err)
	}
	return b.Bytes(), nil
}

// inward is every figure with its denominator, and every cut.
func (c census) inward() [][]string {
	rows := [][]string{{"Cijfer", "Aantal", "Van", "Waarvan", "Een jaar eerder"}}
	for _, g := range figureGroups {
		for _, s := range g.sets {
			share := c.now.Share(s)
			row := []string{setWords[s], fmt.Sprint(share.N), "", "", fmt.Sprint(c.then.Count(s))}
			if share.Whom != "" {
				row[2], row[3] = fmt.Sprint(share.Of), fmt.Sprintf(ofWords[share.Whom], share.Of)
			}
			rows = append(rows, row)
		}
		if g.extra == nil {
			continue
		}
		for _, x := range g.extra(c.now) {
			rows = append(rows, []string{x.Label, x.Number, "", x.Of, ""})
		}
	}
	for _, t := range c.cuts() {
		rows = append(rows, []string{""}, t.Table.Head)
		for _, r := range t.Table.Rows {
			row := make([]string, len(r))
			for i, cell := range r {
				row[i] = cell.Text
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// outward is what may leave the circle (domain 4.3).
func (c census) outward() [][]string {
	rows := [][]string{{"Cijfers " + periodWords(c.period), "Aantal"}}
	for _, s := range c.now.Outward(c.fold, figures.ByCategory, figures.ByChannel, figures.ByFrom, figures.ByMonth) {
		title := setWords[s.Name]
		if s.Cut != "" {
			title += ", per " + cutNames[s.Cut]
		}
		if rows = append(rows, []string{""}); s.Withheld {
			rows = append(rows, []string{title, "te weinig om te laten zien"})
			continue
		}
		rows = append(rows, []string{title, hush(s.Total, total(s.Counts))})
		for i, name := range s.Columns {
			label := setWords[figures.Set(name)]
			if s.Cut != "" {
				label = c.valueWords(s.Cut, name)
			}
			rows = append(rows, []string{label, hush(s.Cells[0][i], s.Counts[0][i])})
		}
	}
	return append(rows, []string{""}, []string{"<5: één tot en met vier. Een streepje: niet getoond, omdat een klein aantal er anders uit volgt."})
}

func total(counts [][]int) (n int) {
	for _, row := range counts {
		for _, c := range row {
			n += c
		}
	}
	return n
}

// hush writes a number as far as it may be known.
func hush(m figures.Mark, n int) string {
	switch m {
	case figures.Few:
		return "<5"
	case figures.Hidden:
		return "–"
	}
	return fmt.Sprint(n)
}
