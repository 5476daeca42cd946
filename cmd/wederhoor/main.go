// Command wederhoor is a confidential register of complaints.
package main

import (
	"os"

	"wederhoor/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr)) }
