package cli

import (
	"context"
	"strconv"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/recognise"
)

// boxesWanted gathers the boxes of a redaction: those that were named, and those
// of recognised text.
func boxesWanted(ctx context.Context, scr *screen.Screen, f *casefile.File, r *dossier.Redaction, o redactOptions) ([]dispute.Box, error) {
	var boxes []dispute.Box
	for _, text := range o.boxes {
		b, ok := dispute.ParseBox(text)
		if !ok {
			return nil, usage("error.box", strconv.Quote(text)).next("hint.box")
		}
		boxes = append(boxes, b)
	}
	if len(o.words) > 0 || o.numbers {
		pages, err := r.Recognised(ctx, f)
		if err != nil {
			return nil, err
		}
		if len(pages) == 0 {
			return nil, failure("error.not-recognised", r.Original.ID).next("hint.not-recognised", r.Original.ID)
		}
		for _, word := range o.words {
			found := recognise.WordBoxes(pages, word)
			if len(found) == 0 {
				return nil, failure("error.word-not-found", r.Original.ID, strconv.Quote(word)).next("hint.word-not-found", r.Original.ID)
			}
			boxes = append(boxes, found...)
		}
		if o.numbers {
			found := recognise.NumberBoxes(pages)
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
