// Package release says which program this is and what it was made from.
package release

import (
	_ "embed" // the licences
	"runtime"
	"runtime/debug"
	"strings"
)

// Filled in by `make build` (-ldflags -X); a program that was built in another way
// says what Go wrote in it.
var version, revision string

// Build is which program this is.
type Build struct {
	Version  string `json:"version"`
	Revision string `json:"revision"`
	Go       string `json:"go"`
	System   string `json:"system"`
}

// This says which program runs. A version that is not known is "unknown".
func This() Build {
	b := Build{Version: version, Revision: revision, Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		b = b.or(info)
	}
	if b.Version == "" {
		b.Version = "unknown"
	}
	return b
}

// or fills in what the build left open.
func (b Build) or(info *debug.BuildInfo) Build {
	if b.Version == "" && info.Main.Version != "(devel)" {
		b.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && b.Revision == "" {
			b.Revision = s.Value
		}
	}
	return b
}

//go:embed licences.txt
var licences string

// Licences are the terms of every module that is in the program, and of Go itself. A
// test writes them (WRITE_GOLDEN=1) and holds them to what is compiled in.
func Licences() string { return licences }

// Modules are the names of what the licences are of, each with its version.
func Modules() (all []string) {
	for line := range strings.Lines(licences) {
		if name, ok := strings.CutPrefix(line, heading); ok {
			all = append(all, strings.TrimSpace(name))
		}
	}
	return all
}

// heading begins what is said of one module.
const heading = "#### "
