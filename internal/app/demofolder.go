package app

import (
	"os"
	"path/filepath"
	"strings"
)

// demoPointer is the file that names the folder of the demo that is being served, so that a command given beside it,
// without naming a folder, works on it. "" if this system has no place for such files.
func demoPointer() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "fairway", "demo")
}

// pointToDemo says that the demo in the folder is being served, until forget is called. Without a pointer commands
// only need --data, so that a system that refuses the file loses nothing else.
func pointToDemo(folder string) (forget func()) {
	path := demoPointer()
	abs, err := filepath.Abs(folder)
	if path == "" || err != nil || os.MkdirAll(filepath.Dir(path), 0o700) != nil || os.WriteFile(path, []byte(abs), 0o600) != nil {
		return func() {}
	}
	return func() { _ = os.Remove(path) } // a pointer to a folder that is gone is not followed
}

// servedDemo returns the folder of the demo that is being served, "" if there is none.
func servedDemo() string {
	b, err := os.ReadFile(demoPointer())
	if err != nil {
		return ""
	}
	folder := strings.TrimSpace(string(b))
	if _, err := os.Stat(filepath.Join(folder, "fairway.db")); err != nil {
		return ""
	}
	return folder
}
