package archive

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"complain/pkg/dispute"
)

func TestEvidenceName(t *testing.T) {
	for name, want := range map[string]string{
		"微信支付账单.xlsx":        "E7-微信支付账单.xlsx",
		"../../etc/passwd":   "E7-.._.._etc_passwd",
		`C:\x\y.txt`:         "E7-C__x_y.txt",
		"a\nb\x00c":          "E7-a_b_c",
		"e\u0301.txt":        "E7-é.txt",
		"50%.txt":            "E7-50_.txt",
		"a\u202etxt.exe":     "E7-a_txt.exe",
		"bad\xff.bin":        "E7-bad_.bin",
		"end. .":             "E7-end",
		"":                   "E7-file",
		" . ":                "E7-file",
		"全角\u3000空格.png":     "E7-全角 空格.png",
		"CON":                "E7-CON",
		"📷 0.jpg":            "E7-📷 0.jpg",
		"x*?\"<>|.csv":       "E7-x______.csv",
		"data/evidence/E1-a": "E7-data_evidence_E1-a",
	} {
		if got := evidenceName(dispute.Evidence{ID: 7, Name: name}); got != want {
			t.Errorf("%q is named %q, want %q", name, got, want)
		}
	}
}

func TestCaseName(t *testing.T) {
	for name, want := range map[string]string{
		"耳机.complain":                         "耳机.complain",
		"con.complain":                        "case-con.complain",
		"LPT1.x.complain":                     "case-LPT1.x.complain",
		"com¹.complain":                       "case-com¹.complain",
		"comet.complain":                      "comet.complain",
		"..complain":                          "case.complain",
		"-x.complain":                         "x.complain",
		"noextension":                         "noextension.complain",
		"../x.complain":                       "_x.complain",
		strings.Repeat("长", 99) + ".complain": strings.Repeat("长", 20) + ".complain",
	} {
		if got := caseName(name, ".complain"); got != want {
			t.Errorf("%q is named %q, want %q", name, got, want)
		}
	}
}

// Whatever a stranger called a file, its name in an archive is one line of a
// manifest and one file on any system.
func FuzzEvidenceName(f *testing.F) {
	for _, s := range []string{"a.txt", "../x", "e\u0301", "\xff", "1\n2", strings.Repeat("长", 200) + ".jpeg", "\u0344\u1161\u11a8", "a%0a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		name := evidenceName(dispute.Evidence{ID: 12, Name: text})
		switch {
		case len(name) > longestName, !utf8.ValidString(name), !norm.NFC.IsNormalString(name):
			t.Errorf("%q is named %q", text, name)
		case !plainName(evidencePath + name), strings.ContainsAny(name, `<>:"/\|?*%`):
			t.Errorf("%q is named %q, which is not plain", text, name)
		case !strings.HasPrefix(name, "E12-"), strings.HasSuffix(name, "."), strings.HasSuffix(name, " "):
			t.Errorf("%q is named %q, which Windows would change", text, name)
		}
		m, err := readManifest(strings.NewReader(line(make([]byte, 32), evidencePath+name)), manifestFile)
		if err != nil || len(m) != 1 || m[evidencePath+name] == "" {
			t.Errorf("%q does not survive a manifest: %v %v", name, m, err)
		}
	})
}

func FuzzManifest(f *testing.F) {
	good := line(make([]byte, 32), "data/README.txt")
	f.Add(good)
	f.Add(good + good)
	f.Add(strings.Replace(good, "  ", " *", 1))
	f.Fuzz(func(t *testing.T, text string) {
		m, err := readManifest(strings.NewReader(text), manifestFile)
		for name := range m {
			if err == nil && (!plainName(name) || !strings.HasPrefix(name, payload)) {
				t.Errorf("took %q", name)
			}
		}
	})
}
