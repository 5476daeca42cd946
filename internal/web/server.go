package web

import (
	"log/slog"
	"net/http"
	"time"
)

// Server is how the site listens: somebody who sends or reads slowly is cut off
// and holds nobody up. Reading has minutes, because ten files come over a phone.
func Server(h http.Handler, logger *slog.Logger) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 6 * time.Minute,
		IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(logger.Handler(), slog.LevelDebug)}
}
