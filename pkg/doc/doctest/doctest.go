// Package doctest has documents with everything in them, for the tests of
// renderers: each renders the same kitchen sink, so that none can lack what
// another has.
//
// It promises that every block and every inline of package doc is used, in
// Chinese and in English, as a packet would use it. Everybody in it is invented.
package doctest

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"complain/pkg/doc"
	"complain/pkg/internal/golden"
)

const digest = "3f9a1c0777d240be8d11a2f0c4e5b6973f9a1c0777d240be8d11a2f0c4e5b697"

// Dir is the folder of the goldens of renderers.
func Dir(t testing.TB) string { return filepath.Join(golden.Root(t), "testdata", "render") }

// Pictures serves the pictures of a folder: photo.jpg in Dir was drawn by a
// program and shows nothing real.
type Pictures string

// Image reads a picture of the folder.
func (p Pictures) Image(key string) ([]byte, error) {
	return os.ReadFile(filepath.Join(string(p), key))
}

func txt(s string) []doc.Inline { return doc.Plain(s) }

// march is a day of March 2026.
func march(n int) time.Time { return time.Date(2026, 3, n, 0, 0, 0, 0, time.UTC) }

// moments are five moments of five kinds with labels, the first two of one day.
func moments(paid, promised, asked, answered, back string) []doc.Moment {
	return []doc.Moment{{Day: march(1), Kind: doc.Paid, Label: paid}, {Day: march(1), Kind: doc.Happened, Label: promised}, {Day: march(5), Kind: doc.Said, Label: asked},
		{Day: march(18), Kind: doc.Office, Label: answered}, {Day: march(20), Kind: doc.Returned, Label: back}}
}

func inlines(parts ...any) []doc.Inline {
	var out []doc.Inline
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			out = append(out, doc.Text(p))
		case doc.Inline:
			out = append(out, p)
		}
	}
	return out
}
