package cli

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/pattern"
)

// recordRange is a number of a record or a range of them: R27, R27-R39, R27..39. A
// star is what marks a fact on the screen.
var recordRange = pattern.New(`^\*?[Rr]([0-9]{1,9})(?:(?:-|–|—|~|\x{ff5e}|\.\.\.?|…)[Rr]?([0-9]{1,9}))?$`)

// mostRecords is how many records one word may name: more are no choice.
const mostRecords = 1000

// chosenRecords finds the records that words name, in their order and each once:
// numbers and ranges (R27, R27-R39), a conversation of the timeline or an evidence
// with all that was read in it (C3, E3), a place of one (E3:row12), an office's
// answer (A5), or all of a kind of evidence.
func chosenRecords(ctx context.Context, f *casefile.File, words []string) (out []dispute.Record, err error) {
	seen := map[int64]bool{}
	for _, argument := range words {
		for word := range strings.FieldsFuncSeq(argument, betweenNumbers) {
			found, err := recordsBy(ctx, f, word)
			if err != nil {
				return nil, err
			}
			for _, r := range found {
				if r.ID == 0 || !seen[r.ID] {
					seen[r.ID] = true
					out = append(out, r)
				}
			}
		}
	}
	if len(out) == 0 {
		return nil, usage("error.record-number", strings.Join(words, " ")).next("hint.record-number")
	}
	return out, nil
}

// recordsBy is what one word names. It is an error when that is nothing.
func recordsBy(ctx context.Context, f *casefile.File, word string) ([]dispute.Record, error) {
	if m := recordRange.FindStringSubmatch(word); m != nil {
		return recordsFrom(ctx, f, word, m[1], m[2])
	}
	if digits := strings.TrimPrefix(word, "*"); digits != "" && strings.Trim(digits, "0123456789") == "" {
		return recordsFrom(ctx, f, word, digits, "")
	}
	if answerNumber.MatchString(word) {
		r, err := answerRecord(ctx, f, word)
		return []dispute.Record{r}, err
	}
	if m := citationForm.FindStringSubmatch(word); m != nil && m[2] != "" {
		p, err := parseProof(ctx, f, word)
		if err != nil {
			return nil, err
		}
		return recordsOf(ctx, f, word, []dispute.EvidenceID{p.Evidence}, func(r dispute.Record) bool { return r.Locator.String() == p.Locator })
	}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	if !evidenceRange.MatchString(word) && !isKindOfEvidence(word) {
		return nil, usage("error.record-number", word).next("hint.record-number")
	}
	ids, err := evidenceBy(ctx, f, all, word, false)
	if err != nil {
		return nil, err
	}
	return recordsOf(ctx, f, word, ids, func(dispute.Record) bool { return true })
}

// recordsFrom are the records of a range of numbers. A single one has to be there;
// of a range, one of them.
func recordsFrom(ctx context.Context, f *casefile.File, word, from, to string) (out []dispute.Record, err error) {
	first, _ := strconv.ParseInt(from, 10, 64) // nine digits fit
	if to == "" {
		if first < 1 {
			return nil, usage("error.record-number", word).next("hint.record-number")
		}
		r, err := f.Record(ctx, first)
		return []dispute.Record{r}, err
	}
	last, _ := strconv.ParseInt(to, 10, 64)
	if first < 1 || last < first || last-first >= mostRecords {
		return nil, usage("error.record-range", word, mostRecords).next("hint.record-number")
	}
	for r, err := range f.Records(ctx, casefile.Filter{}) {
		if err != nil {
			return nil, err
		}
		if first <= r.ID && r.ID <= last {
			out = append(out, r)
		}
	}
	if out == nil {
		return nil, failure("error.not-in-case", word).next("hint.record-number")
	}
	slices.SortFunc(out, func(a, b dispute.Record) int { return int(a.ID - b.ID) })
	return out, nil
}

// recordsOf are the records of evidence that are wanted.
func recordsOf(ctx context.Context, f *casefile.File, word string, ids []dispute.EvidenceID, wanted func(dispute.Record) bool) (out []dispute.Record, err error) {
	for _, id := range ids {
		for r, err := range f.Records(ctx, casefile.Filter{Evidence: id}) {
			if err != nil {
				return nil, err
			}
			if !wanted(r) {
				continue
			}
			if out = append(out, r); len(out) > mostRecords {
				return nil, usage("error.record-range", word, mostRecords).next("hint.record-number")
			}
		}
	}
	if out == nil {
		return nil, failure("error.not-in-case", word).next("hint.record-number")
	}
	return out, nil
}

// answerNumber is the number of an office's answer that no record stands for.
var answerNumber = pattern.New(`^\*?[Aa][0-9]{1,9}$`)

// answerRecord is the record of an office's answer, or the whole of its evidence.
func answerRecord(ctx context.Context, f *casefile.File, word string) (dispute.Record, error) {
	id, err := dispute.ParseEvidenceID(strings.TrimLeft(word, "*Aa"))
	if err != nil {
		return dispute.Record{}, usage("error.record-number", word).next("hint.record-number")
	}
	e, err := f.Evidence(ctx, id)
	if err != nil {
		return dispute.Record{}, err
	}
	if e.Official == nil {
		return dispute.Record{}, usage("error.record-number", word).next("hint.record-number")
	}
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: id}) {
		if err != nil || r.Kind == dispute.Photo || r.Kind == dispute.Document {
			return r, err
		}
	}
	return dispute.Record{Evidence: id}, nil
}

// chosenEvents are the records that begin the events which words name. Of a
// conversation or an evidence that is the first, which the timeline begins with.
func chosenEvents(ctx context.Context, f *casefile.File, words []string) (out []dispute.Record, err error) {
	for _, argument := range words {
		for word := range strings.FieldsFuncSeq(argument, betweenNumbers) {
			found, err := recordsBy(ctx, f, word)
			if err != nil {
				return nil, err
			}
			if !recordRange.MatchString(word) {
				found = found[:1]
			}
			out = append(out, found...)
		}
	}
	if len(out) == 0 {
		return nil, usage("error.record-number", strings.Join(words, " ")).next("hint.record-number")
	}
	return out, nil
}

// oneRecord is the record that an event's number names: of a conversation the
// first, which it begins with.
func oneRecord(ctx context.Context, f *casefile.File, word string) (dispute.Record, error) {
	found, err := recordsBy(ctx, f, strings.TrimSpace(word))
	if err != nil {
		return dispute.Record{}, err
	}
	if m := recordRange.FindStringSubmatch(word); m != nil && m[2] != "" {
		return dispute.Record{}, usage("error.one-record", word, len(found)).next("hint.record-number")
	}
	return found[0], nil
}

// recordNames are the numbers of records as they are printed; what has none is
// named by its evidence.
func recordNames(records []dispute.Record) (names []string) {
	for _, r := range records {
		if r.ID == 0 {
			names = append(names, "A"+strings.TrimPrefix(r.Evidence.String(), "E"))
			continue
		}
		names = append(names, "R"+itoa(r.ID))
	}
	return names
}

// shortNames are numbers of records with those that follow one another as a range.
func shortNames(records []dispute.Record) (names []string) {
	for i := 0; i < len(records); {
		j := i
		for j+1 < len(records) && records[j].ID != 0 && records[j+1].ID == records[j].ID+1 {
			j++
		}
		if j-i < 2 {
			j = i
			names = append(names, recordNames(records[i:i+1])...)
		} else {
			names = append(names, "R"+itoa(records[i].ID)+"-R"+itoa(records[j].ID))
		}
		i = j + 1
	}
	return names
}
