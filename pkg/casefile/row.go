package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// form is how a column's value stands in the custody log.
type form int

const (
	plain    form = iota // a text as a JSON string, an integer as a number, NULL as null
	document             // a JSON text as that JSON; '' as ""
	sha                  // a SHA-256 as 64 hex digits; NULL as null
	digest               // a text as the SHA-256 of its bytes, in hex: too long to repeat
)

type column struct {
	name string
	form form
}

// covered is a table whose rows the custody log covers: what changes a row
// appends an entry that says the new values of its columns.
type covered struct {
	subject string // SQL for the name of a row in the log
	from    string
	where   string // which rows of it; "" for all
	columns []column
}

// What the custody log covers. Chunks and records have hashes of their own,
// which evidence carries.
var (
	caseRow = covered{subject: `'case'`, from: `dispute`, columns: columns(
		"id title category platform order_no language zone currency jurisdiction created")}
	partyRow = covered{subject: `'party ' || role`, from: `party`, columns: columns(
		"name address phone email identifiers:json aliases:json")}
	claimRow    = covered{subject: `'claim ' || id`, from: `claim`, columns: columns("kind minor currency text basis")}
	evidenceRow = covered{subject: `'E' || evidence.id`, from: `evidence JOIN blob ON blob.id = evidence.blob`, columns: columns(
		"name path sha256:hash size media_type modified added parent batch title source proves captured:json " +
			"official:json derived:json withdrawn purged reading:digest options:json records:hash")}
	receiptRow = covered{subject: `'E' || evidence || ' receipt ' || id`, from: `receipt`, columns: columns(
		"name path parent batch at")}
	saidRow = covered{subject: `'said ' || kind || ' ' || key`, from: `said LEFT JOIN blob ON blob.id = said.blob`, columns: columns(
		"body:json sha256:hash size")}
	statementRow = covered{subject: `'R' || id`, from: `record`, where: `evidence IS NULL`, columns: columns("seq sum:hash")}
	pinRow       = covered{subject: `rtrim('pin E' || evidence || ' ' || locator)`, from: `pin`, columns: columns("pinned")}
	pictureRow   = covered{subject: `'picture E' || evidence || ' ' || purpose || ' ' || piece`,
		from: `rendition JOIN blob ON blob.id = rendition.blob`, columns: columns("facts:json sha256:hash size")}
	recognisedRow = covered{subject: `'text E' || evidence || ' ' || page`, from: `recognised`, columns: columns(
		"engine languages at text:digest words:digest")}
	stampRow = covered{subject: `'S' || id`, from: `stamp`, columns: columns(
		"kind evidence manifest:digest answers name added data:digest identity proof:digest proven")}
)

// covered is the tables of the file that the log covers.
func (f *File) covered() []*covered {
	all := []*covered{&caseRow, &partyRow, &claimRow, &evidenceRow, &receiptRow, &statementRow, &pinRow, &pictureRow, &recognisedRow, &stampRow}
	if f.version > firstVersion {
		all = append(all, &saidRow)
	}
	return all
}

func columns(list string) []column {
	var out []column
	for word := range strings.FieldsSeq(list) {
		name, f, _ := strings.Cut(word, ":")
		out = append(out, column{name, map[string]form{"": plain, "json": document, "hash": sha, "digest": digest}[f]})
	}
	return out
}

// query selects the subject and the columns of rows.
func (t *covered) query(where, order string) string {
	q := "SELECT " + t.subject
	for _, c := range t.columns {
		q += ", " + c.name
	}
	q += " FROM " + t.from
	sep := " WHERE "
	for _, w := range []string{t.where, where} {
		if w != "" {
			q += sep + w
			sep = " AND "
		}
	}
	return q + order
}

// subjects lists the rows of a table by their names in the log.
func (f *File) subjects(ctx context.Context, t *covered, where string, args ...any) ([]string, error) {
	rows, err := f.conn.QueryContext(ctx, "SELECT "+t.subject+" AS subject FROM "+t.from+" WHERE "+where+" ORDER BY subject", args...)
	if err != nil {
		return nil, f.fail("read", err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var subject string
		if err := rows.Scan(&subject); err != nil {
			return nil, f.fail("read", err)
		}
		out = append(out, subject)
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read", err)
	}
	return out, nil
}

// scan reads a row that query selected.
func (t *covered) scan(row interface{ Scan(...any) error }) (subject string, values []json.RawMessage, err error) {
	raw := make([]any, len(t.columns))
	targets := []any{&subject}
	for i := range raw {
		targets = append(targets, &raw[i])
	}
	if err := row.Scan(targets...); err != nil {
		return "", nil, err
	}
	for i, c := range t.columns {
		if text, ok := raw[i].(string); ok && len(text) > c.form.most() {
			return subject, nil, fmt.Errorf("%s: %w", subject, reason(ErrDamaged, "damage.long", c.name))
		}
		v, err := c.form.encode(raw[i])
		if err != nil {
			return "", nil, fmt.Errorf("%s, column %s: %w: %w", subject, c.name, ErrDamaged, err)
		}
		values = append(values, v)
	}
	return subject, values, nil
}

// mostWords is how long a text can be that people put in.
const mostWords = 128 << 10

// most is how many bytes a text of the form can have: more makes a packet or an
// answer without end. What has only its hash in the log is bounded by the file.
func (f form) most() int {
	switch f {
	case plain:
		return mostWords
	case document:
		return mostBody
	}
	return math.MaxInt
}

func (f form) encode(value any) (json.RawMessage, error) {
	if b, ok := value.([]byte); ok {
		if f == sha {
			return encodeJSON(hex.EncodeToString(b))
		}
		value = string(b)
	}
	text, isText := value.(string)
	switch {
	case f == document && isText && text != "":
		return encodeJSON(json.RawMessage(text))
	case f == digest && isText:
		sum := sha256.Sum256([]byte(text))
		return encodeJSON(hex.EncodeToString(sum[:]))
	}
	return encodeJSON(value)
}

// encodeJSON is compact JSON that leaves <, > and & as they are.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// sameJSON compares two JSON texts by what they mean: the order of keys and the
// way characters are escaped do not matter, every digit of a number does.
func sameJSON(a, b json.RawMessage) bool {
	return bytes.Equal(a, b) || bytes.Equal(normalJSON(a), normalJSON(b))
}

func normalJSON(text json.RawMessage) []byte {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return text
	}
	out, err := encodeJSON(v)
	if err != nil {
		return text
	}
	return out
}

// logRow appends an entry that says what a row holds now, in the columns named,
// or in all of them, and what else is given.
func (f *File) logRow(ctx context.Context, action string, t *covered, where string, args ...any) error {
	return f.logColumns(ctx, action, t, nil, "", where, args...)
}

func (f *File) logColumns(ctx context.Context, action string, t *covered, more map[string]any, names, where string, args ...any) error {
	subject, values, err := t.scan(f.conn.QueryRowContext(ctx, t.query(where, ""), args...))
	if err != nil {
		return f.fail("write the custody log", err)
	}
	detail := make(map[string]any, len(values)+len(more))
	for i, c := range t.columns {
		if names == "" || strings.Contains(" "+names+" ", " "+c.name+" ") {
			detail[c.name] = values[i]
		}
	}
	for name, value := range more {
		detail[name] = value
	}
	return f.log(ctx, action, subject, detail)
}
