package stamp

import (
	"bytes"
	"crypto/x509"
	"errors"

	"complain/pkg/dispute"
)

// State is what came of one check.
type State string

// The states, from best to worst.
const (
	Holds     State = "holds"
	Unchecked State = "unchecked"
	Weak      State = "weak" // holds, by means that are broken
	Fails     State = "fails"
)

// Check is one check of a token. Its name has words in the catalogue under
// stamp.check.NAME.
type Check struct {
	Name  string
	State State
	Why   dispute.Note
}

// The names of the checks, in their order.
const (
	CheckImprint    = "imprint"
	CheckContent    = "content"
	CheckSignature  = "signature"
	CheckBinding    = "binding"
	CheckPurpose    = "purpose"
	CheckName       = "name"
	CheckValidity   = "validity"
	CheckChain      = "chain"
	CheckRevocation = "revocation"
)

// Verdict is what all checks together say.
type Verdict string

// The verdicts.
const (
	Verified Verdict = "verified" // every check but revocation was made, and holds
	Unproven Verdict = "unproven" // none fails, but not all were made, or something weak is in it
	Refused  Verdict = "refused"  // one fails
)

// Result is what Verify found.
type Result struct {
	Verdict Verdict
	Checks  []Check
	Signer  *x509.Certificate   // nil when it is not known
	Chain   []*x509.Certificate // from the signer to a root; nil when none was reached
}

// Root is where the chain ended; nil when it reached none.
func (r Result) Root() *x509.Certificate {
	if len(r.Chain) == 0 {
		return nil
	}
	return r.Chain[len(r.Chain)-1]
}

// Failed is the first check that fails.
func (r Result) Failed() (Check, bool) {
	for _, c := range r.Checks {
		if c.State == Fails {
			return c, true
		}
	}
	return Check{}, false
}

// Trust is what the caller adds to a token.
type Trust struct {
	Roots     []*x509.Certificate // that the user names; without any, the chain is not checked
	Untrusted []*x509.Certificate // that may stand between
}

// Verify checks a token over a content whose digest under t.Hash is digest; nil
// when the digest cannot be computed.
func Verify(t Token, digest []byte, trust Trust) Result {
	var r Result
	add := func(name string, s State, code string, args ...any) {
		r.Checks = append(r.Checks, Check{name, s, dispute.Say(code, args...)})
	}
	switch {
	case t.Hash == 0 || digest == nil:
		add(CheckImprint, Unchecked, "stamp.why.hash-unknown", t.HashName)
	case !bytes.Equal(t.Imprint, digest):
		add(CheckImprint, Fails, "stamp.why.imprint")
	case weak(t.Hash):
		add(CheckImprint, Weak, "stamp.why.hash-weak", t.HashName)
	default:
		add(CheckImprint, Holds, "stamp.ok.imprint", t.HashName)
	}
	t.signed.checkContent(t.content, add)
	r.Signer = t.signed.signer(trust.Untrusted)
	if r.Signer == nil {
		t.signed.noSigner(add)
	} else {
		t.signed.checkSignature(r.Signer, add)
		t.signed.checkBinding(r.Signer, add)
		checkCertificate(r.Signer, t, add)
		r.Chain = t.checkChain(r.Signer, trust, add)
	}
	add(CheckRevocation, Unchecked, "stamp.why.revocation")
	r.Verdict = verdict(r.Checks)
	return r
}

func verdict(checks []Check) Verdict {
	v := Verified
	for _, c := range checks {
		switch {
		case c.State == Fails:
			return Refused
		case c.State != Holds && c.Name != CheckRevocation:
			v = Unproven
		}
	}
	return v
}

type adder func(name string, s State, code string, args ...any)

// checkContent compares the signed attributes with the content that they are
// about.
func (s *signedData) checkContent(content []byte, add adder) {
	switch {
	case s.contentTwice:
		add(CheckContent, Fails, "stamp.why.attribute-twice")
	case s.contentType.String() != oidTSTInfo:
		add(CheckContent, Fails, "stamp.why.content-type")
	case s.digest == 0:
		add(CheckContent, Unchecked, "stamp.why.hash-unknown", s.digestName)
	case !bytes.Equal(sum(s.digest, content), s.message):
		add(CheckContent, Fails, "stamp.why.content-digest")
	default:
		add(CheckContent, Holds, "stamp.ok.content", s.digestName)
	}
}

// noSigner says why a token's signature cannot be checked.
func (s *signedData) noSigner(add adder) {
	switch {
	case s.issuer == nil:
		add(CheckSignature, Unchecked, "stamp.why.signer-by-key")
	case algorithmName(s.algorithm) == "SM2":
		add(CheckSignature, Unchecked, "stamp.why.algorithm", "SM2")
	case len(s.unreadable) > 0 && usesSM2(bytes.Join(s.unreadable, nil)):
		add(CheckSignature, Unchecked, "stamp.why.algorithm", "SM2")
	case len(s.unreadable) > 0:
		add(CheckSignature, Unchecked, "stamp.why.certificate-unreadable")
	default:
		add(CheckSignature, Unchecked, "stamp.why.no-certificate")
	}
	add(CheckChain, Unchecked, "stamp.why.no-signer")
}

func (s *signedData) checkSignature(signer *x509.Certificate, add adder) {
	name, check := s.checker(signer)
	if check == nil {
		add(CheckSignature, Unchecked, "stamp.why.algorithm", name)
		return
	}
	switch err := check(); {
	case err != nil:
		add(CheckSignature, Fails, "stamp.why.signature", CertificateName(signer))
	case weak(s.digest):
		add(CheckSignature, Weak, "stamp.why.hash-weak", s.digestName)
	default:
		add(CheckSignature, Holds, "stamp.ok.signature", CertificateName(signer), name)
	}
}

// checker is how the signature is checked, nil where it cannot be, with the
// algorithm's name.
func (s *signedData) checker(signer *x509.Certificate) (name string, check func() error) {
	if s.algorithm.String() == oidPSS {
		p, ok := readPSS(s.parameters)
		if !ok || !p.fits(signer, s.digest) {
			return "RSASSA-PSS", nil
		}
		return s.digestName + " RSASSA-PSS", func() error { return p.check(signer, s.attributes, s.signature) }
	}
	alg, ok := signatureAlgorithm(s.algorithm, s.digest)
	if !ok {
		return algorithmName(s.algorithm), nil
	}
	return alg.String(), func() error { return signer.CheckSignature(alg, s.attributes, s.signature) }
}

// checkBinding compares the certificates that the signed attributes name with
// the signer's. Without it, another certificate of the same key could be put in
// place of the signer's.
func (s *signedData) checkBinding(signer *x509.Certificate, add adder) {
	switch {
	case s.badBinding:
		add(CheckBinding, Fails, "stamp.why.binding-unreadable")
		return
	case len(s.bindings) == 0:
		add(CheckBinding, Fails, "stamp.why.binding-missing")
		return
	}
	for _, b := range s.bindings {
		switch {
		case !b.first:
		case b.hash == 0:
			add(CheckBinding, Unchecked, "stamp.why.binding-hash")
			return
		case !b.fits(signer):
			add(CheckBinding, Fails, "stamp.why.binding")
			return
		}
	}
	add(CheckBinding, Holds, "stamp.ok.binding")
}

// checkCertificate checks what the signer's certificate says about itself.
func checkCertificate(c *x509.Certificate, t Token, add adder) {
	switch alone, critical := forTimeStamping(c); {
	case !alone:
		add(CheckPurpose, Fails, "stamp.why.purpose")
	case !critical:
		add(CheckPurpose, Fails, "stamp.why.purpose-loose")
	case !maySign(c):
		add(CheckPurpose, Fails, "stamp.why.key-usage")
	default:
		add(CheckPurpose, Holds, "stamp.ok.purpose")
	}
	if t.tsa != nil {
		if hasName(c, t.tsa) {
			add(CheckName, Holds, "stamp.ok.name")
		} else {
			add(CheckName, Fails, "stamp.why.name")
		}
	}
	from, to := c.NotBefore.UTC().Format(day), c.NotAfter.UTC().Format(day)
	if t.Time.Before(c.NotBefore) || t.Time.After(c.NotAfter) {
		add(CheckValidity, Fails, "stamp.why.validity", from, to)
	} else {
		add(CheckValidity, Holds, "stamp.ok.validity", from, to)
	}
}

const day = "2006-01-02"

// checkChain follows the signer's certificate to a root that the user named, at
// the time that the token states.
func (t Token) checkChain(signer *x509.Certificate, trust Trust, add adder) []*x509.Certificate {
	if len(trust.Roots) == 0 {
		add(CheckChain, Unchecked, "stamp.why.no-roots")
		return nil
	}
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	for _, c := range trust.Roots {
		roots.AddCert(c)
	}
	for _, list := range [][]*x509.Certificate{t.signed.certificates, trust.Untrusted} {
		for _, c := range list {
			between.AddCert(c)
		}
	}
	chains, err := signer.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, CurrentTime: t.Time,
		KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}})
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		add(CheckChain, Fails, "stamp.why.chain-expired", CertificateName(invalid.Cert))
		return nil
	case errors.As(err, &invalid) && invalid.Reason == x509.IncompatibleUsage:
		add(CheckChain, Fails, "stamp.why.chain-purpose")
		return nil
	case errors.As(err, &unknown):
		add(CheckChain, Fails, "stamp.why.chain-unknown")
		return nil
	case err != nil:
		add(CheckChain, Fails, "stamp.why.chain", err)
		return nil
	}
	for _, chain := range chains {
		if t.signed.named(chain) {
			root := chain[len(chain)-1]
			add(CheckChain, Holds, "stamp.ok.chain", CertificateName(root), fingerprint(root))
			return chain
		}
	}
	add(CheckChain, Fails, "stamp.why.chain-other")
	return nil
}

// named reports whether every certificate that the signed attributes name is in
// the chain: when they name more than the signer's, the chain is fixed.
func (s *signedData) named(chain []*x509.Certificate) bool {
	for _, b := range s.bindings {
		found := false
		for _, c := range chain {
			found = found || b.fits(c)
		}
		if !found {
			return false
		}
	}
	return true
}
