package dossier

import (
	"context"
	"fmt"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/media"
	"complain/pkg/internal/pdffile"
	"complain/pkg/recognise"
)

// NotSeenError says that evidence is neither a picture nor a paper.
type NotSeenError struct {
	Evidence  dispute.EvidenceID
	MediaType string
}

func (e *NotSeenError) Error() string { return fmt.Sprintf("%s is %s", e.Evidence, e.MediaType) }

// Seen is the pictures and papers of those numbers, whose text can be recognised;
// the error is a *NotSeenError for one that is neither. Without numbers it is those
// of the case that stand and were not made from another one that does, of papers
// those that have scanned pages.
func Seen(ctx context.Context, f *casefile.File, ids []dispute.EvidenceID) (out []dispute.Evidence, err error) {
	for _, id := range ids {
		e, err := f.Evidence(ctx, id)
		switch {
		case err != nil:
			return nil, err
		case e.Purged != "":
			return nil, &casefile.PurgedError{Evidence: id, Reason: e.Purged}
		case !media.Picture(e.MediaType) && e.MediaType != media.PDF:
			return nil, &NotSeenError{id, e.MediaType}
		}
		out = append(out, e)
	}
	if len(ids) > 0 {
		return out, nil
	}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(e dispute.Evidence) bool {
		return e.Withdrawn != "" || !media.Picture(e.MediaType) && !recognise.HasScans(e)
	})
	hidden := dispute.Redactions(all).Hidden
	return slices.DeleteFunc(all, func(e dispute.Evidence) bool { return hidden[e.ID] }), nil
}

// Scans finds the scans of a paper in the case, or says why it cannot.
func Scans(ctx context.Context, f *casefile.File, e dispute.Evidence, passwords []string) (s recognise.Survey, why *dispute.Note, err error) {
	if e.Size > pdffile.MaxSize {
		n := note("read-text.too-large", pdffile.MaxSize>>20)
		return s, &n, nil
	}
	data, err := Original(ctx, f, e)
	if err != nil {
		return s, nil, err
	}
	return recognise.SurveyOf(ctx, data, passwords)
}

// Recognised is a page as the case keeps it.
func Recognised(id dispute.EvidenceID, number int, by *recognise.Reader, p recognise.Page) casefile.Recognised {
	out := casefile.Recognised{Evidence: id, Page: number, Engine: by.Engine.Name, Languages: by.Named(), Text: p.Text, Words: make([]casefile.Word, len(p.Words))}
	for i, w := range p.Words {
		out.Words[i] = casefile.Word(w)
	}
	return out
}

// PageOf is a page that the case keeps as package recognise takes it.
func PageOf(r casefile.Recognised) recognise.Page {
	p := recognise.Page{Text: r.Text, Words: make([]recognise.Word, len(r.Words))}
	for i, w := range r.Words {
		p.Words[i] = recognise.Word(w)
	}
	return p
}

// Recognised is the pages whose text was seen in the original, or in the version
// of it that is to be covered further: both have the same pixels' places. It is
// empty when none was.
func (r *Redaction) Recognised(ctx context.Context, f *casefile.File) ([]recognise.Page, error) {
	ids := []dispute.EvidenceID{r.Original.ID}
	for _, v := range r.Versions {
		ids = append(ids, v.ID)
	}
	for _, id := range ids {
		kept, err := f.Recognised(ctx, id)
		if err != nil {
			return nil, err
		}
		var pages []recognise.Page
		for _, k := range kept {
			pages = append(pages, PageOf(k))
		}
		if len(pages) > 0 {
			return pages, nil
		}
	}
	return nil, nil
}
