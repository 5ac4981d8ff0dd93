package office

import (
	"context"
	"io"
	"path"
	"strings"

	"complain/pkg/importer"
	"complain/pkg/internal/media"
	"complain/pkg/internal/safezip"
)

// Documents hold pictures and files whole.
var _ importer.Container = Importer{}

// inside reports whether an entry of the zip is a picture or a file that was put
// into the document.
func inside(name string) bool {
	for _, folder := range [...]string{"word/media/", "word/embeddings/", "Pictures/", "media/"} {
		if strings.HasPrefix(name, folder) {
			return true
		}
	}
	return false
}

// takenEndings are the kinds of what is taken out: pictures and papers that
// stand for themselves. Drawings of Windows (EMF, WMF) and objects of programs
// are nothing without the document.
var takenEndings = map[string]bool{
	".jpg": true, ".jpeg": true, ".png": true, ".gif": true, ".bmp": true, ".webp": true, ".heic": true, ".tif": true, ".tiff": true,
	".pdf": true, ".docx": true, ".xlsx": true, ".mp4": true, ".mov": true, ".m4a": true, ".mp3": true, ".wav": true,
}

func taken(name string) bool { return inside(name) && takenEndings[strings.ToLower(path.Ext(name))] }

// Parts implements importer.Container: the pictures that screens were pasted
// into a document as, and the files that were put into it.
func (Importer) Parts(ctx context.Context, src *importer.Source, take func(importer.Part) error) error {
	if media.Type(src.Head) != media.ZIP {
		return nil
	}
	a, err := safezip.Open(src, src.Size())
	if err != nil {
		return nil // Extract has said so
	}
	for _, e := range a.Entries {
		if e.Duplicate || e.Encrypted || !taken(e.Name) {
			continue
		}
		part := importer.Part{Name: path.Base(e.Name), Path: e.Name, Open: func(ctx context.Context) (io.ReadCloser, error) { return e.Open(ctx) }}
		if err := take(part); err != nil {
			return err
		}
	}
	return nil
}
