package app

import (
	"context"
	"fmt"
	"time"

	"github.com/fairway-expo/fairway/internal/people"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/ident"
)

// sampleAccount is one of the demo's people, one for each role. All of them are fictional.
type sampleAccount struct {
	label, name, email, language string
	grant                        func(s *seeder) ops.Grant
}

func sampleAccounts() []sampleAccount {
	in := func(role ops.Role) func(*seeder) ops.Grant {
		return func(s *seeder) ops.Grant { return ops.Grant{Role: role, Edition: s.id} }
	}
	return []sampleAccount{
		{"secretariat", "Wen Hui (sample)", "secretariat@fairway.example", "en", func(*seeder) ops.Grant { return ops.Grant{Role: ops.Organiser} }},
		{"organiser", "Li Qing (sample)", "organiser@fairway.example", "zh", in(ops.Organiser)},
		{"pavilion organiser, Viet Nam", "Trần Minh Anh (sample)", "pavilion-vn@fairway.example", "vi", func(s *seeder) ops.Grant {
			return ops.Grant{Role: ops.PavilionOrganiser, Edition: s.id, Pavilion: s.pavilions["vn"]}
		}},
		{"exhibitor administrator", "Nguyễn Thu Hà (sample)", "exhibitor@fairway.example", "vi", func(s *seeder) ops.Grant {
			return ops.Grant{Role: ops.ExhibitorAdmin, Edition: s.id, Exhibitor: s.sampleExhibitor("vn")}
		}},
		{"exhibitor staff", "Lê Quốc Bảo (sample)", "staff@fairway.example", "vi", func(s *seeder) ops.Grant {
			return ops.Grant{Role: ops.ExhibitorStaff, Edition: s.id, Exhibitor: s.sampleExhibitor("vn")}
		}},
		{"visitor", "Somchai Dee (sample)", "visitor@fairway.example", "th", in(ops.Visitor)},
		{"gate", "Gate 3 (sample)", "gate@fairway.example", "en", in(ops.Gate)},
	}
}

// sampleExhibitor is the first fictional exhibitor of a pavilion.
func (s *seeder) sampleExhibitor(pavilion string) ident.Exhibitor {
	for _, x := range s.edition.Exhibitors {
		if x.Sample && x.Pavilion == pavilion {
			return s.exhibitors[x.Key]
		}
	}
	return 0
}

func (s *seeder) seedPeople(ctx context.Context) error {
	for _, p := range sampleAccounts() {
		g := p.grant(s)
		err := s.Ops.Transact(ctx, g.Edition, "people.grant.create", func(ctx context.Context, tx *ops.Writing) error {
			a, _, err := people.EnsureAccount(ctx, tx, people.Person{Email: p.email, Name: p.name, Language: p.language})
			if err != nil {
				return err
			}
			_, _, err = people.AddGrant(ctx, tx, a, g)
			return err
		})
		if err != nil {
			return fmt.Errorf("account %s: %w", p.label, err)
		}
	}
	return nil
}

// signInLink is a link that signs in as one of the sample people.
type signInLink struct{ Label, Token string }

// demoLinks makes new sign-in links for the sample people. Older ones stop working.
func (a *App) demoLinks(ctx context.Context) ([]signInLink, error) {
	var links []signInLink
	ctx = ops.With(ctx, Secretariat("seed"))
	err := a.Ops.Transact(ctx, 0, "people.link.create", func(ctx context.Context, tx *ops.Writing) error {
		links = nil
		for _, p := range sampleAccounts() {
			acc, _, err := people.EnsureAccount(ctx, tx, people.Person{Email: p.email, Name: p.name, Language: p.language})
			if err != nil {
				return err
			}
			token, err := people.NewLink(ctx, tx, acc.ID, "demo", clock.Of(a.Clock.Now().Add(30*24*time.Hour)))
			if err != nil {
				return err
			}
			links = append(links, signInLink{p.label, token})
		}
		return nil
	})
	return links, err
}
