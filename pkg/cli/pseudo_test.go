package cli

import (
	"bytes"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/importer/all"
	"complain/pkg/locale"
)

// pseudo is the languages with one more, xx: English with every sentence in
// brackets, longer, and in letters that English has not. A word in Latin letters
// or Chinese characters is one that the program says without asking for a
// sentence, wherever a line or a column breaks.
func pseudo(t *testing.T) locale.Catalogue {
	t.Helper()
	var b strings.Builder
	for _, code := range locale.English.Codes() {
		text := locale.English.Text(code)
		if !strings.HasPrefix(code, "language.") {
			text = foreign(text)
		}
		b.WriteString(code + ":\n\t" + strings.ReplaceAll(text, "\n", "\n\t") + "\n")
	}
	with, err := locale.BuiltIn().With("xx", b.String())
	if err != nil {
		t.Fatal(err)
	}
	return with
}

var cyrillic = strings.NewReplacer(strings.Split("a а b б c ц d д e е f ф g г h х i и j й k к l л m м n н o о p п q я r р s с t т u у v в w ш x ы y ь z з "+
	"A А B Б C Ц D Д E Е F Ф G Г H Х I И J Й K К L Л M М N Н O О P П Q Я R Р S С T Т U У V В W Ш X Ы Y Ь Z З", " ")...)

// foreign is a text in xx. What is put into it, {0}, stays as it is, and so do
// the numbers that choose between words.
func foreign(text string) string {
	var b strings.Builder
	b.WriteString("⟦")
	for rest := text; rest != ""; {
		at := argument.FindStringIndex(rest)
		if at == nil {
			at = []int{len(rest), len(rest)}
		}
		b.WriteString(hanSign.ReplaceAllString(cyrillic.Replace(rest[:at[0]]), "ж"))
		b.WriteString(rest[at[0]:at[1]])
		rest = rest[at[1]:]
	}
	b.WriteString("~~~⟧")
	return b.String()
}

var (
	argument = regexp.MustCompile(`\{[0-9]+`)
	hanSign  = regexp.MustCompile(`\p{Han}`)
)

// inPseudo runs a command line in the pseudo language and returns what it said.
func inPseudo(t *testing.T, dir string, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	sys := OS()
	sys.Languages = pseudo(t)
	sys.In, sys.Out, sys.Err, sys.Random = strings.NewReader(""), &out, &out, zeros{}
	sys.Now = func() time.Time { return time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC) }
	sys.Today = sys.Now
	sys.Getenv = func(name string) string { return map[string]string{"HOME": dir, "XDG_CONFIG_HOME": dir}[name] }
	sys.Terminal = func(any) (int, bool) { return 0, false }
	sys.LookPath = func(string) (string, error) { return "", io.EOF }
	Main(append(args, "--lang", "xx"), sys)
	if !strings.Contains(out.String(), "⟦") {
		t.Errorf("%q said no sentence: %q", args, out.String())
	}
	return out.String()
}

var (
	word   = regexp.MustCompile(`[\p{Latin}\p{Han}][\p{Latin}\p{Han}\d_-]+(\.[\p{Latin}\p{Han}\d_-]+)*`)
	symbol = regexp.MustCompile(`--[a-z-]+|\b[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}|\b[A-Z][0-9]+\b|\b[0-9a-f]{16,}\b`) // flags, times, numbers and hashes: E1
)

// unsaid is the first word of said that is no name: neither of a command nor of
// what a user types as the value of a flag, which are the same in all languages.
func unsaid(said string, names []string) string {
	for _, w := range word.FindAllString(symbol.ReplaceAllString(said, ""), -1) {
		if !slices.Contains(names, w) {
			return w
		}
	}
	return ""
}

// names are what users type, whatever their language: commands, and the values
// of which the program lists its own.
func names(t *testing.T) []string {
	t.Helper()
	root := testRoot(locale.English)
	out := []string{
		"complain", "completion", "help", "extension", "en", "zh", "xx", "sha256", "sha384", "sha512", photosPrint, photosOriginal,
		"SHA-256", "UTC", "sha256sum", "shasum", "certutil", "SHA256", "JPEG", "PNG", "manifest", // programs and formats have these names everywhere
	}
	for _, c := range commands(root) {
		out = append(append(out, c.Name()), c.Aliases...)
	}
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	// What data and importers call themselves they say in their own languages.
	for _, c := range book.Categories() {
		out = append(append(out, c.ID), word.FindAllString(c.Name.In("xx"), -1)...)
	}
	for _, c := range book.Channels() {
		out = append(append(out, c.ID), word.FindAllString(c.Name.In("xx")+" "+c.Takes.In("xx"), -1)...)
	}
	letters, err := book.Letters()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range letters.All() {
		for _, l := range a.Letters {
			out = append(append(out, l.ID), word.FindAllString(l.Name.In("xx"), -1)...)
		}
	}
	practice, err := book.Practice()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range book.Categories() {
		for _, e := range practice.Elements(c.ID, "") {
			out = append(append(out, e.Word()), word.FindAllString(e.Name.In("xx"), -1)...)
		}
	}
	for _, e := range practice.Elements("", "") {
		out = append(append(out, e.Word()), word.FindAllString(e.Name.In("xx"), -1)...)
	}
	for _, a := range book.Answers() {
		out = append(append(out, a.Short...), a.Papers...)
	}
	for _, k := range append(dispute.Kinds(), dispute.EventKinds()...) {
		out = append(out, string(k))
	}
	for _, k := range dispute.ClaimKinds() {
		out = append(out, string(k))
	}
	for _, r := range dispute.PartyRoles() {
		out = append(out, string(r))
	}
	out = append(out, strings.Split(formatNames(), "|")...)
	out = append(out, "Android") // a variant of one word, which is the same in every language
	for _, im := range append(all.Importers(), all.Fallback()) {
		out = append(append(out, im.Name()), word.FindAllString(im.About().Name.In("xx"), -1)...)
	}
	return out
}

// Help is made of sentences, and of the names of commands and flags.
func TestPseudoHelp(t *testing.T) {
	known := names(t)
	root := testRoot(locale.English)
	for _, c := range append(commands(root), root) {
		said := inPseudo(t, t.TempDir(), append(strings.Fields(c.CommandPath())[1:], "--help")...)
		if w := unsaid(said, known); w != "" {
			t.Errorf("%s --help says %q outside of a sentence", c.CommandPath(), w)
		}
	}
}

// Errors reach the user in his language, whatever he did wrong.
func TestPseudoErrors(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "0.complain")
	inPseudo(t, dir, "new", "777", "--path", path)
	known := append(names(t), "English", "中文") // languages are listed with their own names
	for _, line := range []string{
		"nonsense", "--0", "status 0", "new", "new 7 --path 0/1", "new 7 --tz 0", "new 7 --currency 0", "new 7 --category 0", "new 7 --platform 0",
		"status -C 0", "status -C 0.complain", "status -C .",
		"add-evidence", "add-evidence 0", "add-evidence 0 --as 0", "add-evidence . --as 0", "add-evidence 0 --date-order 0", "add-evidence 0 --map 0",
		"evidence show E9", "evidence show 0", "evidence get E9", "evidence withdraw E9", "evidence set E9 --captured 0",
		"map 0", "map .", "restore 0", "restore .", "verify-packet 0",
		"export --to 0", "export --to cn.12345", "export --to regulator --format 0", "export --to regulator --date 0", "export --to regulator -o 0/0", "check --to 0",
		"event add 7 --at 0", "event pin 0", "claim add 0", "claim add refund --amount 0x", "claim remove 9",
		"party set 0", "records --kind 0", "records --evidence 0", "timeline --from 0", "timeline --kind 0",
		"search", "redact E9", "purge E9", "read-text E9", "case set --language 0",
	} {
		args := strings.Fields(line)
		if !slices.Contains(args, "-C") && args[0] != "new" {
			args = append(args, "-C", path)
		}
		said := strings.ReplaceAll(inPseudo(t, dir, args...), path, "")
		if w := unsaid(said, append(known, args...)); w != "" {
			t.Errorf("complain %s says %q outside of a sentence", line, w)
		}
	}
}
