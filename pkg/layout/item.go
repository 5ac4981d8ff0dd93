package layout

import (
	"context"
	"slices"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/media"
	"complain/pkg/limit"
	"complain/pkg/locale"
	"complain/pkg/packet"
	"complain/pkg/phrase"
	"complain/pkg/view"
)

// items puts the evidence on the page: the exhibits in their order and groups,
// then what packets leave out.
func (l *Layout) items(ctx context.Context, p *view.Page) error {
	heads := l.plan.Heads(l.lang)
	at := -1
	for i, x := range l.plan.Shown() {
		if heads[i] != "" {
			p.Groups = append(p.Groups, heads[i])
			at = len(p.Groups) - 1
		}
		if at < 0 {
			p.Groups, at = append(p.Groups, l.lang.Say("view.group")), 0
		}
		it, err := l.item(ctx, x.Evidence)
		if err != nil {
			return err
		}
		it.Mark, it.Group = l.lang.Say("packet.exhibit", x.Called.String()), at
		if l.printed != nil && l.printed.At[x.Evidence.ID] != (Span{}) {
			it.Pages = l.lang.Say("view.item.pages", l.printed.At[x.Evidence.ID])
		}
		p.Items = append(p.Items, it)
	}
	if l.share != "" {
		return nil
	}
	for _, e := range l.plan.Evidence() {
		if _, in := l.shown[e.ID]; in || e.Reading.State == dispute.Held {
			continue
		}
		it, err := l.item(ctx, e)
		if err != nil {
			return err
		}
		p.Items = append(p.Items, it)
	}
	return l.withdrawn(ctx, p)
}

// withdrawn puts what was taken out at the end: it can be put back.
func (l *Layout) withdrawn(ctx context.Context, p *view.Page) error {
	all, err := l.file.AllEvidence(ctx)
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.Withdrawn != "" && e.Purged == "" && e.Derived == nil {
			l.covered.Evidence(&e)
			p.Items = append(p.Items, view.Item{ID: e.ID.String(), Kind: "other", Title: e.Title, Name: e.Name, What: l.what(e), Source: e.Source,
				Proves: e.Proves, Withdrawn: e.Withdrawn, Size: limit.SizeText(e.Size)})
		}
	}
	return nil
}

// item is one evidence with what it shows.
func (l *Layout) item(ctx context.Context, e dispute.Evidence) (view.Item, error) {
	it := view.Item{ID: e.ID.String(), Kind: l.kindOf(e), Title: l.mask(e.Title), Name: l.mask(e.Name), What: l.what(e), Source: l.mask(e.Source),
		Proves: l.mask(e.Proves), Size: limit.SizeText(e.Size), Chat: l.talk[e.ID] > 0, Redacted: l.mask(phrase.MadeFrom(l.lang, e)), Notes: l.notes(e)}
	if l.share == "" {
		it.Hints = l.hints[e.ID]
	}
	for _, event := range l.plan.Events() {
		whole := len(event.Cites) > 0 && event.Cites[0].Evidence == e.ID && (event.Kind == dispute.Photo || event.Kind == dispute.Document)
		if whole && it.Event == "" && strings.HasPrefix(event.ID, "R") {
			it.Event = event.ID
			it.At = factAt(l.lang, event.At)
		}
		if slices.ContainsFunc(event.Cites, func(c dispute.Citation) bool { return c.Evidence == e.ID }) {
			for _, id := range event.Elements {
				if !slices.Contains(it.Elements, id) {
					it.Elements = append(it.Elements, id)
				}
			}
		}
	}
	l.linesOf(e, &it)
	return it, l.picturesOf(ctx, e, &it)
}

func factAt(lang locale.Lang, w dispute.When) string {
	if !w.Known() {
		return ""
	}
	return w.Wall()
}

// kindOf is what an evidence is, as filters name it.
func (l *Layout) kindOf(e dispute.Evidence) string {
	switch {
	case l.talk[e.ID] > 0:
		return "chat"
	case media.Picture(e.MediaType):
		return "photo"
	case e.MediaType == media.PDF:
		return "paper"
	case strings.HasPrefix(e.MediaType, "audio/"), strings.HasPrefix(e.MediaType, "video/"):
		return "recording"
	}
	for _, r := range l.Dossier.Records {
		if r.Evidence == e.ID && r.Kind == dispute.Transaction {
			return "bill"
		}
	}
	return "other"
}

// eventKind is what an event is, as filters name it.
func eventKind(e dispute.Event) string {
	switch e.Kind {
	case dispute.Transaction:
		return "bill"
	case dispute.Message, dispute.System, dispute.Call:
		return "chat"
	case dispute.Photo:
		return "photo"
	case dispute.Document, dispute.Page:
		return "paper"
	case dispute.Statement:
		return "own"
	}
	return "step"
}

// notes are what is to be known of a reading.
func (l *Layout) notes(e dispute.Evidence) []string {
	if l.share != "" {
		return nil
	}
	var out []string
	for _, note := range []*dispute.Note{e.Reading.Question, e.Reading.Failure} {
		if note != nil {
			out = append(out, l.lang.Note(*note))
		}
	}
	for _, d := range l.Dossier.Doubts {
		if slices.Contains(d.Evidence, e.ID) {
			out = append(out, l.lang.Note(phrase.Doubt(l.lang, l.Dossier.Span, d)))
		}
	}
	if n := len(e.Reading.Problems); n > 0 {
		out = append(out, l.lang.Say("view.problems", n))
	}
	return out
}

// What an item shows of its records.
const (
	mostLines = 20
	longLine  = 600 // letters
)

// linesOf are the records that an item shows: those that packets print, else the
// first that there are.
func (l *Layout) linesOf(e dispute.Evidence, it *view.Item) {
	x, in := l.shown[e.ID]
	records := x.Records
	if !in || len(records) == 0 {
		for _, r := range l.Dossier.Records {
			if r.Evidence == e.ID && (r.Kind == dispute.Transaction || r.Kind == dispute.Page) {
				records = append(records, r)
			}
		}
		if len(records) > mostLines {
			it.More = len(records) - mostLines
			records = records[:mostLines]
		}
	}
	for _, r := range records {
		line := view.Line{ID: "R" + number(r.ID), At: factAt(l.lang, r.At), Who: l.mask(r.Who), Text: l.mask(shortText(r.Text)),
			Amount: phrase.Signed(r.Amount, r.Direction, l.Dossier.Case.Currency), Cited: x.Cited[r.ID], Files: l.files(r)}
		if r.Kind == dispute.Page {
			line.Who = phrase.Place(l.lang, r.Locator)
		}
		if x.Cited[r.ID] || l.in[r.ID].ID != "" {
			line.Cited = true
		}
		it.Lines = append(it.Lines, line)
	}
}

func shortText(text string) string {
	if letters := []rune(text); len(letters) > longLine {
		return string(letters[:longLine]) + "…"
	}
	return text
}

// picturesOf puts the pictures of an evidence on its item. In a page for others,
// a picture that is known to show what they are not to have stays out.
func (l *Layout) picturesOf(_ context.Context, e dispute.Evidence, it *view.Item) error {
	t, ok := l.thumbs[e.ID]
	if !ok {
		return nil
	}
	if l.share != "" {
		for _, f := range l.findings {
			if f.ID == "personal-picture-"+it.ID {
				it.Notes = append(it.Notes, l.lang.Say("view.picture-private"))
				return nil
			}
		}
	}
	if t.Missing != nil {
		it.Notes = append(it.Notes, l.lang.Note(*t.Missing))
		return nil
	}
	it.Thumb = &view.Image{MediaType: t.MediaType, Width: t.Width, Height: t.Height, Bytes: func() ([]byte, error) { return t.Bytes, nil }}
	it.Width, it.Height = t.OfWidth, t.OfHeight
	p, ok := l.pictures[e.ID]
	if !ok || p.Missing != nil {
		return nil
	}
	images := l.Dossier.Images(context.Background())
	pieces := p.Pieces
	if len(pieces) == 0 {
		pieces = []packet.Piece{{Image: p.Image, Bottom: t.OfHeight}}
	}
	for _, piece := range pieces {
		data, err := images.Image(piece.Image.Key)
		if err != nil {
			return err
		}
		it.Full = append(it.Full, view.Image{MediaType: media.Type(data[:min(len(data), 64)]), Width: piece.Image.Width, Height: piece.Image.Height,
			Top: piece.Top, Bottom: piece.Bottom, Bytes: func() ([]byte, error) { return images.Image(piece.Image.Key) }})
	}
	return nil
}
