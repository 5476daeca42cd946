package register_test

import (
	"bytes"
	"errors"
	"io"
	"mime/quotedprintable"
	"strings"
	"testing"

	"wederhoor/internal/access"
	"wederhoor/internal/complaint"
	"wederhoor/internal/register"
	"wederhoor/internal/testkit"
)

// TestWhoHandlesItHearsThatTheOtherSideWrote: by a notice without a word of it. What
// he wrote is his, once, and nobody else can write it.
func TestWhoHandlesItHearsThatTheOtherSideWrote(t *testing.T) {
	server := testkit.Postfix(t)
	o := postOffice(t, server.URL())
	henk, ref, letter := invitedHenk(t, o, server)
	if !strings.Contains(saidIn(t, letter), "klachten.voorbeeld.example/staff") || strings.Contains(saidIn(t, letter), "/side") {
		t.Errorf("a member is shown another way in than signing in:\n%s", saidIn(t, letter))
	}
	all, err := o.OwnSides(ctx, o.as(henk))
	if err != nil || len(all) != 1 || !o.HasSides(o.as(henk)) || o.HasSides(o.lead) {
		t.Fatalf("%d, %v", len(all), err)
	}
	before := len(server.Messages(o.lead.Member.Email))
	key := register.SideKey{Who: o.as(henk), ID: all[0].ID}
	for range 2 {
		if _, err := o.SaySide(ctx, key, "k1", "Ik stond in de file.", nil); err != nil {
			t.Fatal(err)
		}
	}
	o.work()
	notice := server.Wait(t, o.lead.Member.Email, before+1, soon)[before]
	for _, not := range []string{"file", "Tessa", "Henk"} {
		if strings.Contains(saidIn(t, notice), not) {
			t.Errorf("the notice holds %q:\n%s", not, saidIn(t, notice))
		}
	}
	d, err := o.Open(ctx, o.lead, ref)
	if err != nil || len(d.Complaint.Hearings) != 1 || d.Complaint.Hearings[0].By != henk.Member.ID || !d.Complaint.OtherSideSpoke() {
		t.Errorf("%v, %+v", err, d.Complaint.Hearings)
	}
	other := o.joined("A. Nders", "anders@voorbeeld.example", access.Lead)
	for name, who := range map[string]register.Person{"a colleague": o.as(other), "who leads": o.lead} {
		if _, err := o.SaySide(ctx, register.SideKey{Who: who, ID: all[0].ID}, "k2", "Ik was het.", nil); !errors.Is(err, register.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := o.clear(ref, henk.Member.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := o.SaySide(ctx, key, "k3", "Nog iets.", nil); !errors.Is(err, register.ErrNotFound) {
		t.Errorf("it is not about him after all: %v", err)
	}
}

// saidIn is a mail as its reader has it.
func saidIn(t *testing.T, m *testkit.Message) string {
	t.Helper()
	raw, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(m.Body)))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// clear takes back that the complaint is about somebody.
func (o *office) clear(ref string, m complaint.MemberID) (complaint.Complaint, error) {
	return o.Clear(ctx, o.lead, register.Order{Ref: ref}, complaint.SubjectCleared{Member: m, Reason: "Het ging over een naamgenoot."})
}
