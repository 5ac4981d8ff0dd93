package cli

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	stdhtml "html"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/encoding/simplifiedchinese"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/demo"
	"complain/pkg/internal/golden"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdftext"
	"complain/templates"
)

// translateData puts into a folder of configuration what a user of the language xx
// would have there: templates of packets and data on channels in that language.
func translateData(t *testing.T, config string) {
	t.Helper()
	write := func(data []byte, elements ...string) {
		t.Helper()
		name := filepath.Join(append([]string{config, "complain"}, elements...)...)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	names, err := fs.Glob(templates.FS, "*/*en.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d templates: %v", len(names), err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		write([]byte(foreignTemplate(string(text))), "templates", filepath.FromSlash(strings.TrimSuffix(name, "en.md")+"xx.md"))
	}
	files, err := filepath.Glob(filepath.Join(golden.Root(t), "pkg", "channel", "data", "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files of data: %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var top yaml.Node
		if err := yaml.Unmarshal(text, &top); err != nil {
			t.Fatal(err)
		}
		addLanguage(&top)
		out, err := yaml.Marshal(&top)
		if err != nil {
			t.Fatal(err)
		}
		write(out, "channels", filepath.Base(file))
	}
}

// notText is what of a template is none: actions, directives, anchors, marks.
var notText = regexp.MustCompile(`\{\{[^}]*\}\}|\{#[a-z-]+\}|(?m)^::(flush|right|centered|small|row) | \| |^::.*$|^#+ |^- |^[0-9]+\. |\*\*|\n`)

func foreignTemplate(text string) string {
	var b strings.Builder
	last := 0
	for _, at := range append(notText.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		if said := text[last:at[0]]; strings.TrimSpace(said) != "" {
			b.WriteString(strings.Replace(said, strings.TrimSpace(said), foreign(strings.TrimSpace(said)), 1))
		} else {
			b.WriteString(said)
		}
		b.WriteString(text[at[0]:at[1]])
		last = at[1]
	}
	return b.String()
}

// addLanguage puts a text in xx beside every one in English.
func addLanguage(n *yaml.Node) {
	for _, child := range n.Content {
		addLanguage(child)
	}
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == "en" && n.Content[i+1].Kind == yaml.ScalarNode {
			said := strings.ReplaceAll(foreign(n.Content[i+1].Value), channel.Hole, "~~~⟧"+channel.Hole+"⟦")
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: "xx"}, &yaml.Node{Kind: yaml.ScalarNode, Value: said, Style: yaml.DoubleQuotedStyle})
			return
		}
	}
}

// ofTheData is what the data on channels has in no language of people: ids that
// users type, the titles of sources.
func ofTheData(t *testing.T) (out []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(golden.Root(t), "pkg", "channel", "data", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var top yaml.Node
		if err := yaml.Unmarshal(text, &top); err != nil {
			t.Fatal(err)
		}
		out = append(out, ids(&top, filepath.Base(file) == "vocabulary.yaml")...)
	}
	return out
}

// ids are the values of the keys id and title below n, and the keys of sources
// and of lists of words that rules use.
func ids(n *yaml.Node, vocabulary bool) (out []string) {
	for i, child := range n.Content {
		out = append(out, ids(child, vocabulary)...)
		if n.Kind != yaml.MappingNode || i%2 == 1 {
			continue
		}
		switch value := n.Content[i+1]; {
		case vocabulary && value.Kind == yaml.MappingNode:
			out = append(out, child.Value)
		case child.Value == "sources":
			for j := 0; j < len(value.Content); j += 2 {
				out = append(out, value.Content[j].Value)
			}
		case slices.Contains([]string{"id", "title", "url"}, child.Value) && value.Kind == yaml.ScalarNode:
			out = append(out, word.FindAllString(symbol.ReplaceAllString(value.Value, ""), -1)...)
			out = append(out, value.Value[strings.LastIndexByte(value.Value, '.')+1:]) // an element of the story is called so too
		}
	}
	return out
}

// wordsOfSample is all words of a sample: its story, the names of its files, and
// what they hold.
func wordsOfSample(t *testing.T, sample string) string {
	t.Helper()
	story, err := demo.TheStory(sample, "xx")
	if err != nil {
		t.Fatal(err)
	}
	told, err := json.Marshal(story)
	if err != nil {
		t.Fatal(err)
	}
	all := string(told)
	err = fs.WalkDir(demo.Files(sample), ".", func(name string, d fs.DirEntry, err error) error {
		all += " " + name
		if err != nil || !slices.Contains([]string{".csv", ".txt", ".eml", ".html"}, filepath.Ext(name)) {
			return err
		}
		data, err := fs.ReadFile(demo.Files(sample), name)
		if !utf8.Valid(data) {
			data, err = simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		}
		all += " " + string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// ofTheDemo is all words of the demo's case: its story, the names of its files,
// what they hold and what its records say; and the official names of laws.
func ofTheDemo(t *testing.T, caseFile string) string {
	t.Helper()
	all := ""
	for _, name := range demo.Names() {
		all += " " + name + " " + wordsOfSample(t, name)
	}
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range book.Laws() {
		all += " " + l.Official + " " + l.Number
	}
	f, err := casefile.Open(t.Context(), caseFile, casefile.ReadOnly, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for r, err := range f.Records(t.Context(), casefile.Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		all += strings.Join(append([]string{" ", r.Text, r.Who, r.Raw, r.Order, r.Merchant, r.Status, r.Type}, r.Files...), " ")
		for _, field := range r.Fields {
			all += " " + field.Value
		}
	}
	return all
}

// A language that is files alone, of sentences, of templates and of data, is
// that of a whole case: what the demo's commands say and what its packets say,
// as text and as PDF, has no word that is not in the language or of the case.
func TestPacketsHaveNoWordsOfTheirOwn(t *testing.T) {
	dir := t.TempDir()
	translateData(t, dir)
	folder := filepath.Join(dir, "demo")
	outputs := map[string]string{"demo": inPseudo(t, dir, "demo", folder)}
	cases, err := filepath.Glob(filepath.Join(folder, "headphones", "*.complain"))
	if err != nil || len(cases) != 1 {
		t.Fatalf("cases %q: %v", cases, err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "headphones", "*"))
	if err != nil {
		t.Fatal(err)
	}
	packets := 0
	for _, name := range files {
		if read := textOf[filepath.Ext(name)]; read != nil {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			outputs[filepath.Base(name)] = read(t, data)
			packets++
		}
	}
	if want := 3 * len(formats()); packets != want || len(textOf) != len(formats()) {
		t.Errorf("%d packets of 3 addressees in %d formats, of which %d are read", packets, len(formats()), len(textOf))
	}
	for _, line := range []string{
		"status", "timeline", "evidence", "evidence show E1", "records", "party", "claim", "case", "custody", "verify", "channels", "who",
		"check --to regulator", "check --to platform --why", "deadlines", "next --all", "case flag", "case happened", "search 退款", "event",
		"channels law crpl.24 crpl.55", "channels clock", "channels show cn.12315",
	} {
		outputs[line] = inPseudo(t, dir, append(strings.Fields(line), "--case", cases[0])...)
	}
	known := append(append(names(t), ofTheData(t)...), Version)
	made, err := filepath.Glob(filepath.Join(folder, "*", "*.complain"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range made {
		known = append(known, filepath.Base(name))
	}
	raw := ofTheDemo(t, cases[0]) // lines end inside of names of files too
	ofCase := symbol.ReplaceAllString(raw+" "+folder+" "+filepath.Base(cases[0])+" "+strings.Join(slices.Collect(maps.Keys(outputs)), " "), "")
	for _, name := range slices.Sorted(maps.Keys(outputs)) {
		var odd []string
		for _, w := range word.FindAllString(symbol.ReplaceAllString(outputs[name], ""), -1) {
			if !slices.Contains(known, w) && !strings.Contains(ofCase, w) && !strings.Contains(raw, w) && !slices.Contains(odd, w) {
				odd = append(odd, w)
			}
		}
		if len(odd) > 0 {
			t.Errorf("%s says words of its own: %q", name, odd)
		}
	}
}

// textOf is how to read what a packet says, by the ending of its form.
var textOf = map[string]func(*testing.T, []byte) string{
	".txt":  func(_ *testing.T, data []byte) string { return string(data) },
	".pdf":  textOfPDF,
	".html": textOfHTML,
	".docx": textOfDOCX,
}

var (
	styleSheet = regexp.MustCompile(`(?s)<style>.*?</style>`)
	shownTags  = regexp.MustCompile(`(?:alt|title|aria-label)="([^"]*)"`)
	cssContent = regexp.MustCompile(`content: ([^;}]*)`)
	tag        = regexp.MustCompile(`<[^>]*>`)
)

// textOfHTML is what a browser shows and reads out of a page.
func textOfHTML(_ *testing.T, data []byte) string {
	page := string(data)
	all := tag.ReplaceAllString(styleSheet.ReplaceAllString(page, ""), "\n")
	for _, m := range shownTags.FindAllStringSubmatch(page, -1) {
		all += "\n" + m[1]
	}
	for _, m := range cssContent.FindAllStringSubmatch(page, -1) {
		all += "\n" + strings.NewReplacer("counter(page)", "", "counter(pages)", "").Replace(m[1])
	}
	return stdhtml.UnescapeString(all)
}

// textOfDOCX is the text of a file's pages, heads and feet.
func textOfDOCX(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, f := range z.File {
		if name := path.Base(f.Name); !strings.HasPrefix(f.Name, "word/") || !regexp.MustCompile(`^(document|header|footer)`).MatchString(name) || !strings.HasSuffix(name, ".xml") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		part = regexp.MustCompile(`(?s)<w:instrText.*?</w:instrText>`).ReplaceAll(part, nil)
		all += tag.ReplaceAllString(string(part), "\n")
	}
	if all == "" {
		t.Error("no text in a DOCX")
	}
	return stdhtml.UnescapeString(all)
}

func textOfPDF(t *testing.T, data []byte) string {
	t.Helper()
	return strings.Join(pagesOfPDF(t, data), "\n") + "\n"
}

// pagesOfPDF is the text of each page.
func pagesOfPDF(t *testing.T, data []byte) (texts []string) {
	t.Helper()
	file, err := pdffile.Open(t.Context(), data, nil)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := file.Pages()
	if err != nil {
		t.Fatal(err)
	}
	r := pdftext.NewReader(file)
	for _, page := range pages {
		text, err := r.Page(page)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text.Text)
	}
	return texts
}
