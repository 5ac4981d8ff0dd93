package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"testing"

	"complain/pkg/doc"
)

// tallied counts how often each picture is read.
type tallied struct {
	doc.Images
	reads map[string]int
}

func (t tallied) Image(key string) ([]byte, error) {
	t.reads[key]++
	return t.Images.Image(key)
}

// A picture of which the document says size and hash is read when it is written,
// and not before; the same one under another key is written once. What it says is
// held against the bytes.
func TestDeclaredPicture(t *testing.T) {
	data := testPhoto(t)
	header, err := readPicture(data)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	said := doc.Image{Width: header.width, Height: header.height, SHA256: hex.EncodeToString(sum[:])}
	figure := func(key string, i doc.Image) doc.Block {
		i.Key = key
		return doc.Figure{Title: text("t"), Image: i}
	}
	images := tallied{memory{"a": data, "b": data}, map[string]int{}}
	declared := spoken(&doc.Document{Lang: "en", Title: "t", Blocks: []doc.Block{figure("a", said), figure("b", said), figure("a", said)}})
	var out bytes.Buffer
	if err := Render(&out, declared, images); err != nil {
		t.Fatal(err)
	}
	if images.reads["a"] != 1 || images.reads["b"] != 0 || bytes.Count(out.Bytes(), data) != 1 {
		t.Errorf("read %v, written %d times", images.reads, bytes.Count(out.Bytes(), data))
	}
	var undeclared bytes.Buffer
	plain := spoken(&doc.Document{Lang: "en", Title: "t", Blocks: []doc.Block{figure("a", doc.Image{}), figure("b", doc.Image{}), figure("a", doc.Image{})}})
	if err := Render(&undeclared, plain, images); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), undeclared.Bytes()) {
		t.Error("another file where the document says the sizes")
	}
	said.Height++
	wrong := spoken(&doc.Document{Lang: "en", Title: "t", Blocks: []doc.Block{figure("a", said)}})
	if err := Render(io.Discard, wrong, images); err == nil || !strings.Contains(err.Error(), "as the document says") {
		t.Errorf("a size that is not the picture's: %v", err)
	}
}
