package sheet

import "testing"

func TestCoded(t *testing.T) {
	for code, want := range map[string]shownAs{
		"General": asNumber, "0.00": asNumber, `"¥"#,##0.00`: asNumber, "0.00E+00": asNumber, "@": asNumber, `[Red]0.00"days"`: asNumber,
		"yyyy-mm-dd": asDay, `[$-804]yyyy"年"m"月"d"日";@`: asDay, "yyyy年m月d日": asDay, "d.m.yy": asDay, `[$-411]ggge"年"m"月"d"日"`: asDay, "mmm-yy": asDay, `dd\/mm\/yyyy`: asDay,
		"h:mm": asClock, "h:mm:ss AM/PM": asClock, "mm:ss.0": asClock, `上午/下午h"时"mm"分"`: asClock,
		"yyyy/m/d h:mm": asMoment, `yyyy"年"m"月"d"日" hh:mm:ss`: asMoment, "[$-F400]h:mm:ss\\ AM/PM": asClock,
		"[h]:mm:ss": asNumber, "[mm]:ss": asNumber,
	} {
		if got := coded(code); got != want {
			t.Errorf("%q shows %d, want %d", code, got, want)
		}
	}
	for id, want := range map[int]shownAs{0: asNumber, 4: asNumber, 14: asDay, 20: asClock, 22: asMoment, 31: asDay, 32: asClock, 44: asNumber, 46: asNumber, 47: asClock, 49: asNumber, 57: asDay} {
		if got := builtIn(id); got != want {
			t.Errorf("format %d shows %d, want %d", id, got, want)
		}
	}
}

func TestShown(t *testing.T) {
	for _, c := range []struct {
		text      string
		as        shownAs
		since1904 bool
		want      string
	}{
		{"46217", asDay, false, "2026-07-14"},
		{"46217", asMoment, false, "2026-07-14 00:00:00"},
		{"46217.42444", asDay, false, "2026-07-14 10:11:12"},
		{"46283.79487268518", asMoment, false, "2026-09-18 19:04:37"},
		{"44755", asDay, true, "2026-07-14"},
		{"0.4244444444", asClock, false, "10:11:12"},
		{"0.99999999", asClock, false, "23:59:59"},
		{"0.5", asDay, false, "0.5"},
		{"-1", asDay, false, "-1"},
		{"60", asDay, false, "60"}, // 29 February 1900
		{"3000000", asDay, false, "3000000"},
		{"51.2", asNumber, false, "51.2"},
		{"x", asDay, false, "x"},
	} {
		if got := shown(Cell{Text: c.text, Number: true}, c.as, c.since1904); got.Text != c.want || got.Number != (c.want == c.text) {
			t.Errorf("%q as %d is %q %t, want %q", c.text, c.as, got.Text, got.Number, c.want)
		}
	}
	for text, want := range map[string]string{"PT20H11M05S": "20:11:05", "PT8H5M": "08:05:00", "PT10H11M12.000S": "10:11:12", "PT30H00M00S": "PT30H00M00S", "PT": "PT", "x": "x"} {
		if got := duration(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
