package dossier

import (
	"testing"

	"complain/pkg/channel"
)

// What tells of a delivery, and of which day, in both languages.
func TestTextsOfDeliveries(t *testing.T) {
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	practice, err := book.Practice()
	if err != nil {
		t.Fatal(err)
	}
	d := arrivals(practice.Triggers())
	for text, want := range map[string]struct {
		says bool
		back int
		one  bool
	}{
		"您的快件已签收": {true, 0, true},
		"你好，耳机昨天收到了。今天早上在官网查验": {true, 1, true},
		"快件签收了吗？":                                                 {false, 0, true},
		"如果已签收请联系我":                                               {false, 0, true},
		"今天派送，昨天到站":                                               {false, 1, false},
		"The parcel was delivered today.":                         {true, 0, true},
		"My parcel was delivered yesterday, thanks":               {true, 1, true},
		"It was not delivered":                                    {false, 0, true},
		"Has it been delivered?":                                  {false, 0, true},
		"2026-05-11\tExampleton\tDelivered. Remark of the driver": {true, 0, true},
		"2026-05-11 To be delivered":                              {false, 0, true},
		"Parcels are delivered by us":                             {false, 0, true},
		"EX402118976JP\nWhen Where What\n2026-05-09 18:42 London, United Kingdom Customs charge of GBP 22.20 paid, released\n2026-05-11 11:52 Exampleton, United Kingdom Delivered. Remark of the driver: box crushed": {true, 0, true},
		"Out for delivery": {false, 0, true},
	} {
		back, one := d.Back(text)
		if says := d.Says(text); says != want.says || back != want.back || one != want.one {
			t.Errorf("%s: %v, %d, %v; want %+v", text, says, back, one, want)
		}
	}
}
