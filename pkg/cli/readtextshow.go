package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/hint"
	"complain/pkg/internal/media"
	"complain/pkg/recognise"
)

// shower shows what was recognised, picture by picture.
type shower struct {
	scr            *screen.Screen
	c              dispute.Case
	whole          bool // with the text
	read, failures int
	offered        int // values, each with the command that takes it over
}

// candidate is something to confirm, and the command that would take it over.
type candidate struct {
	answer.Candidate
	known bool // the case says it already: then there is no command
}

// kept shows the pages whose text was recognised before, and takes them off.
func (s *shower) kept(ctx context.Context, f *casefile.File, w *recognise.Item) error {
	kept, err := f.Recognised(ctx, w.Evidence.ID)
	if err != nil {
		return err
	}
	for _, r := range kept {
		i := slices.Index(w.Pages, r.Page)
		if i < 0 {
			continue
		}
		w.Pages = slices.Delete(w.Pages, i, i+1)
		if err := s.seen(w.Evidence, r, w.Of, 0, "kept"); err != nil {
			return err
		}
	}
	return nil
}

// seen shows what was seen in a picture, or in a page of a paper of so many;
// left is how many pictures of the page were not.
func (s *shower) seen(e dispute.Evidence, r casefile.Recognised, of, left int, state string) error {
	s.read++
	candidates := []candidate{}
	for _, found := range dossier.PageOf(r).Candidates() {
		candidates = append(candidates, s.candidate(e.ID, r.Page, of, found))
	}
	sum := 0
	for _, w := range r.Words {
		sum += w.Confidence
	}
	confidence := 0
	if n := len(r.Words); n > 0 {
		confidence = (sum + n/2) / n
	}
	if s.scr.JSON {
		words := r.Words
		if words == nil {
			words = []casefile.Word{}
		}
		v := answer.Seen{Evidence: e.ID.String(), Name: e.Name, State: state, Engine: r.Engine,
			Languages: r.Languages, Confidence: confidence, Text: r.Text, Words: words, Candidates: []answer.Candidate{}}
		for _, k := range candidates {
			v.Candidates = append(v.Candidates, k.Candidate)
		}
		if of > 0 {
			v.Page, v.Pages, v.PicturesLeftOut = r.Page, of, &left
		}
		return s.scr.WriteJSON(v)
	}
	id, name := s.scr.Out.Style.Bold.Render(e.ID.String()), s.name(e, r.Page, of)
	if len(r.Words) == 0 {
		s.scr.Print("read-text.nothing", id, name, screen.Clean(r.Engine))
	} else {
		s.scr.Print("read-text.seen", id, name, screen.Clean(r.Engine), len(r.Words), confidence)
	}
	if left > 0 {
		s.scr.Print("read-text.left", left)
	}
	if s.whole {
		for line := range strings.Lines(r.Text) {
			fmt.Fprintf(s.scr.Out, "  | %s\n", screen.Clean(strings.TrimRight(line, "\n")))
		}
	}
	for _, k := range candidates {
		var b dispute.Box
		if len(k.Boxes) > 0 {
			b = k.Boxes[0]
		}
		s.scr.Print("read-text.candidate", s.scr.Say("hint-kind."+string(k.Kind)), screen.Clean(k.Value), b.X, b.Y)
		switch {
		case k.known:
			s.scr.Print("read-text.known")
		case k.Command != "":
			fmt.Fprintf(s.scr.Out, "      %s\n", screen.Clean(k.Command))
		}
	}
	return nil
}

// name is that of a picture, or of a page of a paper.
func (s *shower) name(e dispute.Evidence, page, of int) string {
	if of == 0 || page == 0 {
		return screen.Clean(e.Name)
	}
	return s.scr.Say("read-text.page", screen.Clean(e.Name), page, of)
}

func (s *shower) candidate(e dispute.EvidenceID, page, of int, found recognise.Candidate) candidate {
	k := candidate{Candidate: answer.Candidate{Kind: found.Kind, Value: found.Value, Text: found.Text, Boxes: found.Boxes}}
	switch found.Kind {
	case hint.Order:
		if k.known = found.Value == s.c.Order; !k.known {
			k.Command = "complain case set --order " + found.Value
		}
	case hint.Amount:
		digits, currency, ok := dispute.SeenAmount(found.Value)
		switch {
		case !ok:
		case currency == "":
			k.Command = "complain claim add refund --amount " + digits
		default:
			k.Command = fmt.Sprintf("complain claim add refund --amount %q", digits+" "+currency)
		}
	case hint.Date:
		what := s.scr.Say("read-text.what-happened", e)
		if of > 0 {
			what = s.scr.Say("read-text.page-says", e, page)
		}
		k.Command = fmt.Sprintf("complain event add %q --at %q", what, found.Value)
	}
	return k
}

// showSeen says that there is recognised text of an evidence.
func showSeen(ctx context.Context, scr *screen.Screen, f *casefile.File, e dispute.Evidence) error {
	pages, err := f.Recognised(ctx, e.ID)
	if err != nil || len(pages) == 0 {
		return err
	}
	words := 0
	for _, p := range pages {
		words += len(p.Words)
	}
	if e.MediaType == media.PDF {
		scr.Print("evidence.recognised-pages", words, screen.Clean(pages[0].Engine), e.ID, len(pages))
		return nil
	}
	scr.Print("evidence.recognised", words, screen.Clean(pages[0].Engine), e.ID)
	return nil
}

// failed shows a picture, a page or, with page 0, a paper that no text could be
// recognised in.
func (s *shower) failed(e dispute.Evidence, page, of int, why dispute.Note) error {
	s.failures++
	if s.scr.JSON {
		v := answer.Unseen{Evidence: e.ID.String(), Name: e.Name, State: "failed", Why: s.scr.Lang.Note(why)}
		if of > 0 {
			v.Page, v.Pages = &page, of
		}
		return s.scr.WriteJSON(v)
	}
	s.scr.Print("read-text.picture-failed", s.scr.Out.Style.Bold.Render(e.ID.String()), s.name(e, page, of), s.scr.Lang.Note(why))
	return nil
}

func (s *shower) end() error {
	if s.read > 0 {
		s.scr.Talk("read-text.legend")
	}
	if s.offered > 0 {
		s.scr.Talk("read-text.offered")
	}
	if s.failures > 0 {
		return errLook
	}
	return nil
}
