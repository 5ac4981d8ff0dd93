package packet

import (
	"testing"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/locale"
)

// Where clocks are put forward, a case has two offsets and neither is foreign.
func TestSummerAndWinterAreOneZone(t *testing.T) {
	c := &composer{Plan: &Plan{in: Input{Case: dispute.Case{Zone: "Europe/Berlin"}}}, request: Request{Lang: locale.English}}
	in := func(month, offset int) dispute.When {
		w, err := dispute.Local(dispute.Clock{Year: 2026, Month: month, Day: 5, Hour: 10}, dispute.Minute, time.FixedZone("", offset*3600), dispute.ZoneStated)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	summer, winter, abroad := in(7, 2), in(11, 1), in(7, 8)
	c.request.Today = winter
	for _, w := range []dispute.When{summer, winter} {
		if got := c.foreign(w); got != "" {
			t.Errorf("%v is in Berlin and said to be%s", w, got)
		}
	}
	if got := c.foreign(abroad); got != " (UTC+08:00)" {
		t.Errorf("abroad: %q", got)
	}
	for _, one := range []struct {
		shown []dispute.When
		want  string
	}{
		{nil, "Europe/Berlin (UTC+01:00)"},
		{[]dispute.When{summer, abroad}, "Europe/Berlin (UTC+02:00)"},
		{[]dispute.When{summer, winter}, "Europe/Berlin (UTC+01:00, UTC+02:00)"},
	} {
		if got := c.zoneName(one.shown...); got != one.want {
			t.Errorf("%v: %q, want %q", one.shown, got, one.want)
		}
	}
	talk := &exhibit{turns: []dispute.Record{{At: abroad}, {At: abroad}}}
	if got := c.turnsZone(talk); got != "UTC+08:00" || c.wall(talk, abroad) != abroad.Wall() {
		t.Errorf("a conversation abroad is in %s", got)
	}
	talk.turns = append(talk.turns, dispute.Record{At: summer})
	if got := c.turnsZone(talk); got != "Europe/Berlin (UTC+02:00)" || c.wall(talk, abroad) != abroad.Wall()+" (UTC+08:00)" {
		t.Errorf("a conversation in two zones is in %s", got)
	}
}
