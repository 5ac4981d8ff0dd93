package pdffile

// An Object is one of: nil (null), bool, int64, float64, String, Name, Array,
// Dict, *Stream, Ref.
type Object = any

// Name is a name without its slash.
type Name string

// String is the bytes of a string, decrypted.
type String string

// Array is an array.
type Array []Object

// Dict is a dictionary.
type Dict map[Name]Object

// Ref points at an object of the file.
type Ref struct{ Num, Gen int }

// Stream is a dictionary with data, which File.Data decodes.
type Stream struct {
	Dict Dict
	raw  []byte // as it stands in the file, still encrypted
	ref  Ref    // the object it is, whose number its key depends on
}

// Resolve follows a reference to what it points at. A reference to nothing is
// null, and so is one that leads to itself.
func (f *File) Resolve(o Object) Object {
	for range maxChain {
		r, ok := o.(Ref)
		if !ok {
			return o
		}
		o = f.object(r)
	}
	return nil
}

// Dict is o as a dictionary; that of a stream if it is one. It is nil for
// everything else, which reads as empty.
func (f *File) Dict(o Object) Dict {
	switch o := f.Resolve(o).(type) {
	case Dict:
		return o
	case *Stream:
		return o.Dict
	}
	return nil
}

// Array is o as an array, nil for everything else.
func (f *File) Array(o Object) Array {
	a, _ := f.Resolve(o).(Array)
	return a
}

// Stream is o as a stream, nil for everything else.
func (f *File) Stream(o Object) *Stream {
	s, _ := f.Resolve(o).(*Stream)
	return s
}

// Name is o as a name, "" for everything else.
func (f *File) Name(o Object) Name {
	n, _ := f.Resolve(o).(Name)
	return n
}

// Bytes is o as the bytes of a string, "" for everything else.
func (f *File) Bytes(o Object) string {
	s, _ := f.Resolve(o).(String)
	return string(s)
}

// Int is o as a whole number, 0 for everything else.
func (f *File) Int(o Object) int {
	n, _ := f.Number(o)
	const most = 1 << 31
	if n != n || n > most || n < -most {
		return 0
	}
	return int(n)
}

// Number is o as a number.
func (f *File) Number(o Object) (float64, bool) {
	switch n := f.Resolve(o).(type) {
	case int64:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// Numbers is o as an array of n numbers.
func (f *File) Numbers(o Object, n int) ([]float64, bool) {
	a := f.Array(o)
	if len(a) != n {
		return nil, false
	}
	out := make([]float64, n)
	for i := range a {
		v, ok := f.Number(a[i])
		if !ok {
			return nil, false
		}
		out[i] = v
	}
	return out, true
}
