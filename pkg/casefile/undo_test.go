package casefile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"complain/pkg/dispute"
)

// rowsOf is what the case says: every row that the log covers, and the records of
// the user's own.
func rowsOf(t *testing.T, f *File) string {
	t.Helper()
	ctx := context.Background()
	var b strings.Builder
	for _, c := range f.covered() {
		rows, err := f.conn.QueryContext(ctx, c.query("", " ORDER BY 1"))
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			subject, values, err := c.scan(rows)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&b, subject)
			for i, v := range values {
				fmt.Fprintf(&b, "  %s %s\n", c.columns[i].name, v)
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for r, err := range f.Records(ctx, Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "R%d %+v\n", r.ID, r)
	}
	return b.String()
}

func prepared(t *testing.T) *File {
	t.Helper()
	ctx := context.Background()
	f := newFile(t)
	store(t, f, "a.txt", []byte("a"))
	store(t, f, "b.txt", []byte("b"))
	for _, err := range []error{
		f.SetParty(ctx, dispute.Party{Role: dispute.Seller, Name: "Shop", Aliases: []string{"店"}, Identifiers: []dispute.Identifier{{Kind: "uscc", Value: "<1>"}}}),
		second(f.AddClaim(ctx, dispute.Claim{Kind: dispute.Refund, Amount: &dispute.Amount{Minor: 12800, Currency: "CNY"}, Text: "“全额”"})),
		second(f.AddClaim(ctx, dispute.Claim{Kind: dispute.Apology})),
		second(f.State(ctx, dispute.Record{Text: "called", Who: "me", Remarks: []dispute.Note{dispute.Say("x", 1)}})),
		f.Pin(ctx, []dispute.Record{{Evidence: 1}}, true),
		second(f.Say(ctx, Saying{Kind: "mask", Body: json.RawMessage(`{"text":"王"}`)}, nil)),
		second(f.Say(ctx, Saying{Kind: "filing", Body: json.RawMessage(`{}`)}, strings.NewReader("packet"))),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	f.change = 0 // what follows is another run
	return f
}

func second[T any](_ T, err error) error { return err }

// Each change, taken back, leaves the rows as they were; taken back once more,
// as the change left them. The log grows, and holds together.
func TestUndoRestoresTheRows(t *testing.T) {
	ctx := context.Background()
	party := func(f *File) dispute.Party {
		all, err := f.Parties(ctx)
		if err != nil || len(all) == 0 {
			t.Fatal(err)
		}
		return all[0]
	}
	for name, change := range map[string]func(*File) error{
		"party set": func(f *File) error {
			p := party(f)
			p.Name, p.Aliases = "Company", nil
			return f.SetParty(ctx, p)
		},
		"party new":    func(f *File) error { return f.SetParty(ctx, dispute.Party{Role: dispute.Complainant, Name: "林"}) },
		"party remove": func(f *File) error { return f.RemoveParty(ctx, dispute.Seller) },
		"claim add":    func(f *File) error { return second(f.AddClaim(ctx, dispute.Claim{Kind: dispute.Repair})) },
		"claim remove": func(f *File) error { return f.RemoveClaim(ctx, 1) },
		"event add":    func(f *File) error { return second(f.State(ctx, dispute.Record{Text: "wrote"})) },
		"event remove": func(f *File) error { return f.Retract(ctx, 1) },
		"pin":          func(f *File) error { return f.Pin(ctx, []dispute.Record{{Evidence: 1}, {Evidence: 2}}, false) },
		"say":          func(f *File) error { return second(f.Say(ctx, Saying{Kind: "mask", Body: json.RawMessage(`{}`)}, nil)) },
		"say again": func(f *File) error {
			return second(f.Say(ctx, Saying{Kind: "mask", Key: "1", Body: json.RawMessage(`[]`)}, nil))
		},
		"say of a file": func(f *File) error {
			return second(f.Say(ctx, Saying{Kind: "filing", Key: "1", Body: json.RawMessage(`[]`)}, nil))
		},
		"unsay":    func(f *File) error { return f.Unsay(ctx, "mask", "1") },
		"withdraw": func(f *File) error { return f.Withdraw(ctx, 2, "not mine") },
		"describe": func(f *File) error {
			e, err := f.Evidence(ctx, 2)
			if err != nil {
				return err
			}
			e.Title, e.Official = "决定书", &dispute.Official{Kind: "accepted", On: dispute.When{}}
			return f.Describe(ctx, e)
		},
		"case": func(f *File) error {
			c, err := f.Case(ctx)
			if err != nil {
				return err
			}
			c.Order, c.Currency = "12345", "GBP"
			return f.SetCase(ctx, c)
		},
		"several": func(f *File) error {
			p := party(f)
			p.Phone = "1"
			return errors.Join(f.RemoveClaim(ctx, 2), f.SetParty(ctx, p), f.Withdraw(ctx, 1, "x"), f.Withdraw(ctx, 1, ""), f.Retract(ctx, 1))
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := prepared(t)
			before := rowsOf(t, f)
			if err := change(f); err != nil {
				t.Fatal(err)
			}
			after := rowsOf(t, f)
			if before == after {
				t.Fatal("nothing was changed")
			}
			for i, want := range []string{before, after, before} {
				f.change = 0
				number := int64(0)
				if i > 0 { // the undo before is the last change
					all, err := f.Changes(ctx)
					if err != nil {
						t.Fatal(err)
					}
					number = all[len(all)-1].Number
				}
				if _, err := f.Undo(ctx, number, "undone"); err != nil {
					t.Fatal(i, err)
				}
				if got := rowsOf(t, f); got != want {
					t.Errorf("%d: got\n%s\nwant\n%s", i, got, want)
				}
			}
			v, err := f.Verify(ctx, nil)
			if err != nil || len(v.Damaged) > 0 {
				t.Errorf("%v %+v", err, v.Damaged)
			}
		})
	}
}

// Evidence is withdrawn, what was changed since stays, and what cannot be taken
// back says so and changes nothing.
func TestUndoHasLimits(t *testing.T) {
	ctx := context.Background()
	f := prepared(t)
	added := store(t, f, "c.txt", []byte("c"))
	f.change = 0
	c, err := f.Undo(ctx, 0, "undone")
	if err != nil || len(c.Entries) != 1 {
		t.Fatal(c, err)
	}
	if e, err := f.Evidence(ctx, added.ID); err != nil || e.Withdrawn != "undone" {
		t.Error(e.Withdrawn, err)
	}

	f.change = 0
	one := dispute.Party{Role: dispute.Brand, Name: "1"}
	if err := f.SetParty(ctx, one); err != nil {
		t.Fatal(err)
	}
	first := f.change
	f.change = 0
	one.Name = "2"
	if err := f.SetParty(ctx, one); err != nil {
		t.Fatal(err)
	}
	latest := f.change
	before := rowsOf(t, f)
	f.change = 0
	var u *UndoError
	if _, err := f.Undo(ctx, first, ""); !errors.As(err, &u) || u.Later != latest || rowsOf(t, f) != before {
		t.Errorf("%v", err)
	}
	// One after the other they go.
	for range 2 {
		f.change = 0
		if _, err := f.Undo(ctx, 0, ""); err != nil {
			t.Fatal(err)
		}
	}
	all, err := f.Parties(ctx)
	if err != nil || len(all) != 1 {
		t.Errorf("%v %v", all, err)
	}

	f.change = 0
	if _, err := f.Purge(ctx, 2, "private"); err != nil {
		t.Fatal(err)
	}
	f.change = 0
	if _, err := f.Undo(ctx, 0, ""); !errors.As(err, &u) || u.Action != "purge" {
		t.Errorf("%v", err)
	}
}

// What is rehearsed is seen while the file is open, and is gone afterwards.
func TestRehearse(t *testing.T) {
	ctx := context.Background()
	f := prepared(t)
	before := rowsOf(t, f)
	path := f.Path()
	if err := f.Rehearse(ctx); err != nil {
		t.Fatal(err)
	}
	err := f.Batch(ctx, func() error { return errors.Join(f.RemoveClaim(ctx, 1), f.RemoveParty(ctx, dispute.Seller)) })
	if err != nil {
		t.Fatal(err)
	}
	store(t, f, "c.txt", []byte("c"))
	if err := f.RemoveClaim(ctx, 99); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if rowsOf(t, f) == before {
		t.Error("nothing is seen of what is rehearsed")
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(ctx, path, ReadOnly, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got := rowsOf(t, again); got != before {
		t.Errorf("got\n%s\nwant\n%s", got, before)
	}
}
