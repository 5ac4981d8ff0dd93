package transcript

import (
	"slices"
	"strings"

	"complain/pkg/dispute"
)

// Money that is sent in a chat: transfers, red packets, and what asks for them. Such
// a message keeps its kind, and has the amount and the direction beside its words.

// moneyTypes are the types of records by which readers tell such messages.
var moneyTypes = []string{"transfer", "red-packet"}

// moved tells the money of a message that is a transfer, a red packet, or asks for
// one.
func (l *Log) moved(r *dispute.Record) {
	if r.Kind != dispute.Message || r.Amount != nil {
		return
	}
	text := strings.TrimSpace(r.Text)
	head, rest, ok := readMoneyHead(text)
	typed := slices.Contains(moneyTypes, r.Type)
	if !ok && !typed {
		return
	}
	if !ok {
		head, rest = moneyHead{currency: "CNY", packet: r.Type == moneyTypes[1]}, text
	}
	head.packet = head.packet || r.Type == moneyTypes[1]
	amount, others := head.sum(rest)
	if amount == nil {
		return
	}
	state, word := head.stateOf(others)
	if r.Type == "" {
		switch {
		case state == moneyAsked:
			r.Type = "payment-request"
		case head.packet:
			r.Type = moneyTypes[1]
		default:
			r.Type = moneyTypes[0]
		}
		r.Remarks = append(r.Remarks, dispute.Say("chat.by-wording"))
	}
	r.Amount, r.Direction = amount, dispute.NoDirection
	unmoved := func(codes ...string) {
		r.Remarks = append(r.Remarks, dispute.Say(dispute.RemarkUnmoved, word))
		for _, code := range codes {
			r.Remarks = append(r.Remarks, dispute.Say(code))
		}
	}
	switch state {
	case moneyReturned:
		unmoved()
	case moneyOffered:
		unmoved("chat.money-offered")
	case moneyAsked:
		unmoved("chat.money-asked")
	case moneyTaken:
		r.Remarks = append(r.Remarks, dispute.Say("chat.money-taken"))
	case moneySent:
		r.Direction = l.direction(r)
	}
}

// direction is which way the money of a message went: out where the user sent it.
func (l *Log) direction(r *dispute.Record) dispute.Direction {
	switch mine, known := l.mine(r); {
	case !known:
		return dispute.NoDirection
	case mine:
		return dispute.Out
	}
	return dispute.In
}

// mine reports whether the user sent a message, where the file or the user says who
// that is.
func (l *Log) mine(r *dispute.Record) (mine, known bool) {
	for _, name := range []string{"isSend", "isSelf", "is_send", "IsSender", "is_sender"} {
		switch strings.ToLower(r.Field(name)) {
		case "1", "true":
			return true, true
		case "0", "false":
			return false, true
		}
	}
	if me := l.Src.Options.Me; me != "" && r.Who != "" {
		return r.Who == me, true
	}
	return false, false
}
