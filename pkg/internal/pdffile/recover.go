package pdffile

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

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
