package pdffile

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"complain/pkg/internal/golden"
	"complain/pkg/internal/pdftest"
)

func open(t testing.TB, data []byte, passwords ...string) (*File, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	t.Cleanup(cancel)
	return Open(ctx, data, passwords)
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(golden.Root(t), "testdata", "import", "pdf", name, "input.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The same invoice as plain objects, in object streams, and encrypted in three
// ways says the same.
func TestOneFileInManyForms(t *testing.T) {
	for _, name := range []string{"invoice", "packed", "restricted", "restricted-rc4"} {
		f, err := open(t, fixture(t, name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		pages, err := f.Pages()
		if err != nil || len(pages) != 1 || f.Recovered || f.Encrypted != strings.HasPrefix(name, "restricted") {
			t.Errorf("%s: %d pages, %v, recovered %t, encrypted %t", name, len(pages), err, f.Recovered, f.Encrypted)
			continue
		}
		content, err := f.Content(pages[0])
		if err != nil || !bytes.Contains(content, []byte(pdftest.Hex("价税合计"))) {
			t.Errorf("%s: %v %.40q", name, err, content)
		}
		if title := Text(f.Bytes(f.Info()["Title"])); title != "电子发票（普通发票）" {
			t.Errorf("%s: title %q", name, title)
		}
		form := f.Form()
		if len(form.Signatures) != 1 || form.Signatures[0].Name != "某某市税务局" || form.Fields != 0 {
			t.Errorf("%s: %+v", name, form)
		}
		files := f.Attachments(pages)
		if len(files) != 1 || files[0].Name != "发票 25317000.xml" || files[0].Media != "text/xml" {
			t.Errorf("%s: %+v", name, files)
			continue
		}
		if data, err := f.Data(files[0].Stream); err != nil || !bytes.Contains(data, []byte("发票数据")) {
			t.Errorf("%s: %v %.40q", name, err, data)
		}
	}
}

func TestPassword(t *testing.T) {
	data := fixture(t, "password")
	if f, err := open(t, data); !errors.Is(err, ErrPassword) || f == nil || !f.Encrypted {
		t.Error(err)
	}
	if _, err := open(t, data, "wrong"); !errors.Is(err, ErrPassword) {
		t.Error(err)
	}
	for _, password := range []string{"secret", "owner"} {
		f, err := open(t, data, "wrong", password)
		if err != nil || f.Owner != (password == "owner") {
			t.Error(password, err)
			continue
		}
		pages, err := f.Pages()
		if err != nil || len(pages) != 3 {
			t.Error(password, len(pages), err)
			continue
		}
		if content, err := f.Content(pages[0]); err != nil || !bytes.Contains(content, []byte("BT /F1 12 Tf")) {
			t.Errorf("%s: %v %.40q", password, err, content)
		}
	}
	// The owner's password opens older files by way of the user's.
	if f, err := open(t, bytes.Replace(fixture(t, "restricted-rc4"), []byte("/U "), []byte("/U "), 1), "owner"); err != nil || f.Owner {
		t.Error("the empty password comes first", err)
	}
}

func TestRecovery(t *testing.T) {
	whole := fixture(t, "letter-gbk")
	at := bytes.Index(whole, []byte("startxref"))
	for name, data := range map[string][]byte{
		"no table":             fixture(t, "lost-table"),
		"bytes before":         append([]byte("HTTP/1.1 200 OK\r\n\r\n"), whole...),
		"table elsewhere":      append(bytes.Clone(whole[:at]), "startxref\n3\n%%EOF"...),
		"objects moved":        bytes.Replace(whole, []byte("%PDF-1.7\n"), []byte("%PDF-1.7\n% a line put in by a mail gateway\n"), 1),
		"a loop of tables":     bytes.Replace(whole, []byte("trailer\n<<"), fmt.Appendf(nil, "trailer\n<</Prev %d", bytes.Index(whole, []byte("xref\n"))), 1),
		"length missing":       bytes.ReplaceAll(whole, []byte("/Length "), []byte("/Lengtk ")),
		"length far too large": bytes.ReplaceAll(whole, []byte("/Length "), []byte("/Length 9")),
	} {
		f, err := open(t, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		pages, err := f.Pages()
		if err != nil || len(pages) != 3 {
			t.Errorf("%s: %d pages, %v", name, len(pages), err)
			continue
		}
		if content, err := f.Content(pages[0]); err != nil || !bytes.Contains(content, []byte("BT /F1 12 Tf")) {
			t.Errorf("%s: %v %.40q", name, err, content)
		}
	}
}

// What would never end, ends.
func TestLoopsAndDepth(t *testing.T) {
	for name, data := range map[string]string{
		"pages in themselves":        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]>>endobj 3 0 obj<</Type/Pages/Kids[2 0 R]>>endobj trailer<</Root 1 0 R>>",
		"references in a ring":       "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj 3 0 R endobj 3 0 obj 2 0 R endobj trailer<</Root 1 0 R>>",
		"a length that is itself":    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Length 2 0 R/Kids[]>>stream\nx\nendstream endobj trailer<</Root 1 0 R>>",
		"arrays in arrays":           "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages " + strings.Repeat("[", 1_000_000) + ">>endobj trailer<</Root 1 0 R>>",
		"an object stream in itself": "%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 5 0 R>>endobj 2 0 obj<</Type/ObjStm/N 1/First 4/Length 6>>stream\n2 0 <<\nendstream endobj trailer<</Root 1 0 R>>",
	} {
		f, err := open(t, []byte(data))
		if err != nil {
			continue
		}
		if pages, err := f.Pages(); len(pages) != 0 || err != nil {
			t.Errorf("%s: %d pages, %v", name, len(pages), err)
		}
	}
}

// Searches that would be made again for each object are bounded in all.
func TestRepeatedSearches(t *testing.T) {
	start := time.Now()
	for name, data := range map[string]string{
		"streams without ends": "%PDF-1.4\n" + strings.Repeat("7 0 obj<</Length 9>>stream\n", 1000) + func() string {
			var b strings.Builder
			for n := range 100_000 {
				fmt.Fprintf(&b, "%d 0 obj<</Length 9>>stream\n", n+1)
			}
			return b.String()
		}(),
		"trailers in trailers": "%PDF-1.4\n1 0 obj\n" + strings.Repeat("trailer<<", 1_000_000),
		"one endless array":    "%PDF-1.4\n1 0 obj\n[" + strings.Repeat("0 ", 10_000_000),
	} {
		if _, err := open(t, []byte(data)); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("took %s", took)
	}
}

func packed(data []byte) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.String()
}

func TestBomb(t *testing.T) {
	bomb := packed(make([]byte, maxStream+1))
	var f pdftest.File
	content := f.Stream("/Filter /FlateDecode", bomb)
	f.Paper("", pdftest.Page{More: "/Contents " + content})
	file, err := open(t, f.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	pages, err := file.Pages()
	if err != nil || len(pages) != 1 {
		t.Fatal(pages, err)
	}
	if _, err := file.Content(pages[0]); !errors.Is(err, ErrTooMuch) {
		t.Errorf("%v: %d bytes unpack to %d", err, len(bomb), maxStream+1)
	}
}

func TestFilters(t *testing.T) {
	f, err := open(t, fixture(t, "invoice"))
	if err != nil {
		t.Fatal(err)
	}
	row := []byte{2, 1, 1, 1, 2, 1, 1, 1} // PNG's up, twice
	for _, tt := range []struct{ name, filter, params, data, want string }{
		{"none", "", "", "abc", "abc"},
		{"hexadecimal", "/ASCIIHexDecode", "", "61 6 26>junk", "ab`"},
		{"base 85", "/ASCII85Decode", "", "87cURD]i,\"Ebo80~>", "Hello World!"},
		{"runs", "/RunLengthDecode", "", "\x02abc\xfed\x80zzz", "abcddd"},
		{"flate", "/FlateDecode", "", packed([]byte("abc")), "abc"},
		{"flate without its end", "/FlateDecode", "", packed([]byte("abc"))[:8], "abc"},
		{"two", "[/ASCIIHexDecode /FlateDecode]", "", fmt.Sprintf("%X>", packed([]byte("abc"))), "abc"},
		{"differences", "/FlateDecode", "/DecodeParms <</Predictor 12/Columns 3>>", packed(row), "\x01\x01\x01\x02\x02\x02"},
		{"TIFF's differences", "/FlateDecode", "/DecodeParms <</Predictor 2/Columns 3>>", packed([]byte{1, 1, 1}), "\x01\x02\x03"},
		{"LZW", "/LZWDecode", "", "\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01", "-----A---B"},
	} {
		dict := ""
		if tt.filter != "" {
			dict = "/Filter " + tt.filter + tt.params
		}
		o, err := NewLexer([]byte("<<" + dict + ">>")).Next()
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.decode(&Stream{Dict: o.(Dict)}, []byte(tt.data))
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %q, %v; want %q", tt.name, got, err, tt.want)
		}
	}
	if _, err := f.decode(&Stream{Dict: Dict{"Filter": Name("DCTDecode")}}, []byte("x")); !errors.Is(err, ErrFilter) {
		t.Error(err)
	}
}

func TestLexer(t *testing.T) {
	for in, want := range map[string]string{
		"/A#42#20c":                      `pdffile.Name:AB c`,
		`(a\(b\)(c)\\\101\7\n\` + "\nd)": "pdffile.String:a(b)(c)\\A\a\nd",
		"<4 1 42 4>":                     "pdffile.String:AB@",
		"-.5":                            "float64:-0.5",
		"--5":                            "float64:-5",
		"+17":                            "int64:17",
		"[1 0 R 2 3]":                    "pdffile.Array:[{1 0} 2 3]",
		"<</A 1 0 R/B/C/D>>":             "pdffile.Dict:map[A:{1 0} B:C]",
		"BT":                             "pdffile.Keyword:BT",
		"% a comment\rtrue":              "bool:true",
	} {
		o, err := NewLexer([]byte(in)).Next()
		if got := fmt.Sprintf("%T:%v", o, o); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"\xfe\xff\x53\xd1\x79\x68":                   "发票",
		"\xff\xfe\xd1\x53\x68\x79":                   "发票",
		"\xef\xbb\xbf发票":                             "发票",
		"\xb7\xa2\xc6\xb1 A":                         "发票 A", // GBK
		"M\xfcller":                                  "Müller",
		"\x93quoted\x94 \x84":                        "ﬁquotedﬂ —", // PDFDocEncoding, not Windows-1252
		"\xfe\xff\x00\x1b\x00z\x00h\x00\x1b\x53\xd1": "发",          // with a language
	} {
		if got := Text(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestMatrixTurnsPages(t *testing.T) {
	for turned, want := range map[int][2]float64{0: {10, 20}, 90: {20, 70}, 180: {70, 30}, 270: {30, 10}} {
		p := &Page{Box: Rect{20, 30, 100, 80}, Turned: turned}
		x, y := p.Upright().Apply(30, 50)
		if x != want[0] || y != want[1] {
			t.Errorf("%d degrees: %g, %g; want %v", turned, x, y, want)
		}
		if b := p.Upright().Bounds(p.Box); b != (Rect{0, 0, p.Width(), p.Height()}) {
			t.Errorf("%d degrees: the page lies at %v", turned, b)
		}
	}
}

// Any bytes open or do not, soon, and everything in them can be asked for.
func FuzzOpen(f *testing.F) {
	for _, name := range []string{"invoice", "packed", "restricted", "restricted-rc4", "password", "lost-table", "letter-gbk"} {
		f.Add(fixture(f, name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := open(t, data, "secret")
		if err != nil {
			return
		}
		pages, _ := file.Pages()
		for _, p := range pages[:min(len(pages), 20)] {
			file.Content(p)
			file.Appearances(p)
		}
		file.Attachments(pages)
		file.Form()
		file.Metadata()
		if file.Err() != nil {
			t.Fatal("took more than 5 s")
		}
	})
}

// TIFF's predictor counts samples, of whatever size, from the one before of the
// same colour.
func TestTIFFPredictor(t *testing.T) {
	for _, c := range []struct {
		colors, bits, columns int
		row, want             string
	}{
		{1, 8, 4, "\x01\x02\x03\xff", "\x01\x03\x06\x05"},
		{2, 8, 2, "\x01\x10\x02\x20", "\x01\x10\x03\x30"},
		{1, 16, 2, "\x00\xff\x00\x01", "\x00\xff\x01\x00"},
		{1, 4, 4, "\x1f\x21", "\x10\x23"},
		{1, 1, 8, "\xc1", "\x81"},
		{1, 2, 4, "\x55", "\x6c"},
	} {
		row := []byte(c.row)
		unTIFF(row, c.colors, c.bits, c.columns)
		if string(row) != c.want {
			t.Errorf("%d colours of %d bits: % x, want % x", c.colors, c.bits, row, c.want)
		}
	}
}
