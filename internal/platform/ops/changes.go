package ops

import (
	"context"

	"github.com/fairway-expo/fairway/internal/platform/ledger"
)

// ListChanges is the input of ledger.entry.list.
type ListChanges struct {
	InEdition
	After  int64  `json:"after" check:"min=0" doc:"Number of the last entry that was seen; 0 begins at the first."`
	Before int64  `json:"before" check:"min=0" doc:"Instead of after: newest entries first, below this number."`
	Newest bool   `json:"newest" doc:"Newest entries first; with before for the next page."`
	Object string `json:"object" check:"max=60" doc:"Only entries about this object, by key."`
	Kind   string `json:"kind" check:"max=40" doc:"Only entries about this kind of object."`
	Limit  int    `json:"limit" check:"min=0,max=200" doc:"Entries of a page, 50 if 0, at most 200."`
}

// ListCommonChanges is the input of ledger.common.list.
type ListCommonChanges struct {
	After int64 `json:"after" check:"min=0" doc:"Number of the last entry that was seen; 0 begins at the first."`
	Limit int   `json:"limit" check:"min=0,max=200" doc:"Entries of a page, 50 if 0, at most 200."`
}

// ChangePage is a page of the change feed.
type ChangePage struct {
	Items []ledger.Entry `json:"items"`
	// Next is the value of after (or before) for the next page; the same as asked when there is nothing new.
	Next int64 `json:"next"`
	// Total is the number of the newest entry.
	Total int64 `json:"total"`
}

// Changes are the operations of the change feed.
type Changes struct {
	List   *Op[ListChanges, ChangePage]
	Common *Op[ListCommonChanges, ChangePage]
}

// RegisterChanges declares the change feed. A reader that keeps Next and asks again never misses an entry: numbers
// are dense and become visible in order.
func RegisterChanges(r *Registry) *Changes {
	return &Changes{
		List: Read(r, Meta{Name: "ledger.entry.list", Roles: []Role{Organiser}, Route: "GET /changes", Example: `{"edition":"{{edition}}","after":0,"limit":10}`,
			Doc: "Lists what was changed in an edition after a number, oldest first: who, when, through which surface and operation, on what. Ask again with next."}, listChanges),
		Common: Read(r, Meta{Name: "ledger.common.list", Roles: []Role{Organiser}, Route: "GET /changes/common", Example: `{"after":0,"limit":10}`,
			Doc: "Lists changes of what outlives editions: people, editions themselves, memberships, geographical indications. Only the secretariat itself may."}, listCommonChanges),
	}
}

func listChanges(ctx context.Context, q *Reading, in ListChanges) (ChangePage, error) {
	var p ChangePage
	var err error
	if in.Newest || in.Before > 0 {
		p.Items, err = ledger.Before(ctx, q, q.Edition, in.Before, in.Object, in.Kind, in.Limit)
	} else {
		p.Items, err = ledger.After(ctx, q, q.Edition, in.After, in.Object, in.Kind, in.Limit)
	}
	if err != nil {
		return p, err
	}
	p.Next = max(in.After, in.Before)
	if len(p.Items) > 0 {
		p.Next = p.Items[len(p.Items)-1].ID
	}
	p.Total, err = ledger.Count(ctx, q, q.Edition)
	return p, err
}

func listCommonChanges(ctx context.Context, q *Reading, in ListCommonChanges) (ChangePage, error) {
	return listChanges(ctx, q, ListChanges{After: in.After, Limit: in.Limit})
}
