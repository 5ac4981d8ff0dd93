package office

import (
	"context"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/internal/xmlstream"
)

// odt gives the text of an OpenDocument text, then what stands above and below
// every page, which its styles hold.
func (d *document) odt(ctx context.Context) error {
	veil := newVeil()
	if d.pack.names["styles.xml"] != nil { // damage is said when it is read
		_ = d.pack.each(ctx, "styles.xml", veil.style)
	}
	for _, part := range []string{"content.xml", "styles.xml"} {
		o := &openText{margins: part != "content.xml", veil: veil}
		if err := d.part(ctx, part, !o.margins, o.read); err != nil {
			return err
		}
		if err := d.apart(&veil.text, part); err != nil {
			return err
		}
	}
	if d.hidden > 0 {
		d.remarks = append(d.remarks, dispute.Say("office.hidden", d.hidden))
	}
	return nil
}

// openText reads the XML of OpenDocument.
type openText struct {
	flow    *flow
	margins bool // only what is in a header or footer counts
	veil    *veil

	inside  int // the body, or a header or footer, is open
	passed  int // elements open that hold no text of the document
	notes   int
	regions map[string]string
	region  string           // of tracked changes that is open
	deleted *strings.Builder // its text
	author  *strings.Builder // of an annotation
	mark    string           // before the next paragraph
}

func (o *openText) read(f *flow) func(*xmlstream.Tag, string) error {
	*o = openText{flow: f, margins: o.margins, veil: o.veil, regions: map[string]string{}}
	return o.tag
}

// openPassed are the elements with no text of the document. Their prefixes
// tell them from fields: a text:title is the title, set into the text.
var openPassed = map[string]bool{
	"office:forms": true, "text:sequence-decls": true, "text:variable-decls": true, "text:user-field-decls": true,
	"office:change-info": true, "svg:desc": true, "svg:title": true, "office:binary-data": true, "text:note-citation": true,
}

func (o *openText) tag(t *xmlstream.Tag, name string) error {
	o.take(t.Before)
	if o.inside <= 0 {
		_ = o.veil.style(t, name)
	} else {
		o.veil.tag(t, name)
	}
	body := name == "text" && strings.HasPrefix(t.Name, "office:")
	if o.margins {
		body = name == "header" || name == "footer"
	}
	switch {
	case body && !t.End:
		o.inside++
	case body:
		o.inside--
	}
	if openPassed[t.Name] {
		if t.End {
			o.passed--
		} else {
			o.passed++
		}
		return nil
	}
	if o.inside <= 0 || o.passed > 0 {
		return nil
	}
	if t.End {
		return o.end(name)
	}
	o.begin(t, name)
	return nil
}

// take adds what stands between two tags, if it is text of a paragraph.
func (o *openText) take(text string) {
	if text == "" || o.inside <= 0 || o.passed > 0 {
		return
	}
	text = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' {
			return ' ' // breaks are elements
		}
		return r
	}, text)
	switch {
	case o.author != nil:
		o.author.WriteString(text)
	case o.region != "":
		if o.deleted != nil {
			o.deleted.WriteString(text)
		}
	case o.veil.hides():
		o.veil.write(text)
	case len(o.flow.open) > 0:
		for strings.Contains(text, "  ") {
			text = strings.ReplaceAll(text, "  ", " ") // more than one is an element, too
		}
		o.flow.write(text)
	}
}

func (o *openText) begin(t *xmlstream.Tag, name string) {
	f := o.flow
	if o.region != "" {
		if name == "deletion" {
			o.deleted = &strings.Builder{}
		}
		return
	}
	switch name {
	case "p", "h":
		f.begin(o.mark)
		o.mark = ""
	case "list-item":
		o.mark = "- "
	case "table-row":
		f.beginRow()
	case "s":
		n, _ := strconv.Atoi(t.GetLocal("c"))
		f.write(strings.Repeat(" ", min(max(n, 1), 100)))
	case "tab":
		f.write("\t")
	case "line-break":
		f.write("\n")
	case "note":
		o.notes++
		o.mark = "[^" + strconv.Itoa(o.notes) + "] "
		f.write("[^" + strconv.Itoa(o.notes) + "]")
	case "annotation":
		o.mark = "[*] "
		f.write("[*]")
	case "creator", "date":
		if strings.HasPrefix(t.Name, "dc:") {
			o.author = &strings.Builder{}
		}
	case "changed-region":
		o.region = t.GetLocal("id")
	case "change-start":
		f.beginChange("+")
	case "change-end":
		f.endChange("+")
	case "change":
		if text := o.regions[t.GetLocal("change-id")]; strings.TrimSpace(text) != "" {
			f.beginChange("-")
			f.write(text)
			f.endChange("-")
		}
	}
}

func (o *openText) end(name string) error {
	if o.region != "" {
		switch name {
		case "p", "h":
			if o.deleted != nil {
				o.deleted.WriteByte(' ')
			}
		case "deletion":
			o.regions[o.region] = strings.TrimSpace(o.deleted.String())
			o.deleted = nil
		case "changed-region":
			o.region, o.deleted = "", nil
		}
		o.author = nil
		return nil
	}
	switch name {
	case "p", "h":
		return o.flow.end()
	case "table-cell", "covered-table-cell":
		o.flow.endCell()
	case "table-row":
		return o.flow.endRow()
	case "creator", "date":
		if o.author != nil {
			o.mark = strings.TrimSuffix(o.mark, ": ") + " " + o.author.String() + ": "
			o.mark = strings.ReplaceAll(o.mark, "  ", " ")
		}
		o.author = nil
	case "list-item", "annotation", "note":
		o.mark = ""
	}
	return nil
}
