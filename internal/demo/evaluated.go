package demo

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// answers are what people filled in after one training: some may be complaints.
const answers = `Tijdstempel;Training;Trainer;Welk cijfer geef je de training? (1-10);Overige opmerkingen
%[1]s 16:31:05;Lastige gesprekken;Femke Kuiper;8;Fijne dag, veel geoefend.
%[1]s 16:32:40;Lastige gesprekken;Femke Kuiper;3;De zaal was rommelig en we begonnen drie kwartier te laat.
%[1]s 16:34:12;Lastige gesprekken;Femke Kuiper;9;Goede voorbeelden.
%[1]s 16:40:51;Lastige gesprekken;Femke Kuiper;2;Ik voelde me onveilig in het rollenspel. Hier wil ik een klacht over indienen.
%[1]s 16:44:00;Lastige gesprekken;Femke Kuiper;7;Prima.
%[1]s 17:02:19;Lastige gesprekken;Femke Kuiper;4;Veel te snel, ik had meer verwacht.
`

// evaluated is one form of last week, which was imported and waits for a person.
func (y *year) evaluated() {
	y.mail(28*time.Hour, func(ctx context.Context, at time.Time) error {
		day := at.AddDate(0, 0, -3).Format("02-01-2006")
		file, err := y.r.Upload("lastige-gesprekken.csv", strings.NewReader(fmt.Sprintf(answers, day)))
		if err != nil {
			return fmt.Errorf("keep the form of the demo: %w", err)
		}
		lead := y.people[mirjam]
		id, err := y.r.StartEvaluation(ctx, lead, file)
		if err != nil {
			return fmt.Errorf("read the form of the demo: %w", err)
		}
		if err := y.drain(ctx); err != nil {
			return err
		}
		w, err := y.r.EvaluationWork(ctx, lead, id)
		if err != nil {
			return fmt.Errorf("read the form of the demo: %w", err)
		}
		for i := range w.Form.Columns {
			w.Form.Columns[i].Doubts = nil // as Mirjam said: it is what it seems
		}
		if err := y.r.ConfirmEvaluation(ctx, lead, id, w.Form); err != nil {
			return fmt.Errorf("take the form of the demo in: %w", err)
		}
		return y.drain(ctx)
	})
}
