package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

func ods(t *testing.T, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, part[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rowsOf is every row of a workbook: sheet, number, cells; numbers with a #.
func rowsOf(t *testing.T, data []byte) (rows []string, err error) {
	t.Helper()
	book, err := Open(context.Background(), bytes.NewReader(data), int64(len(data)), 0, FormOf(data))
	if err != nil {
		return nil, err
	}
	for i := range book.Count() {
		page := book.At(i)
		for {
			row, err := page.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return rows, err
			}
			line := page.Title() + " " + strings.Repeat("I", row.At.Row)
			for _, c := range row.Cells {
				line += "|" + c.Text
				if c.Number {
					line += "#"
				}
			}
			rows = append(rows, line)
		}
	}
	return rows, nil
}

const odsHead = `<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:body><office:spreadsheet>`

func TestOpenDocument(t *testing.T) {
	rows, err := rowsOf(t, ods(t, odsHead+`<table:table table:name="订单"><table:table-column table:number-columns-repeated="5"/>
<table:table-row><table:table-cell office:value-type="string"><text:p>下单时间</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>a</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2026-07-14T20:11:05.000000000"><text:p>14.07.26 20:11</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="39.9"><text:p>39,90</text:p></table:table-cell><table:table-cell office:value-type="currency" office:currency="EUR" office:value="5"><text:p>5 €</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><office:annotation><text:p>note</text:p></office:annotation><text:p>two<text:s text:c="2"/>spaces</text:p><text:p>lines</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`))
	want := "订单 I|下单时间|a|a\n" +
		"订单 IIII|2026-07-14 20:11:05|39.9#|5 EUR||two  spaces\nlines\n" +
		"订单 IIIII|2026-07-14 20:11:05|39.9#|5 EUR||two  spaces\nlines"
	if got := strings.Join(rows, "\n"); err != nil || got != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
}

func TestOpenDocumentRefuses(t *testing.T) {
	for name, data := range map[string][]byte{
		"text document": ods(t, `<office:document-content><office:body><office:text/></office:body></office:document-content>`),
		"cut":           ods(t, odsHead+`<table:table table:name="a"><table:table-row><table:table-cell>`),
		"many cells":    ods(t, odsHead+`<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000">`+strings.Repeat(`<table:table-cell office:value-type="float" office:value="1"/>`, 100)+`</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`),
	} {
		if rows, err := rowsOf(t, data); err == nil && len(rows) > 0 {
			t.Errorf("%s: %d rows", name, len(rows))
		}
	}
}

func TestSpreadsheetML(t *testing.T) {
	const book = `<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles/>
<Worksheet ss:Name="Orders &amp; more"><Table><Column ss:Width="100"/>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">订单</Data></Cell><Cell><Data ss:Type="String">c</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:Index="2"><Data ss:Type="DateTime">2026-07-14T20:11:05.000</Data></Cell><Cell><Data ss:Type="Number">39.9</Data><Comment><Data>no</Data></Comment></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="empty"><Table/></Worksheet></Workbook>`
	want := "Orders & more I|订单||c\nOrders & more IIII||2026-07-14 20:11:05|39.9#"
	rows, err := rowsOf(t, []byte(book))
	if got := strings.Join(rows, "\n"); err != nil || got != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
	if _, err := rowsOf(t, []byte(book[:len(book)-40])); err == nil {
		t.Error("half a workbook is read")
	}
}
