package cli

import (
	"testing"
	"time"

	"complain/pkg/locale"
)

func TestUserWhen(t *testing.T) {
	s := &session{sys: System{Languages: locale.BuiltIn(), Today: func() time.Time { return time.Date(2026, 3, 9, 17, 0, 0, 0, time.UTC) }}}
	for _, c := range []struct{ text, zone, want string }{
		{"yesterday", "Europe/London", "2026-03-08"},
		{"Yesterday 14:03", "Europe/London", "2026-03-08T14:03+00:00"},
		{"昨天14:03", "Asia/Shanghai", "2026-03-09T14:03+08:00"}, // there it is the 10th already
		{"前天", "Asia/Shanghai", "2026-03-08"},
		{"today", "Asia/Shanghai", "2026-03-10"},
		{"the day before yesterday", "Europe/London", "2026-03-07"},
		{"2026-03-01", "Asia/Shanghai", "2026-03-01"},
	} {
		w, err := userWhen(s, c.text, c.zone)
		if err != nil || w.String() != c.want {
			t.Errorf("%s in %s: %s, %v; want %s", c.text, c.zone, w, err, c.want)
		}
	}
	for _, text := range []string{"yesterdays", "昨天晚上", "tomorrow", "yesterday 25:99"} {
		if w, err := userWhen(s, text, "UTC"); err == nil {
			t.Errorf("%q is %s", text, w)
		}
	}
}
