package html

import (
	"slices"

	"complain/pkg/doc"
	"complain/pkg/internal/termsafe"
	"complain/pkg/render/figure"
)

// stripWidth is how wide lines of time are laid out, as the column of the page in
// print.
const stripWidth = 442.0

// timeline draws a line of time as vectors. Where the screen is narrower it
// scrolls, so that its words stay large enough.
func (p *page) timeline(t doc.Timeline) error {
	t = cleaned(t)
	p.open("div", "class", "scroll timeline", "tabindex", "0")
	err := figure.Inline(p.w, figure.Strip(t, stripWidth, figure.Guessed), t.Title, "var(--paper)")
	p.shut("div")
	return err
}

// cleaned is a line of time without what is invisible.
func cleaned(t doc.Timeline) doc.Timeline {
	t.Title = termsafe.CleanLine(t.Title)
	t.Moments, t.Silences, t.Keys = slices.Clone(t.Moments), slices.Clone(t.Silences), slices.Clone(t.Keys)
	for i := range t.Moments {
		t.Moments[i].Label = termsafe.CleanLine(t.Moments[i].Label)
	}
	for i := range t.Silences {
		t.Silences[i].Text = termsafe.CleanLine(t.Silences[i].Text)
	}
	for i := range t.Keys {
		t.Keys[i].Text = termsafe.CleanLine(t.Keys[i].Text)
	}
	return t
}
