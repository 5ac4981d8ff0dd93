package filedate

import (
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/locale"
)

func shanghai(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// Each row of the table reads its own example, as the same moment, and no row
// before it does.
func TestForms(t *testing.T) {
	const moment = "2026-03-05T14:03:22.123+08:00"
	for _, form := range forms {
		for _, suffix := range []string{"", ".jpg", "(1).jpg", " (2).png", "~2.jpg", "_副本.jpg", "-edited.jpg"} {
			found, ok := Read(form.example+suffix, shanghai(t), dispute.ZoneCase)
			if !ok || found.Form != form.example {
				t.Errorf("%s%s is read as %q", form.example, suffix, found.Form)
				continue
			}
			if found.Means != form.means || found.App != form.app {
				t.Errorf("%s: %+v", form.example, found)
			}
			if form.layout.timeless() {
				if found.When.Known() {
					t.Errorf("%s: a time from nowhere: %s", form.example, found.When)
				}
				continue
			}
			w := found.When
			if w.From != dispute.TimeFileName {
				t.Errorf("%s: from %q", form.example, w.From)
			}
			fixed := form.utc || strings.Contains(string(form.layout), "%E") || strings.Contains(string(form.layout), "%e")
			if want := map[bool]dispute.ZoneFrom{true: dispute.ZoneFormat, false: dispute.ZoneCase}[fixed]; w.Zone.From != want {
				t.Errorf("%s: zone from %s, want %s", form.example, w.Zone.From, want)
			}
			got := strings.TrimSuffix(w.String(), "+08:00")
			if w.Precision < dispute.Day || got != moment[:min(len(got), 23)] && !strings.HasPrefix(got, "2026-03-05T14:03:22.360") {
				t.Errorf("%s is %s", form.example, w)
			}
		}
	}
}

func TestRead(t *testing.T) {
	tests := []struct{ name, want string }{
		{"IMG-20260305-WA0001.jpg", "2026-03-05"},
		{"img_20260305_140322.JPG", "2026-03-05T14:03:22+08:00"},
		{"WhatsApp Image 2026-03-05 at 14.03.22 PM.jpeg", "2026-03-05T14:03:22+08:00"},
		{"WhatsApp Image 2026-03-05 at 0.03.22 PM.jpeg", "2026-03-05T12:03:22+08:00"},
		{"WhatsApp Image 2026-03-05 at 2.03.22 PM.jpeg", "2026-03-05T14:03:22+08:00"},
		{"WhatsApp Image 2026-03-05 at 2.03.22 p.m. (3).jpeg", "2026-03-05T14:03:22+08:00"},
		{"WhatsApp Image 2026-03-05 at 12.03.22 AM.jpeg", "2026-03-05T00:03:22+08:00"},
		{"WhatsApp Image 2026-03-05 at 12.03.22 PM.jpeg", "2026-03-05T12:03:22+08:00"},
		{"WhatsApp Image 2026-03-05 at 14.03.22 (1).jpeg", "2026-03-05T14:03:22+08:00"},
		{"WhatsApp_Image_2026-03-05_at_14.03.22.jpeg", "2026-03-05T14:03:22+08:00"},
		{"Screen Shot 2026-03-05 at 2.03.22 PM.png", "2026-03-05T14:03:22+08:00"},
		{"Screenshot 2026-03-05 at 2.03.22\u202fPM.png", "2026-03-05T14:03:22+08:00"},
		{"截屏2026-03-05 下午2.03.22.png", "2026-03-05T14:03:22+08:00"},
		{"截屏2026-03-05上午12.03.22.png", "2026-03-05T00:03:22+08:00"},
		{"屏幕快照 2026-03-05 上午9.03.22.png", "2026-03-05T09:03:22+08:00"},
		{"Screenshot 2026-03-05 140322.png", "2026-03-05T14:03:22+08:00"},
		{"Screenshot_20260305-140322_WeChat.jpg", "2026-03-05T14:03:22+08:00"},
		{"Screenshot_20260305_140322_com.tencent.mm.jpg", "2026-03-05T14:03:22+08:00"},
		{"Screenshot_2026-03-05-14-03-22-93_3915bacb930634b7e206116f9dc9486f.jpg", "2026-03-05T14:03:22.930+08:00"},
		{"signal-2026-03-05-14-03-22-123-2.jpg", "2026-03-05T14:03:22.123+08:00"},
		{"PHOTO-2026-03-05-14-03-22-1.jpg", "2026-03-05T14:03:22+08:00"},
		{"微信图片_20260305140322_18_3.jpg", "2026-03-05T14:03:22+08:00"},
		{"微信图片_202603051403222.jpg", "2026-03-05T14:03:22+08:00"}, // the second in one second
		{"企业微信截图_16867095152247.png", "2023-06-14T10:25:15.224+08:00"},
		{"企业微信截图_20210303113012.png", "2021-03-03T11:30:12+08:00"},
		{"企业微信截图_da8e1b99-29fb-4b48-8cf1-94b68d98b4f8.png", ""},
		{"PXL_20260305_180322123.MP.jpg", "2026-03-06T02:03:22.123+08:00"},
		{"PXL_20260305_060322123~2.jpg", "2026-03-05T14:03:22.123+08:00"},
		{"IMG_20260305_140322_HDR.jpg", "2026-03-05T14:03:22+08:00"},
		{"IMG_20260305_140322_1.jpg", "2026-03-05T14:03:22+08:00"},
		{"20260305_140322_001.jpg", "2026-03-05T14:03:22+08:00"},
		{"1772690602123_thumb.jpg", "2026-03-05T14:03:22.123+08:00"},
		{"Capture d\u2019e\u0301cran 2026-03-05 a\u0300 14.03.22.png", "2026-03-05T14:03:22+08:00"},

		{"IMG_0123.JPG", ""},
		{"DSC_0123.JPG", ""},
		{"IMG_20261305_140322.jpg", ""}, // month 13
		{"IMG_20260230_140322.jpg", ""}, // 30 February
		{"20260305_240322.jpg", ""},     // hour 24
		{"20260305_140360.jpg", ""},
		{"IMG_19800101_000000.jpg", ""}, // a clock that was never set
		{"mmexport0000000000000.jpg", ""},
		{"mmexport1072690602123.jpg", ""}, // 2003
		{"mmexport2372690602123.jpg", ""}, // 2045
		{"6901234567892.jpg", ""},         // a barcode
		{"17726906021234.jpg", ""},        // 14 digits
		{"177269060212.jpg", ""},
		{"1772690602123abc.jpg", ""},
		{"2026030522001400000000000001.pdf", ""}, // a payment number
		{"WhatsApp Image 2026-03-05 at 14.03.22 AM.jpeg", ""},
		{"支付宝交易明细(20260101-20260305).csv", ""},
		{"合同 2026-03-05.pdf", ""},
		{"IMG_2026030_140322.jpg", ""},
		{"", ""},
		{"%Y%m%d", ""},
		{"IMG_", ""},
		{"\xff\xfeIMG_20260305_140322", ""},
	}
	for _, tt := range tests {
		found, _ := Read(tt.name, shanghai(t), dispute.ZoneCase)
		if got := found.When.String(); got != tt.want {
			t.Errorf("%q: %q by %q, want %q", tt.name, got, found.Form, tt.want)
		}
	}
}

// A wall clock takes the zone it is given, and says who gave it; a count of
// milliseconds is the same moment everywhere.
func TestZones(t *testing.T) {
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, want string
		from       dispute.ZoneFrom
	}{
		{"IMG_20260705_140322.jpg", "2026-07-05T14:03:22+01:00", dispute.ZoneUser},
		{"mmexport1772690602123.jpg", "2026-03-05T06:03:22.123+00:00", dispute.ZoneFormat},
		{"PXL_20260705_140322123.jpg", "2026-07-05T15:03:22.123+01:00", dispute.ZoneFormat},
	} {
		found, _ := Read(tt.name, lisbon, dispute.ZoneUser)
		if got := found.When.String(); got != tt.want || found.When.Zone.From != tt.from {
			t.Errorf("%s: %s from %s, want %s from %s", tt.name, got, found.When.Zone.From, tt.want, tt.from)
		}
	}
}

func TestMessenger(t *testing.T) {
	for name, want := range map[string]bool{
		"mmexport1772690602123.jpg": true, "IMG-20260305-WA0001.jpg": true, "微信图片_20260305140322.jpg": true,
		"QQ图片20260305140322.jpg": true, "WechatIMG12.jpeg": true, "received_123.jpeg": true,
		"wx_camera_1772690602123.jpg": false, "微信截图_20260305140322.png": false, "IMG_20260305_140322.jpg": false,
		"1772690602123.jpg": false,
	} {
		if found, _ := Read(name, time.UTC, dispute.ZoneCase); found.Messenger() != want {
			t.Errorf("%s: %t", name, !want)
		}
	}
}

func TestMeaningsHaveWords(t *testing.T) {
	for _, m := range meanings() {
		if !locale.Has(string(m)) {
			t.Errorf("no words for %s", m)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, form := range forms {
		f.Add(form.example)
	}
	zone := shanghai(f)
	f.Fuzz(func(t *testing.T, name string) {
		found, ok := Read(name, zone, dispute.ZoneCase)
		if !ok && found != (Found{}) {
			t.Errorf("not found, and yet %+v", found)
		}
		if w := found.When; w.Known() {
			if y := w.Clock().Year; y < firstYear || y > lastYear+1 || w.From != dispute.TimeFileName || w.Precision < dispute.Day {
				t.Errorf("%q: %s from %q", name, w, w.From)
			}
		}
	})
}

func BenchmarkReadNone(b *testing.B) {
	for b.Loop() {
		Read("some other file name.pdf", time.UTC, dispute.ZoneCase)
	}
}

// meanings lists every meaning.
func meanings() []Meaning {
	return []Meaning{Taken, Screenshot, Recorded, Sent, Saved, Edited, Scanned}
}
