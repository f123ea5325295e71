package sqldbtest

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// server returns the URL of a PostgreSQL in which databases may be made: FAIRWAY_TEST_PG, or a throwaway cluster that
// ends with this process.
var server = sync.OnceValues(func() (string, error) {
	if dsn := os.Getenv("FAIRWAY_TEST_PG"); dsn != "" {
		return dsn, nil
	}
	bin, err := binaries()
	if err != nil {
		return "", err
	}
	return startCluster(bin)
})

func binaries() (string, error) {
	dirs, _ := filepath.Glob("/usr/lib/postgresql/*/bin") // the pattern is fixed
	sort.Strings(dirs)
	for i := len(dirs) - 1; i >= 0; i-- {
		if _, err := os.Stat(filepath.Join(dirs[i], "initdb")); err == nil {
			return dirs[i], nil
		}
	}
	return "", errors.New("no FAIRWAY_TEST_PG and no /usr/lib/postgresql/*/bin/initdb")
}

// startCluster makes a cluster without sync on a socket in a temporary folder. A shell holds it: when this process
// ends, however it ends, the shell's standard input closes and it stops the server and removes the folder.
func startCluster(bin string) (string, error) {
	dir, err := os.MkdirTemp("", "fwpg-")
	if err != nil {
		return "", err
	}
	attr := &syscall.SysProcAttr{Setsid: true}
	name := "postgres"
	if os.Getuid() == 0 { // initdb refuses to run as root
		u, err := user.Lookup("postgres")
		if err != nil {
			return "", fmt.Errorf("running as root and there is no user postgres: %w", err)
		}
		uid, _ := strconv.Atoi(u.Uid) // numeric on every Unix
		gid, _ := strconv.Atoi(u.Gid)
		if err := os.Chown(dir, uid, gid); err != nil {
			return "", err
		}
		attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	script := `set -e
"$1/initdb" -D "$2/d" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$2/initdb.log" 2>&1
"$1/postgres" -D "$2/d" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
  -c max_connections=200 -c shared_buffers=64MB >"$2/server.log" 2>&1 &
pid=$!
read -r _ || true
kill -INT $pid; wait $pid || true
rm -rf "$2"`
	cmd := exec.Command("/bin/sh", "-c", script, "fwpg", bin, dir)
	cmd.SysProcAttr = attr
	cmd.Dir = dir
	if _, err := stdinUntilExit(cmd); err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	go func() { _ = cmd.Wait() }() // reap it; a failed start shows as a missing socket below
	dsn := "postgres://" + name + "@/postgres?host=" + url.QueryEscape(dir)
	deadline := time.After(60 * time.Second)
	for {
		if run(dsn, "SELECT 1") == nil {
			return dsn, nil
		}
		select {
		case <-deadline:
			b, _ := os.ReadFile(filepath.Join(dir, "server.log"))
			return "", fmt.Errorf("PostgreSQL did not start: %s", strings.TrimSpace(string(b)))
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// stdinUntilExit opens the command's input and keeps it open for the life of this process.
func stdinUntilExit(cmd *exec.Cmd) (io.Closer, error) {
	w, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	keep.Lock()
	keep.open = append(keep.open, w)
	keep.Unlock()
	return w, nil
}

// keep holds pipes open; a collected pipe would close and end the server.
var keep struct {
	sync.Mutex
	open []io.Closer
}

// locked runs f under a lock file shared by all test processes of this user.
func locked(f func() error) error {
	path := filepath.Join(os.TempDir(), fmt.Sprintf("fairway-test-%d.lock", os.Getuid()))
	l, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer l.Close()
	if err := syscall.Flock(int(l.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	return f()
}
