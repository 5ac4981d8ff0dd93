package foreigninvoice

import "strings"

// sense is what a paper of a title does.
type sense uint8

const (
	bills     sense = iota + 1
	givesBack       // whatever the sign of its sums
	corrects        // up or down, as the sign says
)

// titles are what papers are called, parted by strokes, the language of each with
// the order in which it writes dates in numbers with strokes: English has two.
var titles = [...]struct {
	sense    sense
	dayFirst bool
	words    string
}{
	{bills, true, "rechnung|faktura|facture|factura|fattura|fatura|factuur|faktúra|lasku|számla"},
	{bills, false, "invoice|tax invoice|vat invoice|sales invoice|commercial invoice|vat receipt"},
	{bills, false, "請求書|領収書|適格請求書|納品書兼請求書"},
	{givesBack, true, "gutschrift|rechnungsgutschrift|stornorechnung|storno-rechnung|rechnungsstorno|stornierung|stornobeleg|avoir|facture d'avoir|note de crédit|" +
		"nota de crédito|factura de abono|nota di credito|creditnota|creditfactuur|kreditnota|kreditfaktura|kreditnóta|dobropis|hyvityslasku|jóváírás"},
	{givesBack, false, "credit note|credit memo|credit memorandum|credit invoice|tax credit note|vat credit note|refund note|refund invoice|refund receipt"},
	{givesBack, false, "返品伝票|赤伝票|赤伝|返金明細書|適格返還請求書|返還インボイス|返品明細書"},
	{corrects, true, "rechnungskorrektur|korrekturrechnung|rechnungsberichtigung|facture rectificative|factura rectificativa|faktura korygująca|fattura rettificativa"},
	{corrects, false, "adjustment note|corrected invoice|corrective invoice"},
}

// role is what stands at a label.
type role uint8

const (
	none role = iota
	number
	creditNumber
	original // the paper that is taken back
	date
	creditDate
	otherDate
	net
	tax
	extra // what is added to the net, or taken off
	total
	seller
	taxID
)

// labels are what values stand at, parted by strokes. Of two that a cell begins
// with, the longer one counts.
var labels = [...]struct {
	role  role
	words string
}{
	{number, "rechnungsnummer|rechnungs-nr|rechnungsnr|rechnung nr|rechnung-nr|belegnummer|beleg-nr|belegnr|invoice number|invoice no|invoice nr|invoice id|invoice #|invoice|" +
		"document number|numéro de facture|n° de facture|n° facture|no de facture|facture n°|facture no|numéro|número de factura|nº de factura|n.º de factura|factura nº|factura n.º|" +
		"número|numero fattura|fattura n|factuurnummer|numer faktury|fakturanummer|fakturanr|請求書番号|請求番号|領収書番号|伝票番号"},
	{creditNumber, "gutschriftsnummer|gutschriftnummer|gutschrift-nr|gutschrifts-nr|gutschriftsnr|gutschrift nr|stornonummer|storno-nr|stornorechnungsnummer|stornorechnung nr|korrekturnummer|" +
		"credit note number|credit note no|credit note #|credit note id|credit note|credit memo number|credit memo no|credit memo #|credit memo|credit number|numéro d'avoir|n° d'avoir|" +
		"avoir n°|avoir no|numéro de l'avoir|número de nota de crédito|nº de nota de crédito|nota de crédito nº|nota de crédito n.º|nota di credito n|creditnotanummer|creditfactuurnummer|" +
		"kreditnotanummer|返品番号|返品伝票番号|返金番号"},
	{original, "zu rechnung|zur rechnung|originalrechnung|original-rechnung|ursprungsrechnung|ursprüngliche rechnung|bezug rechnung|storniert rechnung|stornierte rechnung|" +
		"original invoice number|original invoice no|original invoice|for invoice|against invoice|refers to invoice|reference invoice|credited invoice|applies to invoice|" +
		"facture d'origine|facture initiale|facture annulée|annule la facture|sur facture|factura original|factura rectificada|rectifica a la factura|fattura di riferimento|" +
		"originele factuur|oorspronkelijke factuur|元請求書番号|元伝票番号|元の請求書"},
	{date, "rechnungsdatum|datum|belegdatum|ausstellungsdatum|invoice date|date of invoice|issue date|date of issue|date issued|date|date de facture|date de facturation|date d'émission|" +
		"fecha|fecha de factura|fecha de emisión|fecha de expedición|data|data fattura|data de emissão|factuurdatum|data wystawienia|fakturadatum|fakturadato|発行日|請求日|日付|領収日"},
	{creditDate, "gutschriftsdatum|gutschriftdatum|stornodatum|credit note date|credit memo date|credit date|refund date|date d'avoir|date de l'avoir|fecha de nota de crédito|creditnotadatum|返品日|返金日"},
	{otherDate, "date due|due date|date of supply|date of order|date de livraison|date d'échéance|date de commande|fecha de vencimiento|fecha de pedido|data di scadenza|datum der lieferung|data sprzedaży"},
	{net, "nettobetrag|netto|summe netto|gesamt netto|gesamtbetrag netto|gesamtsumme netto|nettosumme|zwischensumme|zwischensumme netto|total ht|total h.t.|montant ht|montant total ht|sous-total|" +
		"sous-total ht|subtotal|sub-total|sub total|net|net amount|net total|total net|total excl. vat|total excluding vat|total ex vat|total (excl. vat)|total excl. tax|base imponible|imponibile|totale imponibile|" +
		"subtotaal|totaal excl. btw|小計|税抜合計|税抜金額"},
	{tax, "mwst|mehrwertsteuer|ust|umsatzsteuer|summe mwst|tva|total tva|montant tva|iva|total iva|imposta|vat|vat amount|total vat|vat total|gst|total gst|hst|sales tax|tax|total tax|tax total|btw|moms|消費税|内消費税|消費税額|税額"},
	{extra, "versand|versandkosten|porto|shipping|shipping & handling|shipping and handling|delivery|postage|frais de port|livraison|gastos de envío|envío|spese di spedizione|verzendkosten|" +
		"rabatt|discount|remise|descuento|sconto|korting|送料|値引|割引"},
	{total, "gesamtbetrag|gesamtsumme|gesamt|gesamtbetrag brutto|rechnungsbetrag|gutschriftsbetrag|gutschriftbetrag|erstattungsbetrag|bruttobetrag|brutto|summe brutto|gesamt brutto|endbetrag|summe|total ttc|" +
		"montant ttc|montant total ttc|total t.t.c.|net à payer|montant de l'avoir|total de l'avoir|total|total amount|total incl. vat|total including vat|total inc vat|total (incl. vat)|total incl. tax|grand total|" +
		"total credit|credit total|total credited|total refund|refund total|amount credited|credit amount|invoice total|total due|total factura|total a devolver|importe total|totale|totale fattura|totaal|" +
		"totaal incl. btw|合計|合計金額|ご請求金額|ご返金金額|返金合計|税込合計"},
	{seller, "verkäufer|verkauft durch|verkauft von|leistender unternehmer|sold by|seller|supplier|issued by|vendeur|vendu par|vendedor|vendido por|emisor|venditore|venduto da|verkoper|発行者|販売者|販売元|販売店"},
	{taxID, "ust-idnr|ust-id-nr|ust-id|ustid|umsatzsteuer-id|vat number|vat no|vat id|vat reg no|vat registration number|n° tva|numéro de tva|tva intracommunautaire|n° tva intracommunautaire|cif|nif|partita iva|p.iva|btw-nummer|登録番号"},
}

// beginning is the longest label that a cell begins with, in small letters, and
// what stands behind it.
func beginning(cell string) (role role, rest string) {
	low := lower(cell)
	longest := 0
	for _, l := range labels {
		for w := range strings.SplitSeq(l.words, "|") {
			if len(w) > longest && strings.HasPrefix(low, w) && ends(w, low[len(w):]) {
				role, longest = l.role, len(w)
			}
		}
	}
	return role, strings.TrimSpace(cell[longest:])
}
