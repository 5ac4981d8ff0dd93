package cli

import (
	"context"
	"fmt"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/hint"
	"complain/pkg/recognise"
)

// shower shows what was recognised, picture by picture.
type shower struct {
	a              *app
	c              dispute.Case
	whole          bool // with the text
	read, failures int
}

// candidate is something to confirm, and the command that would take it over.
type candidate struct {
	Kind    hint.Kind     `json:"kind"`
	Value   string        `json:"value"`
	Text    string        `json:"text"` // the words it was seen in
	Boxes   []dispute.Box `json:"boxes"`
	Command string        `json:"command,omitempty"` // none where the case says it already
	known   bool
}

// seen shows the pages of one evidence.
func (s *shower) seen(e dispute.Evidence, pages []casefile.Recognised, state string) error {
	s.read++
	var candidates []candidate
	words, sum := 0, 0
	var text strings.Builder
	for _, r := range pages {
		for _, found := range pageOf(r).Candidates() {
			candidates = append(candidates, s.candidate(e.ID, found))
		}
		for _, w := range r.Words {
			sum += w.Confidence
		}
		words += len(r.Words)
		text.WriteString(r.Text)
	}
	confidence := 0
	if words > 0 {
		confidence = (sum + words/2) / words
	}
	a := s.a
	if a.json {
		if candidates == nil {
			candidates = []candidate{}
		}
		all := []casefile.Word{}
		for _, r := range pages {
			all = append(all, r.Words...)
		}
		return a.writeJSON(a.out, map[string]any{"evidence": e.ID.String(), "name": e.Name, "state": state, "engine": pages[0].Engine,
			"languages": pages[0].Languages, "confidence": confidence, "text": text.String(), "words": all, "candidates": candidates})
	}
	if words == 0 {
		a.print("read-text.nothing", a.out.style.bold.Render(e.ID.String()), clean(e.Name), clean(pages[0].Engine))
		return nil
	}
	a.print("read-text.seen", a.out.style.bold.Render(e.ID.String()), clean(e.Name), clean(pages[0].Engine), words, confidence)
	if s.whole {
		for line := range strings.Lines(text.String()) {
			fmt.Fprintf(a.out, "  | %s\n", clean(strings.TrimRight(line, "\n")))
		}
	}
	for _, k := range candidates {
		var b dispute.Box
		if len(k.Boxes) > 0 {
			b = k.Boxes[0]
		}
		a.print("read-text.candidate", a.say("hint-kind."+string(k.Kind)), clean(k.Value), b.X, b.Y)
		switch {
		case k.known:
			a.print("read-text.known")
		case k.Command != "":
			fmt.Fprintf(a.out, "      %s\n", clean(k.Command))
		}
	}
	return nil
}

func (s *shower) candidate(e dispute.EvidenceID, found recognise.Candidate) candidate {
	k := candidate{Kind: found.Kind, Value: found.Value, Text: found.Text, Boxes: found.Boxes}
	switch found.Kind {
	case hint.Order:
		if k.known = found.Value == s.c.Order; !k.known {
			k.Command = "complain case set --order " + found.Value
		}
	case hint.Amount:
		if amount := plainAmount(found.Value); amount != "" {
			k.Command = "complain claim add refund --amount " + amount
		}
	case hint.Date:
		k.Command = fmt.Sprintf("complain event add %q --at %q", s.a.say("read-text.what-happened", e), found.Value)
	}
	return k
}

// currencies are the signs that name one currency; $ and ¥ name several, and
// stand for the case's.
var currencies = []struct{ sign, code string }{
	{"US$", "USD"}, {"HK$", "HKD"}, {"NT$", "TWD"}, {"€", "EUR"}, {"£", "GBP"}, {"USD", "USD"}, {"EUR", "EUR"}, {"GBP", "GBP"}, {"HKD", "HKD"},
}

// plainAmount is an amount as the command line takes it, or "".
func plainAmount(text string) string {
	upper := strings.ToUpper(text)
	number := strings.Trim(upper, "¥￥$€£元ABCDEFGHIJKLMNOPQRSTUVWXYZ ")
	if _, err := dispute.ParseAmount(number, "CNY"); err != nil {
		return ""
	}
	number = strings.ReplaceAll(number, ",", "")
	for _, c := range currencies {
		if strings.Contains(upper, c.sign) {
			return fmt.Sprintf("%q", number+" "+c.code)
		}
	}
	return number
}

// showSeen says that there is recognised text of an evidence.
func (a *app) showSeen(ctx context.Context, f *casefile.File, id dispute.EvidenceID) error {
	pages, err := f.Recognised(ctx, id)
	if err != nil || len(pages) == 0 {
		return err
	}
	words := 0
	for _, p := range pages {
		words += len(p.Words)
	}
	a.print("evidence.recognised", words, clean(pages[0].Engine), id)
	return nil
}

// failed shows a picture that no text could be recognised in.
func (s *shower) failed(e dispute.Evidence, why dispute.Note) error {
	s.failures++
	a := s.a
	if a.json {
		return a.writeJSON(a.out, map[string]any{"evidence": e.ID.String(), "name": e.Name, "state": "failed", "why": a.lang.Note(why)})
	}
	a.print("read-text.picture-failed", a.out.style.bold.Render(e.ID.String()), clean(e.Name), a.lang.Note(why))
	return nil
}

func (s *shower) end() error {
	if s.read > 0 {
		s.a.talk("read-text.legend")
	}
	if s.failures > 0 {
		return errLook
	}
	return nil
}
