// Package document takes in files that no importer recognises: contracts,
// invoices, anything.
//
// It promises one record for the whole file, with a time only where the file's
// name is of a form that states one. It forbids looking into the file beyond
// telling its media type: nothing is read out of it.
package document

import (
	"context"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/internal/filedate"
	"complain/pkg/internal/media"
)

// Importer is the fallback of ingest, and what --as document names. It never
// recognises a file, so that importer.Pick does not choose it; whoever finds
// nobody else calls Extract. The zero value is ready.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "document" }

// Version implements importer.Importer.
func (Importer) Version() int { return 1 }

// Identify implements importer.Importer; it matches nothing.
func (Importer) Identify(*importer.Source) importer.Match { return importer.Match{} }

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r := dispute.Record{
		Kind:   dispute.Document,
		Fields: []dispute.Field{{Name: "media-type", Value: media.Type(src.Head)}},
	}
	if found, ok := filedate.Read(src.Name, src.Options.Zone, src.Options.ZoneFrom); ok && found.When.Known() {
		r.At = found.When
		r.Remarks = append(r.Remarks, found.Note())
	}
	if err := sink.Record(r); err != nil {
		return err
	}
	sink.Units(1)
	return nil
}
