package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"wederhoor/internal/complaint"
	"wederhoor/internal/vault"
)

// Organisation is whose register it is and how to reach it.
type Organisation struct {
	ID                string  `json:"-"`
	Name              string  `json:"name"`
	Phone             string  `json:"phone"`
	PhoneHours        string  `json:"phone_hours"`
	Colour            string  `json:"colour"`
	Email             string  `json:"email"`
	Address           string  `json:"address"`
	Hue               int     `json:"hue"`
	Chroma            float64 `json:"chroma"`
	RecoveryConfirmed bool    `json:"recovery_confirmed"`
	Places            string  `json:"places,omitempty"`        // where else people can complain, one a line
	SecondFactor      string  `json:"second_factor,omitempty"` // SecondFactorOptional, or anything else: required
	Logo              []byte  `json:"logo,omitempty"`          // a PNG of our own making
	LogoHash          string  `json:"logo_hash,omitempty"`
	// Categories is empty until the organisation changes the set to start with.
	Categories []Category   `json:"categories,omitempty"`
	Norms      []Category   `json:"norms,omitempty"` // what a decision can say was not kept to; none: it is not asked
	Letters    []LetterText `json:"letters,omitempty"`
	Services   []string     `json:"services,omitempty"` // courses and the like, offered where a complaint is about
	Attendance []Attendance `json:"attendance,omitempty"`
	Processing Processing   `json:"processing,omitzero"`
	ProofMail  ProofMail    `json:"proof_mail,omitzero"`

	// Site is the address people use, such as https://klachten.example.org, where several
	// organisations share an installation; empty: who runs the program says it.
	Site string `json:"site,omitempty"`
}

// Attendance is how many took part in a service in a year, and on how many days; an empty
// service is all together. Zero: not known.
type Attendance struct {
	Year         int    `json:"year"`
	Service      string `json:"service,omitempty"`
	Participants int    `json:"participants,omitempty"`
	Days         int    `json:"days,omitempty"`
}

// ErrAddressTaken says that another organisation of this installation is reached by
// that name. A browser gives the session of one port to another, so that the name
// alone has to tell them apart.
var ErrAddressTaken = errors.New("another organisation is reached by that name")

// Host is the name in the address of an organisation, in lower case; "" when it has none.
func (o Organisation) Host() string {
	u, err := url.Parse(o.Site)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// ProofMail is who outside keeps checkpoints, and the month of which one was mailed last.
type ProofMail struct {
	Email string `json:"email,omitempty"`
	Month string `json:"month,omitempty"` // "2026-11"
}

// Processing is what a record of what is processed needs and only people know.
type Processing struct {
	Controller string `json:"controller,omitempty"` // who is responsible, and how to reach them
	Officer    string `json:"officer,omitempty"`    // for data protection
	Recipients string `json:"recipients,omitempty"` // who else gets data
	Remarks    string `json:"remarks,omitempty"`
}

// LetterText is what an organisation made of the words of a letter in a language;
// without words it went back to ours. Edition counts the changes.
type LetterText struct {
	Letter  string             `json:"letter"`
	Lang    string             `json:"lang"`
	Subject string             `json:"subject,omitempty"`
	Text    string             `json:"text,omitempty"`
	Edition int64              `json:"edition"`
	By      complaint.MemberID `json:"by"`
	At      time.Time          `json:"at"`
}

// Own reports whether these are words of the organisation.
func (l LetterText) Own() bool { return l.Subject != "" || l.Text != "" }

// Category is something a complaint can be about. The code stands in events and
// never changes; the words may.
type Category struct {
	Code  string `json:"code"`
	Label string `json:"label"`
	Off   bool   `json:"off,omitempty"`  // no longer offered
	Gone  bool   `json:"gone,omitempty"` // taken away unused; the code is not given out again
}

// What an organisation can ask of its members besides a password. Required is
// the default, also of a register from before there was a choice.
const (
	SecondFactorRequired = "required"
	SecondFactorOptional = "optional"
)

// NeedsSecondFactor reports whether a password alone opens nothing.
func (o Organisation) NeedsSecondFactor() bool { return o.SecondFactor != SecondFactorOptional }

// AddOrganisation makes an organisation with its key, its procedure and its
// first member, at once.
func (t *Tx) AddOrganisation(o Organisation, p complaint.Procedure, lead Member, recovery vault.Key) error {
	orgKey, err := t.found(o, t.s.now().UnixMilli(), recovery)
	if err != nil {
		return err
	}
	if err := t.addProcedure(orgKey, o.ID, p); err != nil {
		return err
	}
	return t.addMember(orgKey, lead)
}

// found makes the organisation itself, with a key of its own that this sheet opens too;
// at is in Unix milliseconds.
func (t *Tx) found(o Organisation, at int64, recovery vault.Key) (orgKey vault.Key, err error) {
	if err := t.addressFree(o); err != nil {
		return orgKey, err
	}
	if orgKey, err = t.addOrgKey(o.ID, recovery); err != nil {
		return orgKey, err
	}
	sealed, err := sealJSON(orgKey, o.ID, "organisation", o.ID, o)
	if err != nil {
		return orgKey, err
	}
	if _, err := t.exec("INSERT INTO organisation (id, created_at, profile) VALUES ($1, $2, $3)", o.ID, at, sealed); err != nil {
		return orgKey, err
	}
	return orgKey, t.sealBackupsTo(o.ID, recovery)
}

// addressFree is ErrAddressTaken when another organisation has the name of this one.
// Who else looks at that at the same time waits.
func (t *Tx) addressFree(o Organisation) error {
	if o.Host() == "" {
		return nil
	}
	if err := t.flush(); err != nil {
		return err
	}
	others, err := list(t.ctx, t.reg, value[string], "SELECT id FROM organisation WHERE id <> $1 ORDER BY id"+t.s.dialect.forUpdate, o.ID)
	if err != nil {
		return err
	}
	for _, id := range others {
		other, err := t.organisation(id)
		if err != nil {
			return err
		}
		if other.Host() == o.Host() {
			return ErrAddressTaken
		}
	}
	return nil
}

// organisation opens the settings of an organisation as this act sees them.
func (t *Tx) organisation(id string) (o Organisation, err error) {
	o.ID = id
	orgKey, err := t.s.orgKey(t.ctx, id)
	if err != nil {
		return o, err
	}
	var sealed []byte
	if err := t.row("SELECT profile FROM organisation WHERE id = $1", id).Scan(&sealed); err != nil {
		return o, absent(err)
	}
	return o, openJSON(orgKey, id, "organisation", id, sealed, &o)
}

// Vacant reports whether there is no organisation yet, as this act sees it.
func (t *Tx) Vacant() (bool, error) {
	var n int
	if err := t.row("SELECT COUNT(*) FROM organisation").Scan(&n); err != nil {
		return false, unavailable(err)
	}
	return n == 0, nil
}

func sealJSON(orgKey vault.Key, organisation, kind, id string, v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", kind, err)
	}
	return sealDocument(orgKey, organisation, kind, id, raw), nil
}

func openJSON(orgKey vault.Key, organisation, kind, id string, sealed []byte, v any) error {
	raw, err := openDocument(orgKey, organisation, kind, id, sealed)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("read %s: %w", kind, err)
	}
	return nil
}

// EditOrganisation changes the settings of an organisation. They are read in the
// same transaction, so that two changes at once both stay. A new version of the
// procedure that goes with it is put in force in that transaction too.
func (s *Store) EditOrganisation(ctx context.Context, id string, change func(*Organisation) error, versions ...complaint.Procedure) error {
	return s.Write(ctx, func(t *Tx) error { return t.EditOrganisation(id, change, versions...) })
}

// EditOrganisation is that in an act that does more.
func (t *Tx) EditOrganisation(id string, change func(*Organisation) error, versions ...complaint.Procedure) error {
	orgKey, err := t.s.orgKey(t.ctx, id)
	if err != nil {
		return err
	}
	for _, p := range versions {
		if err := t.addProcedure(orgKey, id, p); err != nil {
			return err
		}
	}
	o, err := t.organisation(id)
	if err != nil {
		return err
	}
	site := o.Site
	if err := change(&o); err != nil {
		return err
	}
	if o.Site != site {
		if err := t.addressFree(o); err != nil {
			return err
		}
	}
	sealed, err := sealJSON(orgKey, id, "organisation", id, o)
	if err != nil {
		return err
	}
	_, err = t.exec("UPDATE organisation SET profile = $1 WHERE id = $2", sealed, id)
	return err
}

// Organisations lists the ids of all organisations, oldest first.
func (s *Store) Organisations(ctx context.Context) ([]string, error) {
	return list(ctx, s.reg, value[string], "SELECT id FROM organisation ORDER BY created_at, id")
}

// Organisation opens the settings of an organisation.
func (s *Store) Organisation(ctx context.Context, id string) (Organisation, error) {
	o := Organisation{ID: id}
	orgKey, err := s.orgKey(ctx, id)
	if err != nil {
		return o, err
	}
	var sealed []byte
	err = s.reg.QueryRowContext(ctx, "SELECT profile FROM organisation WHERE id = $1", id).Scan(&sealed)
	if err != nil {
		return o, absent(err)
	}
	return o, openJSON(orgKey, id, "organisation", id, sealed, &o)
}
