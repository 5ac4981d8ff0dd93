package cli

import (
	"context"
	"strconv"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/personal"
	"complain/pkg/recognise"
)

// boxesWanted gathers the boxes of a redaction: those that were named, and those
// of recognised text.
func boxesWanted(ctx context.Context, scr *screen.Screen, f *casefile.File, r *dossier.Redaction, o redactOptions) ([]dispute.Box, error) {
	var boxes []dispute.Box
	for _, text := range o.boxes {
		b, err := parseBox(text)
		if err != nil {
			return nil, err
		}
		boxes = append(boxes, b)
	}
	if len(o.words) > 0 || o.numbers {
		pages, err := recognisedIn(ctx, f, r)
		if err != nil {
			return nil, err
		}
		for _, word := range o.words {
			var found []dispute.Box
			for _, p := range pages {
				for _, m := range p.Find(word) {
					found = append(found, m.Cover("text")...)
				}
			}
			if len(found) == 0 {
				return nil, failure("error.word-not-found", r.Original.ID, strconv.Quote(word)).next("hint.word-not-found", r.Original.ID)
			}
			boxes = append(boxes, found...)
		}
		if o.numbers {
			found := numberBoxes(pages)
			switch {
			case len(found) == 0 && len(boxes) == 0:
				return nil, failure("error.numbers-not-found", r.Original.ID).next("hint.word-not-found", r.Original.ID)
			case len(found) == 0:
				scr.Talk("error.numbers-not-found", r.Original.ID)
			}
			boxes = append(boxes, found...)
		}
	}
	if len(boxes) == 0 {
		return nil, usage("error.redact-nothing", r.Original.ID).next("hint.redact-nothing")
	}
	return boxes, nil
}

func numberBoxes(pages []recognise.Page) []dispute.Box {
	var out []dispute.Box
	for _, p := range pages {
		found := p.Numbers()
		for _, kind := range []personal.Kind{personal.Phone, personal.Identity, personal.Card} {
			for _, m := range found[kind] {
				out = append(out, m.Cover(string(kind))...)
			}
		}
	}
	return out
}

// recognisedIn is the text that was seen in the original, or in the version of
// it that is to be covered further: both have the same pixels' places.
func recognisedIn(ctx context.Context, f *casefile.File, r *dossier.Redaction) ([]recognise.Page, error) {
	ids := []dispute.EvidenceID{r.Original.ID}
	for _, v := range r.Versions {
		ids = append(ids, v.ID)
	}
	for _, id := range ids {
		kept, err := f.Recognised(ctx, id)
		if err != nil {
			return nil, err
		}
		if len(kept) == 0 {
			continue
		}
		var pages []recognise.Page
		for _, k := range kept {
			pages = append(pages, pageOf(k))
		}
		return pages, nil
	}
	return nil, failure("error.not-recognised", r.Original.ID).next("hint.not-recognised", r.Original.ID)
}

// parseBox reads x,y,width,height.
func parseBox(text string) (dispute.Box, error) {
	fail := func() (dispute.Box, error) {
		return dispute.Box{}, usage("error.box", strconv.Quote(text)).next("hint.box")
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '，' || r == ' ' })
	if len(parts) != 4 {
		return fail()
	}
	var n [4]int
	for i, p := range parts {
		v, err := strconv.ParseInt(p, 10, 32)
		if err != nil {
			return fail()
		}
		n[i] = int(v)
	}
	if n[2] < 1 || n[3] < 1 {
		return fail()
	}
	return dispute.Box{X: n[0], Y: n[1], Width: n[2], Height: n[3]}, nil
}
