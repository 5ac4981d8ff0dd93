package cli

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/phrase"
)

// redactTarget is an evidence of which something is to be covered: all of it, or
// some of its records.
type redactTarget struct {
	evidence dispute.Evidence
	whole    bool
	records  []dispute.Record // unless whole
}

// redactTargets finds what words name: evidence, or records of it.
func redactTargets(ctx context.Context, f *casefile.File, words []string) ([]redactTarget, error) {
	var out []redactTarget
	target := func(id dispute.EvidenceID) (*redactTarget, error) {
		for i := range out {
			if out[i].evidence.ID == id {
				return &out[i], nil
			}
		}
		e, err := f.Evidence(ctx, id)
		out = append(out, redactTarget{evidence: e})
		return &out[len(out)-1], err
	}
	for _, argument := range words {
		for word := range strings.FieldsFuncSeq(argument, betweenNumbers) {
			if !recordRange.MatchString(word) && !strings.Contains(word, ":") {
				chosen, err := chosenEvidence(ctx, f, []string{word}, false)
				if err != nil {
					return nil, err
				}
				for _, e := range chosen {
					t, err := target(e.ID)
					if err != nil {
						return nil, err
					}
					t.whole = true
				}
				continue
			}
			records, err := recordsBy(ctx, f, word)
			if err != nil {
				return nil, err
			}
			for _, r := range records {
				if r.Evidence == 0 {
					return nil, failure("error.redact-statement", "R"+itoa(r.ID)).next("hint.redact-statement", "R"+itoa(r.ID))
				}
				t, err := target(r.Evidence)
				if err != nil {
					return nil, err
				}
				t.records = append(t.records, r)
			}
		}
	}
	return out, nil
}

// redactText covers text that was read in an evidence.
func redactText(ctx context.Context, s *session, f *casefile.File, t redactTarget, o redactOptions) error {
	records, err := t.read(ctx, f, o)
	if err != nil {
		return err
	}
	plan, err := coveringsWanted(t, records, o)
	if err != nil {
		return err
	}
	known, err := dossier.ReadCoverings(ctx, f)
	if err != nil {
		return err
	}
	if !s.JSON {
		for _, p := range plan {
			s.Print("redact.text-plan", t.evidence.ID, coveredPlace(s, p.Covering), screen.Clean(coveredText(s, p.Covering)), p.places)
			if p.shown != "" {
				s.indent("", p.shown)
			}
		}
	}
	if o.dryRun {
		return coveringsJSON(s, plan)
	}
	if o.numbers { // what a program found is looked at by a person
		ok, err := s.Confirm("redact.confirm-text")
		if err != nil {
			return err
		}
		if !ok {
			s.Talk("redact.not-made")
			return nil
		}
	}
	return keepCoverings(ctx, s, f, t.evidence, plan, known[t.evidence.ID])
}

// keepCoverings keeps those that are not kept already.
func keepCoverings(ctx context.Context, s *session, f *casefile.File, e dispute.Evidence, plan []plannedCovering, known []dossier.Covering) error {
	places, made := 0, 0
	if err := s.saying(ctx, f, func() error {
		return f.Batch(ctx, func() error {
			for i, p := range plan {
				places += p.places
				if k := slices.IndexFunc(known, p.Same); k >= 0 {
					plan[i].Number = known[k].Number
					continue
				}
				kept, err := p.Say(ctx, f)
				if err != nil {
					return err
				}
				plan[i].Covering = kept
				made++
			}
			return nil
		})
	}); err != nil {
		return err
	}
	if s.JSON {
		return coveringsJSON(s, plan)
	}
	if made == 0 {
		s.Print("redact.text-again", e.ID)
		return nil
	}
	s.Print("redact.text-done", e.ID, places)
	s.Talk("redact.text-kept", e.ID)
	return nil
}

// read is the records of a target that are meant.
func (t redactTarget) read(ctx context.Context, f *casefile.File, o redactOptions) ([]dispute.Record, error) {
	e := t.evidence
	if !t.whole {
		return t.records, nil
	}
	var all, out []dispute.Record
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: e.ID, Withdrawn: true}) {
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	if len(all) == 0 {
		return nil, failure("error.redact-no-text", e.ID).next("hint.redact-no-text", e.ID)
	}
	if !o.placed() {
		return all, nil
	}
	for _, place := range []struct {
		unit  string
		words []string
	}{{"line", o.lines}, {"row", o.rows}, {"page", o.pages}} {
		for _, word := range place.words {
			found := false
			for _, r := range all {
				if standsIn(r.Locator, place.unit, word) {
					out, found = append(out, r), true
				}
			}
			if !found {
				return nil, failure("error.redact-no-place", e.ID, place.unit, word).next("hint.redact-no-place", e.ID)
			}
		}
	}
	return out, nil
}

// standsIn reports whether a place is a line, row or page that a word names, or one
// of its range.
func standsIn(at dispute.Locator, unit, word string) bool {
	m := numberRange.FindStringSubmatch(strings.TrimSpace(word))
	if m == nil {
		return false
	}
	first, _ := strconv.Atoi(m[1]) // nine digits fit
	last := first
	if m[2] != "" {
		last, _ = strconv.Atoi(m[2])
	}
	switch unit {
	case "row":
		return at.Row > 0 && first <= at.Row && at.Row <= last
	case "line":
		return at.Line > 0 && at.Line <= last && first < at.Line+at.Units()
	}
	return at.Page > 0 && first <= at.Page && at.Page <= last
}

// coveredPlace is where a covering holds, in words.
func coveredPlace(s *session, c dossier.Covering) string {
	if c.Locator == "" {
		return s.Say("redact.everywhere")
	}
	at, err := dispute.ParseLocator(c.Locator)
	if err != nil {
		return c.Locator
	}
	return phrase.Place(s.Lang, at)
}

// coveredText is what it covers.
func coveredText(s *session, c dossier.Covering) string {
	if c.Text == "" {
		return s.Say("redact.all-text")
	}
	return c.Text
}

func coveringJSON(c dossier.Covering, places int) answer.Covering {
	return answer.Covering{Number: c.Number, Evidence: c.Evidence.String(), Locator: c.Locator, Text: c.Text, What: c.What, Why: c.Why, Places: places}
}

func coveringsJSON(s *session, plan []plannedCovering) error {
	if !s.JSON {
		return nil
	}
	for _, p := range plan {
		if err := s.WriteJSON(coveringJSON(p.Covering, p.places)); err != nil {
			return err
		}
	}
	return nil
}
