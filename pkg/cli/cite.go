package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/media"
	"complain/pkg/internal/pattern"
)

// citationForm is a place as people type it: "E5", "E9:p3", "E1:row27", "E2:line14", and
// part of a picture or page: "E5@120,340,400,60", "E9:p3@120,340,400,60".
var citationForm = pattern.New(`^(?i:(e\d+)(?::(p|page|row|line)\s*(\d+))?(?:@([\d,\x{ff0c}]+))?)$`)

// changeProofs is proofs after a change as people type it: with + or - what is
// added or taken away, without either what stands in place of all.
func changeProofs(ctx context.Context, f *casefile.File, proofs []dossier.Proof, typed []string) ([]dossier.Proof, error) {
	proofs = slices.Clone(proofs)
	if !slices.ContainsFunc(typed, func(t string) bool { return strings.HasPrefix(t, "+") || strings.HasPrefix(t, "-") }) {
		proofs = nil
	}
	for _, text := range whole(typed) {
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

// whole are places as they were typed: the numbers of a part of a picture stand between
// commas, at which the flag cuts a list.
func whole(typed []string) (out []string) {
	for _, text := range typed {
		if n := len(out); n > 0 && strings.Contains(out[n-1], "@") && strings.Count(out[n-1], ",") < 3 && strings.Trim(text, " 0123456789") == "" {
			out[n-1] += "," + strings.TrimSpace(text)
			continue
		}
		out = append(out, text)
	}
	return out
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
	e, err := f.Evidence(ctx, id)
	if err != nil {
		return dossier.Proof{}, err
	}
	if m[4] != "" {
		return parseRegion(ctx, f, e, m, wrong)
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

// parseRegion is a part of a picture, or of a page of a paper: what was matched by
// citationForm. It has to lie in the picture.
func parseRegion(ctx context.Context, f *casefile.File, e dispute.Evidence, m []string, wrong error) (dossier.Proof, error) {
	box, ok := dispute.ParseBox(m[4])
	unit, at := strings.ToLower(m[2]), dispute.Locator{Region: dispute.RegionOf(box)}
	page, err := strconv.Atoi(cmp.Or(m[3], "1"))
	switch {
	case !ok || err != nil || page == 0 || unit == "row" || unit == "line":
		return dossier.Proof{}, wrong
	case media.Picture(e.MediaType):
		width, height, err := pictureSize(ctx, f, e.ID)
		if err != nil {
			return dossier.Proof{}, err
		}
		if page != 1 || width > 0 && !at.Region.Within(width, height) {
			return dossier.Proof{}, failure("error.citation-region", fmt.Sprint(e.ID), at.Region.String(), width, height)
		}
	case e.MediaType == media.PDF:
		at.Page = page
	default:
		return dossier.Proof{}, failure("error.citation-no-picture", fmt.Sprint(e.ID)).next("hint.citation")
	}
	return dossier.Proof{Evidence: e.ID, Locator: at.String()}, nil
}

// pictureSize is that of an upright picture in pixels, as it was read; 0 where it was not.
func pictureSize(ctx context.Context, f *casefile.File, id dispute.EvidenceID) (width, height int, err error) {
	for r, err := range f.Passing(ctx, casefile.Filter{Evidence: id, Kind: dispute.Photo}) {
		if err != nil {
			return 0, 0, err
		}
		if photo, ok := r.Photo(); ok {
			return photo.Width, photo.Height, nil
		}
	}
	return 0, 0, nil
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
