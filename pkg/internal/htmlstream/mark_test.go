package htmlstream

import (
	"fmt"
	"strings"
	"testing"
)

func TestMarks(t *testing.T) {
	for document, want := range map[string]string{
		"<q>a<q>b</q>c</q>d":                       "1a 2b 1c 0d",
		"a<i>b<i>c</i>d</i>e":                      "0a hb hc hd 0e",
		"<q>a<p>b":                                 "1a 1b",
		"</q>a<b>b</b></b>c":                       "0abc",
		"a<u></u>b<q>c</q>d":                       "0a 1b 2c 1d",
		strings.Repeat("<q>", 300) + "a</q>":       "64a",
		"<q><i>a</q>b</i>c":                        "ha 0bc",
		"<q>a<br>b</q><hr>c<img alt=x><q/>d</q>ef": "1a 1b 0c[x]def",
	} {
		var got []string
		err := ReadPage(strings.NewReader(document), never, Page{
			MaxToken: 1 << 20,
			Decode:   func(p []byte) string { return string(p) },
			Mark: func(name string, _ map[string]string) Mark {
				return map[string]Mark{"q": Quoted, "i": Hidden, "u": Behind}[name]
			},
			Line: func(l Line) error {
				depth := fmt.Sprint(l.Quoted)
				if l.Hidden {
					depth = "h"
				}
				got = append(got, depth+l.Text)
				return nil
			},
		})
		if s := strings.Join(got, " "); err != nil || s != want {
			t.Errorf("%.40q: %q, want %q (%v)", document, s, want, err)
		}
	}
}
