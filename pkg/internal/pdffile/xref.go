package pdffile

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// place is where an object stands: at an offset, or in an object stream.
type place struct {
	offset int // of "n g obj"; 0 for an object in a stream
	gen    int
	holder int // the number of the object stream
}

// table is the places of all objects; the newest of each is kept, since an
// updated file is read from its end.
type table struct {
	at      map[int]place
	free    map[int]bool
	trailer Dict
}

var errXref = errors.New("no cross-reference table")

// readXref reads the tables from the last on. It is as strict as it can be
// without losing files: what it does not understand, recover finds.
func (f *File) readXref() error {
	tail := f.data[max(0, len(f.data)-2048):]
	at := bytes.LastIndex(tail, []byte("startxref"))
	if at < 0 {
		return errXref
	}
	l := &Lexer{data: tail, pos: at + len("startxref")}
	o, err := l.Next()
	start, ok := o.(int64)
	if err != nil || !ok {
		return errXref
	}
	f.table = table{at: map[int]place{}, free: map[int]bool{}}
	queue := []int64{start}
	seen := map[int64]bool{}
	for len(queue) > 0 {
		start := queue[0] + int64(f.shift)
		queue = queue[1:]
		if seen[start] || len(seen) > maxTables {
			continue
		}
		seen[start] = true
		if start < 0 || start >= int64(len(f.data)) {
			return errXref
		}
		trailer, err := f.readSection(int(start))
		if err != nil {
			return err
		}
		if f.table.trailer == nil {
			f.table.trailer = trailer
		}
		for _, key := range []Name{"XRefStm", "Prev"} { // what a hybrid file hides comes first
			if n, ok := trailer[key].(int64); ok {
				queue = append(queue, n)
			}
		}
	}
	if f.table.trailer["Root"] == nil {
		return errXref
	}
	return nil
}

func (f *File) readSection(start int) (Dict, error) {
	l := &Lexer{data: f.data, pos: start}
	l.skip()
	if bytes.HasPrefix(f.data[l.pos:], []byte("xref")) {
		l.pos += len("xref")
		return f.readTable(l)
	}
	o, _, err := f.readObject(l.pos, -1)
	if err != nil {
		return nil, err
	}
	s, ok := o.(*Stream)
	if !ok {
		return nil, errXref
	}
	return s.Dict, f.readXrefStream(s)
}

func (f *File) readTable(l *Lexer) (Dict, error) {
	for {
		if err := f.ctx.Err(); err != nil {
			return nil, err
		}
		o, err := l.Next()
		if err != nil {
			return nil, err
		}
		if o == Keyword("trailer") {
			d, err := l.Next()
			if err != nil {
				return nil, err
			}
			trailer, ok := d.(Dict)
			if !ok {
				return nil, errXref
			}
			return trailer, nil
		}
		first, ok1 := o.(int64)
		o, err = l.Next()
		count, ok2 := o.(int64)
		if err != nil || !ok1 || !ok2 || first < 0 || count < 0 || first+count > maxObjects {
			return nil, errXref
		}
		for n := first; n < first+count; n++ {
			offset, err1 := l.Next()
			gen, err2 := l.Next()
			kind, err3 := l.Next()
			at, ok1 := offset.(int64)
			g, ok2 := gen.(int64)
			if errors.Join(err1, err2, err3) != nil || !ok1 || !ok2 {
				return nil, errXref
			}
			switch kind {
			case Keyword("n"):
				f.enter(int(n), place{offset: int(at) + f.shift, gen: int(g)})
			case Keyword("f"):
				f.table.free[int(n)] = true
			default:
				return nil, errXref
			}
		}
	}
}

func (f *File) enter(n int, p place) {
	if _, ok := f.table.at[n]; !ok && !f.table.free[n] {
		f.table.at[n] = p
	}
}

func (f *File) readXrefStream(s *Stream) error {
	if f.Name(s.Dict["Type"]) != "XRef" {
		return errXref
	}
	data, err := f.decode(s, s.raw)
	if err != nil {
		return err
	}
	var w [3]int
	widths := f.Array(s.Dict["W"])
	if len(widths) < 3 {
		return errXref
	}
	for i := range w {
		if w[i] = f.Int(widths[i]); w[i] < 0 || w[i] > 8 {
			return errXref
		}
	}
	row := w[0] + w[1] + w[2]
	index := f.Array(s.Dict["Index"])
	if index == nil {
		index = Array{int64(0), s.Dict["Size"]}
	}
	if row == 0 {
		return errXref
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, count := f.Int(index[i]), f.Int(index[i+1])
		if first < 0 || count < 0 || first+count > maxObjects {
			return errXref
		}
		for n := first; n < first+count && len(data) >= row; n++ {
			kind, a, b := 1, bigEndian(data[w[0]:w[0]+w[1]]), bigEndian(data[w[0]+w[1]:row])
			if w[0] > 0 {
				kind = bigEndian(data[:w[0]])
			}
			data = data[row:]
			switch kind {
			case 0:
				f.table.free[n] = true
			case 1:
				f.enter(n, place{offset: a + f.shift, gen: b})
			case 2:
				f.enter(n, place{holder: a})
			}
		}
	}
	return nil
}

func bigEndian(p []byte) int {
	v := 0
	for _, c := range p {
		v = v<<8 | int(c)
		if v > 1<<40 {
			return 1 << 40
		}
	}
	return v
}

// recover finds the objects of a file whose tables are damaged or missing, by
// the words that begin each; the last of a number counts.
func (f *File) recover() error {
	f.table = table{at: map[int]place{}, free: map[int]bool{}}
	f.cache, f.holders = map[int]Object{}, map[int]*holder{}
	f.Recovered = true
	var streams []int
	for pos, n := 0, 0; ; n++ {
		i := bytes.Index(f.data[pos:], []byte("obj"))
		if i < 0 {
			break
		}
		if n%4096 == 0 && f.ctx.Err() != nil {
			return f.ctx.Err()
		}
		at := pos + i
		pos = at + 3
		if at >= 3 && string(f.data[at-3:at]) == "end" {
			continue
		}
		if start, num, gen, ok := header(f.data, at); ok {
			f.table.at[num] = place{offset: start, gen: gen}
			if len(f.table.at) > maxObjects {
				return errTooMany
			}
			head := f.data[pos:min(len(f.data), pos+256)]
			if bytes.Contains(head, []byte("ObjStm")) {
				streams = append(streams, num)
			}
		}
	}
	f.table.trailer = Dict{}
	end := len(f.data)
	for range maxTables { // the newest comes last
		at := bytes.LastIndex(f.data[:end], []byte("trailer"))
		if at < 0 {
			break
		}
		end = at
		if d, err := (&Lexer{data: f.data, pos: at + len("trailer")}).Next(); err == nil {
			d, _ := d.(Dict)
			f.table.inherit(d)
		}
	}
	numbers := make([]int, 0, len(f.table.at))
	for n := range f.table.at {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers { // cross-reference streams are trailers too
		if err := f.ctx.Err(); err != nil {
			return err
		}
		at := f.table.at[n].offset
		if !bytes.Contains(f.data[at:min(len(f.data), at+400)], []byte("XRef")) {
			continue
		}
		if o, _, err := f.readObject(at, -1); err == nil {
			if s, ok := o.(*Stream); ok && s.Dict["Type"] == Name("XRef") {
				f.table.inherit(s.Dict)
			}
		}
	}
	f.lost = streams
	return nil
}

// inherit takes what a trailer says that no newer one said.
func (t *table) inherit(d Dict) {
	for _, key := range []Name{"Root", "Info", "Encrypt", "ID"} {
		if d[key] != nil && t.trailer[key] == nil {
			t.trailer[key] = d[key]
		}
	}
}

// adopt enters the objects inside object streams of a recovered file, and looks
// for its catalog where no trailer names one. It comes after the key is known.
func (f *File) adopt() {
	slices.Sort(f.lost)
	for _, n := range f.lost {
		h := f.holder(n)
		if h == nil {
			continue
		}
		for num := range h.at {
			if p, ok := f.table.at[num]; !ok || p.offset == 0 {
				f.table.at[num] = place{holder: n}
			}
		}
	}
	if f.Dict(f.table.trailer["Root"])["Pages"] != nil {
		return
	}
	numbers := make([]int, 0, len(f.table.at))
	for n := range f.table.at {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range slices.Backward(numbers) {
		if d := f.Dict(Ref{Num: n}); f.Name(d["Type"]) == "Catalog" {
			f.table.trailer["Root"] = Ref{Num: n}
			return
		}
	}
}

// header reads "12 0 " backwards from the "obj" at a position.
func header(data []byte, at int) (start, num, gen int, ok bool) {
	i := at
	field := func(most int) (int, bool) {
		for i > 0 && space(data[i-1]) {
			i--
		}
		end := i
		for i > 0 && data[i-1] >= '0' && data[i-1] <= '9' && end-i < 8 {
			i--
		}
		n, err := strconv.Atoi(string(data[i:end]))
		return n, err == nil && n <= most
	}
	gen, ok1 := field(65535)
	if i == 0 || !space(data[i-1]) {
		return 0, 0, 0, false
	}
	num, ok2 := field(maxObjects)
	return i, num, gen, ok1 && ok2 && num > 0
}

var errTooMany = fmt.Errorf("%w: more than %d objects", ErrDamaged, maxObjects)
