package foreigninvoice

import (
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
)

// shown is what a test compares of a paper.
func shown(p *Paper) string {
	if p == nil {
		return "none"
	}
	src := importer.NewSource("a.pdf", "", strings.NewReader(""), 0, importer.Options{Zone: time.UTC, ZoneFrom: dispute.ZoneCase})
	var r dispute.Record
	p.Fill(&r, src)
	facts := p.facts
	return strings.Join([]string{r.Type, r.Order, r.At.String(), r.Amount.Decimal() + " " + r.Amount.Currency, r.Who, facts.SellerTaxID, facts.Cancels}, "|")
}

func TestFromPages(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"Gutschrift": {"Nordlicht Lampen GmbH\nGutschrift\nGutschrift-Nr.: GS-2026-0042  Datum: 12.03.2026\nzu Rechnung Nr. RE-2026-0017 vom 01.03.2026\nPos.  Artikel  Betrag\n1  Leselampe  100,00 €\nNettobetrag  100,00 €\nzzgl. 19 % MwSt.  19,00 €\nGesamtbetrag  119,00 €\nUSt-IdNr.: DE000000000",
			"Gutschrift|GS-2026-0042|2026-03-12|-119.00 EUR||DE000000000|RE-2026-0017"},
		"Stornorechnung, a minus and two rates": {"S T O R N O R E C H N U N G\nRechnungsnummer  Rechnungsdatum  Kundennummer\nST-88/2026  05.04.2026  K1204\nOriginalrechnung: RE-77/2026\nVerkäufer: Bücher am Deich e.K.\nZwischensumme  -1.120,00 EUR\nMwSt. 7 %  -7,00 EUR\nMwSt. 19 %  -193,80 EUR\nGesamtsumme  -1.320,80 EUR",
			"STORNORECHNUNG|ST-88/2026|2026-04-05|-1320.80 EUR|Bücher am Deich e.K.||RE-77/2026"},
		"Avoir": {"AVOIR N° AV-2026-118\nDate d'émission : 7 mai 2026\nVendeur : Atelier des Lilas SARL\nFacture d'origine : FA-2026-902\nTotal HT  1 250,00 €\nTVA 20 %  250,00 €\nTotal TTC  1 500,00 €",
			"AVOIR|AV-2026-118|2026-05-07|-1500.00 EUR|Atelier des Lilas SARL||FA-2026-902"},
		"credit note": {"Harbour Kettles Ltd\nCredit Note\nCredit note number  CN-1007\nDate  3 June 2026\nOriginal invoice: INV-2290\nSold by: Harbour Kettles Ltd\nSubtotal  £37.50\nVAT (20%)  £7.50\nTotal credit  £45.00",
			"Credit Note|CN-1007|2026-06-03|-45.00 GBP|Harbour Kettles Ltd||INV-2290"},
		"credit memo of dollars": {"Credit Memo #CM-5512\nDate: 06/21/2026\nAll amounts in USD\nSubtotal  $40.00\nShipping  $5.00\nSales tax  $3.20\nTotal  ($48.20)",
			"Credit Memo|CM-5512|2026-06-21|-48.20 USD|||"},
		"a date of two orders": {"Credit Memo #CM-5512\nDate: 06/07/2026\nTotal  US$48.20", "Credit Memo|CM-5512||-48.20 USD|||"},
		"Nota de crédito": {"NOTA DE CRÉDITO\nNúmero: NC-331\nFecha de emisión: 09/07/2026\nVendido por: Taller Olivo S.L.\nFactura rectificada: F-2026-18\nBase imponible  82,64 €\nIVA 21 %  17,36 €\nImporte total  100,00 €",
			"NOTA DE CRÉDITO|NC-331|2026-07-09|-100.00 EUR|Taller Olivo S.L.||F-2026-18"},
		"返品伝票": {"返品伝票\n伝票番号：R-20260801\n発行日：2026年8月1日\n販売者：みなと雑貨店\n小計  3,000円\n消費税（10%）  300円\n合計  3,300円",
			"返品伝票|R-20260801|2026-08-01|-3300 JPY|みなと雑貨店||"},
		"a bill":               {"Rechnung\nRechnungsnummer: RE-9  Rechnungsdatum: 01.03.2026\nNetto  100,00 EUR\nUSt 19%  19,00 EUR\nRechnungsbetrag  119,00 EUR", "Rechnung|RE-9|2026-03-01|119.00 EUR|||"},
		"a correction upwards": {"Rechnungskorrektur Nr. K-3\nDatum: 01.03.2026\nGesamtbetrag  12,00 EUR", "Rechnungskorrektur|K-3|2026-03-01|12.00 EUR|||"},
		"Swiss":                {"Gutschrift\nBelegnummer: 4471  Datum: 2. April 2026\nTotal  CHF 1'234.50", "Gutschrift|4471|2026-04-02|-1234.50 CHF|||"},

		"parts that do not hold":     {"Gutschrift\nGutschrift-Nr.: GS-1  Datum: 12.03.2026\nNettobetrag  100,00 €\nMwSt. 19 %  19,00 €\nGesamtbetrag  129,00 €", "none"},
		"a mark of many currencies":  {"Credit Memo #CM-1\nDate: 21 June 2026\nTotal  $48.20", "none"},
		"two numbers":                {"Gutschrift\nGutschrift-Nr.: GS-1  Datum: 12.03.2026\nGutschrift-Nr.: GS-2\nGesamtbetrag  129,00 €", "none"},
		"no number":                  {"Gutschrift\nDatum: 12.03.2026\nGesamtbetrag  129,00 €", "none"},
		"no date":                    {"Gutschrift\nGutschrift-Nr.: GS-1\nGesamtbetrag  129,00 €", "none"},
		"talk of one":                {"Wir haben Ihre Gutschrift erhalten.\nRechnung folgt per Post.\nDatum: 12.03.2026\nBelegnummer: 7\nSumme  10,00 €", "none"},
		"rows of an account":         {"Kontoauszug\nDatum  Text  Betrag\n12.03.2026  Gutschrift Nordlicht  119,00 EUR\nSumme  119,00 EUR", "none"},
		"two totals that both stand": {"Gutschrift\nGutschrift-Nr.: GS-1  Datum: 12.03.2026\nGesamtbetrag  129,00 €\nTotal  12,00 €", "none"},
	} {
		if got := shown(FromPages([]string{c.text})); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", name, got, c.want)
		}
	}
}

func FuzzFromPages(f *testing.F) {
	f.Add("Gutschrift\nGutschrift-Nr.: GS-1  Datum: 12.03.2026\nGesamtbetrag  129,00 €")
	f.Fuzz(func(t *testing.T, text string) {
		if p := FromPages([]string{text}); p != nil && (p.facts.Number == "" || p.facts.Total == "" || p.amount.Currency == "") {
			t.Errorf("%+v", p.facts)
		}
	})
}
