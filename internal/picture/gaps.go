package picture

import (
	"fmt"
	"math"
)

// Gaps is the g-chart: the days between one complaint and the next. For what is
// rare it tells more than counts per month do.
type Gaps struct {
	Title, Desc        string
	Keys               []Key
	Head               []string
	Axis               string
	UpperWords, Middle string
	Days               []int
	Names              []string // of the complaint that ended each gap
}

// Limits of a g-chart over days between events, after Benneyan: the mean and
// three deviations of a geometric spread above it. Below there is no limit above
// nought, so a run of eight under the median is what tells that they come faster.
type Limits struct {
	Mean, Upper, Median float64
	Fast                int // where the first such run ends; -1: nowhere
}

const runOfFast = 8

// LimitsOf derives them from the gaps themselves.
func LimitsOf(days []int) Limits {
	l := Limits{Fast: -1}
	if len(days) == 0 {
		return l
	}
	for _, d := range days {
		l.Mean += float64(d)
	}
	l.Mean /= float64(len(days))
	l.Upper = l.Mean + 3*math.Sqrt(l.Mean*(l.Mean+1))
	l.Median = math.Ln2 * l.Mean
	run := 0
	for i, d := range days {
		if run++; float64(d) >= l.Median {
			run = 0
		}
		if run == runOfFast {
			l.Fast = i
			break
		}
	}
	return l
}

// Draw connects the gaps in the order they ended.
func (g Gaps) Draw() *Picture {
	p := &Picture{Title: g.Title, Desc: g.Desc, Keys: g.Keys, Height: 250, Table: Table{Head: g.Head}}
	l := LimitsOf(g.Days)
	most := l.Upper
	for _, d := range g.Days {
		most = max(most, float64(d))
	}
	const ground, room = 180.0, 165.0
	y := func(d float64) float64 { return ground - room*d/max(most, 1) }
	x := func(i int) float64 { return 5 + 93*(float64(i)+0.5)/float64(max(len(g.Days), 1)) }
	p.line("axis", 5, ground, 100, ground)
	for d := 0; float64(d) <= most; d += step(int(most) + 1) {
		p.text("", "end", 4, y(float64(d))+4, fmt.Sprint(d))
	}
	p.line("limit", 5, y(l.Upper), 100, y(l.Upper))
	p.line("mean", 5, y(l.Median), 100, y(l.Median))
	for i, d := range g.Days {
		if i > 0 {
			p.line("life", x(i-1), y(float64(g.Days[i-1])), x(i), y(float64(d)))
		}
	}
	for i, d := range g.Days {
		m, class := Dot, "a"
		switch {
		case float64(d) > l.Upper:
			m, class = Diamond, "done"
		case l.Fast >= 0 && i > l.Fast-runOfFast && i <= l.Fast:
			m, class = Block, "late"
		}
		p.mark(m, class, x(i), y(float64(d)), 5)
		p.Table.Rows = append(p.Table.Rows, []Cell{Text(g.Names[i]), Number(d, "")})
	}
	p.text("", "start", 5, ground+22, g.Axis)
	p.called("limit", 5, ground+42, g.UpperWords)
	p.called("mean", 5, ground+60, g.Middle)
	return p
}

// called says what a line is called, beside a piece of it and under the picture:
// in the picture it would lie over marks, on a phone before all.
func (p *Picture) called(class string, x, y float64, name string) {
	if name == "" {
		return
	}
	p.line(class, x, y-4, x+4, y-4)
	p.text("", "start", x+6, y, name)
}

// Group is a course in a funnel: how many took part, how many complained.
type Group struct {
	Name       string
	Size, Hits int
}

// Funnel holds rates against the size of the group, with the limits within which
// chance alone would leave them: fair to small groups, and no ranking.
type Funnel struct {
	Title, Desc   string
	Keys          []Key
	Head          []string
	AxisX, AxisY  string
	Mean, Limit   string // what the two lines are called
	Inside, Above string // words for the table
	Groups        []Group
}

// Beyond reports whether a group lies above what chance explains: three
// deviations of a binomial spread around the rate of all together.
func Beyond(g Group, rate float64) bool {
	return g.Size > 0 && float64(g.Hits)/float64(g.Size) > upper(rate, float64(g.Size))
}

func upper(rate, size float64) float64 { return rate + 3*math.Sqrt(rate*(1-min(rate, 1))/size) }

// Rate is hits per member over all groups.
func Rate(all []Group) float64 {
	hits, size := 0, 0
	for _, g := range all {
		hits, size = hits+g.Hits, size+g.Size
	}
	return float64(hits) / float64(max(size, 1))
}

// Draw puts each group at its size and its rate, a hundred members at a time; names stand only beside what
// lies outside.
func (f Funnel) Draw() *Picture {
	p := &Picture{Title: f.Title, Desc: f.Desc, Keys: f.Keys, Height: 300, Table: Table{Head: f.Head}}
	rate, widest, most := Rate(f.Groups), 1.0, 0.0
	for _, g := range f.Groups {
		widest = max(widest, float64(g.Size))
		most = max(most, float64(g.Hits)/float64(max(g.Size, 1)))
	}
	most = max(min(upper(rate, max(widest/10, 1)), 1), most, 0.01) * 1.1
	const ground, room = 215.0, 195.0
	x := func(size float64) float64 { return 6 + 92*size/widest }
	y := func(r float64) float64 { return ground - room*min(r/most, 1) }
	p.line("axis", 6, ground, 100, ground)
	p.line("mean", 6, y(rate), 100, y(rate))
	const steps = 40
	for i := 1; i < steps; i++ {
		a, b := widest*float64(i)/steps, widest*float64(i+1)/steps
		if upper(rate, a) <= most {
			p.line("limit-thin", x(a), y(upper(rate, a)), x(b), y(upper(rate, b)))
		}
	}
	for _, g := range f.Groups {
		r, word := float64(g.Hits)/float64(max(g.Size, 1)), f.Inside
		if Beyond(g, rate) {
			word = f.Above
			p.mark(Diamond, "late", x(float64(g.Size)), y(r), 7)
			if at := x(float64(g.Size)); at < 50 { // on a phone there is no room on the other side
				p.text("strong", "start", at+3, y(r)+4, g.Name)
			} else {
				p.text("strong", "end", at-3, y(r)+4, g.Name)
			}
		} else {
			p.mark(Dot, "a", x(float64(g.Size)), y(r), 5)
		}
		p.Table.Rows = append(p.Table.Rows, []Cell{Text(g.Name), Number(g.Size, ""), Number(g.Hits, ""), Text(word)})
	}
	for n := 0; n <= int(widest); n += step(int(widest)) {
		p.text("", "middle", x(float64(n)), ground+18, fmt.Sprint(n))
	}
	for n := 0; float64(n) <= 100*most; n += step(max(int(100*most), 1)) {
		p.text("", "end", 5, y(float64(n)/100)+4, fmt.Sprint(n))
	}
	p.text("", "start", 6, ground+38, f.AxisX)
	p.called("limit-thin", 6, ground+58, f.Limit)
	p.called("mean", 6, ground+76, f.Mean)
	p.text("", "start", 0, 10, f.AxisY)
	return p
}
