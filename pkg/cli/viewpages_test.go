package cli

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The page says on which pages of the packet an exhibit stands: there it stands in the
// PDF. Of a packet in another language than the page nothing is said.
func TestViewSaysWherePacketsShowExhibits(t *testing.T) {
	t.Chdir(t.TempDir())
	must := func(args ...string) {
		t.Helper()
		if code := Main(args, quietSystem()); code != exitDone && code != exitLook {
			t.Fatalf("%q: exit %d", args, code)
		}
	}
	must("new", "Cup", "--path", "a.complain", "--seller", "Harbour", "--order", "113-1234567-1234567", "--lang", "en")
	var long strings.Builder
	for i := range 150 {
		fmt.Fprintf(&long, "A 2026-03-%02d 10:30\nThe cup is still broken, message %d\n\n", 1+i%28, i)
	}
	for name, text := range map[string]string{"long.txt": long.String(), "short.txt": "A 2026-03-01 10:30\nrefund please\n\nB 2026-03-01 10:31\nno\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	must("add-evidence", "long.txt", "short.txt", "--as", "pasted", "--quiet")
	must("packet", "include", "E1", "E2")
	must("view", "-o", "en.html", "--to", "regulator", "--lang", "en")
	must("view", "-o", "zh.html", "--to", "regulator", "--lang", "zh")
	must("export", "--to", "regulator", "-o", "a.pdf", "--quiet")

	pages := pagesOfPDF(t, readAll(t, "a.pdf"))
	html := string(readAll(t, "en.html"))
	if want := fmt.Sprintf("<dd>%d pages</dd>", len(pages)); !strings.Contains(html, want) {
		t.Errorf("the page does not say %s", want)
	}
	said := regexp.MustCompile(`<span class="mark">(Exhibit \d+)</span>(?s:.*?)p\. (\d+)(?:–(\d+))? of the packet`).FindAllStringSubmatch(html, -1)
	if len(said) != 2 || said[0][3] == "" && said[1][3] == "" {
		t.Fatalf("%d exhibits have their pages, and one has several: %q", len(said), said)
	}
	for _, s := range said {
		first, _ := strconv.Atoi(s[2])
		last, _ := strconv.Atoi(s[3])
		for n, text := range pages {
			on := n+1 >= first && n+1 <= max(first, last)
			if headed := strings.Contains(firstLines(text), s[1]); headed != on {
				t.Errorf("%s is said to be on %s to %s; on page %d it stands: %v", s[1], s[2], s[3], n+1, headed)
			}
		}
	}
	if text := string(readAll(t, "zh.html")); strings.Contains(text, "材料第") {
		t.Error("the pages of a packet in English are said of one in Chinese")
	}
}

// firstLines is the head of a page, which names its exhibit.
func firstLines(text string) string {
	lines := strings.SplitN(text, "\n", 4)
	return strings.Join(lines[:min(3, len(lines))], "\n")
}

func readAll(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
