package letter_test

import (
	"reflect"
	"strings"
	"testing"

	"wederhoor/internal/letter"
)

func TestBlocks(t *testing.T) {
	got := letter.Blocks("Beste **lezer**, dag\n\n**Dit doen we:**\r\n- een\n- **twee**\n\nGroet,\nJoris ** los")
	want := []letter.Block{
		{Kind: "p", Spans: []letter.Span{{Text: "Beste "}, {Text: "lezer", Strong: true}, {Text: ", dag"}}},
		{Kind: "strong", Spans: []letter.Span{{Text: "Dit doen we:", Strong: true}}},
		{Kind: "li", Spans: []letter.Span{{Text: "een"}}, First: true},
		{Kind: "li", Spans: []letter.Span{{Text: "twee", Strong: true}}, Last: true},
		{Kind: "p", Spans: []letter.Span{{Text: "Groet,\nJoris ** los"}}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	if letter.Blocks("") != nil {
		t.Error("nothing has blocks")
	}
}

func TestButton(t *testing.T) {
	const site = "https://klachten.voorbeeld.example"
	all := everyLetter("nl")
	for name, want := range map[string]string{
		"receipt-early-known":     `href="` + site + `"`,
		"receipt-early-anonymous": "",
		"staff-new":               `href="` + site + `/staff"`,
	} {
		page := letter.HTML(frame("nl"), all[name])
		if strings.Count(page, "<a ") != strings.Count(want, "href") || !strings.Contains(page, want) {
			t.Errorf("%s: want %q in\n%s", name, want, page)
		}
	}
}

// A lock screen shows the first words of a mail: they are ours, not the story's.
func TestPreviewTellsNothing(t *testing.T) {
	page := letter.HTML(frame("nl"), everyLetter("nl")["acknowledge-action-early-known"])
	if strings.Index(page, "niemand meeleest") > strings.Index(page, "<h1") {
		t.Error(page)
	}
	for _, never := range []string{"<img", "<script", "http-equiv", "<style"} {
		if strings.Contains(page, never) {
			t.Errorf("mail has %s", never)
		}
	}
}
