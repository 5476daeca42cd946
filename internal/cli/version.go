package cli

import (
	"encoding/json"
	"fmt"

	"wederhoor/internal/release"
)

type versionCommand struct {
	JSON bool `name:"json" help:"As one JSON object."`
}

// Run says which program this is.
func (c versionCommand) Run(s streams) error {
	b := release.This()
	if c.JSON {
		if err := json.NewEncoder(s.out).Encode(b); err != nil {
			return fmt.Errorf("say the version: %w", err)
		}
		return nil
	}
	_, err := fmt.Fprintf(s.out, "wederhoor %s (%s, %s, %s)\n", b.Version, b.Revision, b.Go, b.System)
	return err
}

type licencesCommand struct{}

// Run prints the terms of everything that is in the program.
func (licencesCommand) Run(s streams) error {
	_, err := fmt.Fprint(s.out, release.Licences())
	return err
}
