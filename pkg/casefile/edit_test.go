package casefile

import (
	"context"
	"encoding/json"
	"errors"
	"testing"

	"complain/pkg/dispute"
)

// An edit never makes the user's word of what another program wrote: it ends with
// the name of the column, and changes nothing. Whoever says the column anew mends
// it.
func TestEditOfAChangedRow(t *testing.T) {
	ctx := context.Background()
	describe := func(set func(e *dispute.Evidence)) func(*File) error {
		return func(f *File) error {
			e, err := f.Evidence(ctx, 2)
			if err != nil {
				return err
			}
			set(&e)
			return f.Describe(ctx, e)
		}
	}
	party := func(set func(p *dispute.Party)) func(*File) error {
		return func(f *File) error {
			all, err := f.Parties(ctx)
			if err != nil {
				return err
			}
			p := all[len(all)-1]
			set(&p)
			return f.SetParty(ctx, p)
		}
	}
	facts := func(set func(c *dispute.Case)) func(*File) error {
		return func(f *File) error {
			c, err := f.Case(ctx)
			if err != nil {
				return err
			}
			set(&c)
			return f.SetCase(ctx, c)
		}
	}
	for change, c := range map[string]struct {
		what, column string
		edit, mend   func(*File) error
	}{
		`UPDATE evidence SET proves = 'nothing' WHERE id = 2`: {"E2", "proves",
			describe(func(e *dispute.Evidence) { e.Title = "new" }), describe(func(e *dispute.Evidence) { e.Proves = "收到时已破损" })},
		`UPDATE party SET phone = '10086'`: {"party seller", "phone",
			party(func(p *dispute.Party) { p.Email = "a@example.com" }), party(func(p *dispute.Party) { p.Phone = "" })},
		`UPDATE dispute SET order_no = '9'`: {"case", "order_no",
			facts(func(c *dispute.Case) { c.Title = "new" }), facts(func(c *dispute.Case) { c.Order = "" })},
		`UPDATE blob SET size = 7 WHERE id = (SELECT blob FROM said)`: {"said filing 1", "size",
			func(f *File) error {
				_, err := f.Say(ctx, Saying{Kind: "filing", Key: "1", Body: json.RawMessage(`{}`)}, nil)
				return err
			}, nil},
		`INSERT INTO said VALUES ('mask', 'a', '1', NULL)`: {"said mask a", "",
			func(f *File) error {
				_, err := f.Say(ctx, Saying{Kind: "mask", Key: "a", Body: json.RawMessage(`2`)}, nil)
				return err
			}, func(f *File) error { return f.Unsay(ctx, "mask", "a") }},
	} {
		f := fullFile(t)
		if err := f.exec(ctx, change); err != nil {
			t.Fatal(err)
		}
		entries, err := f.count(ctx, `SELECT count(*) FROM custody`)
		if err != nil {
			t.Fatal(err)
		}
		var damage *DamageError
		if err := c.edit(f); !errors.As(err, &damage) || damage.Damaged[0].What != c.what || damage.Damaged[0].Column != c.column {
			t.Errorf("%s: %v", change, err)
		}
		if n, err := f.count(ctx, `SELECT count(*) FROM custody`); err != nil || n != entries {
			t.Errorf("%s: the log grew by %d, %v", change, n-entries, err)
		}
		if c.mend == nil {
			continue
		}
		if err := c.mend(f); err != nil {
			t.Errorf("%s: %v", change, err)
		}
		if err := f.CheckRows(ctx); err != nil {
			t.Errorf("%s: after it was said anew: %v", change, err)
		}
	}
}

// What is purged is not what another program made of it.
func TestPurgeLogsNoOtherHash(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	if err := f.exec(ctx, `UPDATE blob SET sha256 = zeroblob(32) WHERE id = 1`); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Purge(ctx, 1, "not wanted"); err != nil {
		t.Fatal(err)
	}
	var damage *DamageError
	if err := f.CheckRows(ctx); !errors.As(err, &damage) || damage.Damaged[0].Column != "sha256" {
		t.Errorf("the other hash was taken for the evidence's: %v", err)
	}
}
