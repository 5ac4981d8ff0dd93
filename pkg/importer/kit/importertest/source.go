package importertest

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"complain/pkg/importer"
)

// Source is a file of that name and content, in a case in Shanghai.
func Source[T string | []byte](t testing.TB, name string, content T) *importer.Source {
	t.Helper()
	return importer.NewSource(name, name, bytes.NewReader([]byte(content)), int64(len(content)), Options(t, "Asia/Shanghai"))
}

// Zip is an archive of entries, each a name and a content.
func Zip(t testing.TB, entries ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		w, err := z.Create(entries[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, entries[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
