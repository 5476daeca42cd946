// Command wederhoor is a confidential register of complaints.
package main

import (
	"os"
	"syscall"

	"wederhoor/internal/cli"
)

func main() {
	syscall.Umask(0o077) // what it writes is for nobody else, wherever it is started
	os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr))
}
