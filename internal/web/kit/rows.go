package kit

import (
	"bytes"
	"fmt"

	"wederhoor/internal/sheet"
)

// Kinds of file that rows are written as.
const (
	KindXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	KindCSV  = "text/csv; charset=utf-8"
)

// Written makes a file of rows. The first cell of a row heads it and stays words,
// also "2026".
func Written(kind, name string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	out := sheet.NewCSV(&b)
	if kind == KindXLSX {
		var err error
		if out, err = sheet.NewXLSX(&b, name); err != nil {
			return nil, fmt.Errorf("write the figures: %w", err)
		}
	}
	for _, row := range rows {
		cells := make([]sheet.Cell, len(row))
		for i, text := range row {
			if cells[i] = sheet.Of(text); i == 0 {
				cells[i] = sheet.Cell{Text: text}
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
