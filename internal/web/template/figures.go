package template

import (
	htmltemplate "html/template"

	"wederhoor/internal/picture"
)

// Figures is a period in numbers and pictures: GET /staff/figures.
type Figures struct {
	Staff
	Heading    string // "Cijfers 2026"
	Span       string // "1 januari tot en met 31 december 2026, stand van vandaag"
	Periods    []Link // years and quarters
	Downloads  []Link
	Stats      []Stat
	Findings   []Finding
	Months     PictureView
	Pictures   []PictureView
	Bars       Bars
	Heat       Heat
	Compare    Compare
	Groups     []FigureGroup
	Cuts       []CutTable
	Attendance Link  // how many took part; for who leads
	WhatIf     Link  // the same under another procedure; for who leads
	Empty      Empty // without a title there is something to show
}

func (Figures) markup() (string, string) { return layoutStaff, "figures" }

// Stat is one large number with what it counts.
type Stat struct{ Number, URL, Words, Beside string }

// Finding is a sentence that begins with what it is about.
type Finding struct{ About, Text string }

// PictureView is a picture on a page, apart from the others by its id.
type PictureView struct {
	ID      string
	Picture *picture.Picture
	More    string // a sentence below it
}

// SVG is the drawing.
func (v PictureView) SVG() htmltemplate.HTML {
	return htmltemplate.HTML(v.Picture.SVG(v.ID)) //nolint:gosec // the package escapes every text
}

// KeyView is a mark with its words.
type KeyView struct {
	Drawing htmltemplate.HTML
	Label   string
}

// Keys explains the marks.
func (v PictureView) Keys() (all []KeyView) {
	for _, k := range v.Picture.Keys {
		all = append(all, KeyView{htmltemplate.HTML(k.SVG()), k.Label}) //nolint:gosec // of fixed parts
	}
	return all
}

// Bars is counts beside those of a year ago; the widths are in hundredths.
type Bars struct {
	Title  string
	Before bool // a year ago there was something: else a mark at nought on every line says nothing
	Rows   []BarRow
}

// BarRow is one bar.
type BarRow struct {
	Label, URL   string
	Now, Then    int
	Width, Since string // "61.5%"
}

// Heat is counts by two cuts, shaded and printed in each cell.
type Heat struct {
	Title   string
	Columns []string
	Rows    []HeatRow
}

// HeatRow is one row of it.
type HeatRow struct {
	Label string
	Cells []picture.Cell
}

// Compare asks about which subject and since when.
type Compare struct {
	Period     string
	Categories []Option
	Day        string
	Picture    *PictureView
}

// FigureGroup is figures that belong together.
type FigureGroup struct {
	Title string
	Rows  []FigureRow
}

// CutTable is figures for each value of a cut.
type CutTable struct {
	Title string
	Table picture.Table
}

// FigureRow is one figure with its denominator in words.
type FigureRow struct{ Label, Number, URL, Of, OfURL, Percent string }
