package cli

type demoCommand struct{}

// Run is being written.
func (demoCommand) Run(streams) error { return nil }
