package casefile

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"

	"modernc.org/sqlite/vfs"

	"complain/pkg/dispute"
)

// A file whose header or schema is damaged, or whose end is missing, is not what
// SQLite opens, though nearly all of it may be there. It is shown to SQLite
// through a frame: in place of its first page stands one with a header and a
// schema that are ours, which names the pages where the tables begin; what is
// missing at the end reads as zeros. Nothing is written, and nothing of the file's
// own schema is parsed, let alone run.

// openFramed opens a damaged case file through a frame. It fails where the file
// does not look like a case.
func openFramed(ctx context.Context, path string, now func() time.Time) (*File, error) {
	r, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open the case: %w", err)
	}
	framed, err := newFrame(ctx, r)
	if err != nil {
		r.Close()
		return nil, fmt.Errorf("%q: %w", path, err)
	}
	name, registered, err := vfs.New(framed)
	if err != nil {
		r.Close()
		return nil, fmt.Errorf("open the case: %w", err)
	}
	f := &File{path: path, now: now, mode: Salvage, version: framed.version, salvage: true, frame: func() error { return errors.Join(registered.Close(), r.Close()) }}
	f.db, err = sql.Open("sqlite", "file:case?vfs="+name+"&mode=ro&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)&_pragma=cache_size(-8192)&_dqs=0&_error_rc=1")
	if err == nil {
		f.db.SetMaxOpenConns(1)
		f.conn, err = f.db.Conn(ctx)
	}
	if err == nil {
		_, err = f.count(ctx, `SELECT count(*) FROM sqlite_schema`)
	}
	if err != nil {
		f.Close()
		return nil, f.fail("open the case", err)
	}
	return f, nil
}

// The searches for single rows of a table of which a part cannot be reached end
// after so many numbers in a row that are not there.
const (
	missedEvidence = 1000
	missedChunks   = 5000
)

// reachable is all evidence that can be read one by one, where a part of the table
// is damaged.
func (f *File) reachable(ctx context.Context) (out []dispute.Evidence, err error) {
	missed := 0
	for id := dispute.EvidenceID(1); missed < missedEvidence; id++ {
		e, err := f.Evidence(ctx, id)
		switch {
		case err == nil:
			out, missed = append(out, e), 0
		case errors.Is(err, ErrNotFound), errors.Is(err, ErrDamaged):
			missed++
		default:
			return out, err
		}
	}
	return out, nil
}

// place is where a chunk belongs.
type place struct{ blob, seq int64 }

// chunkAt finds a chunk without the index, by going through the numbers of all.
func (f *File) chunkAt(ctx context.Context, at place) (id int64, err error) {
	if f.chunks == nil {
		f.chunks = map[place]int64{}
		missed := 0
		for id := int64(1); missed < missedChunks; id++ {
			var p place
			err := f.conn.QueryRowContext(ctx, `SELECT blob, seq FROM chunk WHERE id = ?`, id).Scan(&p.blob, &p.seq)
			if ctx.Err() != nil {
				return 0, ctx.Err()
			}
			missed++
			if err == nil {
				f.chunks[p], missed = id, 0
			}
		}
	}
	return f.chunks[at], nil
}

// frame is a damaged case file as SQLite is shown it.
type frame struct {
	file    *os.File
	info    fs.FileInfo
	first   []byte // in place of the first page
	pages   int64
	version int64
}

// framedDamage is what is damaged in every file that is read through a frame.
func framedDamage() Damage {
	return Damage{What: "file", Why: dispute.Say("damage.framed"), Part: PartFile}
}

// schemaPages is how much of a file is searched for its schema.
const schemaPages = 64

var errForeign = fmt.Errorf("%w: nothing of a case is in it", ErrNotACase)

func newFrame(ctx context.Context, r *os.File) (*frame, error) {
	info, err := r.Stat()
	if err != nil {
		return nil, fmt.Errorf("open the case: %w", err)
	}
	head := make([]byte, min(info.Size(), schemaPages*pageSize))
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, fmt.Errorf("open the case: %w", err)
	}
	if !recognisable(head) {
		return nil, errForeign
	}
	a := &frame{file: r, info: info, pages: (info.Size() + pageSize - 1) / pageSize, version: SchemaVersion}
	found := rootPages(head, a.pages)
	if found["said"] == 0 {
		a.version = firstVersion
	}
	usual, err := usualRoots(ctx, a.version)
	if err != nil {
		return nil, err
	}
	var rows [][]byte
	for _, o := range plainSchema(a.version) {
		root := found[o.name]
		if root == 0 {
			root = usual[o.name]
		}
		rows = append(rows, schemaRow(int64(len(rows)+1), o, root))
	}
	a.first, err = firstPage(rows, a.pages, a.version)
	return a, err
}

// recognisable reports whether the beginning of a file holds the words of our
// schema, most of them at least.
func recognisable(head []byte) bool {
	tables, there := 0, 0
	for _, o := range plainSchema(firstVersion) {
		if o.kind == "table" {
			tables++
			if bytes.Contains(head, []byte("CREATE TABLE "+o.name+" (")) {
				there++
			}
		}
	}
	return 2*there > tables
}

var (
	sqlComment = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`--[^\n]*`) })
	sqlBlank   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s+`) })
)

// plainSchema is the schema without its comments and triggers, and without what
// needs an index of SQLite's own: enough to read by, in one page.
func plainSchema(version int64) []object {
	var out []object
	for _, statement := range schemaOf(version) {
		text := strings.TrimSpace(sqlBlank().ReplaceAllString(sqlComment().ReplaceAllString(statement, ""), " "))
		words := strings.Fields(strings.Replace(text, "UNIQUE INDEX", "INDEX", 1))
		o := object{kind: strings.ToLower(words[1]), name: words[2], table: words[2], text: text}
		switch o.kind {
		case "trigger":
			continue
		case "index":
			o.table = words[4]
		case "table":
			if !strings.Contains(text, "WITHOUT ROWID") {
				o.text = strings.NewReplacer("TEXT PRIMARY KEY", "TEXT", " UNIQUE", "", " AUTOINCREMENT", "").Replace(text)
			}
		}
		out = append(out, o)
	}
	return out
}

// usualRoots is where the tables of a new case begin.
func usualRoots(ctx context.Context, version int64) (map[string]int64, error) {
	db, err := sql.Open("sqlite", "file::memory:?_dqs=0")
	if err != nil {
		return nil, fmt.Errorf("open the case: %w", err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, statement := range append([]string{fmt.Sprintf("PRAGMA page_size = %d", pageSize)}, schemaOf(version)...) {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return nil, fmt.Errorf("open the case: %w", err)
		}
	}
	rows, err := db.QueryContext(ctx, `SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0`)
	if err != nil {
		return nil, fmt.Errorf("open the case: %w", err)
	}
	defer rows.Close()
	out := map[string]int64{}
	for rows.Next() {
		var name string
		var root int64
		if err := rows.Scan(&name, &root); err != nil {
			return nil, fmt.Errorf("open the case: %w", err)
		}
		out[name] = root
	}
	return out, rows.Err()
}

// rootPages reads where a file says that its tables begin: each row of its own
// schema holds a kind, a name, a table's name and a page's number, one after the
// other, and they are looked for where they may be, since nothing else of a
// damaged page can be believed.
func rootPages(head []byte, pages int64) map[string]int64 {
	out := map[string]int64{}
	for _, o := range plainSchema(SchemaVersion) {
		mark := []byte(o.kind + o.name + o.table)
		for at := 0; ; {
			i := bytes.Index(head[at:], mark)
			if i < 0 {
				break
			}
			at += i + len(mark)
			// Then come one to three bytes of the page's number, and the text.
			for n := 1; n <= 3 && at+n < len(head); n++ {
				var root int64
				for _, b := range head[at : at+n] {
					root = root<<8 | int64(b)
				}
				if bytes.HasPrefix(head[at+n:], []byte("CREATE ")) && root > 1 && root <= pages {
					out[o.name] = root
				}
			}
		}
	}
	return out
}

// schemaRow is a row of SQLite's table of what is in a file, as a cell of a leaf
// (https://www.sqlite.org/fileformat2.html#record_format).
func schemaRow(row int64, o object, root int64) []byte {
	var types, body []byte
	text := func(s string) {
		types = appendVarint(types, uint64(len(s)*2+13))
		body = append(body, s...)
	}
	text(o.kind)
	text(o.name)
	text(o.table)
	types = append(types, 4) // an integer of four bytes
	body = binary.BigEndian.AppendUint32(body, uint32(root))
	text(o.text)
	payload := append(appendVarint(nil, uint64(len(types)+1)), types...)
	payload = append(payload, body...)
	cell := appendVarint(nil, uint64(len(payload)))
	return append(appendVarint(cell, uint64(row)), payload...)
}

// appendVarint appends a number of less than 21 bits as SQLite writes it.
func appendVarint(b []byte, n uint64) []byte {
	if n >= 1<<14 {
		b = append(b, byte(n>>14)|0x80)
	}
	if n >= 1<<7 {
		b = append(b, byte(n>>7)&0x7f|0x80)
	}
	return append(b, byte(n)&0x7f)
}

// firstPage is a header and a leaf with the rows of the schema.
func firstPage(rows [][]byte, pages, version int64) ([]byte, error) {
	b := make([]byte, pageSize)
	copy(b, "SQLite format 3\x00")
	binary.BigEndian.PutUint16(b[16:], pageSize)
	copy(b[18:], []byte{1, 1, 0, 64, 32, 32})
	for at, n := range map[int]uint32{24: 1, 28: uint32(pages), 40: 1, 44: 4, 56: 1, 60: uint32(version), 68: ApplicationID, 92: 1, 96: 3045000} {
		binary.BigEndian.PutUint32(b[at:], n)
	}
	const leaf = 100
	end := pageSize
	b[leaf] = 13
	binary.BigEndian.PutUint16(b[leaf+3:], uint16(len(rows)))
	for i, row := range rows {
		end -= len(row)
		if end < leaf+8+2*len(rows) {
			return nil, errors.New("the schema does not fit in a page")
		}
		copy(b[end:], row)
		binary.BigEndian.PutUint16(b[leaf+8+2*i:], uint16(end))
	}
	binary.BigEndian.PutUint16(b[leaf+5:], uint16(end))
	return b, nil
}

// Open implements fs.FS: there is one file, under the name case.
func (a *frame) Open(name string) (fs.File, error) {
	if name != "case" && !strings.HasSuffix(name, "/case") {
		return nil, fs.ErrNotExist
	}
	return &framed{frame: a}, nil
}

// framed is the file, open.
type framed struct {
	frame *frame
	at    int64
}

// Stat implements fs.File.
func (f *framed) Stat() (fs.FileInfo, error) {
	return wholeInfo{f.frame.info, f.frame.pages * pageSize}, nil
}

// Close implements fs.File. The file itself stays open for the frame.
func (f *framed) Close() error { return nil }

// Seek implements io.Seeker, from the start.
func (f *framed) Seek(offset int64, _ int) (int64, error) {
	f.at = offset
	return offset, nil
}

// Read implements fs.File.
func (f *framed) Read(p []byte) (int, error) {
	if f.at >= f.frame.pages*pageSize {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), f.frame.pages*pageSize-f.at))
	clear(p[:n])
	if got, err := f.frame.file.ReadAt(p[:n], f.at); err != nil && !errors.Is(err, io.EOF) {
		return got, err
	}
	if f.at < pageSize {
		copy(p[:n], f.frame.first[f.at:])
	}
	f.at += int64(n)
	return n, nil
}

// wholeInfo is what is known of a file, with the size of its frame.
type wholeInfo struct {
	fs.FileInfo
	size int64
}

// Size is the size of the frame in bytes.
func (i wholeInfo) Size() int64 { return i.size }
