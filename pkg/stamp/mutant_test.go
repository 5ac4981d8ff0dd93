package stamp

import (
	"bytes"
	"crypto/x509"
	"errors"
	"math/big"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/quick"
	"time"

	"golang.org/x/crypto/cryptobyte"
)

// says is what a verified token tells people. A change that leaves a token
// verified must leave this the same.
type says struct {
	Policy, Hash, Imprint, Serial, Nonce, Time, Authority, Signer, Root string
	Accuracy                                                            time.Duration
}

func said(t Token, r Result) says {
	nonce := ""
	if t.Nonce != nil {
		nonce = t.Nonce.String()
	}
	return says{t.Policy.String(), t.HashName, string(t.Imprint), t.Serial.String(), nonce, t.Time.Format(time.RFC3339Nano), t.Authority,
		fingerprint(r.Signer), fingerprint(r.Root()), t.Accuracy}
}

// Of a valid token every single flipped bit is either noticed or changes nothing
// that is said. The bytes where a flip goes unnoticed are counted by what they
// are; they are those that the package comment lists.
func TestMutants(t *testing.T) {
	for _, file := range []string{"valid.tsr", "valid-ec.tsr", "resigned.tst", "stream.tst"} {
		t.Run(file, func(t *testing.T) { testMutants(t, file) })
	}
}

func testMutants(t *testing.T, file string) {
	dir := fixtures(t)
	valid := read(t, dir, file)
	trusted := Trust{Roots: trust(t, dir).Roots}
	token, err := Parse(valid)
	if err != nil {
		t.Fatal(err)
	}
	// The digest is that of the content, not that of the mutant.
	digest := sum(token.Hash, read(t, dir, "data.txt"))
	whole := Verify(token, digest, trusted)
	if whole.Verdict != Verified {
		t.Fatalf("%s: %q", whole.Verdict, wrong(whole))
	}
	want := said(token, whole)
	rng := rand.New(rand.NewPCG(3161, 5816))
	flips := 5000
	if testing.Short() {
		flips = 500
	}
	unread, refused, free := 0, 0, map[string]int{}
	for range flips {
		at, bit := rng.IntN(len(valid)), byte(1)<<rng.IntN(8)
		mutant := bytes.Clone(valid)
		mutant[at] ^= bit
		changed, err := Parse(mutant)
		if err != nil {
			unread++
			continue
		}
		r := Verify(changed, digest, trusted)
		if r.Verdict != Verified {
			refused++
			continue
		}
		if got := said(changed, r); got != want {
			t.Fatalf("byte %d, bit %08b: verified, and says\n%+v\nin place of\n%+v", at, bit, got, want)
		}
		free[region(valid, token, at)]++
	}
	t.Logf("%d flips: %d not read, %d not verified, verified with the same content: %v", flips, unread, refused, free)
	for name := range free {
		if strings.HasPrefix(name, "covered") {
			t.Errorf("a flip in the %s goes unnoticed", name)
		}
	}
}

// region names the part of a token that a byte is in.
func region(valid []byte, token Token, at int) string {
	within := func(part []byte) bool {
		start := bytes.Index(valid, part)
		return start >= 0 && at >= start && at < start+len(part)
	}
	switch {
	case within(token.content):
		return "covered content"
	case within(token.signed.signature):
		return "covered signature"
	case within(token.signed.attributes[4:]):
		return "covered attributes"
	}
	for _, c := range token.signed.certificates {
		if within(c.Raw) {
			return "covered certificate " + c.Subject.CommonName
		}
	}
	start := bytes.Index(valid, []byte(token.signed.issuer))
	if last := bytes.LastIndex(valid, token.signed.issuer); at > last && last > start {
		return "algorithm parameters and lengths of the signer"
	}
	return "outer frame"
}

// Unsigned parts may change: an added unsigned attribute and another status text
// leave the verdict and the content as they were.
func TestWhatIsNotCovered(t *testing.T) {
	dir := fixtures(t)
	token, err := Parse(read(t, dir, "valid.tsr"))
	if err != nil {
		t.Fatal(err)
	}
	digest := sum(token.Hash, read(t, dir, "data.txt"))
	want := said(token, Verify(token, digest, trust(t, dir)))
	texts := []byte{0x30, 5, 0x0c, 3, 'y', 'e', 's'}
	status := element{0x30, append([]byte{2, 1, 0}, texts...)}.append(nil)
	again, err := Parse(element{0x30, append(status, token.DER...)}.append(nil))
	if err != nil {
		t.Fatal(err)
	}
	if r := Verify(again, digest, trust(t, dir)); r.Verdict != Verified || said(again, r) != want {
		t.Errorf("another status text: %s %q", r.Verdict, wrong(r))
	}
}

// No certificate is taken for the signer's because it has the same key.
func TestSwappedCertificate(t *testing.T) {
	dir := fixtures(t)
	token, err := Parse(read(t, dir, "valid.tsr"))
	if err != nil {
		t.Fatal(err)
	}
	other, err := Parse(read(t, dir, "loose-eku.tst")) // same key, same name, another certificate
	if err != nil {
		t.Fatal(err)
	}
	swap := other.signed.signer(nil)
	token.signed.certificates = []*x509.Certificate{swap}
	token.signed.serial = swap.SerialNumber
	r := Verify(token, token.Imprint, trust(t, dir))
	if got := strings.Join(wrong(r), " "); r.Verdict != Refused || !strings.Contains(got, "stamp.why.binding") {
		t.Errorf("%s %s", r.Verdict, got)
	}
}

func TestHostile(t *testing.T) {
	endless := append(bytes.Repeat([]byte{0x30, 0x80}, MaxSize/2-1), 0, 0)
	for name, data := range map[string][]byte{
		"nothing": nil, "one byte": {0x30}, "long length": {0x30, 0x84}, "high tag": {0x1f, 0x81}, "nested": endless,
		"base64 of nothing": []byte("MA=="), "PEM of nothing": []byte("-----BEGIN PKCS7-----\n-----END PKCS7-----\n"),
		"an answer without a token": {0x30, 5, 0x30, 3, 2, 1, 0},
	} {
		if _, err := Parse(data); !errors.Is(err, ErrNotAStamp) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Parse(make([]byte, MaxSize+1)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
}

// Values in DER come out of definite as they went in.
func TestDefiniteKeepsDER(t *testing.T) {
	err := quick.Check(func(content []byte, number int64) bool {
		var b cryptobyte.Builder
		b.AddASN1(0x30, func(b *cryptobyte.Builder) {
			b.AddASN1BigInt(big.NewInt(number))
			b.AddASN1OctetString(content)
			b.AddASN1(0x31, func(b *cryptobyte.Builder) { b.AddASN1OctetString(bytes.Repeat(content, 20)) })
		})
		der, err := b.Bytes()
		if err != nil {
			return false
		}
		out, err := definite(der)
		return err == nil && reflect.DeepEqual(out, der)
	}, nil)
	if err != nil {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	dir := fixtures(f)
	for _, v := range verdicts {
		if v.file != "data.txt" {
			f.Add(read(f, dir, v.file))
		}
	}
	trusted := trust(f, dir)
	digest := sum(hashes[0].hash, read(f, dir, "data.txt"))
	f.Fuzz(func(t *testing.T, data []byte) {
		token, err := Parse(data)
		if err != nil {
			return
		}
		again, err := Parse(token.DER)
		if err != nil || !bytes.Equal(again.DER, token.DER) || again.Time != token.Time {
			t.Fatalf("the token itself is read otherwise: %v", err)
		}
		r := Verify(token, digest, trusted)
		if r.Verdict == Verified && (!bytes.Equal(token.Imprint, digest) || r.Root() == nil) {
			t.Fatalf("verified: %+v", token.Info)
		}
	})
}

func FuzzParseRequest(f *testing.F) {
	f.Add(read(f, fixtures(f), "request.tsq"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _ = ParseRequest(data)
	})
}
