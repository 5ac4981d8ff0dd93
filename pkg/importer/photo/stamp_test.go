package photo

import (
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

func source(t testing.TB, data string) *importer.Source {
	t.Helper()
	return importertest.Source(t, "a.jpg", data)
}

func TestReadStamp(t *testing.T) {
	src := source(t, "")
	tests := []struct{ raw, offset, fraction, want string }{
		{"2026:03:05 14:03:22", "", "", "2026-03-05T14:03:22+08:00 case"},
		{"2026:03:05 14:03:22", "+09:30", "", "2026-03-05T14:03:22+09:30 exif"},
		{"2026:03:05 14:03:22", "-0500", "", "2026-03-05T14:03:22-05:00 exif"},
		{"2026:03:05 14:03:22", "Z", "", "2026-03-05T14:03:22+00:00 exif"},
		{"2026:03:05 14:03:22", "   :  ", "", "2026-03-05T14:03:22+08:00 case"},
		{"2026:03:05 14:03:22", "+25:00", "", "2026-03-05T14:03:22+08:00 case"},
		{"2026:03:05 14:03:22", "+08:00", "123", "2026-03-05T14:03:22.123+08:00 exif"},
		{"2026:03:05 14:03:22", "", "12", "2026-03-05T14:03:22.120+08:00 case"},
		{"2026:03:05 14:03:22", "", "0", "2026-03-05T14:03:22+08:00 case"},
		{"2026-03-05T14:03:22.5+02:00", "+08:00", "", "2026-03-05T14:03:22.500+02:00 stated"},
		{"2026-03-05T14:03:22.000000Z", "", "", "2026-03-05T14:03:22+00:00 stated"},
		{"2026-03-05T14:03:22.0+1:00", "", "", "2026-03-05T14:03:22+01:00 stated"},
		{"2026-03-05T14:03", "", "", "2026-03-05T14:03+08:00 case"},
		{"2026-03-05T14:03+08:00", "", "", "2026-03-05T14:03+08:00 stated"},
		{"2026-03-05", "", "", "2026-03-05 case"},
		{"2026-03", "", "", "2026-03 case"},
		{"2026/03/05 14:03:22", "", "", "2026-03-05T14:03:22+08:00 case"},
		{"", "", "", " "},
		{"    :  :     :  :  ", "", "", " "},
		{"0000:00:00 00:00:00", "+08:00", "", " "},
		{"0000-00-00T00:00:00Z", "", "", " "},
		{"2026:02:30 14:03:22", "", "", "bad"},
		{"2026:03:05 24:03:22", "", "", "bad"},
		{"2026:00:00 00:00:00", "", "", "bad"},
		{"2026:03:05 14", "", "", "bad"},
		{"2026:03:05 14:03:22 Thu", "", "", "bad"},
		{"2026:03:05 下午 2:03:22", "", "", "bad"},
		{"05.03.2026", "", "", "bad"},
		{"yesterday", "", "", "bad"},
		{"2026:3:5 14:03:22", "", "", "bad"},
	}
	for _, tt := range tests {
		s := readStamp(tt.raw, tt.offset, tt.fraction, src, dispute.TimeEXIF)
		got := s.when.String() + " " + string(s.when.Zone.From)
		if s.bad {
			got = "bad"
		}
		if got != tt.want {
			t.Errorf("%q %q %q: %q, want %q", tt.raw, tt.offset, tt.fraction, got, tt.want)
		}
	}
}

func TestAgree(t *testing.T) {
	src := source(t, "")
	tests := []struct {
		a, b string
		want bool
	}{
		{"2026-03-05T14:03:22", "2026-03-05T14:04:22", true},
		{"2026-03-05T14:03:22", "2026-03-05T14:04:23", false},
		{"2026-03-05T14:03:22", "2026-03-05T06:03:30Z", true},
		{"2026-03-05T14:03:22", "2026-03-05T14:03:30+02:00", true}, // the same clock
		{"2026-03-05T14:03:22", "2026-03-05T13:03:22+09:00", false},
		{"2026-03-05T14:03:22", "2026-03-05", true},
		{"2026-03-05T23:59:59", "2026-03-05", true},
		{"2026-03-06T00:00:01", "2026-03-05", false},
	}
	for _, tt := range tests {
		a := readStamp(tt.a, "", "", src, dispute.TimeEXIF).when
		b := readStamp(tt.b, "", "", src, dispute.TimeXMP).when
		if got := agree(a, b); got != tt.want {
			t.Errorf("%s and %s: %t", tt.a, tt.b, got)
		}
	}
}

func FuzzReadStamp(f *testing.F) {
	f.Add("2026:03:05 14:03:22", "+08:00", "123")
	f.Add("2026-03-05T14:03:22.5+08:00", "", "")
	f.Add("    :  :     :  :  ", "   :  ", "   ")
	src := source(f, "")
	f.Fuzz(func(t *testing.T, raw, offset, fraction string) {
		s := readStamp(raw, offset, fraction, src, dispute.TimeEXIF)
		if s.bad && s.when.Known() {
			t.Errorf("%q is bad, and yet %s", raw, s.when)
		}
		if o := s.when.Zone.Offset; o < -15*3600 || o > 15*3600 {
			t.Errorf("%q %q: offset %d", raw, offset, o)
		}
	})
}
