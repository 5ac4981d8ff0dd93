package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/internal/pdffile"
)

// Limits of one page.
const (
	maxParts  = 50_000 // objects
	maxPixels = 100_000_000
)

// copier takes pages over from one file as forms, with what they need. Objects
// that several pages share are taken once.
type copier struct {
	file  *pdffile.File
	pages []*pdffile.Page

	first   int                 // the number of the first object of the page being taken
	next    int                 // the number that the next object gets
	numbers map[pdffile.Ref]int // of the objects taken
	queue   []pdffile.Ref       // taken, and not written yet
	written [][]byte
	layers  layers
	foreign []string
}

// layers are the optional-content groups that were taken over.
type layers struct{ all, off []int }

func (layers) list(numbers []int) string {
	var b strings.Builder
	for i, n := range slices.Sorted(slices.Values(numbers)) {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%d 0 R", n)
	}
	return b.String()
}

func newCopier(ctx context.Context, data []byte) (*copier, error) {
	f, err := pdffile.Open(ctx, data, nil)
	if err != nil {
		return nil, err
	}
	pages, err := f.Pages()
	if len(pages) == 0 && err != nil {
		return nil, err
	}
	c := &copier{file: f, pages: pages}
	c.restart()
	return c, nil
}

// restart forgets what was taken.
func (c *copier) restart() {
	c.numbers, c.queue, c.written, c.layers, c.foreign = map[pdffile.Ref]int{}, nil, nil, layers{}, nil
}

// take gives the objects written since the last call, in the order of their
// numbers.
func (c *copier) take() [][]byte {
	out := c.written
	c.written = nil
	return out
}

// sheet takes over a page. Its objects are numbered from first on; number is
// that of the form that draws the page upright with its corner at the origin.
func (c *copier) sheet(page, first int) (number int, err error) {
	if page < 1 || page > len(c.pages) {
		return 0, ErrNoPage
	}
	p := c.pages[page-1]
	c.first, c.next = first, first
	content, err := c.file.Content(p)
	if err != nil {
		return 0, err
	}
	resources, err := c.value(p.Resources)
	if err != nil {
		return 0, err
	}
	group := ""
	if g := c.file.Dict(p.Dict["Group"]); c.file.Name(g["S"]) == "Transparency" {
		text, err := c.value(g)
		if err != nil {
			return 0, err
		}
		group = "/Group " + text
	}
	if resources == "null" {
		resources = "<<>>"
	}
	m := p.Upright()
	body, err := c.place("/Type /XObject/Subtype /Form/BBox ["+reals(p.Box.X0, p.Box.Y0, p.Box.X1, p.Box.Y1)+
		"]/Matrix ["+reals(m[:]...)+"]/Resources "+resources+group, content)
	if err != nil {
		return 0, err
	}
	var draw, names bytes.Buffer
	fmt.Fprintf(&names, "/C %d 0 R", body)
	draw.WriteString("q /C Do Q\n")
	for i, a := range c.file.Appearances(p) {
		n, err := c.appearance(a)
		if err != nil {
			return 0, err
		}
		m := a.Matrix.Mul(p.Upright())
		fmt.Fprintf(&draw, "q %s cm /A%d Do Q\n", reals(m[:]...), i)
		fmt.Fprintf(&names, "/A%d %d 0 R", i, n)
	}
	number, err = c.place("/Type /XObject/Subtype /Form/BBox ["+reals(0, 0, p.Width(), p.Height())+"]/Resources <</XObject <<"+names.String()+">>>>", draw.Bytes())
	if err != nil {
		return 0, err
	}
	return number, c.drain()
}

// place writes a stream of our own.
func (c *copier) place(dict string, data []byte) (int, error) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(data); err != nil {
		return 0, err
	}
	if err := z.Close(); err != nil {
		return 0, err
	}
	// The numbers of what the dictionary names are given out already.
	if err := c.drain(); err != nil {
		return 0, err
	}
	n := c.next
	c.next++
	c.written = append(c.written, stream(n, dict+"/Filter /FlateDecode", packed.Bytes()))
	return n, nil
}

// appearance takes over what an annotation draws, as a form whatever it calls
// itself.
func (c *copier) appearance(a pdffile.Appearance) (int, error) {
	d := maps.Clone(a.Stream.Dict)
	d["Type"], d["Subtype"] = pdffile.Name("XObject"), pdffile.Name("Form")
	data, err := c.file.Data(a.Stream)
	if err != nil {
		return 0, err
	}
	delete(d, "Filter")
	delete(d, "DecodeParms")
	dict, err := c.entries(d)
	if err != nil {
		return 0, err
	}
	return c.place(dict, data)
}

// drain writes the objects that were named and not written. Each has the next
// number when it is named, so they come in the order of their numbers.
func (c *copier) drain() error {
	for len(c.queue) > 0 {
		ref := c.queue[0]
		c.queue = c.queue[1:]
		if c.next-c.first > maxParts {
			return ErrParts
		}
		if err := c.file.Err(); err != nil {
			return err
		}
		o, err := c.object(ref)
		if err != nil {
			return err
		}
		c.written = append(c.written, o)
	}
	return nil
}

func (c *copier) object(ref pdffile.Ref) ([]byte, error) {
	n := c.numbers[ref]
	o := c.file.Resolve(ref)
	if s, ok := o.(*pdffile.Stream); ok {
		return c.stream(n, s)
	}
	if d, ok := o.(pdffile.Dict); ok {
		c.note(ref, d)
	}
	text, err := c.value(o)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "%d 0 obj\n%s\nendobj\n", n, text), nil
}

// note keeps what a dictionary means for the whole document.
func (c *copier) note(ref pdffile.Ref, d pdffile.Dict) {
	switch c.file.Name(d["Type"]) {
	case "OCG":
		n := c.numbers[ref]
		c.layers.all = append(c.layers.all, n)
		if c.file.Hidden(ref) {
			c.layers.off = append(c.layers.off, n)
		}
	}
}

// stream copies a stream as it is stored. One whose filters an encryption is
// part of is stored anew.
func (c *copier) stream(n int, s *pdffile.Stream) ([]byte, error) {
	d := maps.Clone(s.Dict)
	switch c.file.Name(d["Subtype"]) {
	case "Image":
		w, h := c.file.Int(d["Width"]), c.file.Int(d["Height"])
		if w < 0 || h < 0 || w > 0 && h > maxPixels/w {
			return nil, ErrPicture
		}
	case "PS": // PostScript draws for printers of its own kind only
		return stream(n, "/Type /XObject/Subtype /Form/BBox [0 0 1 1]", nil), nil
	}
	if d["F"] != nil {
		return nil, ErrExternal
	}
	data := c.file.Raw(s)
	filters := c.file.Array(d["Filter"])
	if name := c.file.Name(d["Filter"]); name != "" {
		filters = pdffile.Array{name}
	}
	if slices.ContainsFunc(filters, func(o pdffile.Object) bool { return c.file.Name(o) == "Crypt" }) {
		var err error
		if data, err = c.file.Data(s); err != nil {
			return nil, err
		}
		delete(d, "Filter")
		delete(d, "DecodeParms")
	}
	dict, err := c.entries(d)
	if err != nil {
		return nil, err
	}
	return stream(n, dict, data), nil
}

// leftBehind are entries that lead out of the page, act, or say nothing about
// how it looks.
var leftBehind = map[pdffile.Name]bool{
	"Length": true, "Parent": true, "StructParent": true, "StructParents": true, "Metadata": true, "PieceInfo": true, "AA": true, "JS": true,
	"OpenAction": true, "OPI": true, "AF": true, "Thumb": true, "LastModified": true, "FFilter": true, "FDecodeParms": true, "Measure": true, "PtData": true,
}

// elsewhere are the types of objects that no page is drawn with.
var elsewhere = map[pdffile.Name]bool{
	"Page": true, "Pages": true, "Catalog": true, "StructElem": true, "StructTreeRoot": true, "Action": true, "Filespec": true, "EmbeddedFile": true, "Sig": true, "Annot": true,
}

// entries writes a dictionary without its brackets, its keys in order.
func (c *copier) entries(d pdffile.Dict) (string, error) {
	c.fonts(d)
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(d)) {
		if leftBehind[k] {
			continue
		}
		v, err := c.value(d[k])
		if err != nil {
			return "", err
		}
		b.WriteString(name(k) + " " + v)
	}
	return b.String(), nil
}

// fonts notes a font whose letters are not in the file.
func (c *copier) fonts(d pdffile.Dict) {
	if c.file.Name(d["Type"]) != "Font" {
		return
	}
	switch c.file.Name(d["Subtype"]) {
	case "Type0", "Type3":
		return
	}
	descriptor := c.file.Dict(d["FontDescriptor"])
	if descriptor["FontFile"] == nil && descriptor["FontFile2"] == nil && descriptor["FontFile3"] == nil {
		if base := string(c.file.Name(d["BaseFont"])); !slices.Contains(c.foreign, base) && len(c.foreign) < 20 {
			c.foreign = append(c.foreign, base)
		}
	}
}

// value writes an object that stands in another. Streams never do.
func (c *copier) value(o pdffile.Object) (string, error) {
	switch o := o.(type) {
	case nil:
		return "null", nil
	case bool:
		return strconv.FormatBool(o), nil
	case int64:
		return strconv.FormatInt(o, 10), nil
	case float64:
		return real(o), nil
	case pdffile.String:
		return fmt.Sprintf("<%X>", string(o)), nil
	case pdffile.Name:
		return name(o), nil
	case pdffile.Array:
		parts := make([]string, len(o))
		for i := range o {
			var err error
			if parts[i], err = c.value(o[i]); err != nil {
				return "", err
			}
		}
		return "[" + strings.Join(parts, " ") + "]", nil
	case pdffile.Dict:
		if o == nil {
			return "null", nil
		}
		inside, err := c.entries(o)
		return "<<" + inside + ">>", err
	case pdffile.Ref:
		return c.ref(o), nil
	}
	return "", fmt.Errorf("an object of type %T", o)
}

// ref names an object, which is written when its turn comes.
func (c *copier) ref(r pdffile.Ref) string {
	n, ok := c.numbers[r]
	if !ok {
		target := c.file.Resolve(r)
		if d := c.file.Dict(r); target == nil || elsewhere[c.file.Name(d["Type"])] {
			return "null"
		}
		n = c.next
		c.next++
		c.numbers[r] = n
		c.queue = append(c.queue, r)
	}
	return fmt.Sprintf("%d 0 R", n)
}

func real(v float64) string {
	if math.IsNaN(v) || math.Abs(v) > 1e12 {
		return "0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func reals(values ...float64) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = real(math.Round(v*1e5) / 1e5)
	}
	return strings.Join(parts, " ")
}

// name writes a name with its slash.
func name(n pdffile.Name) string {
	var b strings.Builder
	b.WriteByte('/')
	for i := range len(n) {
		switch c := n[i]; {
		case c <= ' ' || c >= 0x7f || strings.IndexByte("()<>[]{}/%#", c) >= 0:
			fmt.Fprintf(&b, "#%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
