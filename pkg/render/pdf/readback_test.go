package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"complain/pkg/doc"
)

// tool runs a program on a file, and skips where it is not installed.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed (poppler-utils and qpdf are needed to read the file back)", name)
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func saved(t *testing.T, file []byte) string {
	path := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// squashed drops white space, and the direction marks that pdftotext puts
// around Arabic.
func squashed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r >= 0x202A && r <= 0x202E {
			return -1
		}
		return r
	}, s)
}

func paragraphs(lang string, texts ...string) *doc.Document {
	d := &doc.Document{Lang: lang, Title: "t"}
	for _, s := range texts {
		d.Blocks = append(d.Blocks, doc.Paragraph{Text: text(s)})
	}
	return d
}

func TestTextComesBack(t *testing.T) {
	for _, lang := range []string{"zh-CN", "en"} {
		texts := []string{
			mixed,
			"😀 👍🏽 🇨🇳 👨‍👩‍👧 🏳️‍🌈 ❤️ 1️⃣ ☑ ✓ 𠮷 𬭸 🧿 𨫎",
			"e\u0301 a\u0300\u0323 한국어 ไทย العربية кириллица αβγ ①②③ ㎡ ㊣ ×÷≤±",
			"‘单’“双”《书》〈篇〉【注】〔证〕「引」『内』（括）［方］——破折……省略·间隔～连接",
		}
		file := saved(t, render(t, paragraphs(lang, texts...), nil))
		got := squashed(tool(t, "pdftotext", "-raw", file, "-"))
		for _, s := range texts {
			if want := squashed(s); !strings.Contains(got, want) {
				t.Errorf("%s: what comes back lacks\n%s\nit has\n%s", lang, want, got)
			}
		}
	}
}

// Every block's text comes back in one piece, cell by cell.
func TestCellsComeBackWhole(t *testing.T) {
	cell := strings.Repeat("商品页面写明全新正品，客服在聊天中再次承诺。", 3)
	d := &doc.Document{Lang: "zh-CN", Title: "t", Blocks: []doc.Block{
		doc.Table{Columns: []doc.Column{{Head: "甲", Width: 1}, {Head: "乙", Width: 1}}, Rows: []doc.Row{{Cells: [][]doc.Inline{text(cell), text(cell)}}}},
	}}
	got := squashed(tool(t, "pdftotext", "-raw", saved(t, render(t, d, nil)), "-"))
	if n := strings.Count(got, cell); n != 2 {
		t.Errorf("%d of 2 cells come back whole:\n%s", n, got)
	}
}

func TestFileIsSound(t *testing.T) {
	for _, name := range []string{"kitchen-sink-zh.pdf", "kitchen-sink-en.pdf"} {
		out := tool(t, "qpdf", "--check", filepath.Join(renderData(t), name))
		if strings.Contains(strings.ToLower(out), "warning") {
			t.Errorf("%s: %s", name, out)
		}
	}
}

func TestFontsAreSubset(t *testing.T) {
	file := render(t, paragraphs("zh-CN", "一二三"), nil)
	if len(file) > 20_000 {
		t.Errorf("a page with a few characters is %d bytes", len(file))
	}
	for _, line := range strings.Split(strings.TrimSpace(tool(t, "pdffonts", saved(t, file))), "\n")[2:] {
		if !regexp.MustCompile(`[A-Z]{6}\+Noto.* yes +yes +yes `).MatchString(line) {
			t.Errorf("not an embedded subset with a map to Unicode: %s", line)
		}
	}
}

var bboxWord = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>`)

func TestAmountsEndTogether(t *testing.T) {
	var rows []doc.Row
	for _, s := range []string{"1.00", "1,111.11", "-88.80", "100,000.00"} {
		rows = append(rows, doc.Row{Cells: [][]doc.Inline{text("货款"), text(s)}})
	}
	d := &doc.Document{Lang: "zh-CN", Title: "t", Blocks: []doc.Block{doc.Table{Columns: []doc.Column{{Head: "项", Width: 100}, {Head: "金额", Width: 56, Align: doc.Decimal}}, Rows: rows}}}
	ends := map[string]bool{}
	for _, m := range bboxWord.FindAllStringSubmatch(tool(t, "pdftotext", "-bbox", saved(t, render(t, d, nil)), "-"), -1) {
		if strings.HasSuffix(m[5], "0") || strings.HasSuffix(m[5], "1") {
			end, err := strconv.ParseFloat(m[3], 64)
			if err != nil {
				t.Fatal(err)
			}
			if end > 300 && strings.Contains(m[5], ".") {
				ends[strconv.FormatFloat(end, 'f', 1, 64)] = true
			}
		}
	}
	if len(ends) != 1 {
		t.Errorf("the amounts end at %v", ends)
	}
}

func TestMetadata(t *testing.T) {
	d := paragraphs("zh-CN", "文")
	d.Title, d.Author, d.Subject = "标题😀(a\\b)", "作者𠮷", "主题"
	d.Blocks = append(d.Blocks, doc.Heading{Level: 1, Text: "节😀"})
	file := saved(t, render(t, d, nil))
	info := tool(t, "pdfinfo", file)
	for _, want := range []string{d.Title, d.Author, d.Subject, "1970"} {
		if !strings.Contains(info, want) {
			t.Errorf("no %s in\n%s", want, info)
		}
	}
	if outline := tool(t, "qpdf", "--json=2", "--json-key=outlines", file); !strings.Contains(outline, "节😀 … 1") && !strings.Contains(outline, `节\ud83d\ude00`) {
		t.Errorf("the bookmark is lost:\n%s", outline)
	}
}
