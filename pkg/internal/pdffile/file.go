// Package pdffile reads the objects of PDF files (ISO 32000): cross-reference
// tables and streams, object streams, the filters of text, encryption, pages
// with what they inherit, and what a file says of itself.
//
// It promises to end: every loop, depth, number and size has a limit, and what
// lies beyond it reads as missing. It never panics by intent and repairs as
// viewers do: where the tables are damaged, the objects are found by their own
// heads. It forbids writing and knows no glyph, letter or colour: those who
// want text or pictures build on it.
//
// It is our own because the readers there are do not hold what a hostile file
// needs: of two libraries tried, one panics and loops on damaged files and the
// other brings a whole editor.
package pdffile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
)

// Limits. A file beyond MaxSize is not opened; the others are far above what
// papers have.
const (
	MaxSize      = 128 << 20 // bytes of a file
	maxObjects   = 1 << 20
	maxTables    = 1000     // updates of one file
	maxChain     = 32       // references to references
	maxStream    = 32 << 20 // bytes of one decoded stream
	maxScanned   = 2 << 30  // bytes looked through for the ends of streams
	maxDecoded   = 1 << 30  // bytes of all that is decoded of a file
	maxHeld      = 96 << 20 // bytes of object streams kept
	maxCached    = 200_000  // objects kept
	maxTreeDepth = 64
	MaxPages     = 20_000
)

// The errors of Open and of data.
var (
	ErrNotPDF   = errors.New("no PDF")
	ErrTooLarge = errors.New("larger than is read")
	ErrDamaged  = errors.New("damaged")
	ErrPassword = errors.New("needs a password")
	ErrCipher   = errors.New("encrypted in a way that is not known")
	ErrFilter   = errors.New("compressed in a way that is not known")
	ErrTooMuch  = errors.New("unpacks to more than is read")
)

// File is an open PDF. It is for one goroutine at a time.
type File struct {
	Version   string // as the catalog or the header states it: "1.7"
	Encrypted bool
	Owner     bool // opened by the owner's password
	Recovered bool // the tables were damaged, and the objects were found without them

	ctx     context.Context
	data    []byte
	shift   int // bytes before "%PDF-", which offsets do not count
	table   table
	key     *cipherKey
	cache   map[int]Object
	reading map[int]bool
	holders map[int]*holder
	held    int
	decoded int64
	scanned int64
	lost    []int // object streams that recover saw
	layers  map[int]bool
}

// holder is an object stream.
type holder struct {
	data []byte
	at   map[int]int // number to offset
}

// Open reads the tables of a file held in memory. Passwords are tried after the
// empty one. The context bounds all later work on the file too: data of a file
// whose time is over reads as an error.
func Open(ctx context.Context, data []byte, passwords []string) (*File, error) {
	if len(data) > MaxSize {
		return nil, ErrTooLarge
	}
	at := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	if at < 0 {
		return nil, ErrNotPDF
	}
	f := &File{ctx: ctx, data: data, shift: at, cache: map[int]Object{}, reading: map[int]bool{}, holders: map[int]*holder{}}
	f.Version = version(data[at+len("%PDF-"):])
	err := f.readXref()
	if err != nil && f.shift > 0 { // some count the bytes before
		f.shift = 0
		f.cache = map[int]Object{}
		err = f.readXref()
	}
	if err == nil {
		err = f.unlock(passwords)
	}
	if errors.Is(err, ErrPassword) || errors.Is(err, ErrCipher) {
		return f, err
	}
	if err == nil && len(f.Dict(f.Dict(f.table.trailer["Root"])["Pages"])) > 0 {
		f.own()
		return f, nil
	}
	if err := f.recover(); err != nil {
		return nil, err
	}
	if err := f.unlock(passwords); err != nil {
		return f, err
	}
	f.adopt()
	if len(f.Dict(f.Catalog()["Pages"])) == 0 {
		return nil, fmt.Errorf("%w: no pages are listed", ErrDamaged)
	}
	f.own()
	return f, nil
}

// own takes the version of the catalog where that is newer.
func (f *File) own() {
	if v := string(f.Name(f.Catalog()["Version"])); len(v) == 3 && v > f.Version {
		f.Version = version([]byte(v))
	}
}

func version(p []byte) string {
	if len(p) >= 3 && p[0] >= '1' && p[0] <= '9' && p[1] == '.' && p[2] >= '0' && p[2] <= '9' {
		return string(p[:3])
	}
	return ""
}

// Err is that of the context, once its time is over.
func (f *File) Err() error { return f.ctx.Err() }

// Catalog is the root of the file's objects.
func (f *File) Catalog() Dict { return f.Dict(f.table.trailer["Root"]) }

// Info is the dictionary of what the file says of itself.
func (f *File) Info() Dict { return f.Dict(f.table.trailer["Info"]) }

// object is the object a reference points at, nil when there is none.
func (f *File) object(r Ref) Object {
	if o, ok := f.cache[r.Num]; ok {
		return o
	}
	p, ok := f.table.at[r.Num]
	if !ok || f.reading[r.Num] || f.ctx.Err() != nil {
		return nil
	}
	f.reading[r.Num] = true
	defer delete(f.reading, r.Num)
	var o Object
	if p.offset > 0 {
		read, ref, err := f.readObject(p.offset, r.Num)
		if err != nil {
			return nil
		}
		o = f.decrypted(read, ref)
	} else if h := f.holder(p.holder); h != nil {
		at, ok := h.at[r.Num]
		if !ok {
			return nil
		}
		read, err := NewLexer(h.data[at:]).Next()
		if _, word := read.(Keyword); err != nil || word {
			return nil
		}
		o = read
	}
	if len(f.cache) < maxCached {
		f.cache[r.Num] = o
	}
	return o
}

// readObject reads the object at an offset. Its number must be want, unless
// that is negative.
func (f *File) readObject(offset, want int) (Object, Ref, error) {
	if offset < 0 || offset >= len(f.data) {
		return nil, Ref{}, errEnd
	}
	l := &Lexer{data: f.data, pos: offset}
	num, err1 := l.Next()
	gen, err2 := l.Next()
	word, err3 := l.Next()
	n, ok1 := num.(int64)
	g, ok2 := gen.(int64)
	if errors.Join(err1, err2, err3) != nil || !ok1 || !ok2 || word != Keyword("obj") || want >= 0 && int(n) != want {
		return nil, Ref{}, errSyntax
	}
	ref := Ref{int(n), int(g)}
	o, err := l.Next()
	if err != nil {
		return nil, ref, err
	}
	if k, ok := o.(Keyword); ok {
		if k == "endobj" {
			return nil, ref, nil
		}
		return nil, ref, errSyntax
	}
	// A number may begin a reference: "5 0 obj 7 0 R endobj".
	if first, ok := o.(int64); ok {
		at := l.pos
		second, err1 := l.Next()
		third, err2 := l.Next()
		if r, ok := joined(Array{first, second}); ok && errors.Join(err1, err2) == nil && third == Keyword("R") {
			return r, ref, nil
		}
		l.pos = at
	}
	d, ok := o.(Dict)
	if !ok {
		return o, ref, nil
	}
	l.skip()
	if !bytes.HasPrefix(f.data[l.pos:], []byte("stream")) {
		return d, ref, nil
	}
	l.pos += len("stream")
	if bytes.HasPrefix(f.data[l.pos:], []byte("\r\n")) {
		l.pos += 2
	} else if l.pos < len(f.data) && (f.data[l.pos] == '\n' || f.data[l.pos] == '\r') {
		l.pos++
	}
	return &Stream{Dict: d, raw: f.streamBytes(d, l.pos), ref: ref}, ref, nil
}

// streamBytes is the data of a stream from an offset on: as long as it says if
// its end stands there, else up to the next end there is.
func (f *File) streamBytes(d Dict, from int) []byte {
	rest := f.data[from:]
	if n, ok := f.Number(d["Length"]); ok && n >= 0 && n <= float64(len(rest)) {
		after := bytes.TrimLeft(rest[int(n):min(len(rest), int(n)+16)], "\r\n \t\x00")
		if word := "endstream"; len(after) > 0 && bytes.HasPrefix([]byte(word), after[:min(len(after), len(word))]) {
			return rest[:int(n)]
		}
	}
	end := -1
	if f.scanned < maxScanned {
		end = bytes.Index(rest, []byte("endstream"))
	}
	if end < 0 {
		f.scanned += int64(len(rest))
		return rest
	}
	f.scanned += int64(end)
	rest = rest[:end]
	switch {
	case bytes.HasSuffix(rest, []byte("\r\n")):
		return rest[:len(rest)-2]
	case len(rest) > 0 && (rest[len(rest)-1] == '\n' || rest[len(rest)-1] == '\r'):
		return rest[:len(rest)-1]
	}
	return rest
}

func (f *File) holder(n int) *holder {
	if h, ok := f.holders[n]; ok {
		return h
	}
	f.holders[n] = nil // while it is read, and where it cannot be
	s, ok := f.object(Ref{Num: n}).(*Stream)
	if !ok || f.Name(s.Dict["Type"]) != "ObjStm" {
		return nil
	}
	data, err := f.Data(s)
	if err != nil || f.held+len(data) > maxHeld {
		return nil
	}
	first, count := f.Int(s.Dict["First"]), f.Int(s.Dict["N"])
	if first < 0 || first > len(data) || count < 0 {
		return nil
	}
	h := &holder{data: data, at: map[int]int{}}
	l := NewLexer(data[:first])
	for range min(count, maxObjects) {
		num, err1 := l.Next()
		offset, err2 := l.Next()
		n, ok1 := num.(int64)
		at, ok2 := offset.(int64)
		if errors.Join(err1, err2) != nil || !ok1 || !ok2 {
			break
		}
		if at >= 0 && first+int(at) < len(data) {
			h.at[int(n)] = first + int(at)
		}
	}
	f.held += len(data)
	f.holders[n] = h
	return h
}
