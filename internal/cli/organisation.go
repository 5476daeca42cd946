package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"wederhoor/internal/app"
)

type organisationCommand struct {
	Add  organisationAddCommand  `cmd:"" help:"Make one more organisation, with its lead and a recovery sheet of its own."`
	List organisationListCommand `cmd:"" help:"Print id, name and address of each, between tabs."`
	Move organisationMoveCommand `cmd:"" help:"Give an organisation the address that people use."`
}

type organisationAddCommand struct {
	place
	Name string `required:"" help:"Name of the organisation." placeholder:"NAME"`
	URL  string `name:"url" required:"" help:"Address that people use, with a name that no other organisation has." placeholder:"https://…"`
	founding
}

// Run makes an organisation and prints its recovery sheet.
func (c organisationAddCommand) Run(s streams) error {
	in, err := c.setUp(c.Name, c.URL)
	if err != nil {
		return err
	}
	return c.open(s, func(ctx context.Context, a *app.App) error {
		sheet, r, err := a.AddOrganisation(ctx, in)
		if err != nil {
			return err
		}
		if err := ready(s, c.Name, sheet, a.Key); err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "It is at %s within seconds where wederhoor serve runs, unless its log says why not; else from its start.\n", r.Home().Site)
		return err
	})
}

type organisationListCommand struct{ place }

// Run lists them, the oldest first.
func (c organisationListCommand) Run(s streams) error {
	return c.open(s, func(_ context.Context, a *app.App) error {
		for _, r := range a.Registers() {
			o := r.Home()
			if !r.SetUp() {
				return errors.New("there is no organisation yet: wederhoor init")
			}
			if _, err := fmt.Fprintf(s.out, "%s\t%s\t%s\n", o.ID, o.Name, cmp.Or(o.Site, "the address of --url")); err != nil {
				return err
			}
		}
		return nil
	})
}

type organisationMoveCommand struct {
	place
	chosen
	URL string `name:"url" required:"" help:"Address that people use from now on." placeholder:"https://…"`
}

// Run changes the address of an organisation.
func (c organisationMoveCommand) Run(s streams) error {
	return c.open(s, func(ctx context.Context, a *app.App) error {
		r, err := a.Of(c.Organisation)
		if err != nil {
			return err
		}
		if err := r.MoveSite(ctx, c.URL); err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "%s is at %s within seconds where wederhoor serve runs, unless its log says why not; else from its start. A passkey belongs to the old name: who signs in with one makes a new one.\n", r.Home().Name, r.Home().Site)
		return err
	})
}
