package docx

import (
	"archive/zip"
	"strconv"
	"time"

	"complain/pkg/internal/termsafe"
)

// The names of XML that the parts use.
const (
	pictureSpace  = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006/"
	wordType      = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	declaration   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

var spaces = []string{
	"xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	"xmlns:r", relationSpace,
	"xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
	"xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main",
	"xmlns:pic", pictureSpace,
}

// part is one file of the package, in the order in which they are written.
type part struct {
	name, contentType, relation, id string
	content                         []byte
}

// parts writes everything but the pictures, which are there already.
func (w *writer) parts() error {
	document := w.document()
	all := []part{
		{name: "styles.xml", contentType: wordType + "styles+xml", relation: "styles", id: "styles", content: w.styles()},
		{name: "numbering.xml", contentType: wordType + "numbering+xml", relation: "numbering", id: "numbering", content: w.numbering()},
		{name: "settings.xml", contentType: wordType + "settings+xml", relation: "settings", id: "settings", content: w.settings()},
		{name: "foot.xml", contentType: wordType + "footer+xml", relation: "footer", id: "foot", content: w.foot()},
		{name: "head0.xml", contentType: wordType + "header+xml", relation: "header", id: "emptyHead", content: emptyHead()},
	}
	for i, mark := range w.heads {
		all = append(all, part{name: "head" + strconv.Itoa(i+1) + ".xml", contentType: wordType + "header+xml", relation: "header", id: headID(i + 1), content: w.sectionHead(mark)})
	}
	files := []part{
		{name: "[Content_Types].xml", content: contentTypes(all)},
		{name: "_rels/.rels", content: packageRelations()},
		{name: "docProps/core.xml", content: w.core()},
		{name: "word/_rels/document.xml.rels", content: w.relations(all)},
		{name: "word/document.xml", content: document},
	}
	for _, p := range all {
		files = append(files, part{name: "word/" + p.name, content: p.content})
	}
	for _, f := range files {
		part, err := w.zip.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		if _, err := part.Write(append([]byte(declaration), f.content...)); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) document() []byte {
	w.sectionProperties()
	var m markup
	m.begin("w:document", spaces...)
	m.begin("w:body")
	m.Write(w.body.Bytes())
	m.end("w:body")
	m.end("w:document")
	return m.Bytes()
}

func contentTypes(parts []part) []byte {
	var m markup
	m.begin("Types", "xmlns", packageSpace+"content-types")
	for _, d := range [][2]string{{"rels", "application/vnd.openxmlformats-package.relationships+xml"}, {"xml", "application/xml"}, {"jpeg", "image/jpeg"}, {"png", "image/png"}} {
		m.void("Default", "Extension", d[0], "ContentType", d[1])
	}
	m.void("Override", "PartName", "/word/document.xml", "ContentType", wordType+"document.main+xml")
	for _, p := range parts {
		m.void("Override", "PartName", "/word/"+p.name, "ContentType", p.contentType)
	}
	m.void("Override", "PartName", "/docProps/core.xml", "ContentType", "application/vnd.openxmlformats-package.core-properties+xml")
	m.end("Types")
	return m.Bytes()
}

func packageRelations() []byte {
	var m markup
	m.begin("Relationships", "xmlns", packageSpace+"relationships")
	m.void("Relationship", "Id", "document", "Type", relationSpace+"/officeDocument", "Target", "word/document.xml")
	m.void("Relationship", "Id", "core", "Type", packageSpace+"relationships/metadata/core-properties", "Target", "docProps/core.xml")
	m.end("Relationships")
	return m.Bytes()
}

func (w *writer) relations(parts []part) []byte {
	var m markup
	m.begin("Relationships", "xmlns", packageSpace+"relationships")
	for _, p := range parts {
		m.void("Relationship", "Id", p.id, "Type", relationSpace+"/"+p.relation, "Target", p.name)
	}
	for _, p := range w.order {
		m.void("Relationship", "Id", p.id(), "Type", relationSpace+"/image", "Target", p.part())
	}
	m.end("Relationships")
	return m.Bytes()
}

// core says what the file is: nothing but what the document says of itself.
func (w *writer) core() []byte {
	d := w.doc
	var m markup
	m.begin("cp:coreProperties", "xmlns:cp", packageSpace+"metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/",
		"xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	for _, one := range [][2]string{{"dc:title", d.Title}, {"dc:creator", d.Author}, {"dc:subject", d.Subject}, {"cp:keywords", d.Keys}, {"dc:language", d.Lang}, {"dc:identifier", d.ID}} {
		if one[1] != "" {
			m.element(one[0], termsafe.CleanLine(one[1]))
		}
	}
	date := d.Date
	if date.IsZero() {
		date = time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	for _, name := range []string{"dcterms:created", "dcterms:modified"} {
		m.element(name, date.UTC().Format("2006-01-02T15:04:05Z"), "xsi:type", "dcterms:W3CDTF")
	}
	m.end("cp:coreProperties")
	return m.Bytes()
}

func (w *writer) settings() []byte {
	var m markup
	m.begin("w:settings", spaces...)
	m.void("w:defaultTabStop", "w:val", "420")
	m.void("w:characterSpacingControl", "w:val", "compressPunctuation")
	m.begin("w:compat")
	m.void("w:compatSetting", "w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15")
	m.end("w:compat")
	m.end("w:settings")
	return m.Bytes()
}

func emptyHead() []byte {
	var m markup
	m.begin("w:hdr", spaces...)
	m.begin("w:p")
	m.begin("w:pPr")
	m.value("w:pStyle", "Spacer")
	m.end("w:pPr")
	m.end("w:p")
	m.end("w:hdr")
	return m.Bytes()
}
