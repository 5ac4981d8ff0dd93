package pdf

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// Parts implements importer.Container: the files embedded in the file, such as
// the XML of an electronic invoice.
func (Importer) Parts(ctx context.Context, src *importer.Source, take func(importer.Part) error) error {
	limited, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	f, err := open(limited, src)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return nil // reading it said why
	}
	pages, _ := f.Pages()
	named := map[string]bool{}
	for i, a := range f.Attachments(pages) {
		data, err := f.Data(a.Stream)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		name := baseName(a.Name)
		if name == "" {
			name = fmt.Sprintf("attachment-%d", i+1)
		}
		inside := name
		for n := 2; named[inside]; n++ {
			inside = fmt.Sprintf("%d/%s", n, name)
		}
		named[inside] = true
		part := importer.Part{Name: name, Path: inside, Media: a.Media, Open: func(context.Context) (io.ReadCloser, error) {
			if err != nil {
				return nil, err
			}
			return io.NopCloser(bytes.NewReader(data)), nil
		}}
		if err := take(part); err != nil {
			return err
		}
	}
	if limited.Err() != nil {
		return &importer.Stopped{Why: dispute.Say("pdf.slow")}
	}
	return nil
}

// baseName is the last part of a name, whichever way its folders are written.
func baseName(name string) string {
	name = path.Base(strings.ReplaceAll(line(name), "\\", "/"))
	if name == "." || name == "/" || name == ".." {
		return ""
	}
	return name
}

var _ importer.Container = Importer{}
