// Package sheettest writes workbooks for tests, of one sheet and any length. It
// is for tests only.
package sheettest

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
)

var parts = [][2]string{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`},
	{"xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
}

// Write writes a workbook of the rows. A cell is a number, or what fmt.Sprint
// makes of it.
func Write(w io.Writer, rows iter.Seq[[]any]) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		part, err := z.Create(p[0])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(part, p[1]); err != nil {
			return err
		}
	}
	part, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	out := bufio.NewWriter(part)
	out.WriteString(`<worksheet><sheetData>`)
	n := 0
	for row := range rows {
		n++
		fmt.Fprintf(out, `<row r="%d">`, n)
		for _, cell := range row {
			switch cell.(type) {
			case int, float64:
				fmt.Fprintf(out, `<c><v>%v</v></c>`, cell)
			default:
				out.WriteString(`<c t="inlineStr"><is><t xml:space="preserve">`)
				xml.EscapeText(out, []byte(fmt.Sprint(cell)))
				out.WriteString(`</t></is></c>`)
			}
		}
		out.WriteString(`</row>`)
	}
	out.WriteString(`</sheetData></worksheet>`)
	if err := out.Flush(); err != nil {
		return err
	}
	return z.Close()
}
