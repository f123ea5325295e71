package expo

import (
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// counted keeps what was counted in an edition until its ledger or that of edition 0 grows, as facetCache does. The
// zero value is ready to use. Readers share what it returns and must not change it.
type counted[T any] struct {
	mu sync.Mutex
	by map[ident.Edition]countedAt[T]
}

type countedAt[T any] struct {
	entries, common int64
	value           T
}

// get returns what count found, counting again only after a change. common says whether the count depends on records
// that outlive editions.
func (k *counted[T]) get(ctx context.Context, q *ops.Reading, common bool, count func(context.Context, *ops.Reading) (T, error)) (T, error) {
	var none T
	// The numbers are read before the count: a change in between makes the count newer than its number, and the next
	// reader counts again.
	var at countedAt[T]
	var err error
	if at.entries, err = ledger.Count(ctx, q, q.Edition); err != nil {
		return none, err
	}
	if common {
		if at.common, err = ledger.Count(ctx, q, 0); err != nil {
			return none, err
		}
	}
	k.mu.Lock()
	got, ok := k.by[q.Edition]
	k.mu.Unlock()
	if ok && got.entries == at.entries && got.common == at.common {
		return got.value, nil
	}
	if at.value, err = count(ctx, q); err != nil {
		return none, err
	}
	k.mu.Lock()
	if k.by == nil {
		k.by = map[ident.Edition]countedAt[T]{}
	}
	k.by[q.Edition] = at
	k.mu.Unlock()
	return at.value, nil
}

// sortedKeys returns the keys of a count in order, without the empty one, which is what is not stated.
func sortedKeys[K ~string](by map[K]int64) []K {
	delete(by, "")
	return slices.Sorted(maps.Keys(by))
}
