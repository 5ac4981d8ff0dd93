package stamp

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"
)

// signedData is what matters here of a CMS SignedData (RFC 5652) with its one
// signer.
type signedData struct {
	certificates []*x509.Certificate // that could be read
	unreadable   [][]byte            // the DER of those that could not

	issuer       []byte // DER; nil when the signer is named in another way
	serial       *big.Int
	digest       crypto.Hash // 0 when it is none that can be computed
	digestName   string
	attributes   []byte // the signed attributes as the SET that is signed
	algorithm    asn1.ObjectIdentifier
	parameters   []byte // of the algorithm, DER; may be empty
	signature    []byte
	contentType  asn1.ObjectIdentifier // what the signed attributes say the content is
	message      []byte                // and its digest
	bindings     []binding             // and the certificate of the signer
	badBinding   bool                  // an attribute for that is there and cannot be read
	contentTwice bool                  // an attribute is there twice, or with two values
}

// binding is an ESSCertID or ESSCertIDv2: a certificate that the signer named.
type binding struct {
	first  bool // in its attribute: the signer's own
	hash   crypto.Hash
	sum    []byte
	issuer []byte // DER of the directory name; nil when not given
	serial *big.Int
}

const (
	oidSignedData = "1.2.840.113549.1.7.2"
	oidTSTInfo    = "1.2.840.113549.1.9.16.1.4"

	oidContentType   = "1.2.840.113549.1.9.3"
	oidMessageDigest = "1.2.840.113549.1.9.4"
	oidCertificate   = "1.2.840.113549.1.9.16.2.12"
	oidCertificateV2 = "1.2.840.113549.1.9.16.2.47"
)

// implicit0 and its like are the tags [0], [1] of constructed values.
const (
	implicit0 = tags.Tag(0x80 | constructed)
	implicit1 = tags.Tag(0x81 | constructed)
	keyID     = tags.Tag(0x80)
)

// parseToken reads a ContentInfo with a SignedData over a TSTInfo.
func parseToken(der []byte) (Token, error) {
	t := Token{DER: bytes.Clone(der)}
	whole := cryptobyte.String(t.DER)
	var info, explicit, in, digests, content, octets cryptobyte.String
	var oid asn1.ObjectIdentifier
	if !whole.ReadASN1(&info, tags.SEQUENCE) || !whole.Empty() ||
		!info.ReadASN1ObjectIdentifier(&oid) || oid.String() != oidSignedData ||
		!info.ReadASN1(&explicit, implicit0) || !info.Empty() ||
		!explicit.ReadASN1(&in, tags.SEQUENCE) || !explicit.Empty() {
		return Token{}, bad("no signed message")
	}
	var version int
	if !in.ReadASN1Integer(&version) || version < 1 || version > 5 ||
		!in.ReadASN1(&digests, tags.SET) ||
		!in.ReadASN1(&content, tags.SEQUENCE) || !content.ReadASN1ObjectIdentifier(&oid) {
		return Token{}, bad("a signed message that cannot be read")
	}
	if oid.String() != oidTSTInfo {
		return Token{}, bad("a signed message, but about no time")
	}
	explicit = nil
	if !content.ReadASN1(&explicit, implicit0) || !content.Empty() ||
		!explicit.ReadASN1(&octets, tags.OCTET_STRING) || !explicit.Empty() {
		return Token{}, bad("a signed message without its content")
	}
	t.content = octets
	var err error
	if t.Info, t.tsa, err = parseInfo(t.content); err != nil {
		return Token{}, err
	}
	if err := t.signed.parse(in); err != nil {
		return Token{}, err
	}
	if signer := t.signed.signer(nil); t.Authority == "" && signer != nil {
		t.Authority = nameOf(signer.Subject)
	}
	return t, nil
}

// parse reads what follows the content: certificates, revocation lists, signers.
func (s *signedData) parse(in cryptobyte.String) error {
	var certificates, lists, signers, signer cryptobyte.String
	var some bool
	if !in.ReadOptionalASN1(&certificates, &some, implicit0) ||
		!in.ReadOptionalASN1(&lists, &some, implicit1) ||
		!in.ReadASN1(&signers, tags.SET) || !in.Empty() {
		return bad("a signed message that cannot be read")
	}
	for !certificates.Empty() {
		var one cryptobyte.String
		var tag tags.Tag
		if !certificates.ReadAnyASN1Element(&one, &tag) {
			return bad("certificates")
		}
		if tag != tags.SEQUENCE { // an attribute certificate: of no use here
			continue
		}
		if c, err := x509.ParseCertificate(one); err == nil {
			s.certificates = append(s.certificates, c)
		} else {
			s.unreadable = append(s.unreadable, one)
		}
	}
	if !signers.ReadASN1(&signer, tags.SEQUENCE) || !signers.Empty() {
		return bad("not signed by exactly one")
	}
	return s.parseSigner(signer)
}

func (s *signedData) parseSigner(in cryptobyte.String) error {
	var version int
	if !in.ReadASN1Integer(&version) || version != 1 && version != 3 {
		return bad("the signer")
	}
	if in.PeekASN1Tag(keyID) {
		var id cryptobyte.String
		if !in.ReadASN1(&id, keyID) {
			return bad("the signer")
		}
	} else {
		var id, issuer cryptobyte.String
		s.serial = new(big.Int)
		if !in.ReadASN1(&id, tags.SEQUENCE) || !id.ReadASN1Element(&issuer, tags.SEQUENCE) ||
			!id.ReadASN1Integer(s.serial) || !id.Empty() {
			return bad("the signer")
		}
		s.issuer = issuer
	}
	var digest asn1.ObjectIdentifier
	var attributes, algorithm, signature, unsigned cryptobyte.String
	var some bool
	if !readAlgorithm(&in, &digest) ||
		!in.ReadASN1(&attributes, implicit0) || // may be left out in CMS, but not in a time stamp
		!in.ReadASN1(&algorithm, tags.SEQUENCE) || !algorithm.ReadASN1ObjectIdentifier(&s.algorithm) ||
		!in.ReadASN1(&signature, tags.OCTET_STRING) ||
		!in.ReadOptionalASN1(&unsigned, &some, implicit1) || !in.Empty() {
		return bad("the signer")
	}
	s.digest, s.digestName = hashOf(digest)
	s.parameters, s.signature = algorithm, signature
	// What is signed is the attributes as a SET, not under the tag [0] that
	// they have in the message (RFC 5652 section 5.4).
	s.attributes = element{tag: byte(tags.SET), content: attributes}.append(nil)
	return s.parseAttributes(attributes)
}

// parseAttributes reads the signed attributes that say what is signed and by
// whom.
func (s *signedData) parseAttributes(in cryptobyte.String) error {
	seen := map[string]bool{}
	for !in.Empty() {
		var attribute, values, value cryptobyte.String
		var oid asn1.ObjectIdentifier
		var tag tags.Tag
		if !in.ReadASN1(&attribute, tags.SEQUENCE) || !attribute.ReadASN1ObjectIdentifier(&oid) ||
			!attribute.ReadASN1(&values, tags.SET) || !attribute.Empty() || !values.ReadAnyASN1Element(&value, &tag) {
			return bad("the signed attributes")
		}
		name := oid.String()
		s.contentTwice = s.contentTwice || seen[name] || !values.Empty()
		seen[name] = true
		ok := true
		switch name {
		case oidContentType:
			ok = value.ReadASN1ObjectIdentifier(&s.contentType) && value.Empty()
		case oidMessageDigest:
			var digest cryptobyte.String
			ok = value.ReadASN1(&digest, tags.OCTET_STRING) && value.Empty()
			s.message = digest
		case oidCertificate, oidCertificateV2:
			if !s.parseBindings(value, name == oidCertificateV2) {
				s.badBinding = true
			}
		}
		if !ok {
			return bad("the signed attributes")
		}
	}
	return nil
}

// parseBindings reads a SigningCertificate or SigningCertificateV2.
func (s *signedData) parseBindings(in cryptobyte.String, v2 bool) bool {
	var outer, list cryptobyte.String
	if !in.ReadASN1(&outer, tags.SEQUENCE) || !in.Empty() || !outer.ReadASN1(&list, tags.SEQUENCE) || list.Empty() {
		return false
	}
	for first := true; !list.Empty(); first = false {
		var id, sum cryptobyte.String
		b := binding{first: first, hash: crypto.SHA1}
		if !list.ReadASN1(&id, tags.SEQUENCE) {
			return false
		}
		if v2 {
			b.hash = crypto.SHA256
			if id.PeekASN1Tag(tags.SEQUENCE) {
				var oid asn1.ObjectIdentifier
				if !readAlgorithm(&id, &oid) {
					return false
				}
				b.hash, _ = hashOf(oid)
			}
		}
		if !id.ReadASN1(&sum, tags.OCTET_STRING) {
			return false
		}
		b.sum = sum
		if !id.Empty() && !b.readIssuer(&id) {
			return false
		}
		s.bindings = append(s.bindings, b)
	}
	return true
}

// readIssuer reads an IssuerSerial, whose issuer must be one directory name.
func (b *binding) readIssuer(in *cryptobyte.String) bool {
	var both, names, directory cryptobyte.String
	b.serial = new(big.Int)
	if !in.ReadASN1(&both, tags.SEQUENCE) || !in.Empty() || !both.ReadASN1(&names, tags.SEQUENCE) ||
		!both.ReadASN1Integer(b.serial) || !names.ReadASN1(&directory, tags.Tag(4).ContextSpecific().Constructed()) || !names.Empty() {
		return false
	}
	b.issuer = directory
	return true
}

// fits reports whether b names c.
func (b binding) fits(c *x509.Certificate) bool {
	return b.hash != 0 && bytes.Equal(sum(b.hash, c.Raw), b.sum) &&
		(b.issuer == nil || bytes.Equal(b.issuer, c.RawIssuer) && b.serial.Cmp(c.SerialNumber) == 0)
}

// signer is the certificate that the token names, among its own and others.
func (s *signedData) signer(others []*x509.Certificate) *x509.Certificate {
	for _, list := range [][]*x509.Certificate{s.certificates, others} {
		for _, c := range list {
			if s.issuer != nil && bytes.Equal(c.RawIssuer, s.issuer) && c.SerialNumber.Cmp(s.serial) == 0 {
				return c
			}
		}
	}
	return nil
}
