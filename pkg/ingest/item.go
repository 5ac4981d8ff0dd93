package ingest

import (
	"bytes"
	"context"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
)

// Item is a file to be taken in, wherever its bytes come from.
type Item struct {
	Given    string        // as the user knows it: for showing
	Refused  *dispute.Note // why it cannot be taken in; the rest is empty then
	Name     string        // base name
	Path     string        // slash-separated, beginning with the name of the folder given
	Folder   string        // items of one folder arrived together
	Size     int64
	Modified time.Time // zero when unknown
	Open     func() (File, error)
}

// File is the bytes of an item, from their beginning or at any place.
type File interface {
	io.ReadCloser
	io.ReaderAt
}

// Text is an item made of text that was given without a file.
func Text(name string, text []byte, at time.Time) Item {
	return Item{Given: name, Name: name, Path: name, Size: int64(len(text)), Modified: at, Open: func() (File, error) {
		return bytesOf(bytes.NewReader(text), 0, int64(len(text)), noClose{}), nil
	}}
}

// Kept is an item of the bytes that the store keeps of an evidence.
func (in *Ingest) Kept(ctx context.Context, e dispute.Evidence) Item {
	return Item{Given: e.Path, Name: e.Name, Path: e.Path, Size: e.Size, Modified: e.Modified, Open: func() (File, error) {
		b, err := in.Store.Open(ctx, e.ID)
		if err != nil {
			return nil, err
		}
		return b, nil
	}}
}

func (it Item) incoming(batch int64, s Settings) casefile.Incoming {
	return casefile.Incoming{
		Name: it.Name, Path: it.Path, Size: it.Size, Modified: it.Modified, Batch: batch,
		Title: s.Title, Source: s.Source, Proves: s.Proves, Captured: s.Captured, Official: s.Official,
		Again: func() (io.ReadCloser, error) { return it.Open() },
	}
}

// weigh is for grouped. An archive is taken in by itself: its entries come after
// it, and get their numbers before the file that follows.
func (it Item) weigh() (size int64, alone bool) {
	return it.Size, it.Refused != nil || strings.EqualFold(path.Ext(it.Name), ".zip")
}

// names lists the names of the files in each folder.
type names map[string][]string

func folders(items []Item) names {
	out := names{}
	for _, it := range items {
		if it.Refused == nil {
			out[it.Folder] = append(out[it.Folder], it.Name)
		}
	}
	for _, list := range out {
		slices.Sort(list)
	}
	return out
}

// beside lists the names of the other files in a folder.
func (n names) beside(folder, name string) []string {
	all := n[folder]
	out := make([]string, 0, len(all))
	for _, other := range all {
		if other != name {
			out = append(out, other)
		}
	}
	return out
}
