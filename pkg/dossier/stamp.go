package dossier

import (
	"context"
	"crypto"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/packet"
	"complain/pkg/stamp"
)

// StampDigest is the digest of what a stamp is over, from the bytes as the case
// holds them now. It is nil where it cannot be computed: purged evidence has but
// its SHA-256.
func StampDigest(ctx context.Context, f *casefile.File, s casefile.Stamp, h crypto.Hash) ([]byte, error) {
	if h == 0 {
		return nil, nil
	}
	if s.Evidence == 0 {
		return stamp.Digest(h, strings.NewReader(s.Manifest))
	}
	b, err := f.Open(ctx, s.Evidence)
	if errors.Is(err, casefile.ErrPurged) {
		e, err := f.Evidence(ctx, s.Evidence)
		if err != nil || h != crypto.SHA256 {
			return nil, err
		}
		return hex.DecodeString(e.SHA256)
	}
	if err != nil {
		return nil, err
	}
	return stamp.Digest(h, io.NewSectionReader(b, 0, b.Size()))
}

// checkStamp says what the token s proves of what it is over as the case holds it
// now.
func checkStamp(ctx context.Context, f *casefile.File, s casefile.Stamp, trust stamp.Trust) (t stamp.Token, r stamp.Result, err error) {
	if t, err = stamp.Parse(s.Data); err != nil {
		return t, r, fmt.Errorf("%s: %w: %w", s.ID, casefile.ErrDamaged, err)
	}
	digest, err := StampDigest(ctx, f, s, t.Hash)
	if err != nil {
		return t, r, err
	}
	return t, stamp.Verify(t, digest, trust), nil
}

// VerifyStamp says what the token s proves by the certificates in trust, and
// keeps in f those that proved it.
func VerifyStamp(ctx context.Context, f *casefile.File, s casefile.Stamp, trust stamp.Trust) (t stamp.Token, r stamp.Result, err error) {
	if t, r, err = checkStamp(ctx, f, s, trust); err != nil || r.Verdict != stamp.Verified {
		return t, r, err
	}
	if proof := stamp.WriteCertificates(r.Chain); proof != s.Proof {
		err = f.ProveStamp(ctx, s.ID, proof)
	}
	return t, r, err
}

// stamps is what a packet says of the time stamps of what it names: of the
// manifest, and of the evidence named. A token counts as verified when it
// verifies now with the certificates that the user named then; one that is
// refused is not in the packet.
func (d *Dossier) stamps(ctx context.Context, named []dispute.EvidenceID) ([]packet.Stamp, error) {
	all, err := d.file.Stamps(ctx)
	if err != nil {
		return nil, err
	}
	var out []packet.Stamp
	for _, s := range all {
		if s.Kind != casefile.StampToken || s.Evidence != 0 && !slices.Contains(named, s.Evidence) {
			continue
		}
		var trust stamp.Trust
		if proof, err := stamp.ParseCertificates([]byte(s.Proof)); err == nil {
			trust.Roots, trust.Untrusted = stamp.Roots(proof)
		}
		t, r, err := checkStamp(ctx, d.file, s, trust)
		if err != nil {
			return nil, err
		}
		if r.Verdict == stamp.Refused {
			continue
		}
		p := packet.Stamp{Evidence: s.Evidence, GenTime: t.Time, Authority: t.Authority, Verified: r.Verdict == stamp.Verified}
		if s.Evidence == 0 {
			p.Files, p.Covers = strings.Count(s.Manifest, "\n"), covered(s.Manifest, d.Evidence, named)
		}
		if root := r.Root(); root != nil {
			p.Root = stamp.CertificateName(root)
		}
		out = append(out, p)
	}
	return out, nil
}

// covered is the evidence among named that is in a manifest.
func covered(manifest string, evidence []dispute.Evidence, named []dispute.EvidenceID) (out []dispute.EvidenceID) {
	for _, e := range evidence {
		if slices.Contains(named, e.ID) && strings.Contains(manifest, e.ManifestLine()) {
			out = append(out, e.ID)
		}
	}
	return out
}
