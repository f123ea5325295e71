package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"runtime"
	"strings"

	// The two drivers; pgx is used through database/sql so that one code path serves both engines.
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// Engine is the kind of database behind a DB.
type Engine uint8

// The two engines.
const (
	SQLite Engine = iota
	Postgres
)

// String returns "sqlite" or "postgres".
func (e Engine) String() string {
	if e == Postgres {
		return "postgres"
	}
	return "sqlite"
}

// Options tune a DB. The zero value is right for production.
type Options struct {
	// Readers is the number of SQLite read connections; 0 means twice the processors, at least four.
	Readers int
	// PoolSize bounds the PostgreSQL connections; 0 means 32.
	PoolSize int
	// Fatal is called when a commit failed in a way after which no later success could be trusted. It must not
	// return; nil means panic.
	Fatal func(error)
}

// DB is an open database. It is safe for concurrent use. Close it once.
type DB struct {
	e       Engine
	w       *sql.DB // SQLite: the one writing connection; PostgreSQL: the pool
	r       *sql.DB // SQLite only
	readers chan *conn
	writer  *writer
	fatal   func(error)
}

// Runner is what a query runs on: a *Read or a *Tx.
type Runner interface {
	engine() Engine
	query(ctx context.Context, text string, args []any, write bool) (*sql.Rows, error)
}

// Open opens the database at dsn: a postgres:// URL, or the path of a SQLite file, which is made if it is absent.
// It does not migrate.
func Open(ctx context.Context, dsn string, o Options) (*DB, error) {
	db := &DB{fatal: o.Fatal}
	if db.fatal == nil {
		db.fatal = func(err error) { panic(err) }
	}
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		return db, db.openPostgres(ctx, dsn, o)
	}
	return db, db.openSQLite(ctx, dsn, o)
}

func (db *DB) openPostgres(ctx context.Context, dsn string, o Options) error {
	db.e = Postgres
	p, err := sql.Open("pgx", dsn)
	if err != nil {
		return fmt.Errorf("open postgres: %w", err)
	}
	size := o.PoolSize
	if size == 0 {
		size = 32
	}
	p.SetMaxOpenConns(size)
	p.SetMaxIdleConns(size)
	db.w = p
	if err := p.PingContext(ctx); err != nil {
		_ = p.Close() // the ping's error is the one to tell
		return fmt.Errorf("open postgres: %w", err)
	}
	return nil
}

func (db *DB) openSQLite(ctx context.Context, path string, o Options) error {
	db.e = SQLite
	pragmas := "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)" +
		"&_pragma=temp_store(2)&_pragma=wal_autocheckpoint(4000)&_pragma=mmap_size(1073741824)"
	name := "file:" + (&url.URL{Path: path}).EscapedPath()
	var err error
	if db.w, err = sql.Open("sqlite", name+"?_txlock=immediate&"+pragmas+"&_pragma=cache_size(-32000)"); err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	db.w.SetMaxOpenConns(2) // the writer's own, and one for migrations and PrepareAll
	if err := db.w.PingContext(ctx); err != nil {
		_ = db.w.Close() // the ping's error is the one to tell
		return fmt.Errorf("open %s: %w", path, kinded(err))
	}
	n := o.Readers
	if n == 0 {
		n = max(4, 2*runtime.GOMAXPROCS(0))
	}
	if db.r, err = sql.Open("sqlite", name+"?"+pragmas+"&_pragma=query_only(1)&_pragma=cache_size(-8000)"); err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	db.r.SetMaxOpenConns(n)
	db.r.SetMaxIdleConns(n)
	db.readers = make(chan *conn, n)
	for range n {
		db.readers <- &conn{} // opened at first use, so that a short command opens one connection
	}
	db.writer = newWriter(db)
	return nil
}

// Engine returns the kind of database.
func (db *DB) Engine() Engine { return db.e }

// Close waits for the running transactions, refuses new ones and closes every connection.
func (db *DB) Close() error {
	if db.writer != nil {
		db.writer.close()
	}
	if db.r != nil {
		for range cap(db.readers) {
			(<-db.readers).close()
		}
		if err := db.r.Close(); err != nil {
			return err
		}
	}
	return db.w.Close()
}

// Read gives f a reader for the time of the call. On SQLite it is one connection of the pool, so f must not wait for
// another Read. Each statement sees the rows committed before it.
func (db *DB) Read(ctx context.Context, f func(r *Read) error) error {
	if db.e == Postgres {
		return f(&Read{db: db})
	}
	select {
	case c := <-db.readers:
		defer func() { db.readers <- c }()
		if err := c.open(db.r); err != nil {
			return err
		}
		return f(&Read{db: db, c: c})
	case <-ctx.Done():
		return kinded(ctx.Err())
	}
}

// Read runs queries outside a transaction. It must not be kept after the function it was given to.
type Read struct {
	db *DB
	c  *conn
}

func (r *Read) engine() Engine { return r.db.e }

func (r *Read) query(ctx context.Context, text string, args []any, write bool) (*sql.Rows, error) {
	if write {
		panic("sqldb: a statement that writes needs a transaction: " + text)
	}
	if r.db.e == Postgres {
		return r.db.w.QueryContext(ctx, text, args...)
	}
	st, err := r.c.prepare(text)
	if err != nil {
		return nil, err
	}
	return st.Query(args...)
}

// conn is a SQLite connection with its prepared statements. SQLite's statements are kept for the life of the
// connection: the texts are fixed by the program, so their number is bounded. It is used by one goroutine at a time.
type conn struct {
	c     *sql.Conn
	stmts map[string]*sql.Stmt
}

func (c *conn) open(db *sql.DB) error {
	if c.c != nil {
		return nil
	}
	// Statements run without a cancellable context: modernc's driver starts a goroutine for each one otherwise.
	got, err := db.Conn(context.Background())
	if err != nil {
		return kinded(err)
	}
	c.c, c.stmts = got, map[string]*sql.Stmt{}
	return nil
}

func (c *conn) prepare(text string) (*sql.Stmt, error) {
	if st, ok := c.stmts[text]; ok {
		return st, nil
	}
	st, err := c.c.PrepareContext(context.Background(), text)
	if err != nil {
		return nil, err
	}
	c.stmts[text] = st
	return st, nil
}

func (c *conn) close() {
	if c.c == nil {
		return
	}
	for _, st := range c.stmts {
		_ = st.Close() // the connection closes next
	}
	_ = c.c.Close() // returns it to the pool, which is closed next
}
