package story

import (
	"slices"
	"testing"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

func TestConversationsInOtherLanguages(t *testing.T) {
	l := NewLanguages(channel.Triggers{List: []channel.Trigger{{Strong: map[string][]string{"en": {"broken"}, "zh": {"坏"}}}}})
	for id, texts := range map[dispute.EvidenceID][]string{
		1: {"Das Paket ist da, aber die Sohle löst sich.", "Wir erstatten Ihnen 20 Euro, mehr ist leider nicht möglich.", "OK"},
		2: {"The parcel is here but the sole is broken.", "We are sorry for that."},
		3: {"包裹到了，但是鞋底坏了", "抱歉"},
		4: {"壊れていました。返金してください。"},
		5: {"ok", "👍"},
	} {
		for i, text := range texts {
			l.See(&dispute.Record{ID: 10*int64(id) + int64(i), Evidence: id, Seq: i + 1, Kind: dispute.Message, Text: text})
		}
	}
	l.See(&dispute.Record{Evidence: 6, Kind: dispute.Transaction, Text: "Das ist eine Zahlung für die Bestellung von Ihnen"})
	if got, want := l.Unheard(), []Unheard{{1, "de", 10}, {4, "ja", 40}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
