package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"

	"complain/pkg/doc"
)

// metadata is what the file says of itself in XMP, which other programs read where
// they do not read the file's dictionary. The same document gives the same bytes.
func metadata(d *doc.Document) []byte {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n" +
		"<dc:format>application/pdf</dc:format>\n")
	for _, part := range []struct{ open, text, close string }{
		{`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">`, visible(d.Title), "</rdf:li></rdf:Alt></dc:title>\n"},
		{`<dc:creator><rdf:Seq><rdf:li>`, visible(d.Author), "</rdf:li></rdf:Seq></dc:creator>\n"},
		{`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">`, visible(d.Subject), "</rdf:li></rdf:Alt></dc:description>\n"},
		{`<dc:language><rdf:Bag><rdf:li>`, d.Lang, "</rdf:li></rdf:Bag></dc:language>\n"},
		{`<pdf:Keywords>`, d.Keys, "</pdf:Keywords>\n"},
	} {
		if part.text == "" {
			continue
		}
		b.WriteString(part.open)
		_ = xml.EscapeText(&b, []byte(part.text)) // a Builder takes all
		b.WriteString(part.close)
	}
	if !d.Date.IsZero() {
		fmt.Fprintf(&b, "<xmp:CreateDate>%[1]s</xmp:CreateDate>\n<xmp:ModifyDate>%[1]s</xmp:ModifyDate>\n", d.Date.UTC().Format("2006-01-02T15:04:05Z"))
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	return []byte(b.String())
}

// describe adds metadata behind the catalog.
func (f *file) describe(xmp []byte) {
	catalog, number := f.find("/Type /Catalog"), len(f.objects)
	f.objects = append(f.objects, stream(number, "/Type /Metadata /Subtype /XML ", xmp))
	f.replace(catalog, "/Type /Catalog", fmt.Sprintf("/Type /Catalog\n/Metadata %d 0 R", number))
}
