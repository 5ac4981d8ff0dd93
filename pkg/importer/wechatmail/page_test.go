package wechatmail

import (
	"context"
	"errors"
	"strings"
	"testing"

	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

const pageHead = `<div>王小雨 和 青禾 在微信上的聊天记录如下，请查收。<p>—————  2026-03-05  —————</p><p><b>王小雨  16:21</b></p><p>`

func readPage(t *testing.T, text string) (*importer.Tally, []string, error) {
	t.Helper()
	src := importertest.Source(t, "a.html", text)
	tally, records, err := importertest.Extract(context.Background(), Importer{}, src)
	var texts []string
	for _, r := range records {
		if l := r.Locator; l.Offset+l.Length > int64(len(text)) {
			t.Errorf("%s lies beyond the end", l)
		}
		texts = append(texts, r.Who+": "+r.Text)
	}
	return tally, texts, err
}

// What a page says is read as a browser shows it.
func TestPageText(t *testing.T) {
	for page, want := range map[string]string{
		"a  b\n c</p>":                         "a b c",
		"1 &lt; 2 &amp;&amp; 退款&hellip;</p>":   "1 < 2 && 退款…",
		"a<br>b<br><br>c</p>":                  "a\nb\n\nc",
		"a<style>p{color:red}</style>b</p>":    "ab",
		"a<!-- hidden -->b</p>":                "ab",
		"<pre>a  b\n\n  c</pre>":               "a  b\n\n  c",
		"<table><tr><td>a<td>b</table>":        "a b",
		`<img src="data:image/png;base64,AA">`: "",
		`<img alt="[微笑]" src="x/1.png">好</p>`:  "[微笑]好",
		"a</p><div class=":                     "a",
		"青禾  16:22</p><p>同意退款</p>":             "青禾 16:22\n同意退款", // not bold: typed
	} {
		_, texts, err := readPage(t, pageHead+page)
		if err != nil || len(texts) != 1 || texts[0] != "王小雨: "+want {
			t.Errorf("%q: %q, want %q; %v", page, texts, want, err)
		}
	}
}

// Whatever a page is built of, it costs no more than its size.
func TestPageLimits(t *testing.T) {
	for name, c := range map[string]struct {
		page string
		stop bool
	}{
		"nested":      {strings.Repeat("<b><div><pre>", 200_000) + "x", false},
		"many lines":  {strings.Repeat("<br>", 500_000), false},
		"one line":    {strings.Repeat("长", 1<<20), true},
		"one tag":     {"<p " + strings.Repeat("a=b ", 2<<20) + ">", true},
		"ends inside": {strings.Repeat("</p></b></div>", 200_000), false},
	} {
		tally, texts, err := readPage(t, pageHead+c.page)
		var stopped *importer.Stopped
		if c.stop != errors.As(err, &stopped) || !c.stop && (err != nil || !tally.Conserved()) || len(texts) > 1 {
			t.Errorf("%s: %d messages, %v", name, len(texts), err)
		}
	}
}
