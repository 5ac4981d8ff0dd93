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
