package personal

import (
	"bufio"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var label = regexp.MustCompile(`\[\[([a-z-]+) ([^\]]+)\]\]`)

// example is a line of testdata/labelled.txt: its text, and what is personal in it.
type example struct {
	lang, text string
	want       []string // "kind text"
}

func labelled(t testing.TB) []example {
	t.Helper()
	f, err := os.Open("testdata/labelled.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []example
	for s := bufio.NewScanner(f); s.Scan(); {
		if s.Text() == "" || s.Text()[0] == '#' {
			continue
		}
		lang, marked, _ := strings.Cut(s.Text(), " ")
		e := example{lang: lang, text: label.ReplaceAllString(marked, "$2")}
		for _, m := range label.FindAllStringSubmatch(marked, -1) {
			if !slices.Contains(Kinds(), Kind(m[1])) {
				t.Fatalf("%q is no kind", m[1])
			}
			e.want = append(e.want, m[1]+" "+m[2])
		}
		out = append(out, e)
	}
	if len(out) < 150 {
		t.Fatalf("only %d examples", len(out))
	}
	return out
}

// The lines say how often Find is right. A number of an order that is taken for
// a person's is a proof that is lost, so lines without a mark must all stay
// whole; of what is marked nearly all must be found.
func TestLabelled(t *testing.T) {
	type count struct{ right, found, marked, whole, plain int }
	counts := map[string]*count{}
	for _, e := range labelled(t) {
		c := counts[e.lang]
		if c == nil {
			c = &count{}
			counts[e.lang] = c
		}
		var got []string
		for _, f := range Find(e.text) {
			got = append(got, string(f.Kind)+" "+e.text[f.Start:f.End])
		}
		for _, g := range got {
			if slices.Contains(e.want, g) {
				c.right++
			}
		}
		c.found, c.marked = c.found+len(got), c.marked+len(e.want)
		if len(e.want) == 0 {
			c.plain++
			if len(got) == 0 {
				c.whole++
			} else {
				t.Errorf("%s: %q must stay", e.text, got)
			}
			continue
		}
		if !slices.Equal(got, e.want) {
			t.Logf("%s: %q, want %q", e.text, got, e.want)
		}
	}
	for lang, c := range counts {
		precision, recall := float64(c.right)/float64(c.found), float64(c.right)/float64(c.marked)
		t.Logf("%s: of %d found %.1f%% are right, of %d marked %.1f%% are found; %d of %d lines without any stay whole",
			lang, c.found, 100*precision, c.marked, 100*recall, c.whole, c.plain)
		if precision < 0.97 || recall < 0.97 {
			t.Errorf("%s: precision %.3f, recall %.3f", lang, precision, recall)
		}
	}
}

// What is masked holds nothing more to find, and not the telling part.
func TestMasked(t *testing.T) {
	for _, e := range labelled(t) {
		masked, last := "", 0
		for _, f := range Find(e.text) {
			said := Masked(f.Kind, e.text[f.Start:f.End])
			if strings.Contains(said, e.text[f.Start:f.End]) {
				t.Errorf("%s of %q is %q", f.Kind, e.text[f.Start:f.End], said)
			}
			masked += e.text[last:f.Start] + said
			last = f.End
		}
		masked += e.text[last:]
		if again := Find(masked); len(again) > 0 {
			t.Errorf("%q still holds %v", masked, again)
		}
	}
	for _, c := range []struct {
		kind       Kind
		text, want string
	}{
		{Name, "张三", "张*"}, {Name, "欧阳修远", "欧***"}, {Name, "John Smith", "J*** S***"},
		{Phone, "138 0013 0000", "138****0000"}, {Phone, "+44 7700 900123", "+44****23"}, {Phone, "0755-26681234", "075****34"}, {Phone, "82345678", "****78"},
		{Identity, "110101199003071233", "1101**********1233"}, {Card, "6222 0210 0111 6245 710", "6222***********5710"},
		{Passport, "E12345678", "E******78"}, {Mail, "jo.smith@example.org", "j***@example.org"}, {Plate, "京A·12345", "京A****5"},
		{Address, "浙江省杭州市余杭区五常街道荆长路12号3幢", "浙江省杭州市余杭区****"}, {Address, "北京市朝阳区望京东园四区8号楼1602", "北京市朝阳区****"}, {Address, "阳光花园12栋2单元", "****"}, {Address, "BS1 4QD", "BS1 ***"}, {Address, "12 Harbour Street", "****"},
		{Word, "any", "***"},
	} {
		if got := Masked(c.kind, c.text); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.kind, c.text, got, c.want)
		}
	}
}
