package channel

import "testing"

// Every guide has steps in both languages that say something, and is found by its
// id, each name and each alias.
func TestHowto(t *testing.T) {
	h, err := book(t).Howto()
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Guides) < 70 {
		t.Errorf("only %d guides", len(h.Guides))
	}
	for _, g := range h.Guides {
		for _, lang := range []string{"zh", "en"} {
			if len(g.Steps[lang]) < 2 || g.App[lang] == "" {
				t.Errorf("%s says too little in %s", g.ID, lang)
			}
		}
		for _, name := range append([]string{g.ID, g.App["zh"]}, g.Aliases...) {
			found := false
			for _, f := range h.Find(name) {
				found = found || f.ID == g.ID
			}
			if !found {
				t.Errorf("%s is not found by %q", g.ID, name)
			}
		}
	}
	if got := h.Find("alipay"); len(got) < 2 || len(h.Find("no such app")) != 0 {
		t.Errorf("alipay means %d guides", len(got))
	}
}
