// Package broken is what the readers of JSON, XML and HTML say alike when a file
// cannot be read to its end: at which byte, and why.
package broken

import (
	"errors"
	"fmt"
)

// MaxDepth is how deep a document may be nested.
const MaxDepth = 256

// The reasons that all of them know; each has some of its own.
var (
	ErrDepth = errors.New("nested too deeply")
	ErrCut   = errors.New("the file ends inside an element")
)

// Error is what ended a reading.
type Error struct {
	Offset int64 // of the first byte that could not be read
	Err    error
}

func (e *Error) Error() string { return fmt.Sprintf("byte %d: %v", e.Offset, e.Err) }

func (e *Error) Unwrap() error { return e.Err }
