package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"complain/pkg/dispute"
)

// extra is the part of a record that few records have.
type extra struct {
	Fields  []dispute.Field `json:"fields,omitempty"`
	Files   []string        `json:"files,omitempty"`
	Remarks []dispute.Note  `json:"remarks,omitempty"`
}

func encodeExtra(r dispute.Record) (string, error) {
	if r.Fields == nil && r.Files == nil && r.Remarks == nil {
		return "", nil
	}
	text, err := json.Marshal(extra{r.Fields, r.Files, r.Remarks})
	return string(text), err
}

// row is a record as its table holds it, in the order of recordColumns.
type row struct {
	evidence sql.NullInt64
	seq      int64
	kind     string
	stored   dispute.Stored
	locator  string
	who      string
	text     string
	minor    sql.NullInt64
	currency sql.NullString
	dir      string
	status   string
	typ      string
	refund   int64
	order    string
	merchant string
	raw      string
	extra    string
}

const recordColumns = `evidence, seq, kind, wall, precision, zone, zone_offset, zone_from, time_from, locator, who, text,
	minor, currency, direction, status, type, refund, order_no, merchant, raw, extra`

func newRow(r dispute.Record) (row, error) {
	x, err := encodeExtra(r)
	if err != nil {
		return row{}, err
	}
	out := row{
		evidence: sql.NullInt64{Int64: int64(r.Evidence), Valid: r.Evidence != 0},
		seq:      int64(r.Seq), kind: string(r.Kind), stored: r.At.Stored(), locator: r.Locator.String(), who: r.Who, text: r.Text,
		dir: string(r.Direction), status: r.Status, typ: r.Type, order: r.Order, merchant: r.Merchant, raw: r.Raw, extra: x,
	}
	if r.Refund {
		out.refund = 1
	}
	if r.Amount != nil {
		out.minor = sql.NullInt64{Int64: r.Amount.Minor, Valid: true}
		out.currency = sql.NullString{String: r.Amount.Currency, Valid: true}
	}
	return out, nil
}

func (w *row) args() []any {
	return []any{w.evidence, w.seq, w.kind, w.stored.Wall, int64(w.stored.Precision), w.stored.Zone.Name, w.stored.Zone.Offset,
		string(w.stored.Zone.From), string(w.stored.From), w.locator, w.who, w.text, w.minor, w.currency, w.dir, w.status, w.typ,
		w.refund, w.order, w.merchant, w.raw, w.extra}
}

func (w *row) targets() []any {
	return []any{&w.evidence, &w.seq, &w.kind, &w.stored.Wall, &w.stored.Precision, &w.stored.Zone.Name, &w.stored.Zone.Offset,
		&w.stored.Zone.From, &w.stored.From, &w.locator, &w.who, &w.text, &w.minor, &w.currency, &w.dir, &w.status, &w.typ,
		&w.refund, &w.order, &w.merchant, &w.raw, &w.extra}
}

const recordDomain = "complain/record/1\n"

// sum is the SHA-256 over every column of the row: each text with its length
// before it, each number as eight bytes, NULL as a byte of its own.
func (w *row) sum(buf []byte) (sum [sha256.Size]byte, scratch []byte) {
	b := append(buf[:0], recordDomain...)
	number := func(n int64) { b = binary.BigEndian.AppendUint64(b, uint64(n)) }
	text := func(s string) { number(int64(len(s))); b = append(b, s...) }
	nullable := func(n sql.NullInt64) {
		if !n.Valid {
			b = append(b, 0)
			return
		}
		b = append(b, 1)
		number(n.Int64)
	}
	nullable(w.evidence)
	number(w.seq)
	text(w.kind)
	number(w.stored.Wall)
	number(int64(w.stored.Precision))
	text(w.stored.Zone.Name)
	number(int64(w.stored.Zone.Offset))
	text(string(w.stored.Zone.From))
	text(string(w.stored.From))
	text(w.locator)
	text(w.who)
	text(w.text)
	nullable(w.minor)
	text(w.currency.String)
	for _, s := range []string{w.dir, w.status, w.typ} {
		text(s)
	}
	number(w.refund)
	for _, s := range []string{w.order, w.merchant, w.raw, w.extra} {
		text(s)
	}
	return sha256.Sum256(b), b
}

func (w *row) record(id int64) (dispute.Record, error) {
	r := dispute.Record{
		ID: id, Evidence: dispute.EvidenceID(w.evidence.Int64), Seq: int(w.seq), Kind: dispute.Kind(w.kind), At: w.stored.When(),
		Who: w.who, Text: w.text, Direction: dispute.Direction(w.dir), Status: w.status, Type: w.typ, Refund: w.refund == 1,
		Order: w.order, Merchant: w.merchant, Raw: w.raw,
	}
	var err error
	if r.Locator, err = dispute.ParseLocator(w.locator); err != nil {
		return r, fmt.Errorf("record %d: %w: %w", id, ErrDamaged, err)
	}
	if w.minor.Valid {
		r.Amount = &dispute.Amount{Minor: w.minor.Int64, Currency: w.currency.String}
	}
	if w.extra != "" {
		var x extra
		if err := json.Unmarshal([]byte(w.extra), &x); err != nil {
			return r, fmt.Errorf("record %d: %w: %w", id, ErrDamaged, err)
		}
		r.Fields, r.Files, r.Remarks = x.Fields, x.Files, x.Remarks
	}
	return r, nil
}

// Filter chooses records. The zero Filter takes all of evidence that stands.
type Filter struct {
	Evidence  dispute.EvidenceID // 0: any
	Kind      dispute.Kind       // "": any
	From, To  int                // Seq, both inclusive; 0: no bound
	Withdrawn bool               // also of withdrawn evidence
}

// Records reads records in the order in which they were stored: by evidence
// and place in it, statements last.
func (f *File) Records(ctx context.Context, filter Filter) iter.Seq2[dispute.Record, error] {
	return func(yield func(dispute.Record, error) bool) {
		query := `SELECT record.id, ` + recordColumns + ` FROM record WHERE 1`
		var args []any
		add := func(clause string, arg any) {
			query += " AND " + clause
			args = append(args, arg)
		}
		if filter.Evidence != 0 {
			add("evidence = ?", int64(filter.Evidence))
		}
		if filter.Kind != "" {
			add("kind = ?", string(filter.Kind))
		}
		if filter.From > 0 {
			add("seq >= ?", filter.From)
		}
		if filter.To > 0 {
			add("seq <= ?", filter.To)
		}
		if !filter.Withdrawn {
			query += ` AND (evidence IS NULL OR evidence NOT IN (SELECT id FROM evidence WHERE withdrawn <> ''))`
		}
		query += ` ORDER BY evidence IS NULL, evidence, seq`
		rows, err := f.conn.QueryContext(ctx, query, args...)
		if err != nil {
			yield(dispute.Record{}, f.fail("read the records", err))
			return
		}
		defer rows.Close()
		var w row
		var id int64
		targets := append([]any{&id}, w.targets()...)
		for rows.Next() {
			err := rows.Scan(targets...)
			if err != nil {
				yield(dispute.Record{}, f.fail("read the records", err))
				return
			}
			r, err := w.record(id)
			if !yield(r, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(dispute.Record{}, f.fail("read the records", err))
		}
	}
}

// Record reads one record.
func (f *File) Record(ctx context.Context, id int64) (dispute.Record, error) {
	var w row
	err := f.conn.QueryRowContext(ctx, `SELECT `+recordColumns+` FROM record WHERE id = ?`, id).Scan(w.targets()...)
	if errors.Is(err, sql.ErrNoRows) {
		return dispute.Record{}, fmt.Errorf("R%d: %w", id, ErrNotFound)
	}
	if err != nil {
		return dispute.Record{}, f.fail("read the records", err)
	}
	return w.record(id)
}

// State adds a statement of the user's own and returns its record number.
func (f *File) State(ctx context.Context, r dispute.Record) (id int64, err error) {
	err = f.update(ctx, func() error {
		if err := f.conn.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) + 1 FROM record WHERE evidence IS NULL`).Scan(&r.Seq); err != nil {
			return f.fail("write", err)
		}
		r.Evidence, r.Kind, r.Locator = 0, dispute.Statement, dispute.Locator{Row: r.Seq}
		if id, err = f.insert(ctx, r); err != nil {
			return err
		}
		return f.logColumns(ctx, "state", &statementRow, map[string]any{"at": r.At.String(), "who": r.Who, "text": r.Text}, "", "id = ?", id)
	})
	return id, err
}

// Retract removes a statement of the user's own; the custody log keeps its words.
func (f *File) Retract(ctx context.Context, id int64) error {
	r, err := f.Record(ctx, id)
	if err != nil {
		return err
	}
	if r.Kind != dispute.Statement {
		return fmt.Errorf("R%d was read from %s and stays: %w", id, r.Evidence, ErrNotFound)
	}
	return f.update(ctx, func() error {
		if err := f.exec(ctx, `DELETE FROM record WHERE id = ?`, id); err != nil {
			return err
		}
		return f.log(ctx, "retract", fmt.Sprintf("R%d", id), map[string]any{"at": r.At.String(), "who": r.Who, "text": r.Text})
	})
}

const insertRecord = `INSERT INTO record (` + recordColumns + `, sum)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

func (f *File) insert(ctx context.Context, r dispute.Record) (int64, error) {
	w, err := newRow(r)
	if err != nil {
		return 0, err
	}
	sum, _ := w.sum(nil)
	result, err := f.conn.ExecContext(ctx, insertRecord, append(w.args(), sum[:])...)
	if err != nil {
		return 0, f.fail("write", err)
	}
	return result.LastInsertId()
}
