// Package cli is the command line: one file per subcommand, nothing decided here.
package cli

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/alecthomas/kong"
)

type commands struct {
	Serve        serveCommand        `cmd:"" default:"withargs" help:"Start the register (the default)."`
	Init         initCommand         `cmd:"" help:"Make the organisation and its lead from a script."`
	Organisation organisationCommand `cmd:"" help:"Several organisations in one installation: make one more, list them, or give one another address."`
	Demo         demoCommand         `cmd:"" help:"Start with an invented organisation and a year of invented complaints."`
	Mail         mailCommand         `cmd:"" help:"Look at mail that came in."`
	Evaluation   evaluationCommand   `cmd:"" help:"Look at filled in evaluation forms."`
	Doctor       doctorCommand       `cmd:"" help:"Look whether mail, names, disk and clock are in order. Opens no database and changes nothing."`
	Backup       backupCommand       `cmd:"" help:"Make a backup, sealed to the recovery sheet, also beside a register that serves."`
	Restore      restoreCommand      `cmd:"" help:"Put a backup back where nothing is, or try whether that can be done."`
	Files        filesCommand        `cmd:"" help:"Take the files along to another place."`
	Export       exportCommand       `cmd:"" help:"Write one dossier for somebody outside, who can check it without trusting us."`
	Import       importCommand       `cmd:"" help:"Take an organisation over from what export --all made."`
	Key          keyCommand          `cmd:"" help:"Change the master key or the recovery sheet, or make a master key anew with the sheet."`
	Verify       verifyCommand       `cmd:"" help:"Check without any key that nothing in the register was changed or taken away. Changes nothing."`
	Version      versionCommand      `cmd:"" help:"Say which program this is."`
	Licences     licencesCommand     `cmd:"" help:"Print the terms of everything that is in the program."`
}

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func (s streams) logger() *slog.Logger {
	return slog.New(slog.NewJSONHandler(s.err, &slog.HandlerOptions{Level: slog.LevelInfo}))
}

// errExit carries the exit status that kong asked for, after --help for one.
type errExit int

// Main runs the command line and returns the exit status.
func Main(args []string, out, errs io.Writer) (status int) {
	defer func() {
		if code, ok := recover().(errExit); ok {
			status = int(code)
		}
	}()
	var c commands
	parser, err := kong.New(&c, kong.Name("wederhoor"), kong.Description("A confidential register that makes an organisation keep its promises."),
		kong.UsageOnError(), kong.Writers(out, errs), kong.Exit(func(code int) { panic(errExit(code)) }))
	if err != nil {
		fmt.Fprintln(errs, err)
		return 2
	}
	ctx, err := parser.Parse(args)
	if err != nil {
		var parse *kong.ParseError
		if errors.As(err, &parse) {
			_ = parse.Context.PrintUsage(true)
		}
		fmt.Fprintf(errs, "wederhoor: %v\n", err)
		return 2
	}
	if err := ctx.Run(streams{os.Stdin, out, errs}); err != nil {
		fmt.Fprintf(errs, "wederhoor: %v\n", err)
		return 1
	}
	return 0
}
