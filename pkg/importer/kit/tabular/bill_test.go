package tabular

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

// A layout of a company that does not exist, without a zone and a currency of
// its own: a new layout is a value, and nothing else is needed to read it.
func card() *Bill {
	return &Bill{
		Banners: []string{"Example Card"},
		Layouts: []Layout{{
			Variant:  "card",
			Header:   []string{"Date", "Shop", "Item", "Amount", "In/Out", "No."},
			Required: []string{"Date", "Amount", "No."},
			Columns: map[Role][]string{Time: {"Date", "Posted"}, Who: {"Shop"}, Text: {"Item"},
				Amount: {"Amount"}, Direction: {"In/Out"}, Order: {"No."}},
			Directions: map[string]dispute.Direction{"debit": dispute.Out, "credit": dispute.In},
		}},
	}
}

func source(data string, o importer.Options) *importer.Source {
	return importer.NewSource("card.csv", "card.csv", strings.NewReader(data), int64(len(data)), o)
}

const cardFile = "Example Card\nNo.,Item,Amount,Date,In/Out,Shop,Points\n" +
	"7,\"pen, red\",500,2026-03-01 10:00,debit,文具店,5\n" +
	"----------\nend,of,file\n" +
	"8,ink,\"1,500\",2026-03-02,credit,文具店,\n"

func TestLayoutIsData(t *testing.T) {
	tokyo := time.FixedZone("Asia/Tokyo", 9*3600)
	src := source(cardFile, importer.Options{Zone: tokyo, ZoneFrom: dispute.ZoneUser, Currency: "JPY"})
	if m := card().Identify(src); m.Confidence != importer.Certain || m.Variant != "card" {
		t.Errorf("match %+v", m)
	}
	var got []dispute.Record
	tally := &importer.Tally{OnRecord: func(r dispute.Record) error { got = append(got, r); return nil }}
	if err := card().Extract(context.Background(), src, tally); err != nil {
		t.Fatal(err)
	}
	if !tally.Conserved() || len(got) != 2 || tally.Failed > 0 {
		t.Fatalf("%d records, %+v", len(got), tally.Reading)
	}
	r := got[0]
	if r.At.String() != "2026-03-01T10:00+09:00" || r.At.Zone.From != dispute.ZoneUser || r.Amount.String() != "500 JPY" ||
		r.Direction != dispute.Out || r.Text != "pen, red" || r.Order != "7" || r.Field("Points") != "5" {
		t.Errorf("record %+v", r)
	}
	// What reads as a record is one, even after the table's end.
	if got[1].At.String() != "2026-03-02" || got[1].Amount.Minor != 1500 || got[1].Direction != dispute.In {
		t.Errorf("record %+v", got[1])
	}
}

type failing struct {
	importer.Tally
	skips, records int // calls that still succeed
}

var errFull = errors.New("no space")

func (f *failing) Skip(at dispute.Locator, why dispute.Note) error {
	if f.skips--; f.skips < 0 {
		return errFull
	}
	return f.Tally.Skip(at, why)
}

func (f *failing) Record(r dispute.Record) error {
	if f.records--; f.records < 0 {
		return errFull
	}
	return f.Tally.Record(r)
}

func TestSinkFails(t *testing.T) {
	for _, f := range []*failing{{skips: 0, records: 9}, {skips: 1, records: 9}, {skips: 9, records: 0}, {skips: 9, records: 1}} {
		err := card().Extract(context.Background(), source(cardFile, importer.Options{Currency: "JPY"}), f)
		if !errors.Is(err, errFull) {
			t.Errorf("error %v", err)
		}
	}
}

func TestInterrupted(t *testing.T) {
	rows := strings.Repeat("7,pen,500,2026-03-01,debit,文具店,5\n", 5000)
	ctx, cancel := context.WithCancel(context.Background())
	tally := &importer.Tally{}
	tally.OnRecord = func(dispute.Record) error {
		if tally.Reading.Records == 100 {
			cancel()
		}
		return nil
	}
	err := card().Extract(ctx, source(cardFile+rows, importer.Options{Currency: "JPY"}), tally)
	if !errors.Is(err, context.Canceled) || tally.Reading.Records > 3000 {
		t.Errorf("error %v after %d records", err, tally.Reading.Records)
	}
	data := book(t, `<row r="1"><c t="str"><v>x</v></c></row>`)
	err = card().Extract(ctx, importer.NewSource("x.xlsx", "x.xlsx", bytes.NewReader(data), int64(len(data)), importer.Options{}), tally)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// book zips a workbook of one sheet with the given rows, and other parts.
func book(t testing.TB, rows string, parts ...string) []byte {
	t.Helper()
	return importertest.Zip(t, append([]string{
		"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
	}, parts...)...)
}

// A workbook whose shared texts are more than Identify unpacks is recognised by
// the first of them.
func TestIdentifyLargeWorkbook(t *testing.T) {
	var texts, cells strings.Builder
	for i, name := range card().Layouts[0].Header {
		texts.WriteString("<si><t>" + name + "</t></si>")
		cells.WriteString(`<c t="s"><v>` + string(rune('0'+i)) + `</v></c>`)
	}
	texts.WriteString(strings.Repeat("<si><t>"+strings.Repeat("x", 1000)+"</t></si>", unpackedByIdentify/1000))
	data := book(t, `<row r="1">`+cells.String()+`</row>`, "xl/sharedStrings.xml", "<sst>"+texts.String()+"</sst>")
	src := importer.NewSource("x.xlsx", "x.xlsx", bytes.NewReader(data), int64(len(data)), importer.Options{})
	if m := card().Identify(src); m.Confidence != importer.Certain {
		t.Errorf("match %+v", m)
	}
}
