package stamp

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"strings"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"
)

// parseInfo reads a TSTInfo (RFC 3161 section 2.4.2).
func parseInfo(der []byte) (info Info, tsa []byte, err error) {
	whole := cryptobyte.String(der)
	var in, imprint, digest, name cryptobyte.String
	var version int
	var oid asn1.ObjectIdentifier
	info.Serial = new(big.Int)
	if !whole.ReadASN1(&in, tags.SEQUENCE) || !whole.Empty() ||
		!in.ReadASN1Integer(&version) || version != 1 ||
		!in.ReadASN1ObjectIdentifier(&info.Policy) ||
		!in.ReadASN1(&imprint, tags.SEQUENCE) ||
		!readAlgorithm(&imprint, &oid) ||
		!imprint.ReadASN1(&digest, tags.OCTET_STRING) || !imprint.Empty() || len(digest) == 0 ||
		!in.ReadASN1Integer(info.Serial) {
		return info, nil, bad("the stated content")
	}
	info.Hash, info.HashName = hashOf(oid)
	info.Imprint = digest
	if info.Hash != 0 && info.Hash.Size() != len(digest) {
		return info, nil, bad("an imprint of the wrong length")
	}
	if info.Time, err = readTime(&in); err != nil {
		return info, nil, err
	}
	ok := readAccuracy(&in, &info.Accuracy)
	var ordering bool
	if ok && in.PeekASN1Tag(tags.BOOLEAN) {
		ok = in.ReadASN1Boolean(&ordering)
	}
	if ok && in.PeekASN1Tag(tags.INTEGER) {
		info.Nonce = new(big.Int)
		ok = in.ReadASN1Integer(info.Nonce)
	}
	var named, extended bool
	var extensions cryptobyte.String
	if !ok || !in.ReadOptionalASN1(&name, &named, tags.Tag(0).ContextSpecific().Constructed()) ||
		!in.ReadOptionalASN1(&extensions, &extended, tags.Tag(1).ContextSpecific().Constructed()) || !in.Empty() {
		return info, nil, bad("the stated content")
	}
	if err := checkExtensions(extensions); err != nil {
		return info, nil, err
	}
	if named {
		tsa, info.Authority = name, directoryName(name)
	}
	return info, tsa, nil
}

func readAlgorithm(in *cryptobyte.String, oid *asn1.ObjectIdentifier) bool {
	var algorithm cryptobyte.String
	return in.ReadASN1(&algorithm, tags.SEQUENCE) && algorithm.ReadASN1ObjectIdentifier(oid)
}

// readTime reads the GeneralizedTime of a token: UTC with seconds, and a fraction
// where the authority's clock has one.
func readTime(in *cryptobyte.String) (time.Time, error) {
	var text cryptobyte.String
	if !in.ReadASN1(&text, tags.GeneralizedTime) {
		return time.Time{}, bad("the stated time")
	}
	whole, fraction, _ := strings.Cut(strings.TrimSuffix(string(text), "Z"), ".")
	layout := "20060102150405Z"
	if fraction != "" {
		layout = "20060102150405." + strings.Repeat("0", len(fraction)) + "Z"
	}
	t, err := time.Parse(layout, string(text))
	if err != nil || len(whole) != 14 || len(fraction) > 9 {
		return time.Time{}, bad("the stated time")
	}
	return t.UTC(), nil
}

// readAccuracy reads how far the stated time may be off.
func readAccuracy(in *cryptobyte.String, accuracy *time.Duration) bool {
	if !in.PeekASN1Tag(tags.SEQUENCE) {
		return true
	}
	var parts cryptobyte.String
	if !in.ReadASN1(&parts, tags.SEQUENCE) {
		return false
	}
	var n int64
	if parts.PeekASN1Tag(tags.INTEGER) {
		if !parts.ReadASN1Integer(&n) || n < 0 || n > 1<<31 {
			return false
		}
		*accuracy = time.Duration(n) * time.Second
	}
	for i, unit := range []time.Duration{time.Millisecond, time.Microsecond} {
		tag := tags.Tag(i).ContextSpecific()
		if !parts.PeekASN1Tag(tag) {
			continue
		}
		if !parts.ReadASN1Int64WithTag(&n, tag) || n < 1 || n > 999 {
			return false
		}
		*accuracy += time.Duration(n) * unit
	}
	return parts.Empty()
}

// checkExtensions refuses what must be understood and is not: no critical
// extension of a token is known here.
func checkExtensions(in cryptobyte.String) error {
	for !in.Empty() {
		var extension, value cryptobyte.String
		var oid asn1.ObjectIdentifier
		var critical bool
		if !in.ReadASN1(&extension, tags.SEQUENCE) || !extension.ReadASN1ObjectIdentifier(&oid) ||
			extension.PeekASN1Tag(tags.BOOLEAN) && !extension.ReadASN1Boolean(&critical) ||
			!extension.ReadASN1(&value, tags.OCTET_STRING) || !extension.Empty() {
			return bad("an extension")
		}
		if critical {
			return bad("the extension " + oid.String() + ", which must be understood and is not")
		}
	}
	return nil
}

// directoryName is a GeneralName that is a directory name, in words; "" for any
// other.
func directoryName(general []byte) string {
	in := cryptobyte.String(general)
	var name cryptobyte.String
	if !in.ReadASN1(&name, tags.Tag(4).ContextSpecific().Constructed()) {
		return ""
	}
	var sequence pkix.RDNSequence
	if rest, err := asn1.Unmarshal(name, &sequence); err != nil || len(rest) > 0 {
		return ""
	}
	var full pkix.Name
	full.FillFromRDNSequence(&sequence)
	return nameOf(full)
}

// nameOf is how people would call the owner of a certificate.
func nameOf(n pkix.Name) string {
	out := n.CommonName
	for _, o := range n.Organization {
		if o != out && out != "" {
			out += ", "
		}
		if o != out {
			out += o
		}
	}
	return out
}
