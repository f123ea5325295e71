package demo

// random is a splitmix64 sequence: the same seed gives the same numbers on every machine and Go version, which
// math/rand does not promise.
type random struct{ state uint64 }

func newRandom(seed uint64) *random { return &random{state: seed} }

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1; n must be above 0.
func (r *random) below(n int) int { return int(r.next() % uint64(n)) }

// between returns a number from low to high, both included.
func (r *random) between(low, high int) int { return low + r.below(high-low+1) }

// chance is true in percent of 100 cases.
func (r *random) chance(percent int) bool { return r.below(100) < percent }

// pick returns one element of a list that is not empty.
func pick[T any](r *random, list []T) T { return list[r.below(len(list))] }

// shuffle puts the list in random order.
func shuffle[T any](r *random, list []T) {
	for i := len(list) - 1; i > 0; i-- {
		j := r.below(i + 1)
		list[i], list[j] = list[j], list[i]
	}
}

// fork returns an independent sequence for a part of the work, so that a change in one part does not shift the others.
func (r *random) fork(part string) *random {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(part); i++ {
		h = (h ^ uint64(part[i])) * 0x100000001b3
	}
	return newRandom(r.state ^ h)
}
