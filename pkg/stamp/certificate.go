package stamp

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"
)

// ErrNoCertificate says that a file holds no certificate that can be read.
var ErrNoCertificate = errors.New("no certificate in it")

// ParseCertificates reads all certificates of a PEM file, or the one of a DER
// file. Those that cannot be read are passed over when others can.
func ParseCertificates(file []byte) ([]*x509.Certificate, error) {
	if c, err := x509.ParseCertificate(file); err == nil {
		return []*x509.Certificate{c}, nil
	}
	var out []*x509.Certificate
	why := ErrNoCertificate
	for rest := file; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			why = fmt.Errorf("%w: %w", ErrNoCertificate, err)
			continue
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, why
	}
	return out, nil
}

// Roots are those of the certificates that a chain may end at: they are signed
// by themselves. The rest may stand in between.
func Roots(all []*x509.Certificate) (roots, rest []*x509.Certificate) {
	for _, c := range all {
		// Not CheckSignatureFrom: it refuses SHA-1, with which roots that are
		// still in use signed themselves. Nothing rests on that signature.
		if bytes.Equal(c.RawSubject, c.RawIssuer) && c.IsCA && c.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) == nil {
			roots = append(roots, c)
		} else {
			rest = append(rest, c)
		}
	}
	return roots, rest
}

// ErrNoRoot is of a file of certificates none of which a chain may end at.
var ErrNoRoot = errors.New("no certificate in it is signed by itself")

// TrustRoots takes the roots in a file of certificates, and what else is in it as
// certificates that may stand between. The error wraps ErrNoCertificate or is
// ErrNoRoot.
func (t *Trust) TrustRoots(file []byte) error {
	all, err := ParseCertificates(file)
	if err != nil {
		return err
	}
	roots, rest := Roots(all)
	if len(roots) == 0 {
		return ErrNoRoot
	}
	t.Roots, t.Untrusted = append(t.Roots, roots...), append(t.Untrusted, rest...)
	return nil
}

// Know takes the certificates in a file as such that may stand between. The error
// wraps ErrNoCertificate.
func (t *Trust) Know(file []byte) error {
	all, err := ParseCertificates(file)
	t.Untrusted = append(t.Untrusted, all...)
	return err
}

// WriteCertificates writes certificates as ParseCertificates reads them.
func WriteCertificates(all []*x509.Certificate) string {
	var out []byte
	for _, c := range all {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return string(out)
}

// fingerprint is the SHA-256 of a certificate, by which people compare it.
func fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}

// CertificateName is how people would call the owner of a certificate.
func CertificateName(c *x509.Certificate) string { return nameOf(c.Subject) }

const (
	oidExtendedKeyUsage = "2.5.29.37"
	oidKeyUsage         = "2.5.29.15"
	oidAlternativeName  = "2.5.29.17"
)

func extension(c *x509.Certificate, oid string) *pkix.Extension {
	for i, e := range c.Extensions {
		if e.Id.String() == oid {
			return &c.Extensions[i]
		}
	}
	return nil
}

// forTimeStamping reports whether a certificate is for time stamping alone, and
// whether it says so as RFC 3161 section 2.3 wants it said: critically.
func forTimeStamping(c *x509.Certificate) (alone, critical bool) {
	e := extension(c, oidExtendedKeyUsage)
	if e == nil {
		return false, false
	}
	alone = len(c.UnknownExtKeyUsage) == 0 && len(c.ExtKeyUsage) == 1 && c.ExtKeyUsage[0] == x509.ExtKeyUsageTimeStamping
	return alone, e.Critical
}

// maySign reports whether a certificate's key usage, where there is one, is for
// signatures and for nothing else.
func maySign(c *x509.Certificate) bool {
	const signing = x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment
	if extension(c, oidKeyUsage) == nil {
		return true
	}
	return c.KeyUsage&signing != 0 && c.KeyUsage&^signing == 0
}

// hasName reports whether a GeneralName is one of a certificate's names.
func hasName(c *x509.Certificate, general []byte) bool {
	in := cryptobyte.String(general)
	var name cryptobyte.String
	if in.ReadASN1(&name, tags.Tag(4).ContextSpecific().Constructed()) && in.Empty() && bytes.Equal(name, c.RawSubject) {
		return true
	}
	e := extension(c, oidAlternativeName)
	if e == nil {
		return false
	}
	var all []asn1.RawValue
	if rest, err := asn1.Unmarshal(e.Value, &all); err != nil || len(rest) > 0 {
		return false
	}
	for _, one := range all {
		if bytes.Equal(one.FullBytes, general) {
			return true
		}
	}
	return false
}
