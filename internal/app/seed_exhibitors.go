package app

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/fairway-expo/fairway/demo"
	"github.com/fairway-expo/fairway/demo/drawing"
	"github.com/fairway-expo/fairway/internal/expo"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/values/place"
)

// seedChunk bounds the exhibitors of one transaction.
const seedChunk = 250

func (s *seeder) seedExhibitors(ctx context.Context) error {
	list := s.edition.Exhibitors
	for from := 0; from < len(list); from += seedChunk {
		part := list[from:min(from+seedChunk, len(list))]
		if err := s.drawPictures(ctx, part); err != nil {
			return err
		}
		err := s.Ops.Transact(ctx, s.id, "expo.exhibitor.create", func(ctx context.Context, tx *ops.Writing) error {
			for i := range part {
				if err := s.seedExhibitor(ctx, tx, &part[i]); err != nil {
					return fmt.Errorf("exhibitor %s: %w", part[i].Key, err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *seeder) seedExhibitor(ctx context.Context, tx *ops.Writing, x *demo.Exhibitor) error {
	e := expo.Exhibitor{PavilionID: s.pavilions[x.Pavilion], Sample: x.Sample, State: expo.Published, ExternalSource: "demo", ExternalID: x.Key,
		ExhibitorFields: expo.ExhibitorFields{Name: x.Name, Country: place.Country(x.Country), City: x.City, Website: website(x.Website),
			Profile: x.Profile, Founded: int64(x.Founded), Employees: int64(x.Employees), FirstTime: x.FirstTime}}
	var sources []string
	for _, st := range x.Statements {
		sources = append(sources, st.Source)
	}
	e.Source = cut(strings.Join(sources, " ; "), 300)
	categories := make([]expo.CategoryKey, 0, len(x.Categories))
	for _, key := range x.Categories {
		categories = append(categories, s.categories[key])
	}
	made, err := s.expo.AddExhibitor(ctx, tx, e, categories)
	if err != nil {
		return err
	}
	s.exhibitors[x.Key] = made.ID
	for _, p := range x.Team {
		name := p.Name
		if p.Latin != "" && p.Latin != p.Name {
			name = p.Latin + " (" + p.Name + ")"
		}
		if _, err := s.expo.PutTeamMember(ctx, tx, made.ID, expo.TeamFields{Name: name, Title: p.Job.Words("en"), Email: p.Email,
			Languages: p.Languages, Listed: true}); err != nil {
			return err
		}
	}
	return s.seedProducts(ctx, tx, made.ID, x)
}

func website(s string) string {
	if s == "" || strings.HasPrefix(s, "http") {
		return s
	}
	return "https://" + s
}

// pictureKey tells drawings apart: by shape and the pavilion's colour.
func (s *seeder) pictureKey(shape, pavilion string) string { return shape + "|" + s.colour(pavilion) }

func (s *seeder) colour(pavilion string) string {
	for _, p := range s.data.Pavilions {
		if p.Key == pavilion {
			return p.Colour
		}
	}
	return "#0e7c7b"
}

// drawPictures draws and stores the pictures that a part of the exhibitors needs, before their transaction.
func (s *seeder) drawPictures(ctx context.Context, part []demo.Exhibitor) error {
	if s.pictures == nil {
		s.pictures = map[string]expo.StoredPicture{}
	}
	for _, x := range part {
		for _, p := range x.Products {
			if p.Shape == "" {
				continue
			}
			key := s.pictureKey(p.Shape, x.Pavilion)
			if _, done := s.pictures[key]; done {
				continue
			}
			b, err := drawing.JPEG(p.Shape, s.colour(x.Pavilion), 0)
			if err != nil {
				return err
			}
			// Our own drawing needs no cleaning, and is small enough to be its own thumbnail.
			ref, err := s.Files.Put(ctx, "picture", bytes.NewReader(b), 1<<20)
			if err != nil {
				return fmt.Errorf("draw %s: %w", p.Shape, err)
			}
			s.pictures[key] = expo.StoredPicture{File: string(ref), Thumb: string(ref), Width: drawing.Width, Height: drawing.Height}
		}
	}
	return nil
}
