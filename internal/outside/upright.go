package outside

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation is how a camera was held, as its file tells (EXIF 2.3, tag 0x0112):
// 1 is upright, and so is what says nothing that can be understood.
func orientation(raw []byte) int {
	const upright, tag = 1, 0x0112
	at := bytes.Index(raw[:min(len(raw), 64<<10)], []byte("Exif\x00\x00"))
	if at < 0 {
		return upright
	}
	t := raw[at+6:]
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case len(t) < 14:
		return upright
	case string(t[:2]) == "MM":
		order = binary.BigEndian
	case string(t[:2]) != "II":
		return upright
	}
	first := int64(order.Uint32(t[4:8]))
	if first+2 > int64(len(t)) {
		return upright
	}
	entries := t[first+2:]
	for range order.Uint16(t[first : first+2]) {
		if len(entries) < 12 {
			return upright
		}
		if order.Uint16(entries[:2]) == tag {
			if v := int(order.Uint16(entries[8:10])); v >= 1 && v <= 8 {
				return v
			}
			return upright
		}
		entries = entries[12:]
	}
	return upright
}

// upright turns a picture as its camera was held. What is mirrored stays so: no
// camera does that by itself.
func upright(from *image.RGBA, how int) image.Image {
	wide, high := from.Bounds().Dx(), from.Bounds().Dy()
	var to *image.RGBA
	var place func(x, y int) (int, int)
	switch how {
	case 3:
		to, place = image.NewRGBA(image.Rect(0, 0, wide, high)), func(x, y int) (int, int) { return wide - 1 - x, high - 1 - y }
	case 6:
		to, place = image.NewRGBA(image.Rect(0, 0, high, wide)), func(x, y int) (int, int) { return high - 1 - y, x }
	case 8:
		to, place = image.NewRGBA(image.Rect(0, 0, high, wide)), func(x, y int) (int, int) { return y, wide - 1 - x }
	default:
		return from
	}
	for y := range high {
		for x := range wide {
			tx, ty := place(x, y)
			to.SetRGBA(tx, ty, from.RGBAAt(x, y))
		}
	}
	return to
}
