package packet

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// partiesBlock names who complains of whom: real name, phone and address of the
// one, name and address of the other.
func (c *composer) partiesBlock() []doc.Block {
	return []doc.Block{doc.KeyValues{Rows: append(c.complainantRows(), c.respondentRows()...)}}
}

func (c *composer) complainantBlock() []doc.Block {
	return []doc.Block{doc.KeyValues{Rows: c.complainantRows()}}
}

func (c *composer) respondentBlock() []doc.Block {
	return []doc.Block{doc.KeyValues{Rows: c.respondentRows()}}
}

func (c *composer) complainantRows() []doc.KeyValue {
	me := c.party(dispute.Complainant)
	rows := []doc.KeyValue{
		{Key: c.voice.Complainant.In(c.lang), Value: c.orBlank(me.Name, "complainant-name")},
		{Key: c.say("packet.phone-row"), Value: c.orBlank(me.Phone, "complainant-phone")},
		{Key: c.say("packet.address"), Value: c.orBlank(me.Address, "complainant-address")},
	}
	if me.Email != "" {
		rows = append(rows, doc.KeyValue{Key: c.say("packet.email"), Value: plain(me.Email)})
	}
	return rows
}

func (c *composer) respondentRows() []doc.KeyValue {
	other := c.party(c.respondent)
	name := c.nameOf(c.respondent, "respondent-name")
	for _, id := range other.Identifiers {
		switch id.Kind {
		case "uscc", "shop-id":
			name = append(name, doc.Text(c.say("packet.identifier."+id.Kind, line(id.Value))))
		}
	}
	address := c.orBlank(other.Address, "respondent-address")
	if c.asked() {
		if legal, known := c.practice.LegalName(other.Name); known && !legal && !c.licensed() {
			name = append(name, doc.Text(c.say("packet.name-asked")))
		}
		if other.Address == "" {
			address = append(address, doc.Text(c.say("packet.address-asked")))
		}
	}
	who := c.voice.Respondent.In(c.lang)
	rows := []doc.KeyValue{{Key: who, Value: name}, {Key: c.say("packet.respondent-address", who), Value: address}}
	if phone := plain(line(other.Phone)); phone != nil {
		rows = append(rows, doc.KeyValue{Key: c.say("packet.respondent-phone", who), Value: phone})
	}
	return rows
}

// transactionBlock is what was bought, where, when and for how much, as the key
// payments say it.
func (c *composer) transactionBlock() []doc.Block {
	rows := []doc.KeyValue{
		{Key: c.say("packet.platform"), Value: c.orBlank(c.platformName(), "platform")},
		{Key: c.say("packet.order-row"), Value: c.orBlank(c.in.Case.Order, "order")},
	}
	if goods := c.goods(c.payments()); goods != nil {
		rows = append(rows, doc.KeyValue{Key: c.say("packet.goods"), Value: goods})
	}
	rows = append(rows, c.particulars()...)
	return []doc.Block{doc.KeyValues{Rows: append(rows, doc.KeyValue{Key: c.say("packet.paid"), Value: c.paid()})}}
}

// particulars are what the user said of the thing bought that no row of a letter
// asks for.
func (c *composer) particulars() []doc.KeyValue {
	var rows []doc.KeyValue
	for _, id := range []string{"goods-price", "goods-item", "goods-serial"} {
		f, err := c.letters.Field(id)
		if text := plain(c.request.Fields[id]); err == nil && text != nil {
			rows = append(rows, doc.KeyValue{Key: f.Name.In(c.lang), Value: text})
		}
	}
	return rows
}

// paid is how much was paid and when, and what came back; a blank where nothing
// says it.
func (c *composer) paid() []doc.Inline {
	paid := c.payments()
	if len(paid) == 0 {
		return []doc.Inline{c.blank("payment")}
	}
	sum := c.monies(totals(amounts(paid)))
	undated := slices.ContainsFunc(paid, func(e dispute.Event) bool { return !e.At.Known() })
	var total string
	switch {
	case undated && len(paid) > 1: // which may be the first
		total = c.say("packet.paid-several-undated", len(paid), sum)
	case undated:
		total = c.say("packet.paid-undated", sum)
	case len(paid) > 1:
		total = c.say("packet.paid-several", len(paid), c.prose(paid[0].At), sum)
	default:
		total = c.say("packet.paid-on", c.prose(paid[0].At), sum)
	}
	if back := c.refunds(); len(back) > 0 {
		total += c.say("packet.paid-back", c.monies(totals(amounts(back))))
	}
	return plain(total)
}

// goods is what the user says was bought, else what the first payment that says so
// was for.
func (c *composer) goods(paid []dispute.Event) []doc.Inline {
	if named := plain(c.request.Fields[goodsName]); named != nil {
		return named
	}
	for _, e := range paid {
		if e.Text != "" && (e.Who != "" || c.numberOf(e) != "") { // else the text is the other side, as a bank prints it
			return plain(c.excerpt(e.Text, factExcerpt))
		}
	}
	return nil
}

// goodsName is the field of what was bought.
const goodsName = "goods-name"

// payments are the key facts in which the complainant paid. Where some of them
// carry the case's own order number, they are the ones.
func (c *composer) payments() []dispute.Event {
	var all, ordered []dispute.Event
	for _, e := range c.facts {
		if e.Kind != dispute.Transaction || e.Amount == nil || e.Direction != dispute.Out || e.Refund {
			continue
		}
		all = append(all, e)
		if c.ofOrder(e) {
			ordered = append(ordered, e)
		}
	}
	if len(ordered) > 0 {
		return ordered
	}
	return all
}

// ofOrder reports whether a record of the event carries the case's order number.
func (c *composer) ofOrder(e dispute.Event) bool {
	order := strings.TrimSpace(c.in.Case.Order)
	if len(order) < 6 {
		return false
	}
	for _, cite := range e.Cites {
		// Platforms put prefixes and suffixes around the number they show.
		if r, ok := c.records[cite.Record]; ok && (strings.Contains(r.Order, order) || strings.Contains(r.Merchant, order)) {
			return true
		}
	}
	return false
}

// refunds are the key facts in which money came back.
func (c *composer) refunds() []dispute.Event {
	var out []dispute.Event
	for _, e := range c.facts {
		if e.Kind == dispute.Transaction && e.Amount != nil && e.Refund && e.Direction != dispute.Out {
			out = append(out, e)
		}
	}
	return out
}

// role is the party that a name in the evidence belongs to, as far as the case
// says so.
func (c *composer) role(who string) (dispute.PartyRole, bool) {
	key := fold(who)
	if role, ok := c.speakers[key]; ok || key == "" {
		return role, ok && role != ""
	}
	// A shop's staff write under the shop's name with theirs behind it.
	found := dispute.PartyRole("")
	for name, role := range c.names {
		if role != dispute.Complainant && strings.Contains(key, name) && utf8.RuneCountInString(name) >= 3 {
			if found != "" && found != role {
				found = ""
				break
			}
			found = role
		}
	}
	c.speakers[key] = found
	return found, found != ""
}

// roleName is a party's role in this packet's one vocabulary.
func (c *composer) roleName(role dispute.PartyRole) string {
	if len(c.joined) > 0 && slices.Contains(c.sides(), role) {
		return c.nth(slices.Index(c.sides(), role))
	}
	switch role {
	case c.respondent:
		return cmp.Or(c.voice.Reader.In(c.lang), c.voice.Respondent.In(c.lang))
	case dispute.Complainant:
		return cmp.Or(c.voice.Writer.In(c.lang), c.voice.Complainant.In(c.lang))
	}
	return c.say("packet.role." + string(role))
}

// the is a party in a sentence.
func (c *composer) the(role dispute.PartyRole) string {
	if slices.Contains(c.joined, role) {
		return c.roleName(role)
	}
	switch role {
	case c.respondent:
		return c.they()
	case dispute.Complainant:
		return c.voice.I.In(c.lang)
	}
	return c.say("packet.the." + string(role))
}

// side is the party that a name belongs to, for a sentence that need not say the
// name again; the name where the case does not know whose it is.
func (c *composer) side(who string) string {
	if role, ok := c.role(who); ok {
		return c.the(role)
	}
	return c.speaker(who)
}

// speaker is who said something, for a sentence: the role, where the case knows
// the name, and the name as the evidence writes it.
func (c *composer) speaker(who string) string {
	name := line(who)
	role, ok := c.role(who)
	switch {
	case name == "":
		return c.say("packet.someone")
	case !ok:
		return c.say("packet.named", name)
	}
	the := c.the(role)
	if name == line(c.party(role).Name) || c.anonymous && role == dispute.Complainant { // the letter says it above, or nowhere
		return the
	}
	return c.say("packet.role-named", the, name)
}

// ownAddresses takes the addresses under which the parties write as theirs: a seller is
// not kept from knowing its own.
func (c *composer) ownAddresses() {
	heard := map[string]bool{}
	for i := range c.in.Records {
		who := c.in.Records[i].Who
		if heard[who] || c.in.Records[i].Kind != dispute.Message {
			continue
		}
		heard[who] = true
		if role, ok := c.role(who); ok {
			c.masks.takeSender(ownerOf(role), who)
		}
	}
}
