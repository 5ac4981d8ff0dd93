package invoice

import (
	"context"
	"errors"
	"strings"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

var _ importer.Importer = Importer{}

func TestFixtures(t *testing.T) { importertest.Run(t, Importer{}) }

func TestTruncated(t *testing.T) { importertest.Truncate(t, Importer{}) }

func FuzzExtract(f *testing.F) { importertest.Fuzz(f, Importer{}) }

func zipped(t testing.TB, entries ...string) *importer.Source {
	return importertest.Source(t, "a.ofd", importertest.Zip(t, entries...))
}

const (
	root     = `<OFD><DocBody><DocInfo/><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>`
	document = `<Document><Pages><Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></Pages></Document>`
)

// FuzzPage puts XML on a page: what breaks the zip around it says little.
func FuzzPage(f *testing.F) {
	f.Add(`<TextObject ID="1" Boundary="1 2 3 4" Size="3" CTM="1 0 0 1 0 0"><TextCode X="1" Y="2" DeltaX="g 3 1.5">发票号码：26317000000123456701</TextCode></TextObject>`)
	f.Add(`<TextObject><TextCode>a</TextCode></TextObject>`)
	f.Fuzz(func(t *testing.T, text string) {
		src := zipped(t, "OFD.xml", root, "Doc_0/Document.xml", document, "Doc_0/Pages/Page_0/Content.xml", "<Page>"+text+"</Page>")
		tally, _, err := importertest.Extract(context.Background(), Importer{}, src)
		if err != nil || !tally.Conserved() {
			t.Errorf("%d units, %d accounted for, %v", tally.Reading.Units, tally.Covered, err)
		}
	})
}

func TestOthersAreLeftAlone(t *testing.T) {
	for name, text := range map[string]string{
		"a European invoice": `<?xml version="1.0"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>1</ID><IssueDate>2026-03-05</IssueDate></Invoice>`,
		"talk of one":        "The tags are <EInvoiceData> and <TaxSupervisionInfo>.",
		"a bank's file":      `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"/>`,
	} {
		src := importertest.Source(t, "a.xml", text)
		if m := (Importer{}).Identify(src); m.Confidence != importer.None {
			t.Errorf("%s is taken for %s", name, m.Variant)
		}
	}
}

func TestDamage(t *testing.T) {
	for name, src := range map[string]*importer.Source{
		"no document":   zipped(t, "OFD.xml", root),
		"cut":           zipped(t, "OFD.xml", root[:20]),
		"outside":       zipped(t, "OFD.xml", strings.Replace(root, "Doc_0/", "../../etc/", 1)),
		"deep document": zipped(t, "OFD.xml", root, "Doc_0/Document.xml", strings.Repeat("<a>", 300)),
	} {
		_, records, err := importertest.Extract(context.Background(), Importer{}, src)
		var stopped *importer.Stopped
		if !errors.As(err, &stopped) || len(records) != 1 {
			t.Errorf("%s: %d records, %v", name, len(records), err)
		}
	}
}

// Pages that all point at one large part with nothing in it, and pages that are
// not there, end too.
func TestManyEmptyPages(t *testing.T) {
	roots := strings.Replace(root, "<DocRoot>Doc_0/Document.xml</DocRoot>", strings.Repeat("<DocRoot>Doc_0/Content.xml</DocRoot>", 1000), 1)
	for _, x := range []struct{ location, root string }{{"Content.xml", root}, {"None.xml", root}, {"None.xml", roots}} {
		location := x.location
		pages := strings.Repeat(`<Page ID="1" BaseLoc="`+location+`"/>`, 5000)
		empty := "<Page>" + strings.Repeat(strings.Repeat("x", 100)+"<a/>", 10_000) + "</Page>"
		src := zipped(t, "OFD.xml", x.root, "Doc_0/Document.xml", "<Document><Pages>"+pages+"</Pages></Document>", "Doc_0/Content.xml", empty)
		tally, records, err := importertest.Extract(context.Background(), Importer{}, src)
		var stopped *importer.Stopped
		if !errors.As(err, &stopped) || len(records) == 0 || len(records[0].Remarks) > 30 {
			t.Errorf("%s: %d records, %v, %d covered", location, len(records), err, tally.Covered)
		}
	}
}

// The same template under very many pages is read once, and many pages end.
func TestManyPages(t *testing.T) {
	var pages, text strings.Builder
	for range 5000 {
		pages.WriteString(`<Page ID="1" BaseLoc="Content.xml"/>`)
	}
	for range 2000 {
		text.WriteString(`<TextObject Boundary="1 2 3 4" Size="3"><TextCode X="0" Y="0">文字</TextCode></TextObject>`)
	}
	src := zipped(t, "OFD.xml", root, "Doc_0/Document.xml", "<Document><Pages>"+pages.String()+"</Pages></Document>", "Doc_0/Content.xml", "<Page>"+text.String()+"</Page>")
	_, records, err := importertest.Extract(context.Background(), Importer{}, src)
	var stopped *importer.Stopped
	if !errors.As(err, &stopped) || len(records) < 2 {
		t.Errorf("%d records, %v", len(records), err)
	}
}
