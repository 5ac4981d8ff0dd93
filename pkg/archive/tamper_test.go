package archive

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"complain/pkg/casefile"
	"complain/pkg/internal/safezip"
)

// bagFile is one file of an archive that a test changes.
type bagFile struct {
	name string
	data []byte
	mode fs.FileMode
}

type bagFiles []bagFile

func taken(t testing.TB, archive []byte) bagFiles {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var out bagFiles
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		_, name, _ := strings.Cut(f.Name, "/")
		out = append(out, bagFile{name, data, 0o600})
	}
	return out
}

func (b *bagFiles) find(t testing.TB, prefix string) *bagFile {
	t.Helper()
	i := slices.IndexFunc(*b, func(f bagFile) bool { return strings.HasPrefix(f.name, prefix) })
	if i < 0 {
		t.Fatalf("no %s", prefix)
	}
	return &(*b)[i]
}

func (b *bagFiles) remove(t testing.TB, prefix string) {
	name := b.find(t, prefix).name
	*b = slices.DeleteFunc(*b, func(f bagFile) bool { return f.name == name })
}

// forge makes the manifests, and the sizes of bag-info.txt, fit the files: what
// somebody does who knows the format.
func (b *bagFiles) forge(t testing.TB) {
	var payloadLines, tagLines strings.Builder
	sum := func(f bagFile) []byte { s := sha256.Sum256(f.data); return s[:] }
	var octets, count int
	for _, f := range *b {
		if strings.HasPrefix(f.name, payload) {
			payloadLines.WriteString(line(sum(f), f.name))
			octets, count = octets+len(f.data), count+1
		}
	}
	b.find(t, manifestFile).data = []byte(payloadLines.String())
	info := b.find(t, infoFile)
	lines := strings.SplitAfter(string(info.data), "\n")
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, labelOxum) })
	info.data = []byte(strings.Join(lines, "") + infoLine(labelOxum, itoa(octets)+"."+itoa(count)))
	b.retag(t, &tagLines)
}

func (b *bagFiles) retag(t testing.TB, lines *strings.Builder) {
	for _, f := range *b {
		if !strings.HasPrefix(f.name, payload) && f.name != tagsFile {
			s := sha256.Sum256(f.data)
			lines.WriteString(line(s[:], f.name))
		}
	}
	b.find(t, tagsFile).data = []byte(lines.String())
}

func itoa(n int) string {
	var b []byte
	for ; n > 0 || len(b) == 0; n /= 10 {
		b = append(b, byte('0'+n%10))
	}
	slices.Reverse(b)
	return string(b)
}

func (b bagFiles) zip(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range b {
		h := &zip.FileHeader{Name: "x/" + f.name, Method: zip.Deflate}
		if strings.HasPrefix(f.name, "/") {
			h.Name = f.name
		}
		h.SetMode(f.mode)
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What somebody made of an archive on purpose is refused, for the right reason.
func TestTampered(t *testing.T) {
	_, out := packed(t, []piece{{"a.txt", []byte("one")}, {"b.txt", []byte("two")}}, options())
	archive := read(t, out)
	_, other := packed(t, []piece{{"a.txt", []byte("one")}, {"b.txt", []byte("changed")}}, options())
	otherFiles := taken(t, read(t, other))
	type change struct {
		name string
		do   func(b *bagFiles)
		kind error
		code string
		arg  string // among the fault's arguments
	}
	add := func(name string, data []byte, forge bool) func(*bagFiles) {
		return func(b *bagFiles) {
			*b = append(*b, bagFile{name, data, 0o600})
			if forge {
				b.forge(t)
			}
		}
	}
	drop := func(prefix string, forge bool) func(*bagFiles) {
		return func(b *bagFiles) {
			b.remove(t, prefix)
			if forge {
				b.forge(t)
			}
		}
	}
	set := func(prefix string, data []byte, forge bool) func(*bagFiles) {
		return func(b *bagFiles) {
			b.find(t, prefix).data = data
			if forge {
				b.forge(t)
			}
		}
	}
	manifestLine := func(text string) func(*bagFiles) {
		return func(b *bagFiles) {
			f := b.find(t, manifestFile)
			f.data = append(bytes.Clone(f.data), text...)
			var lines strings.Builder
			b.retag(t, &lines)
		}
	}
	hash := strings.Repeat("0", 64)
	for _, c := range []change{
		{"evidence gone", drop("data/evidence/E2", false), ErrDamaged, "archive.fault.missing", "data/evidence/E2-b.txt"},
		{"evidence gone, lists forged", drop("data/evidence/E2", true), ErrDamaged, "archive.fault.missing", "data/evidence/E2-b.txt"},
		{"evidence changed", set("data/evidence/E2", []byte("2wo"), false), ErrDamaged, "archive.fault.hash", "data/evidence/E2-b.txt"},
		{"evidence longer", set("data/evidence/E2", []byte("2wo more"), false), ErrDamaged, "archive.fault.info", labelOxum},
		{"evidence changed, lists forged", set("data/evidence/E2", []byte("2wo"), true), ErrDamaged, "archive.fault.evidence", "E2"},
		{"evidence added", add("data/evidence/E3-c.txt", []byte("three"), false), ErrDamaged, "archive.fault.extra", "data/evidence/E3-c.txt"},
		{"evidence added, lists forged", add("data/evidence/E3-c.txt", []byte("three"), true), ErrDamaged, "archive.fault.extra", "data/evidence/E3-c.txt"},
		{"evidence without a number", add("data/evidence/c.txt", []byte("three"), true), ErrDamaged, "archive.fault.extra", "data/evidence/c.txt"},
		{"one number twice", add("data/evidence/E2-c.txt", []byte("two"), true), ErrDamaged, "archive.fault.extra", ""},
		{"a file beside the bag's", add("evil.sh", []byte("x"), false), ErrDamaged, "archive.fault.extra", "evil.sh"},
		{"other case file", set("data/case/", otherFiles.find(t, "data/case/").data, true), ErrDamaged, "archive.fault.info", labelHead},
		{"not a case file", set("data/case/", []byte("SQLite format 3\x00"), true), ErrUnsafe, "archive.fault.case", ""},
		{"two case files", add("data/case/b.complain", []byte("x"), true), ErrUnsafe, "archive.fault.twice", "data/case/b.complain"},
		{"no case file", drop("data/case/", true), ErrNotArchive, "archive.fault.no-case", ""},
		{"no declaration", drop(bagitFile, false), ErrNotArchive, "archive.fault.no-bag", bagitFile},
		{"another kind of bag", set(bagitFile, []byte("BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n"), true), ErrNotArchive, "archive.fault.version", ""},
		{"no manifest", drop(manifestFile, false), ErrDamaged, "archive.fault.missing", manifestFile},
		{"no tag manifest", drop(tagsFile, false), ErrDamaged, "archive.fault.missing", tagsFile},
		{"empty tag manifest", set(tagsFile, nil, false), ErrDamaged, "archive.fault.untagged", bagitFile},
		{"name leads out", add("../evil", []byte("x"), false), ErrUnsafe, "archive.fault.refused", "x/../evil"},
		{"absolute name", add("/etc/evil", []byte("x"), false), ErrUnsafe, "archive.fault.refused", "/etc/evil"},
		{"backslash", add(`data\evil`, []byte("x"), false), ErrUnsafe, "archive.fault.refused", `x/data\evil`},
		{"line feed", add("data/a\nb", []byte("x"), false), ErrUnsafe, "archive.fault.refused", ""},
		{"twice", add("data/evidence/E2-b.txt", []byte("two"), false), ErrUnsafe, "archive.fault.twice", "data/evidence/E2-b.txt"},
		{"link", func(b *bagFiles) {
			*b = append(*b, bagFile{"data/link", []byte("/etc/passwd"), fs.ModeSymlink | 0o777})
		}, ErrUnsafe, "archive.fault.refused", "x/data/link"},
		{"manifest: not a line", manifestLine("junk\n"), ErrDamaged, "archive.fault.manifest-line", manifestFile},
		{"manifest: leads out", manifestLine(hash + "  data/../../x\n"), ErrDamaged, "archive.fault.manifest-line", manifestFile},
		{"manifest: escaped", manifestLine(`\` + hash + "  data/a\\nb\n"), ErrDamaged, "archive.fault.manifest-line", manifestFile},
		{"manifest: one name twice", manifestLine(hash + "  data/evidence/E2-b.txt\n"), ErrDamaged, "archive.fault.manifest-line", manifestFile},
		{"manifest: long line", manifestLine(hash + "  data/" + strings.Repeat("x", 5000) + "\n"), ErrDamaged, "archive.fault.manifest-line", manifestFile},
		{"bomb", add("data/evidence/E3-zeros", make([]byte, plainFrom+1<<20), true), ErrUnsafe, "archive.fault.bomb", "data/evidence/E3-zeros"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := taken(t, archive)
			c.do(&b)
			dir := t.TempDir()
			_, err := unpack(b.zip(t), "", filepath.Join(dir, "back.complain"))
			var f *Fault
			if !errors.As(err, &f) {
				t.Fatalf("restored, or failed otherwise: %v", err)
			}
			if !errors.Is(err, c.kind) || f.Why.Code != c.code || c.arg != "" && !slices.Contains(f.Why.Args, c.arg) {
				t.Errorf("refused for another reason: %v", err)
			}
			empty(t, dir)
		})
	}
}

// A bag that people unpacked and packed again with another program is the
// same bag.
func TestPackedByOthers(t *testing.T) {
	path, out := packed(t, pieces(t)[:4], options())
	b := taken(t, read(t, out))
	slices.Reverse(b)
	restored := filepath.Join(t.TempDir(), "back.complain")
	if _, err := unpack(b.zip(t), "", restored); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(read(t, restored), copied(t, path)) {
		t.Error("another case was restored")
	}
}

// Files that share their bytes are how a small zip unpacks to a huge one: a
// listing that claims more bytes than the file has is refused.
func TestSharedBytesAreRefused(t *testing.T) {
	_, out := packed(t, []piece{{"a.bin", noise(1, 60_000)}}, options())
	p := read(t, out)
	z, err := safezip.OpenWithin(limits(), bytes.NewReader(p), int64(len(p)))
	if err != nil {
		t.Fatal(err)
	}
	var claimed int64
	for _, e := range z.Entries {
		claimed += e.Compressed
	}
	for size, want := range map[int64]error{claimed: nil, claimed - 1: ErrUnsafe} {
		if err := (&Bag{files: map[string]*safezip.Entry{}}).list(z, size); !errors.Is(err, want) {
			t.Errorf("%d bytes claimed of %d: %v", claimed, size, err)
		}
	}
}

// A case of another version is named as that, where its tables are not ours.
func TestOtherVersionIsSaid(t *testing.T) {
	_, out := packed(t, []piece{{"a.txt", []byte("one")}}, options())
	for version, want := range map[uint32]error{casefile.SchemaVersion + 1: casefile.ErrNewer, 0: ErrDamaged} {
		b := taken(t, read(t, out))
		f := b.find(t, casePath)
		f.data = bytes.Replace(f.data, []byte("-- What the user put"), []byte("-- WHAT the user put"), 1)
		binary.BigEndian.PutUint32(f.data[60:], version) // user_version
		b.forge(t)
		dir := t.TempDir()
		if _, err := unpack(b.zip(t), "", filepath.Join(dir, "back.complain")); !errors.Is(err, want) {
			t.Errorf("a case of format %d: %v", version, err)
		}
		empty(t, dir)
	}
}

func TestNotAnArchive(t *testing.T) {
	for _, p := range [][]byte{nil, []byte("P"), []byte("%PDF-1.7"), []byte("age-encryption"), nested(t), []byte(hex.EncodeToString(noise(1, 500)))} {
		_, err := unpack(p, "", filepath.Join(t.TempDir(), "back.complain"))
		if !errors.Is(err, ErrNotArchive) {
			t.Errorf("%.20q: %v", p, err)
		}
	}
}
