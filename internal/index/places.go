package index

// place is a drawer, never 0, and a row in it.
type place uint32

func placeOf(drawer uint16, row int) place { return place(drawer)<<16 | place(row) }

func (p place) drawer() int { return int(p >> 16) }
func (p place) row() int    { return int(p & 0xffff) }

// places finds a place by a hash, in eight bytes: a map takes three times that. Two
// things can have one hash, so whoever asks says which place is theirs.
type places struct {
	slots []uint64 // hash and place; 0: free
	used  int
}

// get returns the place with this hash that is the one.
func (p *places) get(hash uint32, is func(place) bool) (place, bool) {
	if len(p.slots) == 0 {
		return 0, false
	}
	for i := p.slot(hash); p.slots[i] != 0; i = p.after(i) {
		if x := place(p.slots[i]); uint32(p.slots[i]>>32) == hash && is(x) {
			return x, true
		}
	}
	return 0, false
}

// set puts a place down, instead of the one that was the same thing's.
func (p *places) set(hash uint32, where place, was func(place) bool) {
	if (p.used+1)*20 > len(p.slots)*17 { // memory is worth more here than a few steps
		p.grow()
	}
	i := p.slot(hash)
	for ; p.slots[i] != 0; i = p.after(i) {
		if uint32(p.slots[i]>>32) == hash && was(place(p.slots[i])) {
			break
		}
	}
	if p.slots[i] == 0 {
		p.used++
	}
	p.slots[i] = uint64(hash)<<32 | uint64(where)
}

func (p *places) grow() {
	old := p.slots
	p.slots = make([]uint64, max(64, len(old)+len(old)/8))
	for _, s := range old {
		if s == 0 {
			continue
		}
		i := p.slot(uint32(s >> 32))
		for p.slots[i] != 0 {
			i = p.after(i)
		}
		p.slots[i] = s
	}
}

func (p *places) slot(hash uint32) int { return int(uint64(hash) * uint64(len(p.slots)) >> 32) }

func (p *places) after(i int) int {
	if i+1 == len(p.slots) {
		return 0
	}
	return i + 1
}
