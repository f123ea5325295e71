package expo

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/fairway-expo/fairway/internal/platform/files"
	"github.com/fairway-expo/fairway/internal/platform/ledger"
	"github.com/fairway-expo/fairway/internal/platform/ops"
	"github.com/fairway-expo/fairway/internal/platform/sqldb"
	"github.com/fairway-expo/fairway/internal/values/clock"
	"github.com/fairway-expo/fairway/internal/values/fault"
	"github.com/fairway-expo/fairway/internal/values/ident"
	"github.com/fairway-expo/fairway/internal/values/text"
)

// maxPictures bounds the pictures of one object.
const maxPictures = 8

type picturePrefix struct{}

func (picturePrefix) Prefix() string { return "pic" }

// PictureKey is the key of a picture.
type PictureKey = ident.Of[picturePrefix]

// Picture is a picture of an exhibitor, a product, a demonstration or a pavilion.
type Picture struct {
	ID     PictureKey `json:"id"`
	OfKind string     `json:"of_kind"`
	OfID   int64      `json:"-"`
	// ExhibitorID is the exhibitor that owns the picture, 0 for a pavilion's.
	ExhibitorID ident.Exhibitor `json:"exhibitor,omitempty"`
	StoredPicture
	// Alt says what the picture shows, for those who cannot see it.
	Alt      text.T `json:"alt"`
	Credit   string `json:"credit"`
	Position int64  `json:"position"`
}

// StoredPicture names the two forms of a picture in the file store (files.Ref), and the size of the larger in pixels.
type StoredPicture struct {
	File   string `json:"file"`
	Thumb  string `json:"thumb"`
	Width  int64  `json:"width"`
	Height int64  `json:"height"`
}

type pictureRow struct {
	EditionID ident.Edition
	Picture
	Max int64
	Now clock.Micros
}

type pictureArgs struct {
	Edition ident.Edition
	ID      PictureKey
	OfKind  string
	OfID    int64
	Now     clock.Micros
	At      int64
}

const pictureColumns = `id, of_kind, of_id, exhibitor_id, file, thumb, width, height, alt, credit, position`

var (
	picturesOf = sqldb.Query[pictureArgs, Picture](`SELECT ` + pictureColumns + ` FROM expo_picture /*sqlite INDEXED BY expo_picture_of */
WHERE edition_id = :edition AND of_kind = :of_kind AND of_id = :of_id ORDER BY position, id`)
	findPictureRow = sqldb.Query[pictureArgs, Picture](`SELECT ` + pictureColumns + ` FROM expo_picture WHERE edition_id = :edition AND id = :id`)
	insertPicture  = sqldb.Exec[pictureRow](`
INSERT INTO expo_picture (edition_id, id, of_kind, of_id, exhibitor_id, file, thumb, width, height, alt, credit, position, created_at, updated_at)
SELECT CAST(:edition_id AS BIGINT), CAST(:id AS BIGINT), CAST(:of_kind AS TEXT), CAST(:of_id AS BIGINT), CAST(:exhibitor_id AS BIGINT),
  CAST(:file AS TEXT), CAST(:thumb AS TEXT), CAST(:width AS BIGINT), CAST(:height AS BIGINT), CAST(:alt AS TEXT), CAST(:credit AS TEXT),
  CAST(:position AS BIGINT), CAST(:now AS BIGINT), CAST(:now AS BIGINT)
WHERE (SELECT count(*) FROM expo_picture WHERE edition_id = :edition_id AND of_kind = :of_kind AND of_id = :of_id) < :max`)
	deletePicture = sqldb.Exec[pictureArgs](`DELETE FROM expo_picture WHERE edition_id = :edition AND id = :id`)
	placePicture  = sqldb.Exec[pictureArgs](`UPDATE expo_picture SET position = :at, updated_at = :now WHERE edition_id = :edition AND id = :id`)
	// Touching the object makes two who add its last picture wait for each other.
	touchPictured = map[string]*sqldb.E[pictureArgs]{
		"exhibitor":     sqldb.Exec[pictureArgs](`UPDATE expo_exhibitor SET updated_at = :now WHERE edition_id = :edition AND id = :of_id`),
		"product":       sqldb.Exec[pictureArgs](`UPDATE expo_product SET updated_at = :now WHERE edition_id = :edition AND id = :of_id`),
		"demonstration": sqldb.Exec[pictureArgs](`UPDATE expo_demonstration SET updated_at = :now WHERE edition_id = :edition AND id = :of_id`),
		"pavilion":      sqldb.Exec[pictureArgs](`UPDATE expo_pavilion SET updated_at = :now WHERE edition_id = :edition AND id = :of_id`),
	}
)

// PicturesOf returns the pictures of an object in order. It asks for no right: who may see the object may see them.
func PicturesOf(ctx context.Context, r sqldb.Runner, edition ident.Edition, kind string, id int64) ([]Picture, error) {
	return picturesOf.All(ctx, r, pictureArgs{Edition: edition, OfKind: kind, OfID: id})
}

// OnPictured is embedded by inputs that name an object with pictures.
type OnPictured struct {
	OfKind string `json:"of_kind" check:"required,enum=exhibitor|product|demonstration|pavilion" doc:"exhibitor, product, demonstration or pavilion."`
	Of     string `json:"of" check:"required,max=20" doc:"Key of that object."`
}

// Owner is the exhibitor that owns the object, or the pavilion itself.
func (in OnPictured) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	p, err := in.find(ctx, r, edition)
	return p.owner, err
}

// pictured is an object that has pictures.
type pictured struct {
	id     int64
	owner  ops.Owner
	public bool
}

func (in OnPictured) find(ctx context.Context, r sqldb.Runner, edition ident.Edition) (pictured, error) {
	none := fault.NewNotFound("expo.picture.object-not-found")
	switch in.OfKind {
	case "exhibitor":
		var id ident.Exhibitor
		if id.UnmarshalText([]byte(in.Of)) != nil {
			return pictured{}, none
		}
		e, err := exhibitorByID(ctx, r, edition, id)
		return pictured{int64(id), e.owner(), e.State == Published}, err
	case "product":
		var id ProductKey
		if id.UnmarshalText([]byte(in.Of)) != nil {
			return pictured{}, none
		}
		p, err := productByID(ctx, r, edition, id)
		return pictured{int64(id), p.owner(), p.public()}, err
	case "demonstration":
		var id DemonstrationKey
		if id.UnmarshalText([]byte(in.Of)) != nil {
			return pictured{}, none
		}
		d, err := demonstrationByID(ctx, r, edition, id)
		return pictured{int64(id), d.owner(), d.public()}, err
	case "pavilion":
		var id ident.Pavilion
		if id.UnmarshalText([]byte(in.Of)) != nil {
			return pictured{}, none
		}
		p, err := pavilionByID(ctx, r, edition, id)
		return pictured{int64(id), ops.Owner{Pavilion: id}, p.State == Published}, err
	}
	return pictured{}, none
}

// ListPictures is the input of expo.picture.list.
type ListPictures struct {
	ops.InEdition
	OfKind string `json:"of_kind" check:"required,enum=exhibitor|product|demonstration|pavilion" doc:"exhibitor, product, demonstration or pavilion."`
	Of     string `json:"of" check:"required,max=20" doc:"Key of that object."`
}

// PictureList is an object's pictures in order.
type PictureList struct {
	Items []Picture `json:"items"`
}

func (c *Core) listPictures(ctx context.Context, q *ops.Reading, in ListPictures) (PictureList, error) {
	p, err := OnPictured{in.OfKind, in.Of}.find(ctx, q, q.Edition)
	if err != nil {
		return PictureList{}, err
	}
	if !p.public && !q.Covers(p.owner, working...) {
		return PictureList{}, fault.NewNotFound("expo.picture.object-not-found")
	}
	items, err := PicturesOf(ctx, q, q.Edition, in.OfKind, p.id)
	return PictureList{items}, err
}

// CreatePicture is the input of expo.picture.create.
type CreatePicture struct {
	ops.InEdition
	OnPictured
	Alt    text.T `json:"alt" check:"required,max=300" doc:"What the picture shows, by language, for those who cannot see it."`
	Credit string `json:"credit" check:"max=160" doc:"Who made the picture, and under which licence."`
	Data   string `json:"data" check:"required,raw,max=14200000" doc:"The JPEG, PNG, WebP or GIF file as base64, at most 10 MiB before encoding."`
	// stored is filled by preparePicture before the transaction.
	stored StoredPicture
}

// StorePicture reads an uploaded picture, makes it safe and puts it in the file store, without writing a row. What is
// stored and then not used does no harm: blobs are named by their content. Errors: those of files.Images.Read and
// files.Store.Put; Unavailable if there is no store.
func (c *Core) StorePicture(ctx context.Context, r io.Reader) (StoredPicture, error) {
	if c.Files == nil || c.Images == nil {
		return StoredPicture{}, fault.NewUnavailable(0, "expo.picture.no-store")
	}
	p, err := c.Images.Read(ctx, r, files.DefaultLimits)
	if err != nil {
		return StoredPicture{}, err
	}
	full, small, err := c.Files.PutPicture(ctx, p)
	return StoredPicture{string(full), string(small), int64(p.Full.Width), int64(p.Full.Height)}, err
}

func (c *Core) preparePicture(ctx context.Context, in *CreatePicture) error {
	var broken base64.CorruptInputError
	stored, err := c.StorePicture(ctx, base64.NewDecoder(base64.StdEncoding, strings.NewReader(in.Data)))
	if errors.As(err, &broken) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fault.NewInvalid("data", "expo.picture.not-base64").With(err)
	}
	if e := fault.As(err); e != nil && e.Kind == fault.Invalid {
		for i := range e.Problems {
			e.Problems[i].Field = "data"
		}
	}
	in.stored = stored
	return err
}

func (c *Core) createPicture(ctx context.Context, tx *ops.Writing, in CreatePicture) (Picture, error) {
	p, err := in.find(ctx, tx, tx.Edition)
	if err != nil {
		return Picture{}, err
	}
	return c.AddPicture(ctx, tx, Picture{OfKind: in.OfKind, OfID: p.id, ExhibitorID: p.owner.Exhibitor, StoredPicture: in.stored, Alt: in.Alt, Credit: in.Credit})
}

// AddPicture writes the row of a picture that is in the file store already (StorePicture), as the last one of its
// object, for the operation, the import and the seed. OfKind, OfID and ExhibitorID say whose it is; the object must
// exist. Errors: Conflict when the object has its eight pictures.
func (c *Core) AddPicture(ctx context.Context, tx *ops.Writing, p Picture) (Picture, error) {
	p.ID = ident.New[picturePrefix](tx.IDs)
	p.Position = int64(p.ID)
	if _, err := touchPictured[p.OfKind].Do(ctx, tx.Tx, pictureArgs{Edition: tx.Edition, OfID: p.OfID, Now: tx.Now}); err != nil {
		return Picture{}, err
	}
	n, err := insertPicture.Do(ctx, tx.Tx, pictureRow{tx.Edition, p, maxPictures, tx.Now})
	if err == nil && n == 0 {
		err = fault.NewConflict("", "expo.picture.too-many", "max", maxPictures)
	}
	if err != nil {
		return Picture{}, err
	}
	tx.Record("picture", p.ID, ledger.Created, ledger.Diff(nil, &p))
	return p, nil
}

// OnPicture is embedded by inputs that name a picture.
type OnPicture struct {
	Picture PictureKey `json:"picture" check:"required" doc:"Key of the picture, pic_…."`
}

// Owner is the exhibitor or pavilion whose picture it is.
func (in OnPicture) Owner(ctx context.Context, r sqldb.Runner, edition ident.Edition) (ops.Owner, error) {
	p, err := pictureByID(ctx, r, edition, in.Picture)
	if err != nil {
		return ops.Owner{}, err
	}
	if p.OfKind == "pavilion" {
		return ops.Owner{Pavilion: ident.Pavilion(p.OfID)}, nil
	}
	return ExhibitorOwner(ctx, r, edition, p.ExhibitorID)
}

func pictureByID(ctx context.Context, r sqldb.Runner, edition ident.Edition, id PictureKey) (Picture, error) {
	p, err := findPictureRow.One(ctx, r, pictureArgs{Edition: edition, ID: id})
	if errors.Is(err, sqldb.ErrNone) {
		return p, fault.NewNotFound("expo.picture.not-found")
	}
	return p, err
}

// RemovePicture is the input of expo.picture.remove.
type RemovePicture struct {
	ops.InEdition
	OnPicture
}

// removePicture drops the row; the blob stays, since equal uploads share it.
func (c *Core) removePicture(ctx context.Context, tx *ops.Writing, in RemovePicture) (Done, error) {
	n, err := deletePicture.Do(ctx, tx.Tx, pictureArgs{Edition: tx.Edition, ID: in.Picture})
	if err == nil && n == 0 {
		err = fault.NewNotFound("expo.picture.not-found")
	}
	if err != nil {
		return Done{}, err
	}
	tx.Record("picture", in.Picture, ledger.Deleted, nil)
	return Done{}, nil
}

// OrderPictures is the input of expo.picture.order.
type OrderPictures struct {
	ops.InEdition
	OnPictured
	Pictures []PictureKey `json:"pictures" check:"required,max=8" doc:"Keys of all pictures of the object, in the wanted order."`
}

func (c *Core) orderPictures(ctx context.Context, tx *ops.Writing, in OrderPictures) (PictureList, error) {
	p, err := in.find(ctx, tx, tx.Edition)
	if err != nil {
		return PictureList{}, err
	}
	had, err := PicturesOf(ctx, tx, tx.Edition, in.OfKind, p.id)
	if err != nil {
		return PictureList{}, err
	}
	out := PictureList{Items: []Picture{}}
	for i, k := range in.Pictures {
		at := slices.IndexFunc(had, func(p Picture) bool { return p.ID == k })
		if at < 0 || slices.Contains(in.Pictures[:i], k) || len(had) != len(in.Pictures) {
			return PictureList{}, fault.NewInvalid("pictures", "expo.picture.order-incomplete")
		}
		picture := had[at]
		picture.Position = int64(i + 1)
		out.Items = append(out.Items, picture)
		if changes := ledger.Diff(&had[at], &picture); len(changes) > 0 {
			if _, err := placePicture.Do(ctx, tx.Tx, pictureArgs{Edition: tx.Edition, ID: k, At: picture.Position, Now: tx.Now}); err != nil {
				return PictureList{}, err
			}
			tx.Record("picture", k, ledger.Updated, changes)
		}
	}
	return out, nil
}
