package vault

import (
	"encoding/binary"
	"math/bits"
)

// The length of a text says something about the story in it. Padding leaves
// less of that: short texts look alike in steps of 256 bytes, long ones grow
// by at most 12 %.
const (
	prefixSize = 8
	step       = 256
	smallSize  = 4 << 10
)

// pad is length[8] ‖ plain ‖ zeros.
func pad(plain []byte) []byte {
	out := make([]byte, paddedSize(prefixSize+len(plain)))
	binary.BigEndian.PutUint64(out, uint64(len(plain)))
	copy(out[prefixSize:], plain)
	return out
}

func unpad(padded []byte) ([]byte, error) {
	if len(padded) < prefixSize {
		return nil, ErrOpen
	}
	n := binary.BigEndian.Uint64(padded)
	if n > uint64(len(padded)-prefixSize) {
		return nil, ErrOpen
	}
	return padded[prefixSize : prefixSize+n : prefixSize+n], nil
}

// paddedSize is the next multiple of 256 up to 4 KiB, then Padmé (Nikitin et
// al., PURBs, 2019): a length keeps only as many leading bits as its exponent
// has, so that few different sizes are left.
func paddedSize(n int) int {
	if n <= smallSize {
		return (n + step - 1) / step * step
	}
	exponent := bits.Len(uint(n)) - 1
	mask := 1<<(exponent-bits.Len(uint(exponent))) - 1
	return (n + mask) &^ mask
}
