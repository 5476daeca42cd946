package index

// fragments are bits for all that is so many letters long in some words, two for each.
type fragments []uint64

// fragmentBits is how many bits there are for each fragment: one of twenty that are not there
// seems to be, and a term has several.
const fragmentBits = 8

// eachFragment visits the hash of every so many letters behind each other, at most seven.
func eachFragment(word string, letters int, visit func(hash uint64) bool) bool {
	fragment, all := uint64(0), uint64(1)<<(8*letters)-1
	for i := range len(word) {
		fragment = (fragment<<8 | uint64(word[i])) & all
		if i+1 < letters {
			continue
		}
		hash := (fragment ^ fragment>>23) * 0x9E3779B97F4A7C15
		if !visit(hash ^ hash>>29) {
			return false
		}
	}
	return true
}

func fragmentsOf(words []string, letters int) fragments {
	all := map[uint64]bool{}
	for _, w := range words {
		eachFragment(w, letters, func(hash uint64) bool { all[hash] = true; return true })
	}
	p := make(fragments, (len(all)*fragmentBits+63)/64)
	for hash := range all {
		a, b := p.bits(hash)
		p[a/64] |= 1 << (a % 64)
		p[b/64] |= 1 << (b % 64)
	}
	return p
}

// bits are the two places of a fragment.
func (p fragments) bits(hash uint64) (a, b uint64) {
	of := uint64(64 * len(p))
	return hash >> 32 * of >> 32, hash & (1<<32 - 1) * of >> 32
}

// may reports whether some word can hold all of a term. A shorter term can be anywhere.
func (p fragments) may(term string, letters int) bool {
	return eachFragment(term, letters, func(hash uint64) bool {
		if len(p) == 0 {
			return false
		}
		a, b := p.bits(hash)
		return p[a/64]&(1<<(a%64)) != 0 && p[b/64]&(1<<(b%64)) != 0
	})
}
