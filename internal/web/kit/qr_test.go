package kit_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/boombuler/barcode/qr"

	"wederhoor/internal/web/kit"
)

// TestTheDrawingIsTheCode: every square of the code is drawn once, where it belongs,
// and nothing else, with an empty edge of four.
func TestTheDrawingIsTheCode(t *testing.T) {
	const address = "https://klachten.voorbeeld.example/f/KTMR-7X4Q-92HD-3VNE"
	drawn, err := kit.QR(address)
	if err != nil {
		t.Fatal(err)
	}
	code, err := qr.Encode(address, qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	size := code.Bounds().Dx()
	if drawn.Size != size+8 {
		t.Fatalf("%d squares wide, of %d", drawn.Size, size)
	}
	black := map[[2]int]int{}
	stroke := regexp.MustCompile(`^M(\d+) (\d+)h(\d+)v1H(\d+)z`)
	for rest := drawn.Path; rest != ""; {
		m := stroke.FindString(rest)
		var x, y, n, back int
		if _, err := fmt.Sscanf(m, "M%d %dh%dv1H%dz", &x, &y, &n, &back); err != nil || back != x {
			t.Fatalf("%.20q: %v", rest, err)
		}
		for i := range n {
			black[[2]int{x + i, y}]++
		}
		rest = rest[len(m):]
	}
	for y := range drawn.Size {
		for x := range drawn.Size {
			want := 0
			if x >= 4 && y >= 4 && x < size+4 && y < size+4 {
				if r, _, _, _ := code.At(x-4, y-4).RGBA(); r == 0 {
					want = 1
				}
			}
			if black[[2]int{x, y}] != want {
				t.Fatalf("at %d, %d: drawn %d times, want %d", x, y, black[[2]int{x, y}], want)
			}
		}
	}
	if len(black) < size*size/4 {
		t.Errorf("only %d squares are black", len(black))
	}
}
