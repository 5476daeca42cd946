// Command server is the smallest program that testkit.Start can start.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil || len(os.Args) > 1 {
		fmt.Fprintln(os.Stderr, "will not start", err)
		os.Exit(3)
	}
	fmt.Printf("starting\nopen http://%s/setup?token=1\n", l.Addr())
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	go func() { _ = http.Serve(l, nil) }()
	term := make(chan os.Signal, 1)
	signal.Notify(term, syscall.SIGTERM)
	<-term
	fmt.Println("bye")
}
