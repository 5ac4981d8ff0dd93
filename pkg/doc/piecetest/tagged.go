package piecetest

import (
	"context"
	"strings"
	"testing"

	"complain/pkg/internal/pdffile"
)

// Tagged is what a tagged file says, in the order of its structure: each piece of text
// that is of an element. Text that is of none, as heads and feet of pages are, is
// not in it.
func Tagged(t testing.TB, data []byte) string {
	t.Helper()
	f, err := pdffile.Open(context.Background(), data, nil)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	r := &tagReader{file: f, pieces: map[piece]string{}, fonts: map[pdffile.Ref]map[string]string{}}
	for _, p := range pages {
		if err := r.page(p); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	r.element(f.Dict(f.Catalog()["StructTreeRoot"])["K"], pdffile.Ref{}, &out)
	return out.String()
}

// piece is a marked piece of a page: the one with that number.
type piece struct {
	page   pdffile.Ref
	number int
}

type tagReader struct {
	file   *pdffile.File
	pieces map[piece]string
	fonts  map[pdffile.Ref]map[string]string // code to text
}

// page reads the pieces of a page.
func (r *tagReader) page(p *pdffile.Page) error {
	content, err := r.file.Content(p)
	if err != nil {
		return err
	}
	var args []any
	var font map[string]string
	open := []marked{{piece: piece{p.Ref, -1}}}
	for l := pdffile.NewLexer(content); ; {
		token, err := l.Next()
		if err != nil {
			return nil // the end: of what is behind a fault nothing is said, which tests tell
		}
		op, ok := token.(pdffile.Keyword)
		if !ok {
			args = append(args, token)
			continue
		}
		last := open[len(open)-1]
		switch {
		case op == "BDC", op == "BMC":
			open = append(open, r.begin(last, args))
		case op == "EMC" && len(open) > 1:
			open = open[:len(open)-1]
		case op == "Tf" && len(args) == 2:
			if name, ok := args[0].(pdffile.Name); ok {
				font = r.font(r.file.Dict(p.Resources["Font"])[name])
			}
		case last.number >= 0 && !last.said && (op == "Tj" || op == "TJ"):
			for _, arg := range args {
				r.pieces[last.piece] += shown(arg, font)
			}
		}
		args = args[:0]
	}
}

// marked is a marked part of a page: of no piece where its number is below 0.
type marked struct {
	piece
	said bool // by an actual text, which stands for its letters
}

// begin is a marked part inside another.
func (r *tagReader) begin(in marked, args []any) marked {
	if len(args) < 2 {
		return marked{piece: piece{in.page, -1}}
	}
	properties := r.file.Dict(args[1])
	if id := properties["MCID"]; id != nil {
		in.number = r.file.Int(id)
	}
	if text, ok := properties["ActualText"].(pdffile.String); ok && !in.said {
		r.pieces[in.piece] += pdffile.Text(string(text))
		in.said = true
	}
	return in
}

// shown is the text of the operand of an operator that shows text.
func shown(operand any, font map[string]string) (out string) {
	switch s := operand.(type) {
	case pdffile.String:
		for i := 0; i+1 < len(s); i += 2 {
			code := string(s[i : i+2])
			if text, ok := font[code]; ok {
				out += text
			} else if font[itself] != "" {
				out += pdffile.Text("\xfe\xff" + code)
			}
		}
	case pdffile.Array:
		for _, part := range s {
			out += shown(part, font)
		}
	}
	return out
}

// itself stands among the codes of a font that are named one by one for all that are
// characters themselves: a range of all of them.
const itself = ""

// font is the map to Unicode of a font with codes of two bytes.
func (r *tagReader) font(o pdffile.Object) map[string]string {
	ref, _ := o.(pdffile.Ref)
	if known, ok := r.fonts[ref]; ok {
		return known
	}
	out := map[string]string{}
	if s := r.file.Stream(r.file.Dict(o)["ToUnicode"]); s != nil {
		data, _ := r.file.Data(s) // a font without one says nothing, which the test tells
		_, chars, _ := strings.Cut(string(data), "endcodespacerange")
		var codes []pdffile.String
		for l := pdffile.NewLexer([]byte(chars)); ; {
			token, err := l.Next()
			if err != nil {
				break
			}
			if code, ok := token.(pdffile.String); ok {
				codes = append(codes, code)
			}
		}
		if strings.Contains(chars, "<0000> <FFFF> <0000>") {
			codes, out[itself] = nil, "yes"
		}
		for i := 0; i+1 < len(codes); i += 2 {
			out[string(codes[i])] = pdffile.Text("\xfe\xff" + string(codes[i+1]))
		}
	}
	r.fonts[ref] = out
	return out
}

// element writes what an element says, or what one of its children does: an element,
// a number of a piece on the page, or a piece of another page.
func (r *tagReader) element(o pdffile.Object, page pdffile.Ref, out *strings.Builder) {
	switch x := r.file.Resolve(o).(type) {
	case pdffile.Array:
		for _, one := range x {
			r.element(one, page, out)
		}
	case pdffile.Dict:
		if ref, ok := x["Pg"].(pdffile.Ref); ok {
			page = ref
		}
		if x["MCID"] != nil {
			r.element(x["MCID"], page, out)
			return
		}
		r.element(x["K"], page, out)
	case nil:
	default:
		out.WriteString(r.pieces[piece{page, r.file.Int(x)}])
	}
}
