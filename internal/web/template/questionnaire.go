package template

// CourseForm is the short evaluation form of one course: GET and POST /f/{code}.
type CourseForm struct {
	Public
	FormKey
	URL                                                  string
	Course                                               string
	About                                                string // "Femke Kuiper, 12 november"
	Reader                                               string // who reads what may be a complaint; "" when that is who gave the course
	ReadsAll                                             bool   // and everything else
	Before                                               bool   // this browser filled it in already; what is sent now is of somebody else
	Ask                                                  CourseQuestions
	Score                                                string
	Good, Better, Happened, Participant, ParticipantMail Field
}

func (CourseForm) markup() (string, string) { return layoutPublic, "course_form" }

// CourseQuestions is what it asks.
type CourseQuestions struct{ Score, Good, Better, Happened string }

// Scores are the marks to choose from, each with whether it is chosen.
func (f CourseForm) Scores() (all []Option) {
	for _, n := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"} {
		all = append(all, Option{Value: n, Label: n, Checked: n == f.Score})
	}
	return all
}

// CourseThanks says that it arrived.
type CourseThanks struct{ Public }

func (CourseThanks) markup() (string, string) { return layoutPublic, "course_thanks" }

// QR is a code to scan, as one path of black squares on a field of Size by Size.
type QR struct {
	Size int
	Path string
}

// Questionnaires is the list of evaluation forms of our own, and the form that makes
// one: GET and POST /staff/questionnaires.
type Questionnaires struct {
	Staff
	FormKey
	Rows                 []QuestionnaireRow
	Course, Dates, Until Field
	Services             []string
	Trainers, Languages  []Option
	Latest               string // the last day that can be chosen
	Earliest             string
}

func (Questionnaires) markup() (string, string) { return layoutStaff, "questionnaires" }

// QuestionnaireRow is one of them.
type QuestionnaireRow struct {
	Title, URL, Line, Count string
	State                   Tag
}

// QuestionnairePage is one questionnaire: its code, and what was answered.
type QuestionnairePage struct {
	Staff
	FormKey
	Crumb        Link
	URL          string
	Course, Line string
	Open         bool
	Until        string // "woensdag 9 december"
	Address      string
	Code         QR
	Count        string // "7 antwoorden"
	Note         string // why there is less to see than there are answers
	Facts        []Fact
	Bars         []Bar
	Good, Better []string
	Told         bool // enough answered to show anything
	Desk         string
}

func (QuestionnairePage) markup() (string, string) { return layoutStaff, "questionnaire" }

// Bar is one line of a picture with its number; Share is of the longest, 0 to 100.
type Bar struct {
	Name  string
	N     int
	Share int
}

// Poster is a page to print or to show on a wall: GET
// /staff/questionnaires/{id}/poster.
type Poster struct {
	Base
	Course, About, Address string
	BackURL                string
	Code                   QR
}

func (Poster) markup() (string, string) { return layoutBare, "poster" }

// tabs are a few pages that belong together.
type tabs struct {
	Label string
	Links []Link
}

func evaluationViews(current string) tabs {
	all := tabs{Label: "Evaluaties"}
	for _, l := range []Link{{Label: "Reacties", URL: "/staff/evaluations"}, {Label: "Vragenlijsten", URL: "/staff/questionnaires"}} {
		l.Current = l.URL == current
		all.Links = append(all.Links, l)
	}
	return all
}
