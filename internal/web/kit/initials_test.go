package kit_test

import (
	"testing"

	"wederhoor/internal/web/kit"
)

func TestATitleIsNoInitial(t *testing.T) {
	for name, want := range map[string]string{"Mirjam de Wit": "MW", "mr. Ilse Terpstra": "IT", "prof. dr. Noor Verbeeck": "NV", "J. de Boer": "JB", "mr.": "M", "Émile": "É", "": ""} {
		if got := kit.Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
