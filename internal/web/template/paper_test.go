package template

import (
	"reflect"
	"testing"
)

func TestParagraphsReadAPlainText(t *testing.T) {
	got := Paragraphs("Beste heer Smit,\r\n\r\n**Dit doen we:**\n\n- een\n- twee\n\n**a** en **b**\n\n\n - geen lijst\nwel tekst\n")
	want := []Paragraph{{Text: "Beste heer Smit,"}, {Text: "Dit doen we:", Strong: true}, {Items: []string{"een", "twee"}}, {Text: "**a** en **b**"}, {Text: "- geen lijst\nwel tekst"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestBoldEscapesBothSentenceAndWords(t *testing.T) {
	if got := bold("a < %s", "<b>"); got != `a &lt; <b class="nowrap">&lt;b&gt;</b>` {
		t.Errorf("got %s", got)
	}
}

func TestDecisionAlwaysHasAnEmptyRow(t *testing.T) {
	d := Decision{Remedies: []RemedyRow{{What: "a"}, {What: "b"}, {What: "c"}}}
	rows := d.RemedyControls()
	if len(rows) != 4 || rows[3].What.Value != "" || rows[3].What.ID() != "remedy-4" {
		t.Errorf("got %d rows: %+v", len(rows), rows)
	}
	if len(d.Remedies) != 3 {
		t.Error("the page itself was changed")
	}
}
