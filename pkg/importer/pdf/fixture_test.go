package pdf

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"complain/pkg/importer/kit/importertest"
	"complain/pkg/internal/golden"
	"complain/pkg/internal/pdftest"
)

// The fixtures of these names are written here; go test -update writes them
// anew. Those that qpdf made of one of them say so in their source.txt.
var made = map[string]func() []byte{
	"invoice":    invoicePDF,
	"letter-gbk": letterGBK,
	"unicode":    unicodePDF,
	"nameless":   nameless,
	"lost-table": lostTable,
	"statement":  statementPDF,
	"scan":       scanned,
	"core-fonts": coreFonts,
	"chat":       chatPDF,

	"credit-note-de": func() []byte {
		return foreignPaper("Nordlicht Lampen GmbH", "Gutschrift", "Gutschrift-Nr.: GS-2026-0042|Datum: 12.03.2026", "zu Rechnung Nr. RE-2026-0017 vom 01.03.2026", "Leselampe|100,00 €",
			"Nettobetrag|100,00 €", "zzgl. 19 % MwSt.|19,00 €", "Gesamtbetrag|119,00 €")
	},
	"credit-note-fr": func() []byte {
		return foreignPaper("AVOIR N° AV-2026-118", "Date d'émission : 7 mai 2026", "Vendeur : Atelier des Lilas SARL", "Facture d'origine : FA-2026-902", "Total HT|1 250,00 €", "TVA 20 %|250,00 €", "Total TTC|1 500,00 €")
	},
	"credit-note-jp": func() []byte {
		return foreignPaper("返品伝票", "伝票番号：R-20260801", "発行日：2026年8月1日", "販売者：みなと雑貨店", "小計|3,000円", "消費税（10%）|300円", "合計|3,300円")
	},
	"credit-note-two-orders": func() []byte {
		return foreignPaper("Credit Memo #CM-5512", "Date: 06/07/2026", "Sold by: Mill Street Goods", "Total credit|US$48.20")
	},
	"credit-note-differs": func() []byte {
		return foreignPaper("Credit note", "Credit note number: CN-9|Date: 3 June 2026", "Subtotal|£37.50", "VAT 20%|£7.50", "Total credit|£54.00")
	},

	"statement-wechat-lines": wechatLines,
	"statement-alipay":       alipayProof,
	"statement-cmb":          func() []byte { return cmbStatement("9,960.10") },
	"statement-cmb-differs":  func() []byte { return cmbStatement("9,960.01") },
	"statement-icbc":         icbcStatement,
	"statement-ccb":          ccbStatement,
	"statement-boc":          bocStatement,
	"statement-unknown":      unknownStatement,
	"no-pages":               func() []byte { return []byte("%PDF-1.4\n1 0 obj\n<</Type /Catalog>>\nendobj\n") },
}

func TestFixturesAreMadeHere(t *testing.T) {
	for name, make := range made {
		golden.Check(t, filepath.Join(golden.Root(t), "testdata", "import", "pdf", name, "input.pdf"), make())
	}
}

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func FuzzExtract(f *testing.F) { importertest.Fuzz(f, Importer{}) }

// invoicePDF is an electronic invoice with its XML inside, signed.
func invoicePDF() []byte {
	var f pdftest.File
	font := f.Song("UniGB-UCS2-H", pdftest.Same)
	xml := f.Stream("/Type /EmbeddedFile/Subtype /text#2Fxml", `<?xml version="1.0" encoding="UTF-8"?><note>发票数据</note>`)
	inside := f.Add("<</Type /Filespec/F (invoice.xml)/UF " + pdftest.Text("发票 25317000.xml") + "/EF <</F " + xml + ">>>>")
	signature := f.Add("<</Type /Sig/Filter /Adobe.PPKLite/SubFilter /adbe.pkcs7.detached/Name " + pdftest.Text("某某市税务局") + "/M (D:20260305140500+08'00')/ByteRange [0 10 20 10]/Contents <00>>>")
	field := f.Add("<</Type /Annot/Subtype /Widget/FT /Sig/T (seal)/V " + signature + "/Rect [0 0 0 0]/F 132>>")
	f.Trailer = "/Info " + f.Add("<</Title "+pdftest.Text("电子发票（普通发票）")+"/Producer (Tax 1.0)/CreationDate (D:20260305140322+08'00')/ModDate (D:20260309080000+08'00')>>")
	show := func(x, y int, text string) string {
		return fmt.Sprintf("BT /F1 10 Tf %d %d Td <%s> Tj ET\n", x, y, pdftest.Hex(text))
	}
	content := show(90, 180, "电子发票（普通发票）") +
		show(20, 160, "发票号码：25317000000123456789") + show(20, 146, "开票日期：2026年03月05日") +
		show(20, 120, "项目名称") + show(120, 120, "数量") + show(150, 120, "金额") + show(240, 120, "税额") +
		show(20, 106, "*电子产品*耳机") + show(120, 106, "1") + show(150, 106, "1149.56") + show(240, 106, "149.44") +
		show(20, 80, "价税合计（大写）") + show(110, 80, "壹仟贰佰玖拾玖圆整") + show(20, 66, "（小写）¥1299.00") +
		show(20, 40, "销售方信息 名称：云栖数码有限公司")
	f.Paper("/Names <</EmbeddedFiles <</Names [(1) "+inside+"]>>>>/AcroForm <</SigFlags 3/Fields ["+field+"]>>",
		pdftest.Page{Content: content, Resources: "/Font <</F1 " + font + ">>", More: "/Annots [" + field + "]"})
	return f.Bytes()
}

// coreFonts is a bill in fonts that every reader has: the file gives no widths of
// them, and narrow and wide letters end where the next words begin.
func coreFonts() []byte {
	var f pdftest.File
	font := func(name, encoding string) string {
		return f.Add("<</Type /Font/Subtype /Type1/BaseFont /" + name + encoding + ">>")
	}
	fonts := fmt.Sprintf("/Font <</F1 %s/F2 %s/F3 %s/F4 %s>>", font("Helvetica", "/Encoding /WinAnsiEncoding"), font("Times-Bold", ""), font("Symbol", ""), font("ZapfDingbats", ""))
	f.Paper("", pdftest.Page{Resources: fonts, Content: "BT /F1 12 Tf 20 180 Td (illicit) Tj ( WWW) Tj ( fill) Tj ET\n" +
		"BT /F2 12 Tf 20 160 Td (Total) Tj 180 0 Td (EUR 59.90) Tj ET\n" +
		"BT /F3 12 Tf 20 140 Td (D \\263 5) Tj /F1 12 Tf ( days) Tj ET\n" +
		"BT /F4 12 Tf 20 120 Td (4) Tj /F1 12 Tf ( returned) Tj ET\n"})
	return f.Bytes()
}

// foreignPaper is an invoice or credit note of another country, its columns parted by
// strokes.
func foreignPaper(lines ...string) []byte {
	var f pdftest.File
	font := f.Song("UniGB-UCS2-H", pdftest.Same)
	var content strings.Builder
	for i, line := range lines {
		for j, cell := range strings.Split(line, "|") {
			fmt.Fprintf(&content, "BT /F1 6 Tf %d %d Td <%s> Tj ET\n", 10+j*170, 185-i*16, pdftest.Hex(cell))
		}
	}
	f.Paper("", pdftest.Page{Resources: "/Font <</F1 " + font + ">>", Content: content.String()})
	return f.Bytes()
}

// chatPDF is a conversation with a shop, printed by its program.
func chatPDF() []byte {
	var f pdftest.File
	var content strings.Builder
	for i, line := range []string{
		"12/03/2026 14:02 Mia: The kettle leaks.", "12/03/2026 14:05 Harbour Help: Sorry to hear that.",
		"12/03/2026 14:09 Mia: What now?", "12/03/2026 14:20 Harbour Help: We ask.",
		"13/03/2026 09:00 Mia: Is there news?", "13/03/2026 09:31 Harbour Help: Not yet.",
		"14/03/2026 10:00 Mia: Two days.", "14/03/2026 10:12 Harbour Help: We refund it in three days.",
		"18/03/2026 18:00 Mia: Nothing came.", "18/03/2026 18:40 Harbour Help: Please wait.",
	} {
		fmt.Fprintf(&content, "BT /F1 8 Tf 20 %d Td (%s) Tj ET\n", 180-i*14, line)
	}
	font := f.Add("<</Type /Font/Subtype /Type1/BaseFont /Helvetica/Encoding /WinAnsiEncoding>>")
	f.Paper("", pdftest.Page{Resources: "/Font <</F1 " + font + ">>", Content: content.String()})
	return f.Bytes()
}

// letterGBK is a letter whose codes are GBK, a scan and a blank page; its dates
// are in XMP.
func letterGBK() []byte {
	var f pdftest.File
	font := f.Song("GBK-EUC-H", "")
	gbk := func(s string) string {
		out, err := simplifiedchinese.GBK.NewEncoder().String(s)
		if err != nil {
			panic(err)
		}
		return fmt.Sprintf("%X", out)
	}
	pixel := f.Stream("/Type /XObject/Subtype /Image/Width 1/Height 1/ColorSpace /DeviceGray/BitsPerComponent 8", "\x80")
	xmp := f.Stream("/Type /Metadata/Subtype /XML", `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`+
		`<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:CreatorTool="Scan 3"><xmp:CreateDate>2026-03-18T09:30:00+08:00</xmp:CreateDate>`+
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">不予立案告知书</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`)
	f.Trailer = "/Info " + f.Add("<</CreationDate (D:20260318093000)>>")
	f.Paper("/Metadata "+xmp,
		pdftest.Page{Content: pdftest.Lines(12, 160, gbk("不予立案告知书"), gbk("林晓禾："), gbk("你于2026年3月10日举报的事项，经查不予立案。")), Resources: "/Font <</F1 " + font + ">>"},
		pdftest.Page{Content: "q 300 0 0 200 0 0 cm /I1 Do Q", Resources: "/XObject <</I1 " + pixel + ">>"},
		pdftest.Page{})
	return f.Bytes()
}

// unicodePDF has codes of UCS-2, a page that lies on its side, letters outside
// the page, over a scan, and drawn twice to look bold.
func unicodePDF() []byte {
	var f pdftest.File
	font := f.Song("UniGB-UCS2-H", "")
	resources := "/Font <</F1 " + font + "/F2 <</Type /Font/Subtype /Type1/BaseFont /Helvetica/Encoding /WinAnsiEncoding>>>>"
	word := "<" + pdftest.Hex("合同编号") + "> Tj"
	f.Paper("",
		pdftest.Page{Content: "BT /F1 12 Tf 1 0 0 1 20 160 Tm " + word + " 1 0 0 1 20.3 160 Tm " + word + " /F2 12 Tf 1 0 0 1 74 160 Tm (A-17) Tj 1 0 0 1 400 160 Tm (outside) Tj 3 Tr 1 0 0 1 20 100 Tm (under the scan) Tj ET",
			Resources: resources},
		pdftest.Page{Content: "BT /F1 12 Tf 0 1 -1 0 40 20 Tm <" + pdftest.Hex("横向的表格") + "> Tj 0 1 -1 0 60 20 Tm <" + pdftest.Hex("第二行") + "> Tj ET",
			Resources: resources, More: "/Rotate 90"})
	return f.Bytes()
}

// nameless has a font that numbers its glyphs and does not say what they are.
func nameless() []byte {
	var f pdftest.File
	font := f.Song("Identity-H", "")
	f.Paper("", pdftest.Page{Content: pdftest.Lines(12, 160, "0B3C0D1E", "112233445566"), Resources: "/Font <</F1 " + font + ">>"})
	return f.Bytes()
}

// statementPDF is longer than a packet shows.
func statementPDF() []byte {
	var f pdftest.File
	font := f.Song("UniGB-UCS2-H", "")
	var pages []pdftest.Page
	for n := 1; n <= 25; n++ {
		pages = append(pages, pdftest.Page{Content: pdftest.Lines(10, 100, pdftest.Hex(fmt.Sprintf("交易明细 第%d页", n))), Resources: "/Font <</F1 " + font + ">>"})
	}
	f.Paper("", pages...)
	return f.Bytes()
}

// scanned is a contract that came as pictures: a page with text before two scans,
// the second with the mark of a scanning program, and one in a compression that
// is not decoded.
func scanned() []byte {
	var f pdftest.File
	font := f.Song("UniGB-UCS2-H", "")
	const size = "/Type /XObject/Subtype /Image/Width 800/Height 480/ColorSpace /DeviceGray/BitsPerComponent 1"
	paper := f.Stream(size+"/Filter /RunLengthDecode", strings.Repeat("\x81\xff", 800*480/8/128))
	packed := f.Stream(size+"/Filter /JBIG2Decode", "\x00\x00\x00\x00")
	fonts, draw := "/Font <</F1 "+font+">>", "q 300 0 0 200 0 0 cm /I Do Q\n"
	f.Paper("",
		pdftest.Page{Content: pdftest.Lines(12, 160, pdftest.Hex("耳机购买合同"), pdftest.Hex("签章页见后，共四页。")), Resources: fonts},
		pdftest.Page{Content: draw, Resources: "/XObject <</I " + paper + ">>"},
		pdftest.Page{Content: draw + pdftest.Lines(8, 10, pdftest.Hex("某某扫描 第3页")), Resources: fonts + "/XObject <</I " + paper + ">>", More: "/Rotate 90"},
		pdftest.Page{Content: draw, Resources: "/XObject <</I " + packed + ">>"})
	return f.Bytes()
}

// lostTable is a file whose end a transfer cut off.
func lostTable() []byte {
	whole := string(letterGBK())
	return []byte(whole[:strings.Index(whole, "xref\n")])
}
