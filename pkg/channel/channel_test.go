package channel

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"complain/pkg/dispute"
)

func book(t *testing.T) *Book {
	t.Helper()
	b, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Load fails on any id that does not resolve, so that it loads at all is most
// of the test; what it cannot see is here.
func TestBuiltInDataIsWhole(t *testing.T) {
	b := book(t)
	both := func(what string, w Words) {
		if w["zh"] == "" || w["en"] == "" || len(w) != 2 {
			t.Errorf("%s is not in both languages: %q", what, w)
		}
	}
	day := func(what, s string) {
		if _, err := time.Parse(time.DateOnly, s); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	seen := map[string]bool{}
	once := func(kind, id string) {
		if id == "" || seen[kind+id] {
			t.Errorf("%s %q is empty or there twice", kind, id)
		}
		seen[kind+id] = true
	}
	for _, c := range b.Channels() {
		once("channel", c.ID)
		both(c.ID+" name", c.Name)
		day(c.ID, c.AsOf)
		if len(c.Sources) == 0 {
			t.Errorf("%s has no source", c.ID)
		}
		if c.Packet != "" {
			both(c.ID+" addressee", c.Addressee)
			both(c.ID+" document", c.Document)
			if len(c.MustContain) == 0 {
				t.Errorf("%s wants nothing in a complaint", c.ID)
			}
			if strings.Contains(c.Addressee["zh"], Hole) {
				both(c.ID+" office", c.Office)
			}
		}
		for _, list := range [][]Words{c.RefusedWhen, c.First, c.Notes} {
			for _, w := range list {
				both(c.ID, w)
			}
		}
	}
	for _, l := range b.Laws() {
		once("law", l.ID)
		both(l.ID, Words{"zh": l.ZH, "en": l.EN})
		day(l.ID, l.AsOf)
		day(l.ID, l.InForce)
	}
	for _, id := range b.articleIDs {
		a := b.articles[id]
		both(id+" gist", a.Gist)
	}
	for _, c := range b.Categories() {
		once("category", c.ID)
		both(c.ID, c.Name)
		if len(c.Basis) == 0 || len(c.Respondent) == 0 || len(c.Evidence) == 0 {
			t.Errorf("category %s has no basis, no respondent or no evidence", c.ID)
		}
		for _, r := range c.Basis {
			if a := b.articles[r.ID]; !a.Printed() {
				t.Errorf("category %s rests on %s, which is not for print", c.ID, r.ID)
			}
		}
	}
}

// Order 20 was repealed on 2026-04-15: it stands only as a law that has ended.
// The EU's ODR platform is closed.
func TestNothingStale(t *testing.T) {
	err := fs.WalkDir(data, "data", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(data, path)
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(text)) {
			for _, stale := range []string{"令第20号", "投诉举报处理暂行办法", "ec.europa.eu", "45个工作日"} {
				if strings.Contains(line, stale) && !strings.Contains(line, "until: \"2026-04-14\"") {
					t.Errorf("%s names %s", path, stale)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct{ in, zh, en string }{
		{"55", "第五十五条", "article 55"},
		{"9", "第九条", "article 9"},
		{"10", "第十条", "article 10"},
		{"12", "第十二条", "article 12"},
		{"20", "第二十条", "article 20"},
		{"105", "第一百零五条", "article 105"},
		{"110", "第一百一十条", "article 110"},
		{"582-584", "第五百八十二条至第五百八十四条", "articles 582 to 584"},
		{"615,617", "第六百一十五条、第六百一十七条", "articles 615, 617"},
		{"1260", "第一千二百六十条", "article 1260"},
		{"1002", "第一千零二条", "article 1002"},
		{"55.1", "第五十五条第一款", "article 55(1)"},
		{"34(6)", "第三十四条第六项", "article 34(6)"},
		{"24,55.1", "第二十四条、第五十五条第一款", "articles 24, 55(1)"},
		{"", "", ""},
	} {
		a := Article{Numbers: c.in}
		if got := a.Number("zh"); got != c.zh {
			t.Errorf("%q in Chinese is %q, not %q", c.in, got, c.zh)
		}
		if got := a.Number("en"); got != c.en {
			t.Errorf("%q in English is %q, not %q", c.in, got, c.en)
		}
	}
}

func TestResolve(t *testing.T) {
	b := book(t)
	for _, c := range []struct{ to, platform, jurisdiction, want string }{
		{"platform", "cn.taobao", "cn", "cn.taobao"},
		{"platform", "", "cn", "cn.platform"},
		{"platform", "", "fr", "any.platform"},
		{"association", "", "cn", "cn.cca"},
		{"association", "", "hk", "hk.cc"},
		{"regulator", "cn.jd", "cn", "cn.samr.complaint"},
		{"regulator", "", "", "any.regulator"},
		{"seller", "", "cn", "cn.seller"},
		{"cn.jd", "cn.taobao", "cn", "cn.jd"},
	} {
		got, err := b.Resolve(c.to, dispute.Case{Platform: c.platform, Jurisdiction: c.jurisdiction})
		if err != nil || got.ID != c.want {
			t.Errorf("%s of %s in %s is %s, %v; not %s", c.to, c.platform, c.jurisdiction, got.ID, err, c.want)
		}
	}
	if _, err := b.Resolve("cn.nowhere", dispute.Case{}); !errors.Is(err, ErrUnknown) {
		t.Errorf("unknown channel: %v", err)
	}
	if _, err := b.Resolve("platform", dispute.Case{Platform: "my shop"}); !errors.Is(err, ErrUnknown) {
		t.Errorf("unknown platform: %v", err)
	}
}

func TestOverride(t *testing.T) {
	b, err := Load(fstest.MapFS{"channels.yaml": {Data: []byte(`
as_of: "2026-12-01"
sources: {MINE: {title: the office's own page}}
channels:
- {id: cn.pdd, kind: platform, name: {zh: 拼多多, en: Pinduoduo}, limits: {text: 200}, source: [MINE], confidence: seen}
- {id: my.office, kind: regulator, name: {zh: 本地, en: Local}, source: [MINE], confidence: seen}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	pdd, err := b.Channel("cn.pdd")
	if err != nil || pdd.Limits.Text != 200 || pdd.AsOf != "2026-12-01" || pdd.Packet != "" {
		t.Errorf("the entry was not replaced whole: %+v, %v", pdd, err)
	}
	if _, err := b.Channel("my.office"); err != nil {
		t.Error(err)
	}
	if len(b.Channels()) != len(book(t).Channels())+1 {
		t.Error("entries got lost")
	}
	for _, bad := range []string{
		"channels:\n- {id: a, colour: red}",
		"channels:\n- {id: a, source: [NOWHERE], confidence: seen, as_of: x}",
		"channels:\n- {id: a, source: [S121], confidence: sure, as_of: x}",
		"channels: 3",
	} {
		if _, err := Load(fstest.MapFS{"channels.yaml": {Data: []byte(bad)}}); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}
