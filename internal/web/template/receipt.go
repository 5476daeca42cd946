package template

// Receipt thanks somebody and hands over the code, once.
type Receipt struct {
	Public
	Received string // "dinsdag 17 november, 8.52 uur"
	Code     string
	AnswerBy string // "dinsdag 24 november"
	Week     []WeekDay
	Name     string // empty when anonymous
	Story    string
	MailedTo string // masked address; empty when nothing was mailed
	Unmailed bool   // they gave an address, and we mail nothing here
}

func (Receipt) markup() (string, string) { return layoutPublic, "receipt" }
