package channel

import (
	"errors"
	"io/fs"
	"slices"
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
	letters, err := b.Letters()
	if err != nil {
		t.Fatal(err)
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
			if letter, err := letters.Letter(c, "cn", ""); err != nil {
				t.Error(err)
			} else {
				both(c.ID+" letter", letter.Name)
			}
			if len(c.MustContain) == 0 {
				t.Errorf("%s wants nothing in a complaint", c.ID)
			}
			if strings.Contains(c.Addressee["zh"], Hole) {
				both(c.ID+" office", c.Office)
			}
		}
		if c.Packet == "" {
			both(c.ID+" takes", c.Takes)
		}
		for _, list := range [][]Words{c.RefusedWhen, c.First, c.Notes} {
			for _, w := range list {
				both(c.ID, w)
			}
		}
	}
	for _, l := range b.Laws() {
		once("law", l.ID)
		both(l.ID, l.Name)
		if l.Official == "" {
			t.Errorf("%s has no official name", l.ID)
		}
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

// A role of the rules is a party of a case, for which there are words.
func TestRolesAreParties(t *testing.T) {
	p, err := book(t).Practice()
	if err != nil {
		t.Fatal(err)
	}
	roles := p.Words("roles")
	if len(roles) == 0 {
		t.Fatal("no roles")
	}
	for _, word := range roles {
		if role := PartyOf(word); !slices.Contains(dispute.PartyRoles(), role) {
			t.Errorf("the role %s means %q, which is no party", word, role)
		} else if !slices.Contains(RoleOf(role), word) {
			t.Errorf("the party %s has not the role %s", role, word)
		}
	}
}
