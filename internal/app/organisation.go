package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"wederhoor/internal/config"

	"wederhoor/internal/identity"
	"wederhoor/internal/metrics"
	"wederhoor/internal/register"
	"wederhoor/internal/store"
)

// settings are what who runs the program says of mail and of signing in. A value that
// begins with the name of an organisation's address and an equals sign,
// klachten.example.org=smtp://…, is of that organisation alone.
type settings []string

// named cuts the name off a setting; "" for what is of all.
func named(value string) (host, rest string) {
	before, rest, found := strings.Cut(value, "=")
	if !found || strings.ContainsAny(before, ":/?@") {
		return "", value
	}
	return strings.ToLower(before), rest
}

// of gives what an organisation has of its own, or else what is of all.
func (s settings) of(host string) (own, shared []string) {
	for _, value := range s {
		switch name, rest := named(value); name {
		case "":
			shared = append(shared, rest)
		case host: // after "", which is of all
			own = append(own, rest)
		}
	}
	return own, shared
}

// Hosts are the names that settings of several organisations are for; where none says
// one, "" for all.
func Hosts(all ...[]string) (hosts []string) {
	for _, value := range slices.Concat(all...) {
		if host, _ := named(value); host != "" {
			hosts = append(hosts, host)
		}
	}
	if len(hosts) == 0 {
		return []string{""}
	}
	slices.Sort(hosts)
	return slices.Compact(hosts)
}

// Own are the settings of an organisation, and those that are of all.
func Own(all []string, host string) []string {
	own, shared := settings(all).of(host)
	return slices.Concat(own, shared)
}

// First is the setting that counts where an organisation has one; "" for none.
func First(all []string, host string) string {
	if own := Own(all, host); len(own) > 0 {
		return own[0]
	}
	return ""
}

// strangers are names in settings that are of no organisation: a letter that would not
// leave because of a slip of the pen is worse than a program that does not start.
func (s settings) strangers(hosts []string) error {
	for _, value := range s {
		if name, _ := named(value); name != "" && !slices.Contains(hosts, name) {
			return fmt.Errorf("a setting is for %s, and no organisation here has that address", name)
		}
	}
	return nil
}

// apart refuses what organisations cannot share: a complaint in one mailbox would be of
// both, and a person that one provider vouches for would be of both.
func apart(what string, own, shared []string, several bool) ([]string, error) {
	if several && len(shared) > 0 {
		return nil, fmt.Errorf("there are several organisations: say of which one a %s is, as in klachten.example.org=…", what)
	}
	return slices.Concat(shared, own), nil
}

// openRegisters makes a register for each organisation, the oldest first, or one that has
// yet to be set up.
func (a *App) openRegisters(ctx context.Context) error {
	ids, err := a.store.Organisations(ctx)
	if err != nil {
		return err
	}
	homes := make([]store.Organisation, max(len(ids), 1))
	for i, id := range ids {
		if homes[i], err = a.store.Organisation(ctx, id); err != nil {
			return fmt.Errorf("open the organisation: %w", err)
		}
	}
	hosts, err := a.hosts(homes)
	if err != nil {
		return err
	}
	a.hasher, a.turn = identity.NewHasher(register.HashesAtOnce), new(register.Turn)
	for i, home := range homes {
		r, err := a.openRegister(ctx, home, hosts[i], len(homes) > 1)
		if err != nil {
			return err
		}
		a.take(&organisation{Register: r, named: hosts[i]})
	}
	a.Register = a.organisations[0].Register
	return nil
}

// Registers are those of all organisations this program has, the oldest first.
func (a *App) Registers() (all []*register.Register) {
	for _, o := range a.all() {
		all = append(all, o.Register)
	}
	return all
}

func (a *App) all() []*organisation {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return slices.Clone(a.organisations)
}

func (a *App) take(o *organisation) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.organisations = append(a.organisations, o)
}

// hosts are the names of organisations, which tell them apart when there are several.
func (a *App) hosts(homes []store.Organisation) ([]string, error) {
	served := a.cfg.Addr != "" // the command line may open what has yet to get its addresses
	var all []string
	for i, o := range homes {
		host := o.Host()
		if i == 0 { // the oldest may have the address that the program was started with
			host = cmp.Or(host, a.host())
		}
		if served && len(homes) > 1 && (host == "" || slices.Contains(all, host)) {
			return nil, noAddress(o)
		}
		all = append(all, host)
	}
	return all, errors.Join(settings(a.cfg.SMTP).strangers(all), settings(a.cfg.Mailboxes).strangers(all), settings(a.cfg.Directory).strangers(all))
}

func noAddress(o store.Organisation) error {
	return fmt.Errorf("%s has no address of its own, and there are several organisations: wederhoor organisation move --organisation %s --url https://…", o.Name, o.ID)
}

func (a *App) openRegister(ctx context.Context, home store.Organisation, host string, several bool) (r *register.Register, err error) {
	cfg := a.registerConfig()
	cfg.Organisation = home.ID
	cfg.Site = a.siteOf(&r)
	if err := a.settle(&cfg, host, several); err != nil {
		return nil, err
	}
	r, err = register.New(ctx, cfg)
	return r, err
}

// settle gives a register what the settings say for a name.
func (a *App) settle(cfg *register.Config, host string, several bool) (err error) {
	own, shared := settings(a.cfg.SMTP).of(host)
	if cfg.Mail, err = mailServer(own, shared, several); err != nil {
		return err
	}
	if cfg.Mailboxes, err = mailboxes(settings(a.cfg.Mailboxes), host, several); err != nil {
		return err
	}
	cfg.Directory, err = ownProvider(settings(a.cfg.Directory), host, several, a.cfg.Now)
	return err
}

// siteOf is the address of an organisation as it is now, or else that of the program.
func (a *App) siteOf(r **register.Register) func() string {
	return func() string {
		if *r != nil && (*r).Home().Site != "" {
			return (*r).Home().Site
		}
		return a.Site()
	}
}

// registerConfig is what every register has the same.
func (a *App) registerConfig() register.Config {
	return register.Config{Store: a.store, Now: a.store.Now, Site: a.Site, Logger: a.cfg.Logger, Undo: a.cfg.Undo, Silence: a.cfg.Silence,
		Alarm: a.alarm, Backups: a.cfg.Backups, KeySource: config.Kind(a.cfg.MasterKey), Hasher: a.hasher, Turn: a.turn}
}

// AddOrganisation makes one more organisation beside those there are. Programs that serve
// on the same database find it by themselves, see serving.
func (a *App) AddOrganisation(ctx context.Context, in register.SetUp) (sheet string, r *register.Register, err error) {
	if !a.Register.SetUp() {
		return "", nil, errors.New("there is no organisation yet: make the first with wederhoor init")
	}
	if r, err = a.another(ctx); err != nil {
		return "", nil, err
	}
	recovery, err := r.SetUpOrganisation(ctx, in)
	if err != nil {
		return "", nil, err
	}
	a.take(&organisation{Register: r, named: r.Home().Host()})
	return recovery.Display(), r, nil
}

// another is a register for one more organisation, which is yet to be made.
func (a *App) another(ctx context.Context) (r *register.Register, err error) {
	cfg := a.registerConfig()
	cfg.Beside, cfg.Site = true, a.siteOf(&r)
	r, err = register.New(ctx, cfg)
	return r, err
}

// Bring takes an organisation over from an export: as the first one, or beside others.
func (a *App) Bring(ctx context.Context, in register.Bring) (sheet string, r *register.Register, err error) {
	for _, r := range a.Registers() {
		if r.SetUp() && r.Home().ID == in.House.ID {
			return "", nil, store.ErrHere
		}
	}
	beside := a.Register.SetUp()
	if r = a.Register; beside {
		if r, err = a.another(ctx); err != nil {
			return "", nil, err
		}
	}
	recovery, err := r.Bring(ctx, in)
	if err != nil {
		return "", nil, err
	}
	if beside {
		a.take(&organisation{Register: r, named: r.Home().Host()})
	}
	return recovery.Display(), r, nil
}

// Of finds the register of an organisation by its id, its name or the name in its address.
// Nothing will do where there is one.
func (a *App) Of(which string) (*register.Register, error) {
	if which == "" {
		if len(a.all()) > 1 {
			return nil, fmt.Errorf("%w, with --organisation; wederhoor organisation list shows them", register.ErrWhich)
		}
		return a.Register, nil
	}
	for _, r := range a.Registers() {
		if o := r.Home(); o.ID == which || strings.EqualFold(o.Name, which) || strings.EqualFold(cmp.Or(o.Host(), a.host()), which) {
			return r, nil
		}
	}
	return nil, fmt.Errorf("there is no organisation %q here; wederhoor organisation list shows them", which)
}

// flows are the numbers of each organisation.
func (a *App) flows() (all []metrics.Source) {
	registers := a.Registers()
	for _, r := range registers {
		s := metrics.Source{Flow: r.Flow}
		if len(registers) > 1 {
			s.Organisation = r.Home().ID
		}
		all = append(all, s)
	}
	return all
}

// host is the name people use, if there is one for all of them.
func (a *App) host() string {
	u, err := url.Parse(a.cfg.Site)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
