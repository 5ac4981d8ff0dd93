package casefile

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Saying is one thing that the user said of the case beside what has a table of
// its own: a row of the table said. What a body holds is its kind's own affair;
// a new kind needs no new version of the file.
type Saying struct {
	Kind string // a word of a-z and "-", such as "mask"
	Key  string // which of its kind: a number, or a name
	Body json.RawMessage
	// SHA256 and Size are of the file that belongs to it; "" and 0 for none.
	SHA256 string
	Size   int64
}

// subject is its name in the custody log.
func (s Saying) subject() string { return saidPrefix + s.Kind + " " + s.Key }

const saidPrefix = "said "

var kindWord = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z][a-z-]*$`) })

// mostBody is how long a body can be: what is longer is a file.
const mostBody = 1 << 20

// ErrUnfit says that a saying has no word for its kind, no key, or a body that
// is no JSON or too long.
var ErrUnfit = errors.New("no saying that a case can keep")

// Say keeps what the user said, in place of what stood under its kind and key.
// file is read to its end and belongs to the saying from then on; with nil, the
// one that is there stays. An empty Key
// stands for the next number of its kind, which is never used twice. It returns
// the saying as it is kept.
func (f *File) Say(ctx context.Context, s Saying, file io.Reader) (Saying, error) {
	if !kindWord().MatchString(s.Kind) || len(s.Body) > mostBody || !json.Valid(s.Body) {
		return s, fmt.Errorf("%q: %w", s.Kind, ErrUnfit)
	}
	err := f.update(ctx, func() (err error) {
		if s.Key == "" {
			if s.Key, err = f.nextSaying(ctx, s.Kind); err != nil {
				return err
			}
		}
		before, err := f.blobOf(ctx, s)
		if err != nil {
			return err
		}
		return f.edit(ctx, &saidRow, "say", "", func() error {
			blob := before
			if file != nil {
				if blob, _, err = f.writeBlob(ctx, file); err != nil {
					return fmt.Errorf("store the file of %s: %w", s.subject(), err)
				}
			}
			if err := f.exec(ctx, `INSERT OR REPLACE INTO said VALUES (?, ?, ?, nullif(?, 0))`, s.Kind, s.Key, string(s.Body), blob); err != nil {
				return err
			}
			return f.dropBlob(ctx, before)
		}, "kind = ? AND key = ?", s.Kind, s.Key)
	})
	if err != nil {
		return s, err
	}
	kept, err := f.sayings(ctx, "kind = ? AND key = ?", s.Kind, s.Key)
	if err != nil {
		return s, err
	}
	return kept[0], nil
}

// Unsay removes what the user said, and the file that belongs to it. The custody
// log keeps the body.
func (f *File) Unsay(ctx context.Context, kind, key string) error {
	s := Saying{Kind: kind, Key: key}
	return f.update(ctx, func() error {
		blob, err := f.blobOf(ctx, s)
		if err != nil {
			return err
		}
		if err := f.deleteOne(ctx, kind+" "+key, `DELETE FROM said WHERE kind = ? AND key = ?`, kind, key); err != nil {
			return err
		}
		if err := f.dropBlob(ctx, blob); err != nil {
			return err
		}
		return f.log(ctx, "unsay", s.subject(), nil)
	})
}

// Said reads what the user said of one kind: numbers in their order, names after
// them in theirs.
func (f *File) Said(ctx context.Context, kind string) ([]Saying, error) {
	if f.version == firstVersion {
		return nil, nil
	}
	out, err := f.sayings(ctx, "kind = ?", kind)
	slices.SortStableFunc(out, func(a, b Saying) int {
		x, xErr := strconv.ParseInt(a.Key, 10, 64)
		y, yErr := strconv.ParseInt(b.Key, 10, 64)
		switch {
		case xErr == nil && yErr == nil:
			return cmp.Compare(x, y)
		case xErr == nil:
			return -1
		case yErr == nil:
			return 1
		}
		return cmp.Compare(a.Key, b.Key)
	})
	return out, err
}

func (f *File) sayings(ctx context.Context, where string, args ...any) ([]Saying, error) {
	rows, err := f.conn.QueryContext(ctx, `SELECT kind, key, body, coalesce(lower(hex(sha256)), ''), coalesce(size, 0)
		FROM said LEFT JOIN blob ON blob.id = said.blob WHERE `+where+` ORDER BY kind, key`, args...)
	if err != nil {
		return nil, f.fail("read what was said", err)
	}
	defer rows.Close()
	var out []Saying
	for rows.Next() {
		var s Saying
		var body string
		if err := rows.Scan(&s.Kind, &s.Key, &body, &s.SHA256, &s.Size); err != nil {
			return nil, f.fail("read what was said", err)
		}
		s.Body = json.RawMessage(body)
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		return nil, f.fail("read what was said", err)
	}
	return out, nil
}

// OpenSaid opens the file that belongs to a saying. Like Open, it fails with
// ErrDamaged where the bytes are not what was stored.
func (f *File) OpenSaid(ctx context.Context, s Saying) (*Blob, error) {
	b := &Blob{f: f, ctx: ctx, label: s.subject(), part: PartSaid, at: -1}
	err := f.conn.QueryRowContext(ctx, `SELECT blob.id, blob.size FROM said JOIN blob ON blob.id = said.blob WHERE kind = ? AND key = ?`, s.Kind, s.Key).
		Scan(&b.id, &b.size)
	if err != nil {
		return nil, f.missing(s.Kind+" "+s.Key, err)
	}
	return b, b.checkSize()
}

// blobOf is the blob of the file that belongs to a saying; 0 for none.
func (f *File) blobOf(ctx context.Context, s Saying) (int64, error) {
	return f.count(ctx, `SELECT coalesce((SELECT blob FROM said WHERE kind = ? AND key = ?), 0)`, s.Kind, s.Key)
}

// nextSaying is a number that no saying of the kind has had: the custody log
// remembers those that are gone.
func (f *File) nextSaying(ctx context.Context, kind string) (string, error) {
	prefix := saidPrefix + kind + " "
	rows, err := f.conn.QueryContext(ctx, `SELECT DISTINCT subject FROM custody WHERE action = 'say' AND subject > ?1 AND subject < ?1 || ':'`, prefix)
	if err != nil {
		return "", f.fail("read the custody log", err)
	}
	defer rows.Close()
	last := int64(0)
	for rows.Next() {
		var subject string
		if err := rows.Scan(&subject); err != nil {
			return "", f.fail("read the custody log", err)
		}
		if n, err := strconv.ParseInt(strings.TrimPrefix(subject, prefix), 10, 32); err == nil {
			last = max(last, n)
		}
	}
	if err := rows.Err(); err != nil {
		return "", f.fail("read the custody log", err)
	}
	return strconv.FormatInt(last+1, 10), nil
}
