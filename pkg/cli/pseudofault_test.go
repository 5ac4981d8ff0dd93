package cli

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"complain/pkg/internal/golden"
)

// Whatever is wrong with what a command is given, users hear it in their
// language: broken files of their own, damaged and hostile cases, inputs that
// cannot be read, places that cannot be written to.
func TestFaultsHaveNoWordsOfTheirOwn(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	put := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(in(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(in(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	inPseudo(t, dir, "new", "777", "--path", in("0.complain"))
	put("1.txt", "777")
	put("2/1.txt", "777")
	put("3.zip", "PK\x03\x04 777")
	put("4.docx", "PK\x03\x04 777")
	put("5.pdf", "%PDF-1.7 777")
	put("6.yaml", "columns: {time: 7, amount: 8}\n7: 7\n")
	put("7.yaml", "columns: [7\n")
	put("8.csv", "7,8\n7,8\n")
	put("9.tsr", "777")
	if err := os.Symlink(in("77"), in("77")); err != nil && runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	for _, name := range brokenCases(t) {
		unpackCase(t, name, in(name+".complain"))
	}
	known := append(names(t), "English", "中文")
	known = append(known, strings.Fields("first words other another order Asia Shanghai CNY notice of acceptance trigger view table v_config txt yaml config.yaml config.toml complain")...) // of the cases, of data and of SQL
	reported := regexp.MustCompile(cyrillic.Replace("SQLite says") + ": “[^”]*”")
	check := func(line string, args ...string) {
		t.Helper()
		said := reported.ReplaceAllString(inPseudo(t, dir, args...), "")
		for _, w := range append(args, dir) {
			said = strings.ReplaceAll(said, w, "")
		}
		for _, w := range append(args, "file") { // file is a kind of files, as users name it
			said = strings.ReplaceAll(said, filepath.Base(w), "")
		}
		if w := unsaid(hanSign.ReplaceAllString(said, ""), known); w != "" {
			t.Errorf("complain %s says %q by itself: %s", line, w, said)
		}
		if strings.Contains(said, cyrillic.Replace("something happened")) {
			t.Errorf("complain %s met an error without a sentence: %s", line, said)
		}
	}
	long := strings.Repeat("7", 300)
	for _, line := range []string{
		"add-evidence 77", "add-evidence 1.txt/7", "add-evidence " + long, "add-evidence 3.zip", "add-evidence 4.docx", "add-evidence 5.pdf",
		"add-evidence 8.csv --map 6.yaml", "add-evidence 8.csv --map 7.yaml", "add-evidence 8.csv --map 2", "add-evidence 8.csv --map 77",
		"add-evidence 3.zip --password-file 2", "add-evidence 3.zip --password-file 77", "map 2", "map 77", "map 1.txt",
		"restore 2", "restore 3.zip", "restore 77", "restore 1.txt", "verify-packet 2", "verify-packet 77", "verify-packet 1.txt",
		"export --to regulator -o 1.txt/7", "export --to regulator -o 77/7", "export --to regulator -o " + long,
		"evidence get E1 -o 1.txt/7", "evidence mend E1 2", "evidence mend E1 77", "archive -o 1.txt/7.zip", "archive -o 77/7.zip",
		"new 777 --path 1.txt/7.complain", "new 777 --path 77/7.complain", "new 777 --path " + long + ".complain",
		"stamp attach 2", "stamp attach 77", "stamp attach 9.tsr", "stamp verify --ca 2", "stamp verify --ca 1.txt",
		"redact E1 --box 0,0,0,0", "read-text", "demo 2", "demo 1.txt",
	} {
		args := strings.Fields(line)
		for i, arg := range args {
			if first, _, _ := strings.Cut(arg, "/"); i > 0 && (arg == long || arg == long+".complain" || exists(in(first))) {
				args[i] = in(arg)
			}
		}
		if args[0] != "new" && args[0] != "demo" {
			args = append(args, "--case", in("0.complain"))
		}
		check(line, args...)
	}
	known = append(known, "cn.12315") // to which a case of the folder says that it wrote
	for _, name := range brokenCases(t) {
		known = append(known, name+"-") // the name of the case that a rescue would make
		for _, line := range []string{"status", "timeline", "verify", "evidence", "add-evidence " + in("1.txt")} {
			check(line+" -C "+name, append(strings.Fields(line), "--case", in(name+".complain"))...)
		}
	}
	known = append(known, settingNames...)
	for _, c := range []struct{ file, text string }{
		{"config.yaml", "lang: [7\n"}, {"config.yaml", "7: 7\n"}, {"config.yaml", "complainant: 7\n"}, {"config.toml", "lang = \n"}, {"config.toml", "7 = 7\n"},
	} {
		put("complain/"+c.file, c.text)
		check(c.file, "status", "--case", in("0.complain"))
		os.Remove(in("complain/" + c.file))
	}
	known = append(append(known, ofTheFields(t)...), strings.Fields("cn.7 official second_hand provisional channel Mon Tue Wed Thu Fri Sat Sun")...)
	for _, c := range []struct{ file, text string }{
		{"channels.yaml", "channels: [7"}, {"channels.yaml", "channels: 7"}, {"channels.yaml", "7: 7"}, {"channels.yaml", "channels:\n- {id: cn.7, 7: 7}"},
		{"channels.yaml", "as_of: 2026-01-01\nchannels:\n- {id: cn.7, source: [7], confidence: own}"}, {"channels.yaml", "channels:\n- {id: cn.7, confidence: own}"},
		{"channels.yaml", "as_of: 2026-01-01\nchannels:\n- {id: cn.7, source: [OWN], confidence: 7}"}, {"channels.yaml", "channels:\n- {id: cn.7, name: {77: 7}}"},
		{"rules.yaml", "as_of: 2026-01-01\nlaws:\n- {id: cn.7, source: [WEB], confidence: own}"}, {"rules.yaml", "articles:\n- {id: 7, law: cn.7}"},
		{"rules.yaml", "articles:\n- {id: 7, law: cn.crpl, use: 7, confidence: own}"},
		{"answers.yaml", "answers:\n- {id: 7}"}, {"categories.yaml", "categories:\n- {id: 7, basis: [7]}"}, {"categories.yaml", "categories:\n- {id: 7, basis: [{7: 7}]}"},
		{"grounds.yaml", "grounds:\n- {id: 7, source: [7]}"}, {"grounds.yaml", "grounds:\n- {id: 7, when: 7}"}, {"grounds.yaml", "grounds:\n- {id: 7, when: {7: 7}}"},
		{"grounds.yaml", "grounds:\n- {id: 7, when: {flag: 7}}"}, {"clocks.yaml", "clocks:\n- {id: 7}"}, {"clocks.yaml", "clocks:\n- {id: 7, length: 7, unit: 7}"},
		{"holidays.yaml", "calendars:\n- {id: 7, weekend: [7]}"}, {"holidays.yaml", "calendars:\n- {id: 7, years: [{year: 7, status: 7}]}"},
		{"wording.yaml", "words:\n- {id: 7}"}, {"wording.yaml", "signs:\n- {id: 7}"}, {"vocabulary.yaml", "offices: {7: {channels: [7]}}"}, {"story.yaml", "categories:\n- {id: 7, elements: [{ref: 7}]}"},
		{"claims.yaml", "claims:\n- {id: 7, basis: [7]}"}, {"routes.yaml", "steps:\n- {id: 7, source: [7]}"}, {"letters.yaml", "addressees:\n- {id: 7, letters: [{id: 7}]}"}, {"letters.yaml", "fields:\n- {id: 7, level: 7}"},
	} {
		put("complain/channels/"+c.file, c.text)
		check(c.file+" "+c.text, "check", "--to", "regulator", "--case", in("0.complain"))
		os.Remove(in("complain/channels/" + c.file))
	}
}

// ofTheFields are the names of files, lists, fields and values of the data on
// channels, which stand in it and have no language.
func ofTheFields(t *testing.T) []string {
	t.Helper()
	out := ofTheData(t)
	for _, pattern := range []string{"data/*.yaml", "*.go", "calendar/*.go"} {
		files, err := filepath.Glob(filepath.Join(golden.Root(t), "pkg", "channel", pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files: %v", pattern, len(files), err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, ".go") {
				for _, m := range fieldTag.FindAllSubmatch(text, -1) {
					out = append(out, string(m[1]))
				}
				continue
			}
			out = append(out, filepath.Base(name))
			for _, m := range fieldKey.FindAllSubmatch(text, -1) {
				out = append(out, string(m[1]))
			}
		}
	}
	return out
}

var (
	fieldTag = regexp.MustCompile("yaml:\"([a-z_]+)|under\\(\"([a-z_]+)\"")
	fieldKey = regexp.MustCompile(`[{,[ ]([a-z][a-z0-9_.]+)[:,\]}]`)
)

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// brokenCases are the names of the cases of testdata/case that are damaged,
// hostile, or of another version.
func brokenCases(t *testing.T) (out []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(golden.Root(t), "testdata", "case", "*.complain.gz"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d cases: %v", len(files), err)
	}
	for _, name := range files {
		if name = strings.TrimSuffix(filepath.Base(name), ".complain.gz"); !strings.HasPrefix(name, "v") { // those are whole
			out = append(out, name)
		}
	}
	return out
}

func unpackCase(t *testing.T, name, path string) {
	t.Helper()
	packed, err := os.Open(filepath.Join(golden.Root(t), "testdata", "case", name+".complain.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	r, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
