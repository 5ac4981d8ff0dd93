package cli

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/pattern"
)

// citationForm is a place as people type it: "E5", "E9:p3", "E1:row27", "E2:line14".
var citationForm = pattern.New(`^(?i:(e\d+)(?::(p|page|row|line)\s*(\d+))?)$`)

// changeProofs is proofs after a change as people type it: with + or - what is
// added or taken away, without either what stands in place of all.
func changeProofs(ctx context.Context, f *casefile.File, proofs []dossier.Proof, typed []string) ([]dossier.Proof, error) {
	proofs = slices.Clone(proofs)
	if !slices.ContainsFunc(typed, func(t string) bool { return strings.HasPrefix(t, "+") || strings.HasPrefix(t, "-") }) {
		proofs = nil
	}
	for _, text := range typed {
		p, err := parseProof(ctx, f, strings.TrimLeft(text, "+-"))
		if err != nil {
			return nil, err
		}
		has := slices.Index(proofs, p)
		switch {
		case strings.HasPrefix(text, "-") && has >= 0:
			proofs = slices.Delete(proofs, has, has+1)
		case !strings.HasPrefix(text, "-") && has < 0:
			proofs = append(proofs, p)
		}
	}
	return proofs, nil
}

// parseProof is the place that somebody typed. It has to be there.
func parseProof(ctx context.Context, f *casefile.File, typed string) (dossier.Proof, error) {
	wrong := usage("error.citation", typed).next("hint.citation")
	typed = strings.TrimPrefix(typed, "*")
	if evidenceRange.MatchString(typed) && !strings.ContainsAny(typed[:1], "0123456789Ee") {
		typed = "E" + typed[1:] // a conversation, or an office's answer
	}
	if strings.HasPrefix(strings.ToUpper(typed), "R") {
		id, err := recordID(typed)
		if err != nil {
			return dossier.Proof{}, wrong
		}
		r, err := f.Record(ctx, id)
		if err != nil {
			return dossier.Proof{}, err
		}
		if r.Evidence == 0 {
			return dossier.Proof{}, failure("error.citation-statement", typed).next("hint.citation")
		}
		return dossier.Proof{Evidence: r.Evidence, Locator: r.Locator.String()}, nil
	}
	m := citationForm.FindStringSubmatch(typed)
	if m == nil {
		return dossier.Proof{}, wrong
	}
	id, err := dispute.ParseEvidenceID(strings.ToUpper(m[1]))
	if err != nil {
		return dossier.Proof{}, wrong
	}
	if _, err := f.Evidence(ctx, id); err != nil {
		return dossier.Proof{}, err
	}
	if m[2] == "" {
		return dossier.Proof{Evidence: id}, nil
	}
	n, err := strconv.Atoi(m[3])
	if err != nil || n == 0 {
		return dossier.Proof{}, wrong
	}
	for r, err := range f.Records(ctx, casefile.Filter{Evidence: id}) {
		if err != nil {
			return dossier.Proof{}, err
		}
		if at := r.Locator; stands(at, strings.ToLower(m[2]), n) {
			return dossier.Proof{Evidence: id, Locator: at.String()}, nil
		}
	}
	return dossier.Proof{}, failure("error.citation-none", fmt.Sprint(id), m[2]+m[3]).next("hint.citation-none", id)
}

// stands reports whether a place is the page, row or line of a number.
func stands(at dispute.Locator, unit string, n int) bool {
	switch unit {
	case "row":
		return at.Row == n
	case "line":
		return at.Line > 0 && at.Line <= n && n < at.Line+at.Units()
	}
	return at.Page == n
}
