package tabular

import (
	"fmt"
	"testing"
)

func day(m moment) string { return fmt.Sprintf("%04d-%02d-%02d", m.Year, m.Month, m.Day) }

func TestPeriod(t *testing.T) {
	for _, c := range []struct{ line, from, to string }{
		{"日期区间：2026-03-01至2026-03-31", "2026-03-01", "2026-03-31"},
		{"日期区间: 2026-03-01 00:00:00 至 2026-03-31 23:59:59", "2026-03-01", "2026-03-31"},
		{"日期区间：2026-03-01 - 2026-03-31", "2026-03-01", "2026-03-31"},
		{"日期区间：[20260301]~[20260331]", "2026-03-01", "2026-03-31"},
		{"数据范围：2026年3月1日到2026年3月31日", "2026-03-01", "2026-03-31"},
		{"日期区间：近三个月", "", ""},
		{"日期区间：2026-03-01至今", "", ""},
		{"日期区间：", "", ""},
		{"2026-03-01至2026-03-31", "", ""},
	} {
		from, to, ok := period(c.line)
		var gotFrom, gotTo string
		if ok {
			gotFrom, gotTo = day(from), day(to)
		}
		if gotFrom != c.from || gotTo != c.to {
			t.Errorf("%s: %q to %q", c.line, gotFrom, gotTo)
		}
	}
}
