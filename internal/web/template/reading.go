package template

// Reading shows what the complainant wrote and nobody reacted to: …/reading.
type Reading struct {
	ActPage
	Messages []Said // oldest first; none when somebody read them meanwhile
	Note     Field
	Others   []Link // other ways to react
}

func (Reading) markup() (string, string) { return layoutStaff, "reading" }

// Said is a message with the files that came along.
type Said struct {
	Voice
	Files []FileRow
}
