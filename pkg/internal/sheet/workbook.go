package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// The limits of a workbook. A file of a megabyte can unpack to gigabytes.
const (
	MaxWorkbook = 64 << 20  // bytes of the file
	minUnpacked = 100 << 20 // bytes that all parts that are read may have whatever the file's size,
	perByte     = 40        // that they may have for each byte of the file: real ones have 10 to 20,
	maxUnpacked = 512 << 20 // and that they may never pass
	maxPart     = 1 << 20   // bytes of one tag, cell or row
	maxSheets   = 64
	maxTexts    = 2 << 20 // shared strings
	maxRows     = 1 << 20 // as many as a sheet can have
	maxColumns  = 256
	maxStyles   = 65_536
)

// Errors of a workbook, for callers that say them in words of their own.
var (
	ErrLimit       = errors.New("workbook past a limit")
	ErrNotWorkbook = errors.New("not a workbook")
)

// Workbook is an XLSX file. It is read part by part as a stream.
//
// It is read here and not with a library because a table must not lose rows
// unseen: where a sheet's XML breaks, this reader fails, and a row keeps the
// number that the file gives it.
type Workbook struct {
	Sheets    []string // names, in the workbook's order
	Since1904 bool     // dates count from 1904

	ctx     context.Context
	parts   map[string]*zip.File
	targets []string // parts of Sheets
	texts   []string // shared strings
	styles  []shownAs
	left    int64 // bytes that may still be unpacked
}

// OpenWorkbook reads the listing and the shared strings. unpacked is how many
// bytes all reading may unpack, for a glance that is content with the first
// texts and rows; 0 is the limit for reading a file whole. All
// reading fails with ctx's error soon after ctx ends.
func OpenWorkbook(ctx context.Context, r io.ReaderAt, size, unpacked int64) (*Workbook, error) {
	if size > MaxWorkbook {
		return nil, fmt.Errorf("%d bytes: %w", size, ErrLimit)
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // no entry is written anywhere
		return nil, fmt.Errorf("open workbook: %w", err)
	}
	w := &Workbook{ctx: ctx, parts: make(map[string]*zip.File), left: min(max(minUnpacked, perByte*size), maxUnpacked)}
	if unpacked > 0 {
		w.left = unpacked
	}
	for _, f := range z.File {
		w.parts[strings.ToLower(f.Name)] = f
	}
	if w.parts["xl/workbook.xml"] == nil {
		return nil, ErrNotWorkbook
	}
	if err := w.readSheets(); err != nil {
		return nil, err
	}
	w.readStyles()
	err = w.readTexts()
	if unpacked > 0 && errors.Is(err, ErrLimit) {
		// A glance: the first texts are those of the first rows.
		w.left, err = unpacked, nil
	}
	return w, err
}

func (w *Workbook) readSheets() error {
	targets := make(map[string]string)
	var texts string
	err := w.each("xl/_rels/workbook.xml.rels", func(e xml.StartElement) error {
		if e.Name.Local != "Relationship" {
			return nil
		}
		target := strings.TrimPrefix(path.Join("/xl", attr(e, "Target")), "/")
		if strings.HasPrefix(attr(e, "Target"), "/") {
			target = strings.TrimPrefix(path.Clean(attr(e, "Target")), "/")
		}
		switch kind := attr(e, "Type"); {
		case strings.HasSuffix(kind, "/worksheet"):
			targets[attr(e, "Id")] = target
		case strings.HasSuffix(kind, "/sharedStrings"):
			texts = target
		}
		return nil
	})
	if err != nil {
		return err
	}
	if texts != "" && w.parts["xl/sharedstrings.xml"] == nil {
		w.parts["xl/sharedstrings.xml"] = w.parts[strings.ToLower(texts)]
	}
	return w.each("xl/workbook.xml", func(e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			on := attr(e, "date1904")
			w.Since1904 = on == "1" || on == "true"
		case "sheet":
			// Sheets of charts and macros have no worksheet part.
			if target := targets[attr(e, "id")]; target != "" {
				if len(w.Sheets) == maxSheets {
					return fmt.Errorf("more than %d sheets: %w", maxSheets, ErrLimit)
				}
				name := attr(e, "name")
				if name == "" {
					name = strconv.Itoa(len(w.Sheets) + 1)
				}
				w.Sheets = append(w.Sheets, name)
				w.targets = append(w.targets, target)
			}
		}
		return nil
	})
}

// readStyles reads which styles of cells show times. A workbook without them, or with
// broken ones, has numbers.
func (w *Workbook) readStyles() {
	const name = "xl/styles.xml"
	if w.parts[name] == nil {
		return
	}
	codes, within := map[int]shownAs{}, false
	err := w.read(name, func(_ *xml.Decoder, token xml.Token) error {
		switch e := token.(type) {
		case xml.StartElement:
			id, _ := strconv.Atoi(attr(e, "numFmtId"))
			switch e.Name.Local {
			case "cellXfs":
				within = true
			case "numFmt":
				codes[id] = coded(attr(e, "formatCode"))
			case "xf":
				if as, own := codes[id]; within && len(w.styles) < maxStyles {
					if !own {
						as = builtIn(id)
					}
					w.styles = append(w.styles, as)
				}
			}
		case xml.EndElement:
			within = within && e.Name.Local != "cellXfs"
		}
		return nil
	})
	if err != nil {
		w.styles = nil
	}
}

func (w *Workbook) readTexts() error {
	const name = "xl/sharedStrings.xml"
	if w.parts[strings.ToLower(name)] == nil {
		return nil
	}
	return w.read(name, func(d *xml.Decoder, token xml.Token) error {
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "si" {
			return nil
		}
		if len(w.texts) == maxTexts {
			return fmt.Errorf("more than %d texts: %w", maxTexts, ErrLimit)
		}
		text, err := readText(d, "si")
		w.texts = append(w.texts, text)
		return err
	})
}

// each calls f for every start tag of a part.
func (w *Workbook) each(name string, f func(xml.StartElement) error) error {
	return w.read(name, func(_ *xml.Decoder, token xml.Token) error {
		if e, ok := token.(xml.StartElement); ok {
			return f(e)
		}
		return nil
	})
}

// read calls f for every token of a part, and fails where the part's XML
// breaks or ends before its root does.
func (w *Workbook) read(name string, f func(*xml.Decoder, xml.Token) error) error {
	r, err := w.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	d := newDecoder(r)
	if err := tokens(w.ctx, d, func(token xml.Token) error { return f(d, token) }); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func newDecoder(r io.Reader) *xml.Decoder {
	return xml.NewDecoder(bufio.NewReaderSize(r, 32<<10))
}

// readText is the text of the element that has just been opened, to its end:
// of a <v> all text, else that of its <t>, without the pronunciation that
// Japanese cells carry.
func readText(d *xml.Decoder, name string) (string, error) {
	var b strings.Builder
	wanted, phonetic := name == "v", 0
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "t":
				wanted = true
			case "rPh":
				phonetic++
			}
		case xml.EndElement:
			switch e.Name.Local {
			case name:
				return unescapeX(b.String()), nil
			case "t":
				wanted = false
			case "rPh":
				phonetic--
			}
		case xml.CharData:
			if !wanted || phonetic > 0 {
				continue
			}
			if b.Len()+len(e) > maxPart {
				return "", fmt.Errorf("cell over %d bytes: %w", maxPart, ErrLimit)
			}
			b.Write(e)
		}
	}
}

// unescapeX replaces "_x000D_", as workbooks write the characters that XML
// cannot hold.
func unescapeX(s string) string {
	at := strings.Index(s, "_x")
	if at < 0 {
		return s
	}
	var b strings.Builder
	for ; at >= 0; at = strings.Index(s, "_x") {
		b.WriteString(s[:at])
		s = s[at:]
		n, err := strconv.ParseUint(s[2:min(len(s), 6)], 16, 16)
		if err != nil || len(s) < 7 || s[6] != '_' || n >= 0xd800 && n < 0xe000 {
			b.WriteString(s[:2])
			s = s[2:]
			continue
		}
		b.WriteRune(rune(n))
		s = s[7:]
	}
	b.WriteString(s)
	return b.String()
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// column is the number of the column in a cell's reference, from 0: 27 for
// "AB12"; -1 when it has none.
func column(ref string) int {
	n := 0
	for i := 0; i < len(ref) && n <= maxColumns; i++ {
		switch c := ref[i]; {
		case c >= 'A' && c <= 'Z':
			n = n*26 + int(c-'A') + 1
		case c >= 'a' && c <= 'z':
			n = n*26 + int(c-'a') + 1
		default:
			return n - 1
		}
	}
	return n - 1
}

// open unpacks a part as a stream that counts against the workbook's limit.
func (w *Workbook) open(name string) (io.ReadCloser, error) {
	f := w.parts[strings.ToLower(name)]
	if f == nil {
		return nil, fmt.Errorf("part %s is missing: %w", strconv.Quote(name), ErrNotWorkbook)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return &unpacking{ReadCloser: r, ctx: w.ctx, left: &w.left}, nil
}

// unpacking fails when the workbook unpacks to too much, or one tag or text runs on
// for too long: a decoder keeps those in memory whole.
type unpacking struct {
	io.ReadCloser
	ctx  context.Context
	left *int64
	run  int
}

func (p *unpacking) Read(buf []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := p.ReadCloser.Read(buf)
	if *p.left -= int64(n); *p.left < 0 {
		return 0, fmt.Errorf("unpacks to too much: %w", ErrLimit)
	}
	tag := bytes.IndexByte(buf[:n], '<')
	if tag < 0 {
		tag = n
	}
	if p.run += tag; p.run > maxPart {
		return 0, fmt.Errorf("cell over %d bytes: %w", maxPart, ErrLimit)
	}
	if tag < n {
		p.run = n - bytes.LastIndexByte(buf[:n], '<')
	}
	return n, err
}
