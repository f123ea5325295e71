package deskweb

import (
	"context"

	"github.com/fairway-expo/fairway/internal/expo/floor"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/web"
)

// allocate does what a button of a booth's page says.
func allocate(d *desk) error {
	b, err := d.booth()
	if err != nil {
		return err
	}
	f := d.form()
	on, version := floor.OnBooth{InEdition: d.in(), Booth: b.ID}, floor.OnVersion{Version: f.version()}
	var exhibitor ident.Exhibitor
	key(f.read("exhibitor"), &exhibitor)
	hours := f.number("hours")
	change := floor.ChangeState{OnBooth: on, OnVersion: version}
	share := floor.ShareBooth{OnBooth: on, Exhibitor: exhibitor, OnVersion: version}
	acts := map[string]func(ctx context.Context) error{
		"hold": func(ctx context.Context) error {
			_, err := d.Floor.HoldBooth.Do(ctx, floor.HoldBooth{OnBooth: on, Hours: hours, Renew: f.on("renew"), OnVersion: version})
			return err
		},
		"reserve": func(ctx context.Context) error {
			_, err := d.Floor.ReserveBooth.Do(ctx, floor.ReserveBooth{OnBooth: on, Exhibitor: exhibitor, OnVersion: version})
			return err
		},
		"block": func(ctx context.Context) error {
			_, err := d.Floor.BlockBooth.Do(ctx, floor.BlockBooth{OnBooth: on, Reason: f.read("reason"), OnVersion: version})
			return err
		},
		"release":  func(ctx context.Context) error { _, err := d.Floor.ReleaseBooth.Do(ctx, change); return err },
		"confirm":  func(ctx context.Context) error { _, err := d.Floor.ConfirmBooth.Do(ctx, change); return err },
		"withdraw": func(ctx context.Context) error { _, err := d.Floor.WithdrawBooth.Do(ctx, change); return err },
		"unblock":  func(ctx context.Context) error { _, err := d.Floor.UnblockBooth.Do(ctx, change); return err },
		"share":    func(ctx context.Context) error { _, err := d.Floor.ShareBooth.Do(ctx, share); return err },
		"unshare":  func(ctx context.Context) error { _, err := d.Floor.UnshareBooth.Do(ctx, share); return err },
		"remove": func(ctx context.Context) error {
			_, err := d.Floor.RemoveBooth.Do(ctx, floor.RemoveBooth{OnBooth: on, Version: version.Version})
			return err
		},
	}
	name := d.R.PathValue("act")
	do, ok := acts[name]
	if !ok {
		return fault.NewNotFound("fault.not-found")
	}
	then := d.path("booths", b.ID.String())
	if name == "remove" {
		then = d.path("halls", b.Hall.String())
	}
	return f.send(do, func() error { return d.done("booth."+name, then) }, func() error { return boothPage(d, f) })
}

// askAllocate asks before a booth is taken from its exhibitors or removed.
func askAllocate(d *desk) error {
	b, err := d.booth()
	if err != nil {
		return err
	}
	act := d.R.PathValue("act")
	if act != "withdraw" && (act != "remove" || !d.organiser) {
		return fault.NewNotFound("fault.not-found")
	}
	c := web.ConfirmData{Title: d.T("expodesk.act."+act+".question", "code", b.Code), Text: d.T("expodesk.act." + act + ".text"), Danger: true, Confirm: d.T("expodesk.act." + act),
		Action: d.at("booths", b.ID.String(), act), Back: d.at("booths", b.ID.String()), Hidden: []web.HiddenField{{Name: "version", Value: plain(b.Version, 0)}}}
	if b.Lead != nil {
		c.Items = append(c.Items, d.T("expodesk.act.withdraw.lead", "name", say(d.View, b.Lead.Name).Text))
	}
	for _, s := range b.Sharers {
		c.Items = append(c.Items, d.T("expodesk.act.withdraw.sharer", "name", say(d.View, s.Name).Text))
	}
	return d.form().ask(d.boothHead(&b, c.Confirm), c)
}
