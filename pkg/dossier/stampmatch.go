package dossier

import (
	"bytes"
	"context"
	"crypto"
	"encoding/hex"
	"errors"
	"fmt"

	"complain/pkg/casefile"
	"complain/pkg/stamp"
)

// ErrStampOfNothing is the error for a token that is over nothing in the case.
var ErrStampOfNothing = errors.New("the time stamp is over nothing in the case")

// NonceError is the error for a token over what Request asked one for, that
// answers another request.
type NonceError struct{ Request casefile.StampID }

func (e *NonceError) Error() string {
	return fmt.Sprintf("the time stamp does not answer the request %s", e.Request)
}

// MatchStamp finds what a token is over: what a request of this case is over, or
// else an evidence, or a manifest. anyNonce takes one that answers no request.
// Errors are a *NonceError, or wrap stamp.ErrHash, ErrStampOfNothing or those of
// the case.
func MatchStamp(ctx context.Context, f *casefile.File, t stamp.Token, anyNonce bool) (casefile.Stamp, error) {
	if t.Hash == 0 {
		return casefile.Stamp{}, fmt.Errorf("%q: %w", t.HashName, stamp.ErrHash)
	}
	all, err := f.Stamps(ctx)
	if err != nil {
		return casefile.Stamp{}, err
	}
	asked, answered, err := requestsFor(t, all)
	switch {
	case err != nil:
		return casefile.Stamp{}, err
	case answered != nil:
		return casefile.Stamp{Evidence: answered.Evidence, Manifest: answered.Manifest, Answers: answered.ID}, nil
	case len(asked) > 0 && !anyNonce:
		return casefile.Stamp{}, &NonceError{asked[0].ID}
	case len(asked) > 0:
		return casefile.Stamp{Evidence: asked[0].Evidence, Manifest: asked[0].Manifest}, nil
	}
	return unaskedStamp(ctx, f, t, all)
}

// requestsFor is the requests for a token over the same bytes, and the one that
// the token answers.
func requestsFor(t stamp.Token, all []casefile.Stamp) (asked []casefile.Stamp, answered *casefile.Stamp, err error) {
	for _, s := range all {
		if s.Kind != casefile.StampRequest {
			continue
		}
		r, err := stamp.ParseRequest(s.Data)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w: %w", s.ID, casefile.ErrDamaged, err)
		}
		if r.Hash != t.Hash || !bytes.Equal(r.Imprint, t.Imprint) {
			continue
		}
		if t.Nonce != nil && r.Nonce != nil && t.Nonce.Cmp(r.Nonce) == 0 {
			return asked, &s, nil
		}
		asked = append(asked, s)
	}
	return asked, nil, nil
}

// unaskedStamp looks for what a token is over among all evidence and manifests.
func unaskedStamp(ctx context.Context, f *casefile.File, t stamp.Token, all []casefile.Stamp) (casefile.Stamp, error) {
	candidates, err := stampable(ctx, f, all)
	if err != nil {
		return casefile.Stamp{}, err
	}
	for _, c := range candidates {
		// The hash that the case has already spares reading the bytes.
		if c.sha256 != "" && t.Hash == crypto.SHA256 && c.sha256 != hex.EncodeToString(t.Imprint) {
			continue
		}
		digest, err := StampDigest(ctx, f, c.stamp, t.Hash)
		if err != nil {
			return casefile.Stamp{}, err
		}
		if bytes.Equal(digest, t.Imprint) {
			return c.stamp, nil
		}
	}
	return casefile.Stamp{}, ErrStampOfNothing
}

// stampCandidate is what a token may be over.
type stampCandidate struct {
	stamp  casefile.Stamp
	sha256 string // of evidence, in hex
}

// stampable is what a token of this case may be over: its manifest as it is now,
// those that were stamped, and every evidence.
func stampable(ctx context.Context, f *casefile.File, all []casefile.Stamp) ([]stampCandidate, error) {
	evidence, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	now, err := f.Manifest(ctx)
	if err != nil {
		return nil, err
	}
	manifest := func(text string) stampCandidate { return stampCandidate{stamp: casefile.Stamp{Manifest: text}} }
	out := []stampCandidate{manifest(now)}
	for _, s := range all {
		if s.Manifest != "" {
			out = append(out, manifest(s.Manifest))
		}
	}
	for _, e := range evidence {
		out = append(out, stampCandidate{casefile.Stamp{Evidence: e.ID}, e.SHA256})
	}
	return out, nil
}
