package expo_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

func (s *stage) demonstration(of expo.Exhibitor, title string, edit ...func(*expo.DemonstrationFields)) expo.CreateDemonstration {
	f := expo.DemonstrationFields{Kind: "robot", Title: text.Of("en", title)}
	for _, e := range edit {
		e(&f)
	}
	return expo.CreateDemonstration{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: of.ID}, DemonstrationFields: f, State: expo.Published}
}

func TestADemonstrationKeepsToTheDaysOfTheEdition(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		at := func(day clock.Date, from, to string) func(*expo.DemonstrationFields) {
			return func(f *expo.DemonstrationFields) {
				f.Times = append(f.Times, expo.DemonstrationTime{Day: day, From: from, To: to})
			}
		}
		d := do(t, s.CreateDemonstration, s.organiser(), s.demonstration(s.liuzhou, "Robot", at("2025-09-21", "10:00", "10:30"), at("2025-09-17", "14:00", "15:00"),
			at("2025-09-17", "09:00", "09:30"), at("2025-09-17", "09:00", "09:30")))
		want := expo.Times{{Day: "2025-09-17", From: "09:00", To: "09:30"}, {Day: "2025-09-17", From: "14:00", To: "15:00"}, {Day: "2025-09-21", From: "10:00", To: "10:30"}}
		got := do(t, s.FindDemonstration, nobody(), expo.FindDemonstration{InEdition: s.in, Demonstration: d.ID})
		if diff := cmp.Diff(want, got.Times); diff != "" {
			t.Error(diff)
		}
		for _, c := range []struct {
			edit       func(*expo.DemonstrationFields)
			field, key string
		}{
			{at("2025-09-16", "10:00", "11:00"), "times", "expo.demonstration.day-not-in-edition"},
			{at("2025-09-22", "10:00", "11:00"), "times", "expo.demonstration.day-not-in-edition"},
			{at("2025-09-17", "11:00", "11:00"), "times", "expo.demonstration.ends-before-start"},
			{at("2025-09-17", "9:00", "11:00"), "times", "expo.demonstration.hour"},
			{at("2025-09-17", "09:00", "25:00"), "times", "expo.demonstration.hour"},
			{at("17 September", "09:00", "10:00"), "times.0.day", "fault.not-a-date"},
			{func(f *expo.DemonstrationFields) { f.PavilionID = s.vietnam.ID }, "pavilion", "expo.demonstration.pavilion-not-theme"},
			{func(f *expo.DemonstrationFields) { f.PavilionID = 12345 }, "pavilion", "expo.pavilion.not-found"},
			{func(f *expo.DemonstrationFields) { f.ProductID = s.product(t, s.saigon, goods("Other's")).ID }, "product", "expo.demonstration.product-not-own"},
			{func(f *expo.DemonstrationFields) { f.ProductID = 12345 }, "product", "expo.demonstration.product-not-own"},
			{func(f *expo.DemonstrationFields) { f.Kind = "circus" }, "kind", "fault.not-one-of"},
			{func(f *expo.DemonstrationFields) { f.Title = nil }, "title", "fault.required"},
			{func(f *expo.DemonstrationFields) { f.Title = text.Of("en", "a\u202eb") }, "title.en", "fault.control-characters"},
		} {
			refuses(t, s.CreateDemonstration, s.organiser(), s.demonstration(s.liuzhou, "x", c.edit), fault.Invalid, c.field, c.key)
		}
	})
}

func TestDemonstrationsAreFilteredAndPaged(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		arm := s.product(t, s.liuzhou, goods("Robot arm"))
		do(t, s.CreateDemonstration, s.organiser(), s.demonstration(s.liuzhou, "Welding robot", func(f *expo.DemonstrationFields) {
			f.PavilionID, f.ProductID, f.HandsOn = s.ai.ID, arm.ID, true
			f.Times = expo.Times{{Day: "2025-09-18", From: "10:00", To: "11:00"}}
			f.Title["zh"] = text.Entry{Text: "焊接机器人"}
		}))
		do(t, s.CreateDemonstration, s.organiser(), s.demonstration(s.nanning, "Talking model", func(f *expo.DemonstrationFields) { f.Kind = "model" }))
		do(t, s.CreateDemonstration, s.organiser(), s.demonstration(s.hidden, "Of a draft exhibitor"))
		draft := s.demonstration(s.liuzhou, "Draft drone", func(f *expo.DemonstrationFields) { f.Kind = "drone" })
		draft.State = ""
		unseen := do(t, s.CreateDemonstration, s.admin(s.liuzhou), draft)
		for _, c := range []struct {
			in   expo.ListDemonstrations
			want string
		}{
			{expo.ListDemonstrations{}, "Talking model, Welding robot, "}, {expo.ListDemonstrations{Kind: "model"}, "Talking model, "},
			{expo.ListDemonstrations{Kind: "drone"}, ""}, {expo.ListDemonstrations{Pavilion: s.ai.ID}, "Welding robot, "},
			{expo.ListDemonstrations{Day: "2025-09-18"}, "Welding robot, "}, {expo.ListDemonstrations{Day: "2025-09-17"}, ""},
			{expo.ListDemonstrations{Query: "机器人"}, "Welding robot, "}, {expo.ListDemonstrations{Exhibitor: s.nanning.ID}, "Talking model, "},
			{expo.ListDemonstrations{HandsOn: true}, "Welding robot, "},
		} {
			c.in.InEdition, c.in.Limit = s.in, 1
			got, pages := "", 0
			for {
				page := do(t, s.ListDemonstrations, nobody(), c.in)
				for _, it := range page.Items {
					got += it.Title.Words("en") + ", "
				}
				pages++
				if c.in.After = page.Next; c.in.After == "" {
					if int(page.Total) > pages {
						t.Errorf("total %d on %d pages", page.Total, pages)
					}
					break
				}
			}
			if got != c.want {
				t.Errorf("%+v: %q, want %q", c.in, got, c.want)
			}
		}
		item := do(t, s.ListDemonstrations, nobody(), expo.ListDemonstrations{InEdition: s.in, Pavilion: s.ai.ID}).Items[0]
		v := do(t, s.FindDemonstration, nobody(), expo.FindDemonstration{InEdition: s.in, Demonstration: item.ID})
		if item.PavilionName.Words("en") != "AI Pavilion" || v.Pavilion == nil || v.ProductName.Words("en") != "Robot arm" || v.ExhibitorName.Words("en") != "Liuzhou Robots" {
			t.Errorf("item %+v, view %+v", item, v)
		}
		refuses(t, s.FindDemonstration, s.visitor(), expo.FindDemonstration{InEdition: s.in, Demonstration: unseen.ID}, fault.NotFound, "", "expo.demonstration.not-found")
		do(t, s.FindDemonstration, s.staff(s.liuzhou), expo.FindDemonstration{InEdition: s.in, Demonstration: unseen.ID})
		// The organiser of the theme pavilion does not administer the exhibitors that show there.
		refuses(t, s.ListDemonstrations, s.pavilionOrganiser(s.ai), expo.ListDemonstrations{InEdition: s.in, Pavilion: s.ai.ID, State: "all"}, fault.Denied, "", "fault.denied")
		if page := do(t, s.ListDemonstrations, s.organiser(), expo.ListDemonstrations{InEdition: s.in, State: "all"}); page.Total != 4 {
			t.Errorf("the organiser sees %d of 4", page.Total)
		}
	})
}

func TestWhoMayChangeADemonstration(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		d := do(t, s.CreateDemonstration, s.admin(s.liuzhou), s.demonstration(s.liuzhou, "Robot", func(f *expo.DemonstrationFields) { f.PavilionID = s.ai.ID }))
		update := expo.UpdateDemonstration{InEdition: s.in, OnDemonstration: expo.OnDemonstration{Demonstration: d.ID}, DemonstrationFields: d.DemonstrationFields, Version: 1}
		update.HandsOn = true
		state := expo.SetDemonstrationState{InEdition: s.in, OnDemonstration: update.OnDemonstration, State: expo.Withdrawn, Version: 1}
		for _, ctx := range []context.Context{s.visitor(), s.staff(s.liuzhou), s.admin(s.nanning), s.pavilionOrganiser(s.ai)} {
			refuses(t, s.CreateDemonstration, ctx, s.demonstration(s.liuzhou, "x"), fault.Denied, "", "fault.denied")
			refuses(t, s.UpdateDemonstration, ctx, update, fault.Denied, "", "fault.denied")
			refuses(t, s.SetDemonstrationState, ctx, state, fault.Denied, "", "fault.denied")
		}
		if got := do(t, s.UpdateDemonstration, s.admin(s.liuzhou), update); got.Version != 2 || !got.HandsOn {
			t.Errorf("after the update: %+v", got)
		}
		refuses(t, s.SetDemonstrationState, s.organiser(), state, fault.Conflict, "", "fault.stale")
		state.Version = 2
		do(t, s.SetDemonstrationState, s.organiser(), state)
		refuses(t, s.FindDemonstration, nobody(), expo.FindDemonstration{InEdition: s.in, Demonstration: d.ID}, fault.NotFound, "", "expo.demonstration.not-found")
	})
}

func TestVisitorInformationIsCitedByKindAndCode(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		create := func(kind, code string, f expo.InfoFields) expo.CreateInfo {
			return expo.CreateInfo{InEdition: s.in, Kind: kind, Code: code, InfoFields: f}
		}
		hours := do(t, s.CreateInfo, s.organiser(), create("hours", "trade-days", expo.InfoFields{Title: text.Of("en", "Trade days", "zh", "专业日"), Opens: "08:30", Closes: "17:00",
			Source: "Exhibitor manual", AsOf: "2025-07", Link: "https://expo.example/hours"}))
		do(t, s.CreateInfo, s.organiser(), create("question", "trade-days", expo.InfoFields{Title: text.Of("en", "Which days?"), Position: 2}))
		do(t, s.CreateInfo, s.organiser(), create("question", "parking", expo.InfoFields{Title: text.Of("en", "Where to park?"), Position: 1}))
		refuses(t, s.CreateInfo, s.organiser(), create("hours", "trade-days", hours.InfoFields), fault.Conflict, "code", "expo.info.code-taken")
		if got := do(t, s.FindInfo, nobody(), expo.FindInfo{InEdition: s.in, Kind: "hours", Code: "trade-days"}); cmp.Diff(hours, got) != "" {
			t.Error(cmp.Diff(hours, got))
		}
		refuses(t, s.FindInfo, nobody(), expo.FindInfo{InEdition: s.in, Kind: "rule", Code: "trade-days"}, fault.NotFound, "", "expo.info.not-found")
		order := ""
		for _, i := range do(t, s.ListInfo, nobody(), expo.ListInfo{InEdition: s.in}).Items {
			order += fmt.Sprintf("%s/%s ", i.Kind, i.Code)
		}
		if want := "hours/trade-days question/parking question/trade-days "; order != want {
			t.Errorf("listed %q, want %q", order, want)
		}
		if n := len(do(t, s.ListInfo, nobody(), expo.ListInfo{InEdition: s.in, Kind: "question"}).Items); n != 2 {
			t.Errorf("%d questions", n)
		}
		for _, c := range []struct {
			f          expo.InfoFields
			field, key string
		}{
			{expo.InfoFields{}, "title", "fault.required"},
			{expo.InfoFields{Title: text.Of("en", "x"), Link: "http://expo.example"}, "link", "expo.info.link-https"},
			{expo.InfoFields{Title: text.Of("en", "x"), Link: "javascript:alert(1)"}, "link", "fault.pattern-url"},
			{expo.InfoFields{Title: text.Of("en", "x"), Opens: "08:30"}, "closes", "expo.day.closes-before-opening"},
			{expo.InfoFields{Title: text.Of("en", "x"), Opens: "8.30", Closes: "17:00"}, "opens", "expo.day.hour"},
			{expo.InfoFields{Title: text.Of("en", "x"), Opens: "17:00", Closes: "08:30"}, "closes", "expo.day.closes-before-opening"},
			{expo.InfoFields{Title: text.Of("en", "x"), Day: "2025-13-01"}, "day", "fault.not-a-date"},
		} {
			refuses(t, s.CreateInfo, s.organiser(), create("rule", "x", c.f), fault.Invalid, c.field, c.key)
		}
		update := expo.UpdateInfo{InEdition: s.in, Info: hours.ID, InfoFields: hours.InfoFields, Version: 1}
		if got := do(t, s.UpdateInfo, s.organiser(), update); got.Version != 1 {
			t.Errorf("nothing changed, but the version is %d", got.Version)
		}
		update.Closes = "16:00"
		do(t, s.UpdateInfo, s.organiser(), update)
		refuses(t, s.UpdateInfo, s.organiser(), update, fault.Conflict, "", "fault.stale")
		for _, ctx := range []context.Context{s.pavilionOrganiser(s.vietnam), s.admin(s.saigon), s.visitor()} {
			refuses(t, s.CreateInfo, ctx, create("rule", "x", hours.InfoFields), fault.Denied, "", "fault.denied")
			refuses(t, s.UpdateInfo, ctx, update, fault.Denied, "", "fault.denied")
			refuses(t, s.RemoveInfo, ctx, expo.RemoveInfo{InEdition: s.in, Info: hours.ID}, fault.Denied, "", "fault.denied")
		}
		do(t, s.RemoveInfo, s.organiser(), expo.RemoveInfo{InEdition: s.in, Info: hours.ID})
		refuses(t, s.RemoveInfo, s.organiser(), expo.RemoveInfo{InEdition: s.in, Info: hours.ID}, fault.NotFound, "", "expo.info.not-found")
	})
}
