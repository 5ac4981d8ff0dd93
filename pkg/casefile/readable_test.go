package casefile

import (
	"bytes"
	"context"
	"io"
	"reflect"
	"testing"
)

// What is left of evidence is handed out in its place, and what is not is named.
func TestWriteReadable(t *testing.T) {
	ctx := context.Background()
	const size = 5*chunkSize - 7
	data, _ := io.ReadAll(noise(size, 4))
	for _, c := range []struct {
		change  string
		missing []Span
	}{
		{`SELECT 1`, nil},
		{`DELETE FROM chunk WHERE seq = 4`, []Span{{4 * chunkSize, size}}},
		{`UPDATE chunk SET data = zeroblob(1048576) WHERE seq IN (1, 2)`, []Span{{chunkSize, 3 * chunkSize}}},
		{`UPDATE chunk SET sha256 = zeroblob(64) WHERE seq IN (0, 2)`, []Span{{0, chunkSize}, {2 * chunkSize, 3 * chunkSize}}},
		{`DELETE FROM chunk`, []Span{{0, size}}},
	} {
		f := newFile(t)
		e := store(t, f, "long", data)
		if err := f.exec(ctx, `DROP TRIGGER chunk_stays; `+c.change); err != nil {
			t.Fatal(err)
		}
		f.salvage = true
		b, err := f.Open(ctx, e.ID)
		if err != nil {
			t.Fatal(err)
		}
		want := bytes.Clone(data)
		for _, s := range c.missing {
			clear(want[s.From:s.To])
		}
		var got bytes.Buffer
		missing, err := b.WriteReadable(&got)
		if err != nil || !reflect.DeepEqual(missing, c.missing) || !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s: %v missing, %d bytes, %v", c.change, missing, got.Len(), err)
		}
		f.Close()
	}
}
