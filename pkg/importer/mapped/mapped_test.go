package mapped

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

func TestImporter(t *testing.T) { importertest.Run(t, Importer{}) }

func TestParseRefuses(t *testing.T) {
	for text, code := range map[string]string{
		"": "mapped.stop.none",
		"columns: {time: A, amount: B}\nwrong: 1": "mapped.stop.field",
		"columns: [A]":                                          "mapped.stop.syntax",
		"just words":                                            "mapped.stop.syntax",
		"columns: {time: A, price: B}":                          "mapped.stop.value",
		"columns: {amount: B}":                                  "mapped.stop.need",
		"columns: {time: A}":                                    "mapped.stop.need",
		"columns: {time: A, amount: B, in: C}":                  "mapped.stop.both",
		"columns: {time: A, amount: B}\ndates: DD/MM":           "mapped.stop.value",
		"columns: {time: A, amount: B}\nsign: plus":             "mapped.stop.value",
		"columns: {time: A, amount: B}\ndecimal: ;":             "mapped.stop.value",
		"columns: {time: A, amount: B}\nzone: Mars/Olympus":     "mapped.stop.value",
		"columns: {time: A, amount: B}\ncurrency: yuan":         "mapped.stop.value",
		"columns: {time: A, amount: B}\ndirections: {A: spent}": "mapped.stop.value",
		strings.Repeat("#", MaxSize+1):                          "mapped.stop.large",
	} {
		_, err := Parse(text)
		var stopped *importer.Stopped
		if !errors.As(err, &stopped) || stopped.Why.Code != code {
			t.Errorf("%.60q: %v, want %s", text, err, code)
		}
	}
}

func TestTOML(t *testing.T) {
	m, err := Parse("dates = \"dmy\"\ncurrency = \"EUR\"\n[columns]\ntime = \"Date\"\namount = [\"Total\", \"Price\"]\n[directions]\nspent = \"out\"\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(m.names(), " "); got != "Date Total Price" || m.Dates != "dmy" || m.Directions["spent"] != "out" {
		t.Errorf("%+v", m)
	}
}

func TestGuess(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"orders", "店铺后台导出\n\n订单号,下单日期,店铺,商品明细,单价,实付款,状态\n1,2026-03-01 10:00:00,文具店,\"钢笔, 红\",30.00,36.00,交易成功\n2,2026-03-02 10:00:00,文具店,墨水,9.00,9.00,退款成功\n",
			"time=下单日期 who=店铺 text=商品明细 amount=实付款 status=状态 order=订单号 ymd . all-spent "},
		{"semicolons", "Date;Time;Shop;Item;Amount;Currency\n25/03/2026;10:00;Books;Pen;-1.234,50;EUR\n26/03/2026;11:00;Books;Ink;-9,00;EUR\n",
			"time=Date clock=Time who=Shop text=Item amount=Amount currency=Currency dmy , minus-is-spent "},
		{"two columns", "Transaction Date\tDescription\tPaid in\tPaid out\n03/04/2026\tPen\t\t9.00\n04/04/2026\tPen\t9.00\t\n",
			"time=Transaction Date text=Description in=Paid in out=Paid out ask . all-spent "},
		{"directions", "日期,收/支,金额(元),说明\n20260301,支出,9.00,a\n20260302,收入,9.00,b\n20260302,冻结,9.00,b\n",
			"time=日期 text=说明 amount=金额(元) direction=收/支 packed . unknown "},
		{"German", "Buchungstag;Valutadatum;Verwendungszweck;Empfänger;Betrag;Währung\n25.03.26;26.03.26;Rechnung;Laden;-1.234;EUR\n26.03.26;26.03.26;Rechnung;Laden;-2.000;EUR\n",
			"time=Buchungstag who=Empfänger text=Verwendungszweck amount=Betrag currency=Währung dmy , minus-is-spent "},
		{"French in windows-1252", "Date op\xe9ration;Libell\xe9;D\xe9bit;Cr\xe9dit\n25/03/2026;CB;12,50;\n26/03/2026;CB;;12,50\nTotal;;12,50;\n",
			"time=Date opération text=Libellé in=Crédit out=Débit dmy , all-spent "},
		{"words for months", "Purchase date,Item,Price\n\"Mar 5, 2026\",Lamp,$1.95\n", "time=Purchase date text=Item amount=Price ymd . all-spent "},
		{"packed", "交易日,交易金额,对方户名\n20260305,￥12.50,竹里\n20260306,￥1.50,竹里\n合计,12.50,\n", "time=交易日 who=对方户名 amount=交易金额 packed . all-spent "},
		{"nothing known", "a,b,c\nd,e,f\n", " ymd . all-spent "},
	} {
		src := importertest.Source(t, "x.csv", c.data)
		g, err := Guess(context.Background(), src, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var got []string
		for _, role := range Roles() {
			if names := g.Mapping.Columns[role]; len(names) > 0 {
				got = append(got, role+"="+names[0])
			}
		}
		line := strings.Join(got, " ") + " " + strings.Join([]string{g.Dates, g.Decimal, g.Sign, strings.Join(g.Refund, ",")}, " ")
		if line != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, line, c.want)
		}
	}
	for _, data := range []string{"", "one line of text\nand another\n", "1,2,3\n4,5,6\n", "PK\x03\x04broken"} {
		src := importer.NewSource("x.csv", "x.csv", strings.NewReader(data), int64(len(data)), importertest.Options(t, "UTC"))
		if g, err := Guess(context.Background(), src, nil); err == nil {
			t.Errorf("%q gives %+v", data, g)
		}
	}
}

// Neither a mapping nor a table may make the reader or the guess fail in
// another way than by an error, or lose a row.
func FuzzExtract(f *testing.F) {
	for _, c := range importertest.Cases(f, Importer{}.Name()) {
		data := make([]byte, c.Source.Size())
		if _, err := c.Source.ReadAt(data, 0); err != nil {
			f.Fatal(err)
		}
		f.Add(c.Source.Options.Map, data)
	}
	f.Fuzz(func(t *testing.T, mapping string, data []byte) {
		o := importertest.Options(t, "Asia/Shanghai")
		o.Map = mapping
		src := importer.NewSource("x.csv", "x.csv", strings.NewReader(string(data)), int64(len(data)), o)
		Importer{}.Identify(src)
		if _, err := Guess(context.Background(), src, nil); err != nil && !errors.Is(err, ErrNoTable) && data == nil {
			t.Error(err)
		}
		tally, _, err := importertest.Extract(context.Background(), Importer{}, src)
		if err == nil && !tally.Conserved() {
			t.Errorf("%d units, %d accounted for", tally.Reading.Units, tally.Covered)
		}
	})
}

// What map proposes for the fixtures whose names begin with guessed is their
// mapping.
func TestGuessedMappings(t *testing.T) {
	n := 0
	for _, c := range importertest.Cases(t, Importer{}.Name()) {
		if !strings.HasPrefix(filepath.Base(c.Dir), "guessed-") {
			continue
		}
		n++
		g, err := Guess(context.Background(), c.Source, nil)
		if err != nil {
			t.Errorf("%s: %v", c.Dir, err)
			continue
		}
		want, err := Parse(c.Source.Options.Map)
		if err != nil {
			t.Errorf("%s: %v", c.Dir, err)
			continue
		}
		if got, want := text(t, &g.Mapping), text(t, want); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.Dir, got, want)
		}
	}
	if n == 0 {
		t.Error("no fixtures")
	}
}

func text(t *testing.T, m *Mapping) string {
	t.Helper()
	plain := *m
	for _, names := range []*Names{&plain.Refund, &plain.Unmoved, &plain.Closed, &plain.Paid, &plain.Nothing} {
		if len(*names) == 0 {
			*names = nil
		}
	}
	plain.Units = cmp.Or(plain.Units, unitsWhole)
	if len(plain.Directions) == 0 {
		plain.Directions = nil
	}
	out, err := yaml.Marshal(&plain)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// Of two columns of amounts without names, neither is taken where no balance follows.
func TestHeadlessOpen(t *testing.T) {
	src := importertest.Source(t, "x.csv", "14/07/2026,948.80,-51.20,Lamp\n20/07/2026,700.00,51.20,Lamp\n21/07/2026,990.00,-10.00,Mug\n")
	g, err := Guess(context.Background(), src, nil)
	if err != nil || g.Header != headerNone || len(g.Mapping.Columns["amount"]) > 0 || g.Mapping.Columns["time"][0] != "1" {
		t.Errorf("%+v, %v", g, err)
	}
}
