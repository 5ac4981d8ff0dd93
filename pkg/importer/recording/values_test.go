package recording

import (
	"testing"

	"complain/pkg/importer/kit/importertest"
)

func TestISO6709(t *testing.T) {
	for text, want := range map[string]string{
		"+31.2304+121.4737+012.3/":    "31.230400,121.473700",
		"-33.8688+151.2093/":          "-33.868800,151.209300",
		"+31.2304-121.4737CRSWGS_84/": "31.230400,-121.473700",
		"+00.0000+000.0000/":          "",
		"+3113.49+12128.25/":          "", // minutes
		"+95.0+000.0/":                "",
		"31.2304,121.4737":            "",
		"+":                           "",
		"+31.23":                      "",
		"+1e5+1.0/":                   "",
		"+NaN+1.0/":                   "",
	} {
		f := &facts{}
		f.iso6709(text)
		got := ""
		if f.place != nil {
			got = f.place.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestReadStated(t *testing.T) {
	src := importertest.Cases(t, "recording")[0].Source
	for text, want := range map[string]string{
		"2026-03-05T14:03:22+0800":     "2026-03-05T14:03:22+08:00 stated",
		"2026-03-05T14:03:22-05:00":    "2026-03-05T14:03:22-05:00 stated",
		"2026-03-05T14:03:22Z":         "2026-03-05T14:03:22+00:00 stated",
		"2026-03-05T14:03:22.500+0800": "2026-03-05T14:03:22.500+08:00 stated",
		"2026-03-05T14:03:22":          "2026-03-05T14:03:22+08:00 case",
		"1904-01-01T00:00:00+0000":     "",
		"2026-03-05":                   "",
		"2026-02-30T14:03:22+0800":     "",
		"2026-03-05T14:03:22+2300":     "",
	} {
		w, ok := readStated(text, src)
		got := ""
		if ok {
			got = w.String() + " " + string(w.Zone.From)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestMilliseconds(t *testing.T) {
	for _, tt := range []struct {
		units, scale uint64
		want         int64
	}{
		{41250, 1000, 41250}, {1, 3, 333}, {2, 3, 667}, {0, 600, 0}, {5, 0, 0},
		{1<<64 - 1, 1<<32 - 1, 0}, {1<<64 - 1, 1, 0}, {1 << 63, 1 << 40, 8388608000},
	} {
		if got := milliseconds(tt.units, tt.scale); got != tt.want {
			t.Errorf("%d/%d: %d, want %d", tt.units, tt.scale, got, tt.want)
		}
	}
}

// MP3 in MPEG-4 is told by the type of its descriptor.
func TestObjectType(t *testing.T) {
	for text, want := range map[string]byte{
		"....esds\x00\x00\x00\x00\x03\x19\x00\x01\x00\x04\x11\x6b":                             mp3Object,
		"....esds\x00\x00\x00\x00\x03\x80\x80\x80\x22\x00\x01\x00\x04\x80\x80\x80\x14\x40\x15": 0x40,
		"....esds\x00\x00\x00\x00\x03":                                                         0,
		"":                                                                                     0,
	} {
		if got := objectType([]byte(text)); got != want {
			t.Errorf("%q: %#x, want %#x", text, got, want)
		}
	}
}
