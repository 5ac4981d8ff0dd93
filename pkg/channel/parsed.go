package channel

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"reflect"
	"sync"
)

// Every command on a case reads the built-in data, and reading YAML takes ten times
// as long as all else that such a command does. So what its files say is kept beside
// them as the values that were read. Values serve for the very bytes that they were
// read from, by their SHA-256, and for no others: where the data was edited and this
// was not made anew (go test ./pkg/channel -run ParsedTrees -update), the file is read.
//
//go:embed parsed.bin
var parsedValues string

// parsed are the values by the SHA-256 of their files' bytes.
var parsed = sync.OnceValue(func() map[string]string {
	values := map[string]string{}
	for rest := parsedValues; len(rest) > sha256.Size+4; {
		size := binary.BigEndian.Uint32([]byte(rest[sha256.Size : sha256.Size+4]))
		value := rest[sha256.Size+4:]
		if uint64(size) > uint64(len(value)) {
			break
		}
		values[rest[:sha256.Size]] = value[:size]
		rest = value[size:]
	}
	return values
})

// readParsed fills into with what a file says, where that is kept.
func readParsed(fsys fs.FS, name string, into any) bool {
	f, err := fsys.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.CopyBuffer(sum, f, make([]byte, 4096)); err != nil {
		return false
	}
	packed, ok := parsed()[string(sum.Sum(nil))]
	if ok && unpack(packed, into) != nil {
		reflect.ValueOf(into).Elem().SetZero()
		return false
	}
	return ok
}

var errPacked = errors.New("not packed values of this type")

// inParts is what has fields that only its own package knows.
type inParts interface {
	parts() []any // pointers to all of them
}

// unpack reads what pack wrote of a value of the same type: numbers as varints, texts
// with their length before them, lists and maps with one more than theirs (0 is nil),
// the fields of a struct in their order.
func unpack(packed string, into any) error {
	r := &unpacker{rest: packed, fields: map[reflect.Type][]int{}}
	r.value(reflect.ValueOf(into).Elem())
	if r.bad || r.rest != "" {
		return errPacked
	}
	return nil
}

type unpacker struct {
	rest   string
	fields map[reflect.Type][]int
	bad    bool
}

func (r *unpacker) number() int {
	n := 0
	for i := range min(len(r.rest), 4) { // 2^28 is more than there can be
		n |= int(r.rest[i]&0x7f) << (7 * i)
		if r.rest[i] < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.bad = true
	return 0
}

// count is the length of a list or a map whose members take a byte each, or more;
// below 0 for nil.
func (r *unpacker) count() int {
	n := r.number() - 1
	if n > len(r.rest) {
		r.bad = true
		return -1
	}
	return n
}

func (r *unpacker) text() string {
	n := r.number()
	if n > len(r.rest) {
		r.bad = true
		return ""
	}
	text := r.rest[:n]
	r.rest = r.rest[n:]
	return text
}

func (r *unpacker) texts() []string {
	n := r.count()
	if n < 0 {
		return nil
	}
	out := make([]string, n)
	for i := range out {
		out[i] = r.text()
	}
	return out
}

func (r *unpacker) value(v reflect.Value) {
	switch into := v.Addr().Interface().(type) {
	case inParts:
		for _, part := range into.parts() {
			r.value(reflect.ValueOf(part).Elem())
		}
		return
	case *[]string: // most of the data
		*into = r.texts()
		return
	case *Words:
		if n := r.count(); n >= 0 {
			*into = make(Words, n)
			for range n {
				(*into)[r.text()] = r.text()
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(r.text())
	case reflect.Bool:
		v.SetBool(r.number() > 0)
	case reflect.Int:
		v.SetInt(int64(r.number()))
	case reflect.Slice:
		if n := r.count(); n >= 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				r.value(v.Index(i))
			}
		}
	case reflect.Map:
		r.entries(v)
	case reflect.Struct:
		for _, i := range r.fieldsOf(v.Type()) {
			r.value(v.Field(i))
		}
	default:
		r.bad = true
	}
}

func (r *unpacker) entries(v reflect.Value) {
	n := r.count()
	if n < 0 {
		return
	}
	t := v.Type()
	v.Set(reflect.MakeMapWithSize(t, n))
	key, value := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
	for range n {
		value.SetZero() // the one before has what it points to
		r.value(key)
		r.value(value)
		if r.bad {
			return
		}
		v.SetMapIndex(key, value)
	}
}

func (r *unpacker) fieldsOf(t reflect.Type) []int {
	fields, ok := r.fields[t]
	if !ok {
		fields = readFields(t)
		r.fields[t] = fields
	}
	return fields
}

// readFields are the fields of a struct that YAML fills.
func readFields(t reflect.Type) []int {
	var out []int
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("yaml") != "-" && (f.IsExported() || f.Anonymous) {
			out = append(out, i)
		}
	}
	return out
}
