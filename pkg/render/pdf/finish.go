package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zlib"
)

// finishing is what gofpdf cannot write: the language, an identifier, what its
// private codes mean, and titles with characters above U+FFFF.
type finishing struct {
	lang, id  string
	keys      string // the keywords of the document, which the end says again
	xmp       []byte
	first     int // how many pages of the document come before: another volume has them
	pages     int // how many the file has
	fonts     []usedFont
	bookmarks []string
	structure tagged
}

type usedFont struct {
	name    string
	letters map[rune]letter
	used    map[rune]bool
}

// object numbers of gofpdf's file: 1 is the page tree, 2 the resources.
const resources = 2

// file is a PDF file taken apart into its objects, which are changed and put
// together again with a new cross-reference table.
type file struct {
	header  []byte
	objects [][]byte // from 1; each from its "n 0 obj" to its "endobj"
	trailer string
	pages   int
	keys    string
	packed  []objectStream // of the structure: their objects have the numbers behind the pictures'
}

// isContent reports whether an object is what stands on a page: gofpdf writes each
// page and what stands on it one after the other, before everything else.
func (f *file) isContent(number int) bool {
	return number > resources && number <= resources+2*f.pages && number%2 == 0
}

// packer compresses streams, one after the other.
type packer struct {
	z   *zlib.Writer
	out bytes.Buffer
}

// pack compresses the stream of an object that has nothing but a length.
func (p *packer) pack(number int, object []byte) ([]byte, error) {
	_, data, ok := bytes.Cut(object, []byte("\nstream\n"))
	data, ended := bytes.CutSuffix(data, []byte("\nendstream\nendobj\n"))
	if !ok || !ended {
		return nil, fmt.Errorf("gofpdf's object %d is not what stands on a page", number)
	}
	packed, err := p.compressed(data)
	if err != nil {
		return nil, err
	}
	return stream(number, "/Filter /FlateDecode ", packed), nil
}

// compressed packs data, which is good until it is called again.
func (p *packer) compressed(data ...[]byte) ([]byte, error) {
	p.out.Reset()
	if p.z == nil {
		p.z = zlib.NewWriter(&p.out)
	} else {
		p.z.Reset(&p.out)
	}
	for _, part := range data {
		if _, err := p.z.Write(part); err != nil {
			return nil, err
		}
	}
	if err := p.z.Close(); err != nil {
		return nil, err
	}
	return p.out.Bytes(), nil
}

// finish corrects gofpdf's file, and writes it with its sheets and pictures.
func finish(w io.Writer, raw []byte, m finishing, p *pictures, s *sheets) error {
	f, err := parseFile(raw)
	if err != nil {
		return err
	}
	f.pages, f.keys = m.pages, m.keys
	for _, font := range m.fonts {
		if err := f.nameFont(font); err != nil {
			return err
		}
	}
	f.titleBookmarks(m.bookmarks)
	if err := f.catalog(m.lang, m.first); err != nil {
		return err
	}
	f.describe(m.xmp)
	if err := f.addSheets(s); err != nil {
		return err
	}
	if err := f.namePictures(p); err != nil {
		return err
	}
	if err := f.addStructure(m.structure, len(f.objects)+len(p.drawn)); err != nil {
		return err
	}
	id := m.id
	if m.first > 0 {
		id = fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%s page %d", m.id, m.first)))
	}
	return f.write(w, id, p)
}

func parseFile(raw []byte) (*file, error) {
	at := bytes.LastIndex(raw, []byte("\nstartxref\n"))
	if at < 0 {
		return nil, fmt.Errorf("gofpdf wrote no cross-reference table")
	}
	start, err := strconv.Atoi(string(bytes.Fields(raw[at+len("\nstartxref\n"):])[0]))
	if err != nil {
		return nil, err
	}
	table := strings.Split(string(raw[start:at]), "\n")
	var offsets []int
	for _, line := range table[3:] {
		if !strings.HasSuffix(line, " n ") {
			break
		}
		n, err := strconv.Atoi(line[:10])
		if err != nil {
			return nil, err
		}
		offsets = append(offsets, n)
	}
	order := append(slices.Clone(offsets), start)
	slices.Sort(order)
	f := &file{header: raw[:order[0]], objects: make([][]byte, len(offsets)+1)}
	for i, from := range offsets {
		k, _ := slices.BinarySearch(order, from)
		f.objects[i+1] = raw[from:order[k+1]]
		if !bytes.HasPrefix(f.objects[i+1], fmt.Appendf(nil, "%d 0 obj\n", i+1)) {
			return nil, fmt.Errorf("gofpdf's object %d is not where its table says", i+1)
		}
	}
	f.trailer = string(raw[start:at])
	f.trailer = f.trailer[strings.Index(f.trailer, "trailer"):]
	return f, nil
}

// find is the number of the first object that contains a text before its
// stream.
func (f *file) find(text string) int {
	for i, o := range f.objects {
		if head, _, _ := bytes.Cut(o, []byte("\nstream\n")); bytes.Contains(head, []byte(text)) {
			return i
		}
	}
	return 0
}

// replace changes a text of an object that has no stream.
func (f *file) replace(object int, old, new string) {
	f.objects[object] = bytes.ReplaceAll(f.objects[object], []byte(old), []byte(new))
}

func stream(n int, dict string, data []byte) []byte {
	head := fmt.Appendf(nil, "%d 0 obj\n<<%s/Length %d>>\nstream\n", n, dict, len(data))
	return slices.Concat(head, data, []byte("\nendstream\nendobj\n")) // data may be large
}

// nameFont gives a font the name a subset has, and says what its codes mean.
func (f *file) nameFont(font usedFont) error {
	given := "utf8" + strings.ToLower(font.name)
	codes := slices.Sorted(maps.Keys(font.used))
	sum := sha256.Sum256([]byte(string(codes)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	named := string(tag) + "+" + strings.Replace(font.name, "_400", "-", 1)
	named = strings.Replace(named, "_700", "-", 1)
	at := f.find("/Subtype /Type0\n/BaseFont /" + given + "\n")
	if at == 0 {
		return fmt.Errorf("gofpdf wrote no font %s", given)
	}
	ref := regexp.MustCompile(`/ToUnicode (\d+) 0 R`).FindSubmatch(f.objects[at])
	if ref == nil {
		return fmt.Errorf("gofpdf wrote no ToUnicode for %s", given)
	}
	cmap, err := strconv.Atoi(string(ref[1]))
	if err != nil {
		return err
	}
	for i, o := range f.objects {
		head, _, _ := bytes.Cut(o, []byte("\nstream\n"))
		if bytes.Contains(head, []byte("/"+given)) {
			f.replace(i, "/"+given, "/"+named)
		}
		// The CIDSystemInfo of gofpdf is the ToUnicode stream, which viewers forgive.
		if bytes.Contains(head, []byte("/CIDSystemInfo "+string(ref[1])+" 0 R")) {
			f.replace(i, "/CIDSystemInfo "+string(ref[1])+" 0 R", "/CIDSystemInfo <</Registry (Adobe)/Ordering (Identity)/Supplement 0>>")
		}
	}
	f.objects[cmap] = stream(cmap, "", toUnicode(codes, font.letters))
	return nil
}

// toUnicode is the map from codes to what they stand for.
func toUnicode(codes []rune, letters map[rune]letter) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for chunk := range slices.Chunk(codes, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(chunk))
		for _, code := range chunk {
			fmt.Fprintf(&b, "<%04X> <%s>\n", code, utf16Hex(letters[code].text))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}

// titleBookmarks puts the titles in the place of the placeholders.
func (f *file) titleBookmarks(titles []string) {
	if len(titles) == 0 {
		return
	}
	// gofpdf has made UTF-16 of the placeholders, and writes the entries one
	// after the other.
	first := f.find("<</Title (" + utf16Text(bookmarkPlaceholder(0)) + ")\n")
	for i, title := range titles {
		f.replace(first+i, "("+utf16Text(bookmarkPlaceholder(i))+")", "<FEFF"+utf16Hex(title)+">")
	}
}

// catalog says the document's language and drops an empty list of embedded
// files.
func (f *file) catalog(lang string, first int) error {
	at := len(f.objects) - 1
	o := f.objects[at]
	if !bytes.Contains(o, []byte("/Type /Catalog")) {
		return fmt.Errorf("gofpdf's last object is not the catalog")
	}
	o = regexp.MustCompile(`/Names <<\n/EmbeddedFiles << /Names \[\s*\] >>\n>>\n`).ReplaceAll(o, nil)
	extra := "/Type /Catalog\n/ViewerPreferences <</DisplayDocTitle true>>"
	if lang != "" && strings.Trim(lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == "" {
		extra += "\n/Lang (" + lang + ")"
	}
	if first > 0 { // viewers count as the pages do
		extra += fmt.Sprintf("\n/PageLabels <</Nums [0 <</S /D /St %d>>]>>", first+1)
	}
	f.objects[at] = bytes.Replace(o, []byte("/Type /Catalog"), []byte(extra), 1)
	return nil
}

// namePictures says where the pictures are: in the objects after gofpdf's.
func (f *file) namePictures(p *pictures) error {
	if len(p.drawn) == 0 {
		return nil
	}
	var names bytes.Buffer
	names.WriteString("/XObject <<\n")
	for i, one := range p.drawn {
		fmt.Fprintf(&names, "/%s %d 0 R\n", one.name, len(f.objects)+i)
	}
	const empty = "/XObject <<\n"
	if !bytes.Contains(f.objects[resources], []byte(empty)) {
		return fmt.Errorf("gofpdf's resources have no place for pictures")
	}
	f.replace(resources, empty, names.String())
	return nil
}

var sizeInTrailer = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`/Size \d+`) })

// write writes the file, its pictures one after the other. Its identifier comes
// from the document's, from the objects and from the pictures' hashes, so that
// it is the same whenever the bytes are.
func (f *file) write(w io.Writer, id string, p *pictures) error {
	sum := sha256.New()
	sum.Write([]byte(id + "\x00"))
	c := &counted{w: w}
	c.write([]byte("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n"))
	offsets := []int64{0}
	var pack packer
	for i, o := range f.objects[1:] {
		if number := i + 1; f.isContent(number) {
			var err error
			if o, err = pack.pack(number, o); err != nil {
				return err
			}
		}
		offsets = append(offsets, c.n)
		c.write(o)
		sum.Write(o)
	}
	for _, one := range p.drawn {
		number := len(offsets)
		offsets = append(offsets, c.n)
		if err := p.write(c, one, number); err != nil {
			return err
		}
		sum.Write(one.hash[:])
	}
	if c.err != nil {
		return c.err
	}
	table := crossReference{}
	table.add(0, 0, 0xFFFF)
	for _, at := range offsets[1:] {
		table.add(1, at, 0)
	}
	behind := len(offsets)
	for _, o := range f.packed {
		behind += o.count
	}
	for i, o := range f.packed {
		for k := range o.count {
			table.add(2, int64(behind+i), k)
		}
	}
	for i, o := range f.packed {
		table.add(1, c.n, 0)
		dict := fmt.Sprintf("/Type /ObjStm /N %d /First %d /Filter /FlateDecode ", o.count, o.first)
		written := stream(behind+i, dict, o.data)
		c.write(written)
		sum.Write(written)
	}
	start := c.n
	table.add(1, start, 0)
	name := sum.Sum(nil)[:16]
	number := behind + len(f.packed)
	packed, err := pack.compressed(table.rows)
	if err != nil {
		return err
	}
	trailer := strings.TrimSpace(strings.TrimPrefix(f.trailer, "trailer"))
	trailer = strings.TrimSuffix(strings.TrimPrefix(trailer, "<<"), ">>")
	trailer = sizeInTrailer().ReplaceAllString(strings.Join(strings.Fields(trailer), " "), fmt.Sprintf("/Size %d", number+1))
	c.write(stream(number, fmt.Sprintf("/Type /XRef /W [1 %d 2] %s /ID [<%x> <%x>] /Filter /FlateDecode /DecodeParms <</Predictor 12 /Columns %d>> ", offsetBytes, trailer, name, name, rowBytes), packed))
	if f.keys != "" { // programs look for them at the end, where everything else is packed
		c.write(fmt.Appendf(nil, "%% %s\n", f.keys))
	}
	c.write(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", start))
	return c.err
}

// counted knows how much was written, and the first error.
type counted struct {
	w   io.Writer
	n   int64
	err error
}

func (c *counted) write(data []byte) {
	if c.err != nil {
		return
	}
	n, err := c.w.Write(data)
	c.n, c.err = c.n+int64(n), err
}
