package casefile

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"io"
	"os"
	"strings"

	"complain/pkg/internal/sqlitefile"
)

// shape is how the rows of a table look in a page. A capital letter is a kind of
// value, a small one may be NULL. That is how rows are told apart when no page
// says whose they are; the tables are STRICT, so all rows of one look alike.
type shape struct {
	table   string
	indexed bool // without numbers
	columns string
}

var shapes = []shape{
	{"dispute", false, "NTTTTTTTTTT"},
	{"party", false, "TTTTTTT"},
	{"claim", false, "NTitTT"},
	{"blob", false, "NBI"},
	{"chunk", false, "NIIBB"},
	{"evidence", false, "NITTTTTiITTTTTTTTTTb"},
	{"receipt", false, "NITTiIT"},
	{"record", false, "NiIIBB"},
	{"pin", true, "ITI"},
	{"said", true, "TTTi"},
	{"rendition", true, "ITITI"},
	{"recognised", true, "IITTTTT"},
	{"stamp", false, "NTiTiTTBTTT"},
	{"custody", false, "NTTTTB"},
	{"sqlite_sequence", false, "TI"},
}

// fits reports whether a row can be of the table.
func (s *shape) fits(row *sqlitefile.Row) bool {
	if row.Indexed != s.indexed || len(row.Values) != len(s.columns) {
		return false
	}
	for i, v := range row.Values {
		c := s.columns[i]
		if byte(v.Kind) != c && (c < 'a' || v.Kind != sqlitefile.Null && byte(v.Kind) != c-'a'+'A') {
			return false
		}
	}
	return true
}

// sweep puts all rows of the damaged file that can be of ours into the draft.
func (r *rescue) sweep(ctx context.Context, source io.ReaderAt, size int64, progress func(done, total int64)) error {
	file := sqlitefile.New(source, size, pageSize)
	journal, err := os.Open(r.from + "-journal")
	if err == nil {
		defer journal.Close()
		info, err := journal.Stat()
		if err == nil && info.Mode().IsRegular() {
			file.UndoWrite(journal, info.Size()) // what is none is left alone
		}
	}
	r.sayCut(source, size)
	inserts := map[string]*sql.Stmt{}
	defer func() {
		for _, s := range inserts {
			s.Close()
		}
	}()
	page := int64(0)
	for row := range file.Rows() {
		if row.Page != page {
			page = row.Page
			progress(page*pageSize, size)
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
		for i := range shapes {
			if s := &shapes[i]; s.fits(&row) && r.proven(s, &row) {
				if err := r.insert(ctx, inserts, s, &row); err != nil {
					return err
				}
				break
			}
		}
	}
	if file.Overlap() {
		r.lose("file", PartFile, "rescue.overlap")
	}
	if n := file.Unreadable(); n > 0 {
		r.lose("file", PartFile, "rescue.unreadable", n)
	}
	return r.looksLikeACase(ctx, source, size)
}

// sayCut says where pages are missing at the end, as far as the header tells.
func (r *rescue) sayCut(source io.ReaderAt, size int64) {
	head := make([]byte, 100)
	if _, err := source.ReadAt(head, 0); err != nil {
		return
	}
	if _, err := parseHeader(head); err != nil {
		return
	}
	pages := int64(head[28])<<24 | int64(head[29])<<16 | int64(head[30])<<8 | int64(head[31])
	if whole := pages * pageSize; size < whole && whole < 1<<40 {
		r.lose("file", PartFile, "damage.size", size, whole)
	}
}

// looksLikeACase refuses files in which nothing of a case was found.
func (r *rescue) looksLikeACase(ctx context.Context, source io.ReaderAt, size int64) error {
	n, err := r.count(ctx, `SELECT (SELECT count(*) FROM custody) + (SELECT count(*) FROM evidence) + (SELECT count(*) FROM chunk)
		+ (SELECT count(*) FROM dispute WHERE length(id) = 32)`)
	if err != nil || n > 0 {
		return err
	}
	head := make([]byte, min(size, schemaPages*pageSize))
	if _, err := source.ReadAt(head, 0); err == nil && recognisable(head) {
		return &FileError{"open the case", r.from, reason(ErrDamaged, "rescue.nothing")}
	}
	return &FileError{"open the case", r.from, errForeign}
}

// proven reports whether a row has the hash that it carries, where it carries one
// over itself.
func (r *rescue) proven(s *shape, row *sqlitefile.Row) bool {
	v := row.Values
	switch s.table {
	case "chunk":
		return v[2].Integer >= 0 && v[2].Integer < mostNumbers && len(v[4].Bytes) <= chunkSize && proof(v[3].Bytes).proves(v[4].Bytes, v[2].Integer)
	case "record":
		w := bundleRow{evidence: sql.NullInt64{Int64: v[1].Integer, Valid: v[1].Kind == sqlitefile.Integer}, seq: v[2].Integer, count: v[3].Integer, data: v[4].Bytes}
		sum := w.sum()
		return string(sum[:]) == string(v[5].Bytes) && w.count > 0 && w.count <= maxBundle && row.ID > 0 && row.ID < mostNumbers
	case "blob":
		return len(v[1].Bytes) == sha256.Size && v[2].Integer >= 0
	case "custody":
		return len(v[5].Bytes) == sha256.Size && row.ID > 0
	case "sqlite_sequence":
		name := string(v[0].Bytes)
		if v[1].Integer > 0 && v[1].Integer < mostNumbers {
			r.sequences[name] = max(r.sequences[name], v[1].Integer)
		}
		return false
	case "dispute":
		return row.ID == 1
	case "evidence":
		return row.ID > 0
	}
	return true
}

// insert puts a row into the draft. Of two rows with one key the first stays: what
// it says is compared.
func (r *rescue) insert(ctx context.Context, inserts map[string]*sql.Stmt, s *shape, row *sqlitefile.Row) error {
	stmt := inserts[s.table]
	if stmt == nil {
		var err error
		holes := strings.TrimSuffix(strings.Repeat("?, ", len(s.columns)), ", ")
		if stmt, err = r.conn.PrepareContext(ctx, "INSERT OR IGNORE INTO "+s.table+" VALUES ("+holes+")"); err != nil {
			return r.fail("write", err)
		}
		inserts[s.table] = stmt
	}
	args := make([]any, len(row.Values))
	for i, v := range row.Values {
		switch v.Kind {
		case sqlitefile.Integer:
			args[i] = v.Integer
		case sqlitefile.Text:
			args[i] = string(v.Bytes)
		case sqlitefile.Blob:
			args[i] = v.Bytes
		}
	}
	if s.columns[0] == 'N' && s.table != "chunk" { // whose numbers mean nothing
		args[0] = row.ID
	}
	result, err := stmt.ExecContext(ctx, args...)
	if err == nil && s.table == "record" {
		if n, _ := result.RowsAffected(); n == 0 { // it is whole, its number is another's
			args[0] = nil
			_, err = stmt.ExecContext(ctx, args...)
		}
	}
	if err != nil {
		if err := r.fail("write", err); errors.Is(err, ErrFull) || errors.Is(err, ErrDisk) || ctx.Err() != nil {
			return err
		}
	}
	return nil // a value that the table does not take is none of ours
}
