package stamp

import (
	"bytes"
	"crypto/x509"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/cryptobyte"

	"complain/pkg/internal/golden"
)

func fixtures(t testing.TB) string { return filepath.Join(golden.Root(t), "testdata", "stamp") }

func read(t testing.TB, parts ...string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// trust is the roots and in-between certificates that make.sh made.
func trust(t testing.TB, dir string) Trust {
	t.Helper()
	certificates := func(name string) []byte { return read(t, dir, name) }
	all, err := ParseCertificates(certificates("root.pem"))
	if err != nil {
		t.Fatal(err)
	}
	roots, rest := Roots(all)
	if len(roots) != 1 || len(rest) != 0 {
		t.Fatalf("%d roots, %d others", len(roots), len(rest))
	}
	untrusted, err := ParseCertificates(certificates("untrusted.pem"))
	if err != nil {
		t.Fatal(err)
	}
	return Trust{Roots: roots, Untrusted: untrusted}
}

// verdicts is what is to be said of each file that make.sh makes: the verdict,
// and the codes of the checks that do not hold beside revocation; or, for what
// is no token, part of the error.
var verdicts = []struct {
	file    string
	verdict Verdict
	codes   []string
	err     string
}{
	{"valid.tsr", Verified, nil, ""},
	{"valid-ec.tsr", Verified, nil, ""},
	{"valid-v1.tsr", Verified, nil, ""}, // SigningCertificate, with the whole chain
	{"valid.tst", Verified, nil, ""},
	{"valid.b64", Verified, nil, ""},
	{"valid-pem.txt", Verified, nil, ""},
	{"resigned.tst", Verified, nil, ""},
	{"stream.tst", Verified, nil, ""}, // BER
	{"no-certs.tsr", Verified, nil, ""},
	{"sha1.tsr", Unproven, []string{"stamp.why.hash-weak"}, ""},
	{"md5.tsr", Unproven, []string{"stamp.why.hash-weak"}, ""},
	{"pss.tst", Verified, nil, ""},
	{"key-id.tst", Unproven, []string{"stamp.why.signer-by-key", "stamp.why.no-signer"}, ""},
	{"tampered-imprint.tsr", Refused, []string{"stamp.why.imprint", "stamp.why.content-digest"}, ""},
	{"tampered-signature.tsr", Refused, []string{"stamp.why.signature"}, ""},
	{"wrong-eku.tst", Refused, []string{"stamp.why.purpose", "stamp.why.chain-purpose"}, ""},
	{"two-ekus.tst", Refused, []string{"stamp.why.purpose"}, ""},
	{"no-eku.tst", Refused, []string{"stamp.why.purpose"}, ""},
	{"loose-eku.tst", Refused, []string{"stamp.why.purpose-loose"}, ""},
	{"wrong-usage.tst", Refused, []string{"stamp.why.key-usage"}, ""},
	{"expired.tst", Refused, []string{"stamp.why.validity", "stamp.why.chain-expired"}, ""},
	{"other-name.tst", Refused, []string{"stamp.why.name"}, ""},
	{"unbound.tst", Refused, []string{"stamp.why.binding-missing"}, ""},
	{"two-signers.tst", "", nil, "exactly one"},
	{"wrong-type.tst", "", nil, "about no time"},
	{"rejected-policy.tsr", "", nil, "granted no time stamp"},
	{"rejected-hash.tsr", "", nil, "granted no time stamp"},
	{"request.tsq", "", nil, "not a time stamp"},
	{"data.txt", "", nil, "not a time stamp"},
	{"root.pem", "", nil, "not a time stamp"},
}

func TestVerdicts(t *testing.T) { testVerdicts(t, fixtures(t)) }

func testVerdicts(t *testing.T, dir string) {
	content := read(t, fixtures(t), "data.txt")
	trusted := trust(t, dir)
	for _, c := range verdicts {
		t.Run(c.file, func(t *testing.T) {
			from := dir
			if c.file == "data.txt" {
				from = fixtures(t)
			}
			token, err := Parse(read(t, from, c.file))
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Fatalf("got %v, want %q", err, c.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			r := Verify(token, sum(token.Hash, content), trusted)
			if got := wrong(r); r.Verdict != c.verdict || !slices.Equal(got, c.codes) {
				t.Errorf("%s %q, want %s %q", r.Verdict, got, c.verdict, c.codes)
			}
			if (r.Verdict == Verified) != (r.Root() != nil && len(c.codes) == 0) {
				t.Errorf("%s with the root %v", r.Verdict, r.Root())
			}
			// The same without a root: never verified.
			alone := Verify(token, sum(token.Hash, content), Trust{Untrusted: trusted.Untrusted})
			if alone.Verdict == Verified || alone.Root() != nil || c.verdict == Verified && !slices.Equal(wrong(alone), []string{"stamp.why.no-roots"}) {
				t.Errorf("without a root: %s %q", alone.Verdict, wrong(alone))
			}
		})
	}
}

// wrong lists the codes of the checks that do not hold. Revocation never is
// checked.
func wrong(r Result) []string {
	var out []string
	for _, c := range r.Checks {
		if c.State != Holds && c.Name != CheckRevocation {
			out = append(out, c.Why.Code)
		}
	}
	return out
}

// A root that the user names and the token does not lead to is no root of it.
func TestStranger(t *testing.T) {
	dir := fixtures(t)
	all, err := ParseCertificates(read(t, dir, "stranger.pem"))
	if err != nil {
		t.Fatal(err)
	}
	// It signed itself with SHA-1, as many roots did, and is one.
	if roots, _ := Roots(all); len(roots) != 1 || all[0].SignatureAlgorithm != x509.ECDSAWithSHA1 {
		t.Errorf("%d roots, signed with %s", len(roots), all[0].SignatureAlgorithm)
	}
	token, err := Parse(read(t, dir, "valid.tsr"))
	if err != nil {
		t.Fatal(err)
	}
	r := Verify(token, token.Imprint, Trust{Roots: all})
	if r.Verdict != Refused || !slices.Equal(wrong(r), []string{"stamp.why.chain-unknown"}) {
		t.Errorf("%s %q", r.Verdict, wrong(r))
	}
	// What is not signed by itself is no root.
	between, err := ParseCertificates(read(t, dir, "untrusted.pem"))
	if err != nil {
		t.Fatal(err)
	}
	if roots, rest := Roots(between); len(roots) != 0 || len(rest) != 2 {
		t.Errorf("%d roots, %d others", len(roots), len(rest))
	}
	if _, err := ParseCertificates(read(t, dir, "data.txt")); !errors.Is(err, ErrNoCertificate) {
		t.Errorf("got %v", err)
	}
}

func TestNotGranted(t *testing.T) {
	for file, want := range map[string][3]string{
		"rejected-policy.tsr": {"stamp.status.rejected", "Requested policy is not supported.", "stamp.reason.policy"},
		"rejected-hash.tsr":   {"stamp.status.rejected", "Message digest algorithm is not supported.", "stamp.reason.algorithm"},
	} {
		_, err := Parse(read(t, fixtures(t), file))
		var n *NotGranted
		if !errors.As(err, &n) || [3]string{n.Status.Code, n.Text, n.Reason.Code} != want {
			t.Errorf("%s: %+v %v, want %v", file, n, err, want)
		}
	}
	// Every status but the two that grant is a refusal.
	for status, want := range map[byte]string{2: "stamp.status.rejected", 3: "stamp.status.waiting",
		4: "stamp.status.revocation-warning", 5: "stamp.status.revoked", 6: "stamp.status.unknown"} {
		der := bytes.Clone(read(t, fixtures(t), "valid.tsr"))
		at := bytes.Index(der, []byte{0x30, 3, 2, 1, 0}) + 4
		der[at] = status
		_, err := Parse(der)
		var n *NotGranted
		if !errors.As(err, &n) || n.Status.Code != want {
			t.Errorf("status %d: %v", status, err)
		}
		der[at] = 1
		if token, err := Parse(der); err != nil || !token.Mods {
			t.Errorf("granted with changes: %v", err)
		}
	}
}

// The request is byte for byte what openssl ts -query makes of the same digest,
// nonce and wish for a certificate; request.tsq is from there.
func TestRequestIsThatOfOpenSSL(t *testing.T) {
	want := read(t, fixtures(t), "request.tsq")
	r, err := ParseRequest(want)
	if err != nil {
		t.Fatal(err)
	}
	for _, hash := range []string{"", "behind"} {
		if _, err := ParseRequest(append(bytes.Clone(want), hash...)); (err == nil) != (hash == "") {
			t.Errorf("with %q behind: %v", hash, err)
		}
	}
	der, _, err := NewRequest(r.Hash, r.Imprint, strings.NewReader("12345678"))
	if err != nil {
		t.Fatal(err)
	}
	before := bytes.Index(want, r.Nonce.Bytes()) - 2 // all up to the nonce, but for the length
	if !bytes.Equal(der[2:before], want[2:before]) || !bytes.HasSuffix(der, []byte{1, 1, 0xff}) {
		t.Errorf("%x\n%x", der, want)
	}
}

// A signature by RSASSA-PSS holds with its own salt and hash alone.
func TestPSS(t *testing.T) {
	token, err := Parse(read(t, fixtures(t), "pss.tst"))
	if err != nil {
		t.Fatal(err)
	}
	signer := token.signed.signer(nil)
	p, ok := readPSS(token.signed.parameters)
	if !ok || !p.fits(signer, token.signed.digest) || p.salt != 32 {
		t.Fatalf("%+v %v", p, ok)
	}
	if err := p.check(signer, token.signed.attributes, token.signed.signature); err != nil {
		t.Error(err)
	}
	for _, salt := range []int{0, 20, 31, 33} {
		other := p
		if other.salt = salt; other.check(signer, token.signed.attributes, token.signed.signature) == nil {
			t.Errorf("a salt of %d bytes fits", salt)
		}
	}
	if p.check(signer, append(token.signed.attributes, 0), token.signed.signature) == nil {
		t.Error("other attributes are signed too")
	}
	if p.fits(signer, 0) {
		t.Error("another hash fits")
	}
	for _, der := range []string{"", "\x30\x00\x00", "\x30\x02\xa5\x00", "\x30\x05\xa3\x03\x02\x01\x02"} {
		if _, ok := readPSS([]byte(der)); ok {
			t.Errorf("%x are parameters", der)
		}
	}
	if p, ok := readPSS([]byte{0x30, 0}); !ok || p != (pssParameters{hashes[4].hash, hashes[4].hash, 20}) {
		t.Errorf("nothing said: %+v %v", p, ok)
	}
}

func TestRequest(t *testing.T) {
	for _, name := range HashNames() {
		h, err := ParseHash(name)
		if err != nil {
			t.Fatal(err)
		}
		digest := sum(h, []byte("x"))
		der, made, err := NewRequest(h, digest, strings.NewReader("\xff1234567"))
		if err != nil {
			t.Fatal(err)
		}
		back, err := ParseRequest(der)
		if err != nil || back.Hash != h || !bytes.Equal(back.Imprint, digest) || back.Nonce.Cmp(made.Nonce) != 0 || back.Nonce.BitLen() != 63 {
			t.Errorf("%s: %+v %v", name, back, err)
		}
	}
	for _, name := range []string{"sha1", "md5", "", "sm3"} {
		if _, err := ParseHash(name); !errors.Is(err, ErrHash) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, _, err := NewRequest(hashes[0].hash, []byte("short"), strings.NewReader("12345678")); err == nil {
		t.Error("a short digest is taken")
	}
	if _, _, err := NewRequest(hashes[0].hash, make([]byte, 32), strings.NewReader("1234")); err == nil {
		t.Error("a request without nonce is made")
	}
}

func TestTimes(t *testing.T) {
	for text, want := range map[string]string{
		"20260309020000Z":       "2026-03-09T02:00:00Z",
		"20260309020000.5Z":     "2026-03-09T02:00:00.5Z",
		"20260309020000.123Z":   "2026-03-09T02:00:00.123Z",
		"20260309020000":        "",
		"20260309020000+0800":   "",
		"202603090200Z":         "",
		"20261309020000Z":       "",
		"20260309020000.Z":      "",
		"20260309020000.1x3Z":   "",
		"2026030902000000000.Z": "",
	} {
		in := append([]byte{0x18, byte(len(text))}, text...)
		got, err := readTime((*cryptobyte.String)(&in))
		if want == "" {
			if err == nil {
				t.Errorf("%q is read as %v", text, got)
			}
			continue
		}
		if err != nil || got.Format(time.RFC3339Nano) != want {
			t.Errorf("%q: %v %v", text, got, err)
		}
	}
}

// openssl is the authority: what is accepted here is accepted there, over a
// token that it made just now.
func TestAgainstOpenSSL(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed: the committed tokens are tested alone")
	}
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh to run make.sh with")
	}
	dir := t.TempDir()
	if out, err := exec.Command(shell, filepath.Join(fixtures(t), "make.sh"), dir).CombinedOutput(); err != nil {
		t.Fatalf("make.sh: %v\n%s", err, out)
	}
	t.Run("fresh", func(t *testing.T) { testVerdicts(t, dir) })
	for _, from := range []string{dir, fixtures(t)} {
		trusted := trust(t, from)
		for _, c := range verdicts {
			if c.err != "" || filepath.Ext(c.file) == ".b64" || filepath.Ext(c.file) == ".txt" {
				continue
			}
			token, err := Parse(read(t, from, c.file))
			if err != nil {
				t.Fatal(err)
			}
			r := Verify(token, sum(token.Hash, read(t, fixtures(t), "data.txt")), trusted)
			args := []string{"ts", "-verify", "-data", filepath.Join(fixtures(t), "data.txt"), "-in", filepath.Join(from, c.file),
				"-CAfile", filepath.Join(from, "root.pem"), "-untrusted", filepath.Join(from, "untrusted.pem"),
				"-attime", strconv.FormatInt(token.Time.Unix(), 10)}
			if filepath.Ext(c.file) == ".tst" {
				args = append(args, "-token_in")
			}
			if c.file == "pss.tst" { // openssl ts does not know that padding
				args = []string{"cms", "-verify", "-inform", "DER", "-in", filepath.Join(from, c.file), "-purpose", "timestampsign", "-binary",
					"-CAfile", filepath.Join(from, "root.pem"), "-certfile", filepath.Join(from, "untrusted.pem"),
					"-attime", strconv.FormatInt(token.Time.Unix(), 10), "-out", os.DevNull}
			}
			out, err := exec.Command(openssl, args...).CombinedOutput()
			if r.Verdict == Verified && err != nil {
				t.Errorf("%s is verified here, and openssl says: %s", c.file, out)
			}
			if r.Verdict == Refused && err == nil {
				t.Errorf("%s is refused here for %q, and openssl accepts it", c.file, wrong(r))
			}
			t.Logf("%-24s here: %-9s openssl: %v", c.file, r.Verdict, err == nil)
		}
	}
}
