package cli

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/pattern"
	"complain/pkg/locale"
)

// A command that is about evidence takes many at once: numbers (E3), ranges
// (E1-E8, E1..E8), either with commas between, a kind (photo, chat, bill, paper,
// recording), or all. What a range names and is not there is passed over, as long
// as something is. Whatever number the program prints is understood: a
// conversation of the timeline (C3) and an office's answer (A3) are their evidence,
// and a record (R27) is what it was read in. Package-wide, commands that are about
// records read them by chosenRecords; complain help numbers says all this.

// evidenceRange is a number or a range of numbers.
var evidenceRange = pattern.New(`^[EeCcAa]?([0-9]{1,9})(?:(?:-|–|—|~|\x{ff5e}|\.\.\.?|…)[EeCcAa]?([0-9]{1,9}))?$`)

// kindsOfEvidence are the words for kinds of evidence, in the order in which help
// names them, each with what is read out of it first.
var kindsOfEvidence = []struct {
	name  string
	reads func(dispute.Record) bool
}{
	{"photo", func(r dispute.Record) bool { return r.Kind == dispute.Photo }},
	{"chat", func(r dispute.Record) bool { return r.Kind == dispute.Message || r.Kind == dispute.System }},
	{"bill", func(r dispute.Record) bool { return r.Kind == dispute.Transaction }},
	{"paper", func(r dispute.Record) bool {
		return (r.Kind == dispute.Document || r.Kind == dispute.Page) && !isRecording(r)
	}},
	{"recording", isRecording},
}

func isRecording(r dispute.Record) bool {
	_, ok := r.Recording()
	return ok
}

// everything is the word for all evidence.
const everything = "all"

// withChosen opens the case and finds the evidence that words name, each once and
// in the order of their numbers. Kinds and all are of what stands, or with
// withdrawn of what does not.
func withChosen(ctx context.Context, s *session, words []string, withdrawn bool, do func(*casefile.File, []dispute.Evidence) error) error {
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	chosen, err := chosenEvidence(ctx, f, words, withdrawn)
	if err != nil {
		return err
	}
	return do(f, chosen)
}

func chosenEvidence(ctx context.Context, f *casefile.File, words []string, withdrawn bool) ([]dispute.Evidence, error) {
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	wanted := map[dispute.EvidenceID]bool{}
	for _, argument := range words {
		for word := range strings.FieldsFuncSeq(argument, betweenNumbers) {
			found, err := evidenceBy(ctx, f, all, word, withdrawn)
			if err != nil {
				return nil, err
			}
			for _, id := range found {
				wanted[id] = true
			}
		}
	}
	var out []dispute.Evidence
	for _, e := range all {
		if wanted[e.ID] {
			out = append(out, e)
		}
	}
	return out, nil
}

// betweenNumbers are the characters that people write between numbers.
func betweenNumbers(r rune) bool {
	switch r {
	case ',', ';', ' ', 0xff0c, 0x3001, 0xff1b: // and the Chinese ones
		return true
	}
	return false
}

// oneEvidence is the evidence that a word names, where it has to be one.
func oneEvidence(ctx context.Context, f *casefile.File, word string) (e dispute.Evidence, err error) {
	chosen, err := chosenEvidence(ctx, f, []string{word}, false)
	if err != nil {
		return e, err
	}
	if len(chosen) != 1 {
		return e, usage("error.one-evidence", word, len(chosen)).next("hint.evidence-number")
	}
	return chosen[0], nil
}

// evidenceBy is what one word names. It is an error when that is nothing.
func evidenceBy(ctx context.Context, f *casefile.File, all []dispute.Evidence, word string, withdrawn bool) (out []dispute.EvidenceID, err error) {
	if m := evidenceRange.FindStringSubmatch(word); m != nil {
		first, _ := strconv.ParseInt(m[1], 10, 64) // nine digits fit
		last := first
		if m[2] != "" {
			last, _ = strconv.ParseInt(m[2], 10, 64)
		}
		for _, e := range all {
			if n := int64(e.ID); first <= n && n <= last {
				out = append(out, e.ID)
			}
		}
		if out == nil {
			return nil, failure("error.not-in-case", word).next("hint.evidence-number")
		}
		return out, nil
	}
	if recordRange.MatchString(word) {
		records, err := recordsBy(ctx, f, word)
		for _, r := range records {
			if r.Evidence != 0 {
				out = append(out, r.Evidence)
			}
		}
		if err == nil && out == nil {
			return nil, failure("error.citation-statement", word).next("hint.evidence-number")
		}
		return out, err
	}
	if isWordFor(everything, word) {
		for _, e := range all {
			if (e.Withdrawn != "") == withdrawn {
				out = append(out, e.ID)
			}
		}
		return out, nil
	}
	for _, k := range kindsOfEvidence {
		if !isWordFor(k.name, word) {
			continue
		}
		for _, e := range all {
			is, err := reads(ctx, f, e, k.reads)
			if err != nil {
				return nil, err
			}
			if is && (e.Withdrawn != "") == withdrawn {
				out = append(out, e.ID)
			}
		}
		if out == nil {
			return nil, failure("error.none-of-kind", word).next("hint.evidence-number")
		}
		return out, nil
	}
	return nil, usage("error.evidence-number", word).next("hint.evidence-number")
}

// isWordFor reports whether a word is the name of a kind in any language.
func isWordFor(name, word string) bool {
	return strings.EqualFold(word, name) || strings.EqualFold(word, name+"s") || slices.ContainsFunc(locale.Langs(), func(lang locale.Lang) bool {
		return strings.EqualFold(word, lang.Say("evidence.kind."+name))
	})
}

func isKindOfEvidence(word string) bool {
	if isWordFor(everything, word) {
		return true
	}
	for _, k := range kindsOfEvidence {
		if isWordFor(k.name, word) {
			return true
		}
	}
	return false
}

// reads reports whether the first record of an evidence is of a kind.
func reads(ctx context.Context, f *casefile.File, e dispute.Evidence, kind func(dispute.Record) bool) (bool, error) {
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: e.ID}) {
		return err == nil && kind(r), err
	}
	return false, nil
}
