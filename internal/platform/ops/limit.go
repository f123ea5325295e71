package ops

import (
	"container/list"
	"strconv"
	"sync"

	"golang.org/x/time/rate"

	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
)

// Rate is the class of an operation's rate limit.
type Rate uint8

// The classes.
const (
	// Ordinary operations have the limits of Limits.Reads and Limits.Writes.
	Ordinary Rate = iota
	// Guarded operations can be abused by guessing or by sending mail: sign-in codes.
	Guarded
)

// Limit is a sustained rate and a burst. A rate of 0 means no limit.
type Limit struct {
	PerSecond float64
	Burst     int
}

// Limits are those of one caller: an account, or an address without one.
type Limits struct {
	Reads   Limit // API only: pages are read as fast as a person clicks
	Writes  Limit // API and pages
	Guarded Limit
}

// DefaultLimits let a person and an honest program work and stop a flood. Guarded counts by address for strangers, and a
// whole hall may share one: guessing codes is stopped by the tries of each code, not here.
func DefaultLimits() Limits {
	return Limits{Reads: Limit{50, 200}, Writes: Limit{20, 60}, Guarded: Limit{1, 60}}
}

// maxCallers bounds the memory of the limiter; the caller seen longest ago is forgotten first.
const maxCallers = 20000

type limiter struct {
	limits Limits
	mu     sync.Mutex
	order  *list.List
	by     map[string]*list.Element
}

type bucket struct {
	key string
	l   *rate.Limiter
}

func newLimiter(l Limits) *limiter {
	return &limiter{limits: l, order: list.New(), by: map[string]*list.Element{}}
}

func (l *limiter) allow(c Caller, class Rate, e Effect, now clock.Micros) error {
	if c.Surface != "api" && c.Surface != "page" {
		return nil
	}
	limit, name := l.limits.Writes, "w"
	switch {
	case class == Guarded:
		limit, name = l.limits.Guarded, "g"
	case e == Reads && c.Surface == "page":
		return nil
	case e == Reads:
		limit, name = l.limits.Reads, "r"
	}
	if limit.PerSecond == 0 {
		return nil
	}
	who := c.Address
	if c.Actor.Account != 0 {
		who = strconv.FormatInt(int64(c.Actor.Account), 10)
	}
	b := l.bucket(name+" "+who, limit)
	r := b.ReserveN(now.Time(), 1)
	if wait := r.DelayFrom(now.Time()); wait > 0 {
		r.CancelAt(now.Time())
		seconds := int(wait.Seconds()) + 1
		return fault.NewUnavailable(seconds, "fault.rate-limit", "seconds", seconds)
	}
	return nil
}

func (l *limiter) bucket(key string, limit Limit) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, ok := l.by[key]; ok {
		l.order.MoveToFront(e)
		return e.Value.(*bucket).l
	}
	b := &bucket{key, rate.NewLimiter(rate.Limit(limit.PerSecond), limit.Burst)}
	l.by[key] = l.order.PushFront(b)
	if l.order.Len() > maxCallers {
		last := l.order.Back()
		l.order.Remove(last)
		delete(l.by, last.Value.(*bucket).key)
	}
	return b.l
}
