package oracle

import (
	"bytes"
	"crypto"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/digitorus/timestamp"

	"complain/pkg/stamp"
)

// Tokens and requests are read as digitorus/timestamp reads them.
func TestStampsAgainstDigitorus(t *testing.T) {
	for _, file := range []string{"valid.tsr", "valid-ec.tsr", "valid-v1.tsr", "no-certs.tsr"} {
		data, err := os.ReadFile(filepath.Join("..", "stamp", file))
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := timestamp.ParseResponse(data)
		if err != nil {
			t.Fatal(err)
		}
		ours, err := stamp.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		sameNonce := ours.Nonce == theirs.Nonce || ours.Nonce != nil && theirs.Nonce != nil && ours.Nonce.Cmp(theirs.Nonce) == 0
		if !bytes.Equal(ours.DER, theirs.RawToken) || ours.Hash != theirs.HashAlgorithm || !bytes.Equal(ours.Imprint, theirs.HashedMessage) ||
			!ours.Time.Equal(theirs.Time) || ours.Accuracy != theirs.Accuracy || ours.Serial.Cmp(theirs.SerialNumber) != 0 ||
			!ours.Policy.Equal(theirs.Policy) || !sameNonce {
			t.Errorf("%s: %+v, the library reads %+v", file, ours.Info, theirs)
		}
	}
}

// Requests are byte for byte those that it writes.
func TestRequestsAgainstDigitorus(t *testing.T) {
	for _, h := range []crypto.Hash{crypto.SHA256, crypto.SHA384, crypto.SHA512} {
		digest := bytes.Repeat([]byte{7}, h.Size())
		ours, r, err := stamp.NewRequest(h, digest, strings.NewReader("12345678"))
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := (&timestamp.Request{HashAlgorithm: h, HashedMessage: digest, Certificates: true, Nonce: r.Nonce}).Marshal()
		if err != nil || !bytes.Equal(ours, theirs) {
			t.Errorf("%v: %x\n%x %v", h, ours, theirs, err)
		}
	}
}
