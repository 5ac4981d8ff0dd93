package paypal

import (
	"complain/pkg/dispute"
	"complain/pkg/importer/kit/tabular"
)

// languages lists the names. A published file was seen in English; the others
// are from readers of other programs that quote headers and rows, and which
// agree with each other where there are two. A language that is not here is
// read with a mapping of one's own.
func languages() []language {
	const in, out, none = dispute.In, dispute.Out, dispute.NoDirection
	return []language{
		{
			// Seen: the activity with DD/MM/YYYY. The same header is quoted
			// with MM/DD/YYYY and with DD.MM.YYYY and decimal commas, so it
			// decides neither.
			code: "en", called: dispute.Words{"en": "English", "zh": "英文"}, dates: tabular.DayOrMonth,
			date: "Date", time: []string{"Time"}, zone: "TimeZone", currency: "Currency",
			gross: []string{"Gross", "Amount"},
			id:    []string{"Transaction ID"}, reference: []string{"Reference Txn ID"},
			invoice: []string{"Invoice Number", "Invoice ID"},
			name:    "Name", kind: "Type", status: "Status", description: "Description",
			title:  []string{"Item Title", "Subject", "Note"},
			impact: []string{"Balance Impact"},
			words:  map[string]dispute.Direction{"Credit": in, "Debit": out, "Memo": none},
			refund: []string{"Payment Refund", "Refund", "Payment Reversal"},
			requests: []string{"Money Request", "Request Sent", "Request Received", "Invoice Sent", "Invoice Received",
				"General Authorization", "Authorization", "Void of Authorization", "Account Hold for", "General Account Hold", "General Hold",
				"Reversal of General Account Hold", "Hold on ", "Release of "},
			order: "Order",
		},
		{
			code: "de", called: dispute.Words{"en": "German", "zh": "德文"}, dates: tabular.DayFirst,
			date: "Datum", time: []string{"Uhrzeit"}, zone: "Zeitzone", currency: "Währung",
			gross: []string{"Brutto"},
			id:    []string{"Transaktionscode"}, reference: []string{"Zugehöriger Transaktionscode"},
			invoice: []string{"Rechnungsnummer"},
			name:    "Name", kind: "Typ", status: "Status", description: "Beschreibung",
			title:  []string{"Artikelbezeichnung", "Betreff", "Hinweis"},
			impact: []string{"Auswirkung auf Guthaben", "Balance Impact"},
			words:  map[string]dispute.Direction{"Haben": in, "Soll": out, "Memo": none, "Credit": in, "Debit": out},
			refund: []string{"Rückzahlung"},
			requests: []string{"Zahlungsanforderung", "Geldanforderung", "Allgemeine Autorisierung", "Autorisierung", "Einbehaltung", "Allgemeine Kontoeinbehaltung",
				"Kontoeinbehaltung", "Rückbuchung allgemeiner Kontoeinbehaltung", "Freigabe"},
			order: "Bestellung",
		},
		{
			code: "es", called: dispute.Words{"en": "Spanish", "zh": "西班牙文"}, dates: tabular.DayFirst,
			date: "Fecha", time: []string{"Hora"}, zone: "Zona horaria", currency: "Divisa",
			gross: []string{"Bruto"},
			id:    []string{"Id. de transacción"}, reference: []string{"Id. de referencia de trans.", "Id. de referencia de la transacción"},
			invoice: []string{"Id. de factura"},
			name:    "Nombre", kind: "Tipo", status: "Estado", description: "Descripción",
			title:    []string{"Nombre del artículo", "Asunto", "Nota"},
			impact:   []string{"Repercusiones en el saldo", "Balance Impact"},
			words:    map[string]dispute.Direction{"Abono": in, "Cargo": out, "Credit": in, "Debit": out, "Memo": none},
			refund:   []string{"Reembolso"},
			requests: []string{"Autorización", "Solicitud de dinero", "Retención", "Cancelación de retención", "Anulación de retención"},
		},
		{
			code: "fr", called: dispute.Words{"en": "French", "zh": "法文"}, dates: tabular.DayFirst,
			date: "Date", time: []string{"Heure"}, zone: "Fuseau horaire", currency: "Devise",
			gross: []string{"Avant commission"},
			id:    []string{"Numéro de transaction"}, reference: []string{"Numéro de la transaction de référence"},
			invoice: []string{"Numéro de facture", "Identifiant de facture"},
			name:    "Nom", kind: "Type", status: "État", description: "Description",
			title:    []string{"Titre de l'objet", "Objet", "Remarque"},
			impact:   []string{"Impact sur le solde", "Balance Impact"},
			words:    map[string]dispute.Direction{"Crédit": in, "Débit": out, "Credit": in, "Debit": out, "Memo": none},
			refund:   []string{"Remboursement"},
			requests: []string{"Autorisation", "Demande d'argent", "Blocage", "Annulation du blocage"},
		},
		{
			code: "it", called: dispute.Words{"en": "Italian", "zh": "意大利文"}, dates: tabular.DayFirst,
			date: "Data", time: []string{"Orario", "Ora"}, zone: "Fuso orario", currency: "Valuta",
			gross: []string{"Lordo"},
			id:    []string{"Codice transazione"}, reference: []string{"Codice transazione di riferimento"},
			invoice: []string{"N° ordine commerciante", "N. fattura pro-forma"},
			name:    "Nome", kind: "Tipo", status: "Stato", description: "Descrizione",
			title:    []string{"Titolo oggetto", "Oggetto", "Messaggio"},
			impact:   []string{"Impatto sul saldo", "Balance Impact"},
			words:    map[string]dispute.Direction{"Accredito": in, "Addebito": out, "Credit": in, "Debit": out, "Memo": none},
			refund:   []string{"Rimborso"},
			requests: []string{"Autorizzazione", "Richiesta di denaro", "Blocco", "Storno di blocco"},
		},
		{
			// PayPal left some of the names in English.
			code: "nl", called: dispute.Words{"en": "Dutch", "zh": "荷兰文"}, dates: tabular.DayFirst,
			date: "Datum", time: []string{"Tijd"}, zone: "Tijdzone", currency: "Valuta",
			gross: []string{"Bruto"},
			id:    []string{"Transactiereferentie"}, reference: []string{"Reference Txn ID"},
			invoice: []string{"Factuurnummer", "Factuurreferentie"},
			name:    "Naam", kind: "Type", status: "Status", description: "Omschrijving",
			title:    []string{"Item Title", "Onderwerp", "Note"},
			impact:   []string{"Effect op saldo", "Balance Impact"},
			words:    map[string]dispute.Direction{"Bij": in, "Af": out, "Credit": in, "Debit": out, "Memo": none},
			refund:   []string{"Terugbetaling"},
			requests: []string{"Autorisatie", "Algemene autorisatie", "Geldverzoek", "Betalingsverzoek", "Vastgehouden", "Inhouding"},
		},
		{
			// One reader quotes both headers and reads both orders of day and
			// month. The words of Wpływ na saldo are not known: a row with one
			// that is not below says so.
			code: "pl", called: dispute.Words{"en": "Polish", "zh": "波兰文"}, dates: tabular.DayOrMonth,
			date: "Data", time: []string{"Godzina"}, zone: "Strefa czasowa", currency: "Waluta",
			gross: []string{"Brutto"},
			id:    []string{"Numer transakcji"}, reference: []string{"Pomocniczy numer transakcji"},
			invoice: []string{"Numer faktury"},
			name:    "Nazwa", kind: "Typ", status: "Status", description: "Opis",
			title:    []string{"Nazwa przedmiotu", "Temat", "Uwaga"},
			impact:   []string{"Wpływ na saldo", "Balance Impact"},
			words:    map[string]dispute.Direction{"Credit": in, "Debit": out, "Memo": none},
			refund:   []string{"Zwrot"},
			requests: []string{"Autoryzacja", "Ogólna autoryzacja", "Prośba o", "Blokada", "Zwolnienie blokady"},
		},
	}
}
