package web

import (
	"net/http"

	"wederhoor/internal/web/kit"
)

// alive says that the program goes on.
func alive(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "ok") }

// ready says whether people may be sent here: not while the database does not answer
// or lists are not whole yet, nor once the program is about to stop.
func ready(kits []*kit.Kit) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, k := range kits {
			if why := k.NotReady(r.Context()); why != "" {
				say(w, http.StatusServiceUnavailable, why)
				return
			}
		}
		say(w, http.StatusOK, "ready")
	}
}

// asksHealth: what says nothing of anybody is told to who knows no name of the site.
func asksHealth(r *http.Request) bool {
	return r.Method == http.MethodGet && (r.URL.Path == "/healthz" || r.URL.Path == "/readyz")
}

func say(w http.ResponseWriter, status int, word string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(word + "\n"))
}
