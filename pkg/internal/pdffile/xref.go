package pdffile

import (
	"bytes"
	"errors"
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
