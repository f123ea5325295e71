package expo_test

import (
	"context"
	"encoding/base64"
	"image/color"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/files"
	"github.com/fairway-expo/fairway/internal/platform/sqldb/sqldbtest"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/text"
)

func (s *stage) picture(t testing.TB, kind, of string) expo.CreatePicture {
	t.Helper()
	return expo.CreatePicture{InEdition: s.in, OnPictured: expo.OnPictured{OfKind: kind, Of: of}, Alt: text.Of("en", "A colour"), Credit: "me",
		Data: base64.StdEncoding.EncodeToString(drawn(t, 640, 480, color.RGBA{200, 0, 0, 255}))}
}

func TestAPictureIsStoredAnewAndShownInOrder(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		p := s.product(t, s.saigon, goods("Durian"))
		in := s.picture(t, "product", p.ID.String())
		first := do(t, s.CreatePicture, s.admin(s.saigon), in)
		second := do(t, s.CreatePicture, s.pavilionOrganiser(s.vietnam), in)
		if first.Width != 640 || first.Height != 480 || !files.Ref(first.File).Valid() || !files.Ref(first.Thumb).Valid() || first.ExhibitorID != s.saigon.ID {
			t.Errorf("stored %+v", first)
		}
		info, err := s.core.Files.Info(files.Ref(first.File))
		if err != nil || info.Type != "image/jpeg" {
			t.Errorf("blob: %+v, %v", info, err)
		}
		order := expo.OrderPictures{InEdition: s.in, OnPictured: in.OnPictured, Pictures: []expo.PictureKey{second.ID, first.ID}}
		do(t, s.OrderPictures, s.admin(s.saigon), order)
		v := do(t, s.FindProduct, nobody(), expo.FindProduct{InEdition: s.in, Product: p.ID})
		if len(v.Pictures) != 2 || v.Pictures[0].ID != second.ID || v.Pictures[0].Alt.Words("en") != "A colour" {
			t.Errorf("pictures %+v", v.Pictures)
		}
		if page := do(t, s.ListProducts, nobody(), expo.ListProducts{InEdition: s.in}); page.Items[0].Thumb != second.Thumb {
			t.Errorf("the list shows %q", page.Items[0].Thumb)
		}
		for _, wrong := range [][]expo.PictureKey{{first.ID}, {first.ID, first.ID}, {first.ID, 12345}, {first.ID, second.ID, 12345}} {
			order.Pictures = wrong
			refuses(t, s.OrderPictures, s.organiser(), order, fault.Invalid, "pictures", "expo.picture.order-incomplete")
		}
		remove := expo.RemovePicture{InEdition: s.in, OnPicture: expo.OnPicture{Picture: first.ID}}
		refuses(t, s.RemovePicture, s.admin(s.nanning), remove, fault.Denied, "", "fault.denied")
		do(t, s.RemovePicture, s.admin(s.saigon), remove)
		refuses(t, s.RemovePicture, s.organiser(), remove, fault.NotFound, "", "expo.picture.not-found")
		if list := do(t, s.ListPictures, nobody(), expo.ListPictures{InEdition: s.in, OfKind: "product", Of: p.ID.String()}); len(list.Items) != 1 {
			t.Errorf("%d pictures left", len(list.Items))
		}
	})
}

func TestWhoMayAddAPicture(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		d := do(t, s.CreateDemonstration, s.organiser(), expo.CreateDemonstration{InEdition: s.in, OnExhibitor: expo.OnExhibitor{Exhibitor: s.saigon.ID},
			DemonstrationFields: expo.DemonstrationFields{Kind: "robot", Title: text.Of("en", "Robot")}})
		for _, c := range []struct {
			kind, of string
			may, not []context.Context
		}{
			{"exhibitor", s.saigon.ID.String(), []context.Context{s.organiser(), s.pavilionOrganiser(s.vietnam), s.admin(s.saigon)}, []context.Context{s.staff(s.saigon), s.admin(s.nanning), s.pavilionOrganiser(s.ai), s.visitor()}},
			{"demonstration", d.ID.String(), []context.Context{s.admin(s.saigon)}, []context.Context{s.admin(s.nanning), s.pavilionOrganiser(s.ai)}},
			{"pavilion", s.ai.ID.String(), []context.Context{s.organiser(), s.pavilionOrganiser(s.ai)}, []context.Context{s.pavilionOrganiser(s.vietnam), s.admin(s.saigon)}},
		} {
			in := s.picture(t, c.kind, c.of)
			for _, ctx := range c.may {
				p := do(t, s.CreatePicture, ctx, in)
				do(t, s.RemovePicture, ctx, expo.RemovePicture{InEdition: s.in, OnPicture: expo.OnPicture{Picture: p.ID}})
			}
			for _, ctx := range c.not {
				refuses(t, s.CreatePicture, ctx, in, fault.Denied, "", "fault.denied")
			}
			refuses(t, s.CreatePicture, nobody(), in, fault.Denied, "", "fault.sign-in-first")
		}
	})
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	t.Parallel()
	s := newStage(t, sqldbtest.SQLite(t))
	p := s.product(t, s.saigon, goods("Durian"))
	in := s.picture(t, "product", p.ID.String())
	for data, key := range map[string]string{
		"***":                     "expo.picture.not-base64",
		in.Data[:len(in.Data)-3]:  "expo.picture.not-base64",
		in.Data[:len(in.Data)/40]: "expo.picture.not-base64",
		base64.StdEncoding.EncodeToString([]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)): "files.image.format",
		base64.StdEncoding.EncodeToString(drawn(t, 640, 480, color.Black)[:60]):                                  "files.image.broken",
		base64.StdEncoding.EncodeToString(make([]byte, 10<<20+1)):                                                "files.too-large",
		strings.Repeat("A", 15_000_000):                                                                          "fault.too-long",
	} {
		bad := in
		bad.Data = data
		_, err := s.CreatePicture.Do(s.organiser(), bad)
		if e := fault.As(err); e == nil || e.Problems[0].Key != key || e.Problems[0].Field != "data" {
			t.Errorf("%.20q…: %v, want %s", data, err, key)
		}
	}
	for _, c := range []struct{ kind, of string }{{"product", s.saigon.ID.String()}, {"exhibitor", p.ID.String()}, {"product", "prd_0000000000001x"}} {
		refuses(t, s.CreatePicture, s.organiser(), s.picture(t, c.kind, c.of), fault.NotFound, "", "expo.picture.object-not-found")
	}
	s.core.Files = nil
	refuses(t, s.CreatePicture, s.organiser(), in, fault.Unavailable, "", "expo.picture.no-store")
	if list := do(t, s.ListPictures, nobody(), expo.ListPictures{InEdition: s.in, OfKind: "product", Of: p.ID.String()}); len(list.Items) != 0 {
		t.Errorf("%d pictures after refusals", len(list.Items))
	}
}

func TestAnObjectHasAtMostEightPicturesAlsoWhenManyAddAtOnce(t *testing.T) {
	t.Parallel()
	onStage(t, func(t *testing.T, s *stage) {
		p := s.product(t, s.saigon, goods("Durian"))
		in := s.picture(t, "product", p.ID.String())
		var wg sync.WaitGroup
		errs := make([]error, 12)
		for i := range errs {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_, errs[i] = s.CreatePicture.Do(s.organiser(), in)
			}()
		}
		wg.Wait()
		refused := 0
		for _, err := range errs {
			if err != nil {
				refused++
				if e := fault.As(err); e == nil || e.Problems[0].Key != "expo.picture.too-many" {
					t.Error(err)
				}
			}
		}
		if n := len(do(t, s.FindProduct, nobody(), expo.FindProduct{InEdition: s.in, Product: p.ID}).Pictures); n != 8 || refused != 4 {
			t.Errorf("%d pictures, %d refused", n, refused)
		}
	})
}

func TestTheExampleOfAPictureIsAPicture(t *testing.T) {
	t.Parallel()
	s := newStage(t, sqldbtest.SQLite(t))
	p := s.product(t, s.saigon, goods("Durian"))
	s.registry.SetExample("edition", "stage")
	s.registry.SetExample("product", p.ID.String())
	if _, err := s.CreatePicture.CallJSON(s.organiser(), s.registry.Example(s.CreatePicture.Operation)); err != nil {
		t.Error(err)
	}
	v := do(t, s.FindProduct, nobody(), expo.FindProduct{InEdition: s.in, Product: p.ID})
	if d := cmp.Diff(text.Of("en", "A durian, opened"), v.Pictures[0].Alt); d != "" {
		t.Error(d)
	}
}
