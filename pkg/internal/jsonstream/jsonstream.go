// Package jsonstream reads JSON files of any size: it walks over a document,
// hands out the values a caller asks for, each with its place in the bytes, and
// passes over the rest.
//
// It promises flat memory: no more is held than one value of at most MaxValue
// bytes and the names on the way to it; that nesting deeper than broken.MaxDepth ends
// the walk; that a file cut anywhere gives every value that is whole; and that
// numbers, and the order of an object's members, stay as written. It forbids
// knowing any format, and decoding into Go types: what the caller does not know
// must not be lost.
//
// Why not a library: encoding/json puts its own numbers and order in the place of a
// file's, and gives no place of a value in the bytes.
package jsonstream

import (
	"errors"
	"io"
)

// The limits of a document.
const (
	MaxValue = 16 << 20 // bytes of a value that is handed out
	maxName  = 64 << 10 // bytes of a member's name on the way to a value
)

// Errors of a walk, each wrapped in a *broken.Error that says where.
var (
	ErrSyntax = errors.New("not JSON")
	ErrName   = errors.New("a name is too long")
)

// Kind is the kind of a value: its first byte, with '0' for every number, and
// 0 for no value at all.
type Kind byte

// The kinds.
const (
	None   Kind = 0
	Object Kind = '{'
	Array  Kind = '['
	String Kind = '"'
	Number Kind = '0'
	True   Kind = 't'
	False  Kind = 'f'
	Null   Kind = 'n'
)

// Action is what to do with a value.
type Action int

// The actions.
const (
	Skip  Action = iota // pass over it
	Enter               // look at its members or elements, one by one
	Take                // hand it out whole
)

// Raw is a value that was taken.
type Raw struct {
	Offset, Length int64
	Bytes          []byte // nil when it is longer than MaxValue; valid until the next value
}

// Handler says what a walk is to find.
type Handler struct {
	// Decide is asked at the beginning of each value, except inside of values
	// that are skipped or taken. path names the members on the way; an element
	// of an array is "". It is valid during the call.
	Decide func(path []string, kind Kind) Action
	// Take receives values that Decide wanted. Its error ends the walk as it is.
	Take func(path []string, raw Raw) error
	// Many allows values to follow one another, as in files of one value a line.
	Many bool
}

// Walk reads the document in r. Its error is a *broken.Error, an error of r, or that
// of h.Take. cancelled is asked now and then, and its error ends the walk.
func Walk(r io.Reader, cancelled func() error, h Handler) error {
	w := walker{scanner: newScanner(r, cancelled), h: h}
	if err := w.space(); err != nil {
		return w.end(err)
	}
	for {
		if err := w.value(); err != nil {
			return err
		}
		switch err := w.space(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case !h.Many:
			return w.fail(ErrSyntax)
		}
	}
}
