package casefile

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"complain/pkg/dispute"
)

// Parties reads the parties in the order of dispute.PartyRoles.
func (f *File) Parties(ctx context.Context) ([]dispute.Party, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT role, name, address, phone, email, identifiers, aliases FROM party`)
	if err != nil {
		return nil, f.fail("read the parties", err)
	}
	defer rows.Close()
	byRole := map[dispute.PartyRole]dispute.Party{}
	for rows.Next() {
		var p dispute.Party
		var identifiers, aliases string
		if err := rows.Scan(&p.Role, &p.Name, &p.Address, &p.Phone, &p.Email, &identifiers, &aliases); err != nil {
			return nil, f.fail("read the parties", err)
		}
		if err := errors.Join(json.Unmarshal([]byte(identifiers), &p.Identifiers), json.Unmarshal([]byte(aliases), &p.Aliases)); err != nil {
			return nil, fmt.Errorf("party %s: %w: %w", p.Role, ErrDamaged, err)
		}
		byRole[p.Role] = p
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read the parties", err)
	}
	var out []dispute.Party
	for _, role := range dispute.PartyRoles() {
		if p, ok := byRole[role]; ok {
			out = append(out, p)
		}
	}
	return out, nil
}

// SetParty stores a party, in place of the one with its role.
func (f *File) SetParty(ctx context.Context, p dispute.Party) error {
	identifiers, err := encodeJSON(p.Identifiers)
	if err != nil {
		return err
	}
	aliases, err := encodeJSON(p.Aliases)
	if err != nil {
		return err
	}
	return f.update(ctx, func() error {
		return f.edit(ctx, &partyRow, "edit", "", func() error {
			return f.exec(ctx, `INSERT OR REPLACE INTO party VALUES (?, ?, ?, ?, ?, ?, ?)`,
				string(p.Role), p.Name, p.Address, p.Phone, p.Email, string(identifiers), string(aliases))
		}, "role = ?", string(p.Role))
	})
}

// RemoveParty removes the party of a role.
func (f *File) RemoveParty(ctx context.Context, role dispute.PartyRole) error {
	return f.update(ctx, func() error {
		if err := f.deleteOne(ctx, fmt.Sprintf("party %s", role), `DELETE FROM party WHERE role = ?`, string(role)); err != nil {
			return err
		}
		return f.log(ctx, "remove", "party "+string(role), nil)
	})
}

// Claims reads the demands in the order in which they were made.
func (f *File) Claims(ctx context.Context) ([]dispute.Claim, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT id, kind, minor, currency, text, basis FROM claim ORDER BY id`)
	if err != nil {
		return nil, f.fail("read the claims", err)
	}
	defer rows.Close()
	var out []dispute.Claim
	for rows.Next() {
		var c dispute.Claim
		var minor sql.NullInt64
		var currency sql.NullString
		if err := rows.Scan(&c.ID, &c.Kind, &minor, &currency, &c.Text, &c.Basis); err != nil {
			return nil, f.fail("read the claims", err)
		}
		if minor.Valid {
			c.Amount = &dispute.Amount{Minor: minor.Int64, Currency: currency.String}
		}
		out = append(out, c)
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read the claims", err)
	}
	return out, nil
}

// AddClaim stores a demand and returns it with its number.
func (f *File) AddClaim(ctx context.Context, c dispute.Claim) (dispute.Claim, error) {
	var minor, currency any
	if c.Amount != nil {
		minor, currency = c.Amount.Minor, c.Amount.Currency
	}
	err := f.update(ctx, func() error {
		err := f.conn.QueryRowContext(ctx, `INSERT INTO claim (kind, minor, currency, text, basis) VALUES (?, ?, ?, ?, ?) RETURNING id`,
			string(c.Kind), minor, currency, c.Text, c.Basis).Scan(&c.ID)
		if err != nil {
			return f.fail("write", err)
		}
		return f.logRow(ctx, "edit", &claimRow, "id = ?", c.ID)
	})
	return c, err
}

// SetClaim keeps a demand in place of the one of its number.
func (f *File) SetClaim(ctx context.Context, c dispute.Claim) error {
	var minor, currency any
	if c.Amount != nil {
		minor, currency = c.Amount.Minor, c.Amount.Currency
	}
	return f.update(ctx, func() error {
		switch n, err := f.count(ctx, `SELECT count(*) FROM claim WHERE id = ?`, c.ID); {
		case err != nil:
			return err
		case n == 0:
			return &MissingError{What: fmt.Sprintf("claim %d", c.ID)}
		}
		return f.edit(ctx, &claimRow, "edit", "", func() error {
			return f.exec(ctx, `UPDATE claim SET kind = ?, minor = ?, currency = ?, text = ?, basis = ? WHERE id = ?`,
				string(c.Kind), minor, currency, c.Text, c.Basis, c.ID)
		}, "id = ?", c.ID)
	})
}

// RemoveClaim removes a demand.
func (f *File) RemoveClaim(ctx context.Context, id int64) error {
	return f.update(ctx, func() error {
		subject := fmt.Sprintf("claim %d", id)
		if err := f.deleteOne(ctx, subject, `DELETE FROM claim WHERE id = ?`, id); err != nil {
			return err
		}
		return f.log(ctx, "remove", subject, nil)
	})
}

// Place names a record by where it was read: what a pin points at.
type Place struct {
	Evidence dispute.EvidenceID
	Locator  string
}

// PlaceOf is the place of a record.
func PlaceOf(r dispute.Record) Place { return Place{r.Evidence, r.Locator.String()} }

// Pins reads what the user put into packets (true) or kept out (false).
func (f *File) Pins(ctx context.Context) (map[Place]bool, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT evidence, locator, pinned FROM pin`)
	if err != nil {
		return nil, f.fail("read the pins", err)
	}
	defer rows.Close()
	out := map[Place]bool{}
	for rows.Next() {
		var p Place
		var pinned bool
		if err := rows.Scan(&p.Evidence, &p.Locator, &pinned); err != nil {
			return nil, f.fail("read the pins", err)
		}
		out[p] = pinned
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read the pins", err)
	}
	return out, nil
}

// Pin puts the records into packets, or keeps them out of them. One without a
// number stands for its place: evidence that has no record of the whole.
func (f *File) Pin(ctx context.Context, records []dispute.Record, pinned bool) error {
	return f.update(ctx, func() error {
		for _, r := range records {
			p := PlaceOf(r)
			more := map[string]any{"record": r.ID}
			if r.ID == 0 {
				more = nil
			}
			if err := f.exec(ctx, `INSERT OR REPLACE INTO pin VALUES (?, ?, ?)`, int64(p.Evidence), p.Locator, pinned); err != nil {
				return err
			}
			if err := f.logColumns(ctx, "pin", &pinRow, more, "", "evidence = ? AND locator = ?", int64(p.Evidence), p.Locator); err != nil {
				return err
			}
		}
		return nil
	})
}
