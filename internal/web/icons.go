package web

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// IconName names one of the icons drawn for Fairway. The empty name draws nothing.
type IconName string

// The icons: 24 by 24, one stroke of 1.75 with round ends, so that they sit beside text of any script.
const (
	IconSearch       IconName = "search"
	IconMenu         IconName = "menu"
	IconClose        IconName = "close"
	IconMore         IconName = "more"
	IconHome         IconName = "home"
	IconGlobe        IconName = "globe"
	IconSun          IconName = "sun"
	IconMoon         IconName = "moon"
	IconSystem       IconName = "system"
	IconHall         IconName = "hall"
	IconBooth        IconName = "booth"
	IconPavilion     IconName = "pavilion"
	IconExhibitor    IconName = "exhibitor"
	IconProduct      IconName = "product"
	IconService      IconName = "service"
	IconRobot        IconName = "robot"
	IconLeaf         IconName = "leaf"
	IconCertificate  IconName = "certificate"
	IconCalendar     IconName = "calendar"
	IconClock        IconName = "clock"
	IconPin          IconName = "pin"
	IconRoute        IconName = "route"
	IconTicket       IconName = "ticket"
	IconBadge        IconName = "badge"
	IconGate         IconName = "gate"
	IconScan         IconName = "scan"
	IconPeople       IconName = "people"
	IconPerson       IconName = "person"
	IconInterpreter  IconName = "interpreter"
	IconMail         IconName = "mail"
	IconPhone        IconName = "phone"
	IconBell         IconName = "bell"
	IconLinkOut      IconName = "link-out"
	IconDownload     IconName = "download"
	IconUpload       IconName = "upload"
	IconImport       IconName = "import"
	IconLedger       IconName = "ledger"
	IconFile         IconName = "file"
	IconPicture      IconName = "picture"
	IconEdit         IconName = "edit"
	IconCopy         IconName = "copy"
	IconPlus         IconName = "plus"
	IconMinus        IconName = "minus"
	IconTrash        IconName = "trash"
	IconCheck        IconName = "check"
	IconSuccess      IconName = "success"
	IconWarning      IconName = "warning"
	IconInfo         IconName = "info"
	IconError        IconName = "error"
	IconHelp         IconName = "help"
	IconLock         IconName = "lock"
	IconUnlock       IconName = "unlock"
	IconKey          IconName = "key"
	IconSettings     IconName = "settings"
	IconSignIn       IconName = "sign-in"
	IconSignOut      IconName = "sign-out"
	IconFilter       IconName = "filter"
	IconSort         IconName = "sort"
	IconList         IconName = "list"
	IconGrid         IconName = "grid"
	IconTag          IconName = "tag"
	IconChevronUp    IconName = "chevron-up"
	IconChevronDown  IconName = "chevron-down"
	IconChevronLeft  IconName = "chevron-left"
	IconChevronRight IconName = "chevron-right"
	IconArrowLeft    IconName = "arrow-left"
	IconArrowRight   IconName = "arrow-right"
	IconArrowUp      IconName = "arrow-up"
	IconArrowDown    IconName = "arrow-down"
	IconStar         IconName = "star"
	IconFirstShown   IconName = "first-shown"
	IconFlag         IconName = "flag"
	IconHandshake    IconName = "handshake"
	IconMoney        IconName = "money"
	IconShip         IconName = "ship"
	IconTruck        IconName = "truck"
	IconChart        IconName = "chart"
	IconChat         IconName = "chat"
	IconAgent        IconName = "agent"
	IconCamera       IconName = "camera"
	IconZoomIn       IconName = "zoom-in"
	IconZoomOut      IconName = "zoom-out"
	IconFit          IconName = "fit"
	IconBuoy         IconName = "buoy"
)

// IconNames returns every icon in the order of the gallery.
func IconNames() []IconName {
	names := make([]IconName, len(iconDrawings))
	for i, d := range iconDrawings {
		names[i] = d.name
	}
	return names
}

// iconMarkup holds every icon as decoration, by name, made once; nothing changes it.
var iconMarkup = func() map[IconName]string {
	m := make(map[IconName]string, len(iconDrawings))
	for _, d := range iconDrawings {
		m[d.name] = iconOpen + iconHidden + d.drawing + "</svg>"
	}
	return m
}()

const iconOpen = `<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" ` +
	`stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"`

const iconHidden = ` aria-hidden="true" focusable="false">`

// Icon draws an icon. With a label it is an image with that name; with an empty label it is decoration, hidden from
// assistive technology. An unknown name draws nothing; the test of the kit refuses one in a component.
func Icon(name IconName, label string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		if name == "" {
			return nil
		}
		markup, ok := iconMarkup[name]
		if ok && label != "" {
			markup = iconOpen + ` role="img" aria-label="` + templ.EscapeString(label) + `">` + markup[len(iconOpen)+len(iconHidden):]
		}
		_, err := io.WriteString(w, markup)
		return err
	})
}
