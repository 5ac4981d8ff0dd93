package stamp

import (
	"bytes"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"complain/pkg/dispute"
)

// Parse reads what an authority or a tool gives as a time stamp: an answer
// (TimeStampResp), or the token in it; as DER or BER, PEM, or base64 text. An
// answer without a token is a *NotGranted.
func Parse(file []byte) (Token, error) {
	if len(file) > MaxSize {
		return Token{}, fmt.Errorf("%d bytes: %w", len(file), ErrTooLarge)
	}
	der := unwrap(file)
	t, err := parse(der)
	if err == nil || isNotGranted(err) {
		return t, err
	}
	// Not DER; perhaps BER.
	if again, e := definite(der); e == nil && !bytes.Equal(again, der) {
		if t, e := parse(again); e == nil || isNotGranted(e) {
			return t, e
		}
	}
	return Token{}, err
}

func isNotGranted(err error) bool {
	_, ok := err.(*NotGranted) //nolint:errorlint // made in this package and not wrapped
	return ok
}

// unwrap takes PEM or base64 off, where there is any.
func unwrap(file []byte) []byte {
	if len(file) > 0 && file[0] == 0x30 { // a SEQUENCE: no text begins so
		return file
	}
	if block, _ := pem.Decode(file); block != nil {
		return block.Bytes
	}
	if len(file) > 0 && file[0] == 'M' { // base64 of 0x30 begins so
		text := strings.Join(strings.Fields(string(file)), "")
		if der, err := base64.StdEncoding.DecodeString(text); err == nil {
			return der
		}
	}
	return file
}

func parse(der []byte) (Token, error) {
	in := cryptobyte.String(der)
	var outer cryptobyte.String
	if !in.ReadASN1(&outer, tags.SEQUENCE) || !in.Empty() {
		return Token{}, bad("no DER")
	}
	if outer.PeekASN1Tag(tags.OBJECT_IDENTIFIER) {
		return parseToken(der)
	}
	var status cryptobyte.String
	if !outer.ReadASN1(&status, tags.SEQUENCE) {
		return Token{}, bad("neither an answer nor a token")
	}
	mods, err := parseStatus(status, outer.Empty())
	if err != nil {
		return Token{}, err
	}
	t, err := parseToken(outer)
	t.Mods = mods
	return t, err
}

func bad(why string) error { return fmt.Errorf("%s: %w", why, ErrNotAStamp) }

// The PKIStatus values of RFC 3161 section 2.4.2; those not named here, and
// higher ones, are refusals too.
const (
	statusGranted         = 0
	statusGrantedWithMods = 1
)

// parseStatus reads a PKIStatusInfo; empty says that no token follows.
func parseStatus(in cryptobyte.String, empty bool) (mods bool, err error) {
	var status int
	if !in.ReadASN1Integer(&status) {
		return false, bad("no status")
	}
	refusal := &NotGranted{Status: dispute.Say("stamp.status.unknown", status), Reason: dispute.Say("stamp.reason.none")}
	switch status {
	case 2:
		refusal.Status = dispute.Say("stamp.status.rejected")
	case 3:
		refusal.Status = dispute.Say("stamp.status.waiting")
	case 4:
		refusal.Status = dispute.Say("stamp.status.revocation-warning")
	case 5:
		refusal.Status = dispute.Say("stamp.status.revoked")
	}
	if in.PeekASN1Tag(tags.SEQUENCE) {
		var texts cryptobyte.String
		if !in.ReadASN1(&texts, tags.SEQUENCE) {
			return false, bad("status text")
		}
		refusal.Text = freeText(texts)
	}
	if in.PeekASN1Tag(tags.BIT_STRING) {
		var bits asn1.BitString
		if !in.ReadASN1BitString(&bits) {
			return false, bad("reason")
		}
		refusal.Reason = failure(bits)
	}
	if !in.Empty() {
		return false, bad("status")
	}
	if status == statusGranted || status == statusGrantedWithMods {
		if empty {
			return false, bad("granted, but there is no token")
		}
		return status == statusGrantedWithMods, nil
	}
	return false, refusal
}

func freeText(in cryptobyte.String) string {
	var out []string
	for !in.Empty() {
		var text cryptobyte.String
		if !in.ReadASN1(&text, tags.UTF8String) || !utf8.Valid(text) {
			break
		}
		out = append(out, string(text))
	}
	return strings.Join(out, " ")
}

// failure names the first bit of a PKIFailureInfo.
func failure(bits asn1.BitString) dispute.Note {
	for _, f := range []struct {
		bit  int
		note dispute.Note
	}{
		{0, dispute.Say("stamp.reason.algorithm")}, {2, dispute.Say("stamp.reason.request")}, {5, dispute.Say("stamp.reason.format")},
		{14, dispute.Say("stamp.reason.time")}, {15, dispute.Say("stamp.reason.policy")}, {16, dispute.Say("stamp.reason.extension")},
		{17, dispute.Say("stamp.reason.information")}, {25, dispute.Say("stamp.reason.system")},
	} {
		if bits.At(f.bit) == 1 {
			return f.note
		}
	}
	return dispute.Say("stamp.reason.none")
}
