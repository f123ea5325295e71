package sqldb

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// registered holds every declared statement. It is only ever appended to while the program's packages start, and read
// by Statements for the test that prepares all of them; nothing is looked up in it at run time.
var registered struct {
	sync.Mutex
	list []*statement
}

func register(s *statement) {
	registered.Lock()
	registered.list = append(registered.list, s)
	registered.Unlock()
}

// isWrite reports whether a text changes rows (INSERT … RETURNING is a query that writes).
func isWrite(text string) bool {
	t := strings.ToUpper(strings.TrimSpace(text))
	for _, w := range []string{"INSERT", "UPDATE", "DELETE"} {
		if strings.HasPrefix(t, w) {
			return true
		}
	}
	return strings.HasPrefix(t, "WITH") && (strings.Contains(t, "INSERT INTO") || strings.Contains(t, "UPDATE ") && strings.Contains(t, " SET "))
}

// PrepareAll prepares every declared statement, with all its optional segments and with none, and compares the
// columns of queries with the fields of their row types. It returns one error a statement. It is for tests: no
// parameter is bound and no row is touched.
func PrepareAll(ctx context.Context, db *DB) []error {
	registered.Lock()
	list := slices.Clone(registered.list)
	registered.Unlock()
	var errs []error
	for _, s := range list {
		for _, on := range []bool{true, false} {
			text := s.compile(db.Engine(), func([]int) bool { return on }, func([]int) int { return 2 })
			if err := db.prepareOnce(ctx, text, s.columns, s.write); err != nil {
				errs = append(errs, fmt.Errorf("%v: %.200s: %w", db.Engine(), s.text, err))
				break
			}
			if !s.guarded {
				break
			}
		}
	}
	return errs
}

// Statements returns how many statements are declared.
func Statements() int { registered.Lock(); defer registered.Unlock(); return len(registered.list) }

func (db *DB) prepareOnce(ctx context.Context, text string, columns []string, write bool) error {
	st, err := db.w.PrepareContext(ctx, text)
	if err != nil {
		return err
	}
	defer st.Close()
	return nil
}

// Check parses a text as Query does, without declaring it; it panics as Query does. It is for tests of the texts' rules.
func Check[Args any](text string) { parseStatement(text, reflect.TypeFor[Args](), false) }
