package demo

import (
	"context"
	"fmt"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
)

// filled are what people said who scanned the code after one training.
var filled = []register.Filled{
	{Score: 8, Good: "We hebben veel geoefend, ook met een acteur.", Better: "Iets langer pauze."},
	{Score: 9, Good: "De voorbeelden kwamen uit ons eigen werk."},
	{Score: 7, Good: "Fijne sfeer in de groep.", Better: "Iets minder theorie in de ochtend."},
	{Score: 8, Better: "De hand-out graag vooraf."},
	{Score: 9, Good: "Rustige uitleg, je mag fouten maken."},
	{Score: 7},
	{Score: 8, Good: "Een dag die snel ging."},
}

// asked is a questionnaire of last week that is still open. Nobody said what may be
// a complaint.
func (y *year) asked() {
	y.mail(26*time.Hour, func(ctx context.Context, at time.Time) error {
		id, err := y.r.Ask(ctx, y.people[joris], register.CourseAsked{Name: "Verdiepingsdag", Dates: y.r.Procedure().On(at).AddDays(-1).DayMonth("nl"), Lang: "nl",
			Trainers: []complaint.MemberID{y.members[joris]}, Until: y.r.Procedure().On(at).AddDays(14), Key: "verdiepingsdag-van-de-demo"})
		if err != nil {
			return fmt.Errorf("ask in the demo: %w", err)
		}
		q, err := y.r.QuestionnaireOf(ctx, y.people[joris], id)
		if err != nil {
			return fmt.Errorf("find what the demo asked: %w", err)
		}
		for i, f := range filled {
			f.Lang, f.Key = "nl", fmt.Sprintf("formulier-van-de-demo-%d", i)
			if err := y.r.FillIn(ctx, q.Code, f); err != nil {
				return fmt.Errorf("fill in what the demo asked: %w", err)
			}
		}
		return nil
	})
}
