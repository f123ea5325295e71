package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sync"
)

var valuerType = reflect.TypeFor[driver.Valuer]()

// ErrNone says that One found no row. Callers turn it into a NotFound that names the thing.
var ErrNone = errors.New("no row")

// Q is a query whose parameters are the fields of Args and whose columns are the fields of Row.
// Declare it as a package variable beside its use; a Q is never changed and safe for concurrent use.
type Q[Args, Row any] struct {
	st     *statement
	row    map[string][]int
	scalar bool
	plans  sync.Map // column list key -> [][]int
}

// Query declares a query. It panics if a parameter has no field in Args.
func Query[Args, Row any](text string) *Q[Args, Row] {
	q := &Q[Args, Row]{st: parseStatement(text, reflect.TypeFor[Args](), isWrite(text))}
	t := reflect.TypeFor[Row]()
	q.scalar = t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(reflect.TypeFor[sql.Scanner]())
	if !q.scalar {
		q.row = fields(t)
		for name := range q.row {
			q.st.columns = append(q.st.columns, name)
		}
	}
	register(q.st)
	return q
}

// All returns all rows in the statement's order, an empty slice if there are none.
func (q *Q[Args, Row]) All(ctx context.Context, r Runner, args Args) ([]Row, error) {
	out := []Row{}
	err := q.Each(ctx, r, args, func(row Row) error { out = append(out, row); return nil })
	return out, err
}

// One returns the first row, or ErrNone.
func (q *Q[Args, Row]) One(ctx context.Context, r Runner, args Args) (Row, error) {
	var first Row
	found := false
	err := q.Each(ctx, r, args, func(row Row) error {
		if !found {
			first, found = row, true
		}
		return nil
	})
	if err == nil && !found {
		err = ErrNone
	}
	return first, err
}

// Each calls f for each row as it arrives and stops at f's first error. f must not use the same Runner.
func (q *Q[Args, Row]) Each(ctx context.Context, r Runner, args Args, f func(Row) error) error {
	text, values := q.st.bind(r.engine(), reflect.ValueOf(&args).Elem())
	rows, err := r.query(ctx, text, values, q.st.write)
	if err != nil {
		return fmt.Errorf("query %.60q: %w", q.st.text, kinded(err))
	}
	defer rows.Close()
	var paths [][]int
	if !q.scalar {
		if paths, err = q.plan(rows); err != nil {
			return err
		}
	}
	dest := make([]any, max(len(paths), 1))
	for rows.Next() {
		var row Row
		if q.scalar {
			dest[0] = &row
		} else {
			v := reflect.ValueOf(&row).Elem()
			for i, p := range paths {
				dest[i] = v.FieldByIndex(p).Addr().Interface()
			}
		}
		if err := rows.Scan(dest...); err != nil {
			return fmt.Errorf("scan %.60q: %w", q.st.text, err)
		}
		if err := f(row); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("query %.60q: %w", q.st.text, kinded(err))
	}
	return nil
}

// plan maps the result's columns to fields, once per engine and column count.
func (q *Q[Args, Row]) plan(rows *sql.Rows) ([][]int, error) {
	if p, ok := q.plans.Load(0); ok {
		return p.([][]int), nil
	}
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	paths := make([][]int, len(columns))
	for i, c := range columns {
		path, ok := q.row[c]
		if !ok {
			return nil, fmt.Errorf("column %s has no field in %v: %.60q", c, reflect.TypeFor[Row](), q.st.text)
		}
		paths[i] = path
	}
	q.plans.Store(0, paths)
	return paths, nil
}

// E is a statement that changes rows and returns none.
type E[Args any] struct{ st *statement }

// Exec declares a statement that changes rows. It panics if a parameter has no field in Args.
func Exec[Args any](text string) *E[Args] {
	e := &E[Args]{st: parseStatement(text, reflect.TypeFor[Args](), true)}
	register(e.st)
	return e
}

// Do runs the statement in the transaction and returns the number of rows changed.
func (e *E[Args]) Do(ctx context.Context, tx *Tx, args Args) (int64, error) {
	text, values := e.st.bind(tx.engine(), reflect.ValueOf(&args).Elem())
	n, err := tx.exec(ctx, text, values)
	if err != nil {
		return 0, fmt.Errorf("exec %.60q: %w", e.st.text, kinded(err))
	}
	return n, nil
}

// None is the Args of a statement without parameters.
type None struct{}

// JSON stores a Go value as JSON in a TEXT column. The zero value of T is stored as its JSON too.
type JSON[T any] struct{ V T }

// Value gives the JSON text.
func (j JSON[T]) Value() (driver.Value, error) {
	b, err := json.Marshal(j.V)
	return string(b), err
}

// Scan reads the JSON text; NULL and "" leave the zero value.
func (j *JSON[T]) Scan(src any) error {
	var zero T
	j.V = zero
	var b []byte
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		b = []byte(v)
	case []byte:
		b = v
	default:
		return fmt.Errorf("scan JSON from %T", src)
	}
	if len(b) == 0 {
		return nil
	}
	return json.Unmarshal(b, &j.V)
}
