package filedate

import (
	"fmt"
	"testing"

	"complain/pkg/dispute"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ written, want string }{
		{"Mar 03, 2025 7:08:20\u202fpm", "2025-03-03 19:08:20"},
		{"Jul 12, 2024 4:55:32pm", "2024-07-12 16:55:32"},
		{"3. März 2020, 19:08", "2020-03-03 19:08"},
		{"2025年3月3日 下午7:08", "2025-03-03 19:08"},
		{"2026年3月5日(星期四) 14:03", "2026-03-05 14:03"},
		{"2026年3月5日星期四 14:03", "2026-03-05 14:03"},
		{"Thursday, March 5, 2026 2:03 PM", "2026-03-05 14:03"},
		{"Donnerstag, 5. März 2026 14:03", "2026-03-05 14:03"},
		{"2026-03-05 14:03:22", "2026-03-05 14:03:22"},
		{"2026/3/5 14:03", "2026-03-05 14:03"},
		{"12 de marzo de 2026 14:03", "2026-03-12 14:03"},
		{"Mar 5, 2026 12:00 am", "2026-03-05 00:00"},
		{"3/5/2026 2:03 PM", ""},
		{"Mar 5, 2026", ""},
		{"Mar 5, 2026 13:00 pm", "2026-03-05 13:00"}, {"Mar 5, 2026 13:00 am", ""},
		{"yesterday 14:03", ""},
		{"", ""},
	} {
		got := ""
		if at, p, ok := Words(c.written); ok {
			got = fmt.Sprintf("%04d-%02d-%02d %02d:%02d", at.Year, at.Month, at.Day, at.Hour, at.Minute)
			if p == dispute.Second {
				got += fmt.Sprintf(":%02d", at.Second)
			}
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.written, got, c.want)
		}
	}
}
