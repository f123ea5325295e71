package app

import (
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Version is the program's, shown by `fairway version` and in the API document.
const Version = "0.1.0-dev"

// Config is what a running program needs to know. Every field has a flag and an environment twin.
type Config struct {
	// Addr is where pages and API are served, FAIRWAY_ADDR.
	Addr string
	// DB is the path of a SQLite file or a postgres:// URL, FAIRWAY_DB; "" means fairway.db in Data.
	DB string
	// Data is the folder of pictures, keys, seals and outgoing mail, FAIRWAY_DATA.
	Data string
	// BaseURL is the public origin, FAIRWAY_BASE_URL: "https://expo.example".
	BaseURL string
	// SMTP is the mail server, FAIRWAY_SMTP: smtp://user:password@host:port; "" writes .eml files below Data.
	SMTP string
	// MailFrom is the sender's address, FAIRWAY_MAIL_FROM.
	MailFrom string
	// Node tells the programs on one PostgreSQL database apart, FAIRWAY_NODE: 0 to 1023.
	Node int
	// Proxy says that a reverse proxy on this machine sets X-Forwarded-For, FAIRWAY_PROXY.
	Proxy bool
	// NoPageCache makes every page anew for every reader, FAIRWAY_NO_PAGE_CACHE.
	NoPageCache bool
}

// setting is a flag with its environment twin.
type setting struct {
	flag, env, help string
	text            *string
	number          *int
	yes             *bool
}

func (c *Config) settings() []setting {
	return []setting{
		{"addr", "FAIRWAY_ADDR", "address to serve on", &c.Addr, nil, nil},
		{"db", "FAIRWAY_DB", "SQLite file or postgres:// URL (default fairway.db in the data folder)", &c.DB, nil, nil},
		{"data", "FAIRWAY_DATA", "folder of pictures, keys, seals and mail", &c.Data, nil, nil},
		{"base-url", "FAIRWAY_BASE_URL", "public origin, https://expo.example", &c.BaseURL, nil, nil},
		{"smtp", "FAIRWAY_SMTP", "mail server, smtp://user:password@host:port (default: .eml files)", &c.SMTP, nil, nil},
		{"mail-from", "FAIRWAY_MAIL_FROM", "sender of letters", &c.MailFrom, nil, nil},
		{"node", "FAIRWAY_NODE", "number of this program among those on one database, 0 to 1023", nil, &c.Node, nil},
		{"proxy", "FAIRWAY_PROXY", "trust X-Forwarded-For of a reverse proxy on this machine", nil, nil, &c.Proxy},
		{"no-page-cache", "FAIRWAY_NO_PAGE_CACHE", "make every page anew for every reader", nil, nil, &c.NoPageCache},
	}
}

// defaults returns the configuration without flags and environment.
func defaults() Config {
	return Config{Addr: "127.0.0.1:8080", Data: "fairway-data", MailFrom: "fairway@localhost.localdomain"}
}

// parse fills the configuration from the environment, then from the flags, and returns the rest of the arguments.
// Flags may stand after other arguments.
func (c *Config) parse(name string, args []string, env func(string) string, more func(*flag.FlagSet), help io.Writer) ([]string, error) {
	f := flag.NewFlagSet("fairway "+name, flag.ContinueOnError)
	f.SetOutput(help)
	for _, s := range c.settings() {
		v := env(s.env)
		switch {
		case s.text != nil:
			if v != "" {
				*s.text = v
			}
			f.StringVar(s.text, s.flag, *s.text, s.help+" ("+s.env+")")
		case s.number != nil:
			if v != "" {
				n, err := strconv.Atoi(v)
				if err != nil {
					return nil, fmt.Errorf("%s=%q is not a number", s.env, v)
				}
				*s.number = n
			}
			f.IntVar(s.number, s.flag, *s.number, s.help+" ("+s.env+")")
		case s.yes != nil:
			*s.yes = *s.yes || v == "1" || v == "true"
			f.BoolVar(s.yes, s.flag, *s.yes, s.help+" ("+s.env+")")
		}
	}
	if more != nil {
		more(f)
	}
	var rest []string
	for len(args) > 0 {
		if err := f.Parse(args); err != nil {
			return nil, err
		}
		if args = f.Args(); len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	if c.Node < 0 || c.Node > 1023 {
		return nil, fmt.Errorf("node %d is not between 0 and 1023", c.Node)
	}
	c.BaseURL = strings.TrimSuffix(c.BaseURL, "/")
	return rest, nil
}

// dsn returns the database to open.
func (c *Config) dsn() string {
	if c.DB != "" {
		return c.DB
	}
	return filepath.Join(c.Data, "fairway.db")
}

// print shows the configuration at start, with passwords masked.
func (c *Config) print(w io.Writer) {
	for _, s := range c.settings() {
		var v string
		switch {
		case s.text != nil:
			v = mask(*s.text)
		case s.number != nil:
			v = strconv.Itoa(*s.number)
		default:
			v = strconv.FormatBool(*s.yes)
		}
		if s.flag == "db" {
			v = mask(c.dsn())
		}
		fmt.Fprintf(w, "  %-10s %s\n", s.flag, v)
	}
}

func mask(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.User == nil {
		return s
	}
	return u.Redacted()
}

// environment is os.Getenv; tests pass their own.
func environment(name string) string { return os.Getenv(name) }
