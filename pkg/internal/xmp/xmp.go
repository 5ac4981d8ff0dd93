// Package xmp reads XMP, the XML that programs put into pictures and papers (ISO
// 16684-1): the properties of the file itself.
//
// It promises only what is right under an rdf:Description that is right under
// rdf:RDF: an editor's history has dates of the same names. What comes before
// damage stays. It forbids telling which property counts.
package xmp

import (
	"encoding/xml"
	"io"
)

// The namespaces of properties that callers ask for.
const (
	Basic     = "http://ns.adobe.com/xap/1.0/"
	DC        = "http://purl.org/dc/elements/1.1/"
	PDF       = "http://ns.adobe.com/pdf/1.3/"
	EXIF      = "http://ns.adobe.com/exif/1.0/"
	Photoshop = "http://ns.adobe.com/photoshop/1.0/"
	IPTC      = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"

	rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
)

const (
	maxDepth = 64
	maxList  = 2 // elements between a property and the text of an item of its list
)

// Property is a piece of a property's value.
type Property struct {
	Space, Name string
	Value       string // as it stands
	Item        bool   // it stands in a list or structure that is the value
}

// Read gives the properties in the order of the document. deep is true where it
// is nested too deeply to be read on.
func Read(r io.Reader, give func(Property)) (deep bool) {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var path []xml.Name
	for {
		token, err := d.Token()
		if err != nil {
			return false
		}
		switch t := token.(type) {
		case xml.StartElement:
			if path = append(path, t.Name); len(path) > maxDepth {
				return true
			}
			attributes(path, t.Attr, give)
		case xml.EndElement:
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
		case xml.CharData:
			for n := len(path) - 1; n > 0 && n >= len(path)-1-maxList; n-- {
				if described(path[:n]) {
					give(Property{path[n].Space, path[n].Local, string(t), n < len(path)-1})
				}
			}
		}
	}
}

// attributes gives properties that are attributes of the description, and the
// value of one that is a link.
func attributes(path []xml.Name, all []xml.Attr, give func(Property)) {
	own := described(path[:len(path)-1])
	for _, a := range all {
		switch {
		case described(path):
			give(Property{Space: a.Name.Space, Name: a.Name.Local, Value: a.Value})
		case own && a.Name == xml.Name{Space: rdf, Local: "resource"}:
			name := path[len(path)-1]
			give(Property{Space: name.Space, Name: name.Local, Value: a.Value})
		}
	}
}

// described reports whether path ends in the rdf:Description of the file.
func described(path []xml.Name) bool {
	n := len(path)
	return n >= 2 && n <= 3 && path[n-1] == xml.Name{Space: rdf, Local: "Description"} && path[n-2] == xml.Name{Space: rdf, Local: "RDF"}
}
