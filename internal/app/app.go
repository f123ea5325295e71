package app

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/files"
	"github.com/fairway-expo/fairway/internal/platform/i18n"
	"github.com/fairway-expo/fairway/internal/platform/jobs"
	"github.com/fairway-expo/fairway/internal/platform/keys"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/migrations"
)

// App is the composed program.
type App struct {
	Config  Config
	DB      *sqldb.DB
	Clock   clock.Clock
	IDs     *ident.Maker
	Bundle  *i18n.Bundle
	Ops     *ops.Registry
	Jobs    *jobs.Queue
	Files   *files.Store
	Images  *files.Images
	Key     *keys.Key
	Log     *slog.Logger
	Expo    *expo.Operations
	Floor   *floor.Operations
	People  *people.Operations
	Changes *ops.Changes

	expo   *expo.Core
	people *people.Core
}

// Open opens the data folder and the database, migrates it, and builds every capability. Close it.
func Open(ctx context.Context, cfg Config, c clock.Clock, log io.Writer, limits ops.Limits) (*App, error) {
	a := &App{Config: cfg, Clock: c, IDs: ident.NewMaker(c, cfg.Node), Images: files.NewImages(files.DefaultBudget), Log: slog.New(slog.NewTextHandler(log, nil))}
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return nil, fmt.Errorf("open data folder: %w", err)
	}
	var err error
	if a.Bundle, err = bundle(); err != nil {
		return nil, fmt.Errorf("open catalogues: %w", err)
	}
	if a.Key, err = keys.Load(filepath.Join(cfg.Data, "keys"), "fairway"); err != nil {
		return nil, err
	}
	if a.Files, err = files.Open(filepath.Join(cfg.Data, "files")); err != nil {
		return nil, err
	}
	a.DB, err = sqldb.Open(ctx, cfg.dsn(), sqldb.Options{Fatal: func(err error) {
		// What was not synced must not be answered; a restart recovers from the log of the database.
		a.Log.Error("stopping", "error", err)
		os.Exit(1)
	}})
	if err != nil {
		_ = a.Files.Close() // the database's error is the one to tell
		return nil, err
	}
	if err := a.build(ctx, limits); err != nil {
		_ = a.Close() // the first error is the one to tell
		return nil, err
	}
	return a, nil
}

func (a *App) build(ctx context.Context, limits ops.Limits) error {
	if err := sqldb.Migrate(ctx, a.DB, migrations.Files, a.Clock); err != nil {
		return err
	}
	a.Ops = ops.NewRegistry(a.DB, a.Clock, a.IDs, limits)
	a.Jobs = jobs.New(a.DB, a.Clock, a.IDs, a.Log)
	if err := a.buildCores(); err != nil {
		return err
	}
	a.Ops.Edition = a.expo.Resolve
	a.Expo, a.Floor, a.People = a.expo.Register(a.Ops), floor.Register(a.Ops), a.people.Register(a.Ops)
	a.Changes = ops.RegisterChanges(a.Ops)
	if errs := a.Ops.Check(a.Bundle.Locale("en").Has); len(errs) > 0 {
		return errs[0]
	}
	return a.handleJobs()
}

func (a *App) buildCores() error {
	a.expo = expo.New(a.Clock, a.DB.Engine() == sqldb.Postgres)
	a.expo.Files, a.expo.Images = a.Files, a.Images
	a.expo.Organisation = func(ctx context.Context, tx *ops.Writing, name, country, website string) (int64, error) {
		o, err := people.EnsureOrganisation(ctx, tx, people.Organisation{Name: name, Country: country, Website: website})
		return int64(o.ID), err
	}
	var err error
	a.people, err = people.New(people.Deps{
		DB: a.DB, Words: a.Bundle, BaseURL: a.Config.BaseURL, Secret: a.Key.MAC("people.sign-in").Sum("codes"),
		Mail:           a.queueMail,
		ExhibitorOwner: expo.ExhibitorOwner,
		CheckPavilion: func(ctx context.Context, r sqldb.Runner, edition ident.Edition, pavilion ident.Pavilion) error {
			_, err := (expo.OnPavilion{Pavilion: pavilion}).Owner(ctx, r, edition)
			return err
		},
		EditionName: expo.EditionName,
	})
	return err
}

// Close ends what Open began, the database last.
func (a *App) Close() error {
	if a.Files != nil {
		_ = a.Files.Close() // a folder handle; nothing is lost
	}
	if a.DB == nil {
		return nil
	}
	return a.DB.Close()
}

// bundle holds the words of every package. It never changes, so all programs of a process share it.
var bundle = sync.OnceValues(func() (*i18n.Bundle, error) { return i18n.New(Catalogues()...) })

// Secretariat is the caller of commands that an operator gives on the machine itself: whoever may read the database
// file may do what its organiser may.
func Secretariat(surface string) ops.Caller {
	return ops.Caller{Surface: surface, Language: "en", Actor: ops.Actor{Name: "command line", Grants: []ops.Grant{{Role: ops.Organiser}}}}
}

const shutdownTime = 10 * time.Second
