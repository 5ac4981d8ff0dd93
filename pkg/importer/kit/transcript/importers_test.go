// The tests of all importers of structured and text chat exports. A new one is
// a row in chats.
package transcript_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/all"
	"complain/pkg/importer/chatlab"
	"complain/pkg/importer/discord"
	"complain/pkg/importer/googlechat"
	"complain/pkg/importer/imessage"
	"complain/pkg/importer/kakaotalk"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/importer/line"
	"complain/pkg/importer/meta"
	"complain/pkg/importer/qq"
	"complain/pkg/importer/signal"
	"complain/pkg/importer/slack"
	"complain/pkg/importer/sms"
	"complain/pkg/importer/telegram"
	"complain/pkg/importer/wechatexport"
	"complain/pkg/importer/whatsappexport"
	"complain/pkg/internal/golden"
)

var chats = []importer.Importer{
	wechatexport.Importer{}, qq.Importer{}, telegram.Importer{}, line.Importer{}, kakaotalk.Importer{}, meta.Importer{},
	sms.Importer{}, imessage.Importer{}, signal.Importer{}, discord.Importer{}, slack.Importer{},
	chatlab.Importer{}, googlechat.Importer{}, whatsappexport.Importer{},
}

// sample is a file that others published. Where the collection's own count is
// another, why says so.
type sample struct {
	file     string
	owner    string
	records  int
	problems int
	why      string
}

var published = []sample{
	{"instagram/chat-miner/test_export.json", "meta", 2, 0, ""},
	{"messenger/stackoverflow_mojibake.json", "meta", 1, 0, ""},
	{"signal/chat-miner/test_export.txt", "signal", 2, 0, ""},
	{"telegram/chat-miner/test_single_export.json", "telegram", 2, 0, ""},
	{"telegram/chat-analytics/DM_2A_7M.json", "telegram", 8, 0, "six messages, the notice joined_telegram and the call: all eight entries; the collection counts the call apart"},
	{"telegram/html/messages4.html", "telegram", 3, 0, "two messages and a service line (Pinned), which the collection does not count"},
	{"discord/chat-analytics/DM_2A_2M.json", "discord", 3, 0, "two messages and a call; the file itself declares 3"},
	{"qq/qq-chat-history/file.txt", "qq", 2, 1, "the line above the first message is nothing QQ writes"},
	{"qq/log-painter/manager_12h_email.txt", "qq", 3, 0, ""},
	{"qq/freecell/legacy-qq-adapter.txt", "qq", 3, 0, ""},
	{"qq/chatlab/qq-group.txt", "qq", 2, 0, ""},
	{"qq/mht/assembled.mht", "qq", 3, 0, ""},
	{"chatlab/chatlab.json", "chatlab", 1, 0, ""},
	{"wechat/chatlab/weflow.json", "wechatexport", 2, 0, ""},
	{"line/ja_private.txt", "line", 7, 0, "five messages and two notices, one of them with two columns only"},
	{"line/en_ymd.txt", "line", 4, 0, ""},
	{"line/zh_tw_group.txt", "line", 4, 0, ""},
	{"kakaotalk/android_kr.txt", "kakaotalk", 6, 0, ""},
	{"kakaotalk/window_kr.txt", "kakaotalk", 5, 0, ""},
	{"kakaotalk/mac.csv", "kakaotalk", 2, 0, ""},
	{"sms/backup_four.xml", "sms", 4, 0, ""},
	{"imessage/imessage-exporter/expected_lines.txt", "imessage", 5, 0, ""},
}

// notWhatsApp is a fixture of WhatsApp's that it leaves to others: it is in the
// form of Signal's exporters.
const notWhatsApp = "whatsapp/iso-bracket/input.txt"

func root(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("COMPLAIN_SAMPLES")
	if dir == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	return dir
}

func open(t testing.TB, path string) (*importer.Source, []byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(path)
	return importertest.Source(t, name, data), data
}

// counts are what the collection says of its files.
func counts(t *testing.T, dir string) map[string]string {
	t.Helper()
	manifest, err := os.ReadFile(filepath.Join(dir, "chats", "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for row := range strings.Lines(string(manifest)) {
		if cells := strings.Split(strings.TrimRight(row, "\n"), "\t"); len(cells) > 6 {
			out[cells[0]] = cells[6]
		}
	}
	return out
}

func byName(t *testing.T, name string) importer.Importer {
	t.Helper()
	im, err := importer.ByName(all.Importers(), name)
	if err != nil {
		t.Fatal(err)
	}
	return im
}

func TestSamples(t *testing.T) {
	dir := root(t)
	declared := counts(t, dir)
	for _, s := range published {
		t.Run(s.file, func(t *testing.T) {
			src, data := open(t, filepath.Join(dir, "chats", filepath.FromSlash(s.file)))
			im := byName(t, s.owner)
			tally, records, err := importertest.Extract(context.Background(), im, src)
			if err != nil || !tally.Conserved() {
				t.Errorf("%d units, %d accounted for: %v", tally.Reading.Units, tally.Covered, err)
			}
			if len(records) != s.records || tally.Failed != s.problems {
				t.Errorf("%d records, %d problems (%v), want %d and %d", len(records), tally.Failed, tally.Reading.Problems, s.records, s.problems)
			}
			if n, err := strconv.Atoi(declared[s.file]); (err != nil || n != s.records || s.problems > 0) && s.why == "" {
				t.Errorf("the collection says %q: say in published why it is %d", declared[s.file], s.records)
			}
			inside(t, data, records)
		})
	}
}

// inside checks that every record stands where its locator says.
func inside(t *testing.T, data []byte, records []dispute.Record) {
	t.Helper()
	for _, r := range records {
		l := r.Locator
		if l.Length <= 0 || l.Offset+l.Length > int64(len(data)) {
			t.Fatalf("[%s] lies outside of %d bytes", l, len(data))
		}
		part := data[l.Offset : l.Offset+l.Length]
		switch {
		case l.Line > 0:
			if lines := bytes.Count(bytes.TrimRight(part, "\n"), []byte("\n")) + 1; lines > l.Units() {
				t.Errorf("[%s] covers %d lines", l, lines)
			}
		case part[0] != '{' && part[0] != '<' || part[len(part)-1] != '}' && part[len(part)-1] != '>':
			t.Errorf("[%s] is no whole element: %.40q", l, part)
		}
	}
}

// Every file of the collections and every fixture is taken by its owner, or by
// nobody, and by no one else with the same certainty.
// noChat are fixtures that only look like what the importer of their folder reads.
var noChat = map[string]bool{"signal/program-log": true, "wechatexport/program-log": true, "line/notes": true}

func TestIdentificationMatrix(t *testing.T) {
	t.Run("samples", func(t *testing.T) {
		dir := root(t)
		owner := map[string]string{}
		for _, s := range published {
			owner[filepath.Join("chats", filepath.FromSlash(s.file))] = s.owner
		}
		walk(t, dir, func(path, rel string) {
			src, _ := open(t, path)
			for _, im := range chats {
				got := im.Identify(src).Confidence
				switch want := owner[rel] == im.Name(); {
				case want && got < importer.Shape:
					t.Errorf("%s: %s does not know it", rel, im.Name())
				case !want && got != importer.None:
					t.Errorf("%s: %s takes it, with confidence %d", rel, im.Name(), got)
				}
			}
			picked(t, src, rel, owner[rel])
		})
	})
	t.Run("fixtures", func(t *testing.T) {
		dir := filepath.Join(golden.Root(t), "testdata", "import")
		walk(t, dir, func(path, rel string) {
			if !strings.HasPrefix(filepath.Base(path), "input.") {
				return
			}
			src, _ := open(t, path)
			folder, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
			for _, im := range chats {
				if got := im.Identify(src).Confidence; im.Name() != folder && got != importer.None && filepath.ToSlash(rel) != notWhatsApp {
					t.Errorf("%s: %s takes it, with confidence %d", rel, im.Name(), got)
				}
			}
			for _, im := range chats {
				if im.Name() != folder {
					continue
				}
				owner := folder
				if noChat[filepath.ToSlash(filepath.Dir(rel))] {
					owner = ""
				}
				if known := im.Identify(src).Confidence != importer.None; known != (owner != "") {
					t.Errorf("%s: known to its importer: %t", rel, known)
				}
				picked(t, src, rel, owner)
			}
		})
	})
}

// picked checks that owner is the one importer that is surest, or that there is
// none when owner is "" and the file is of a chat.
func picked(t *testing.T, src *importer.Source, rel, owner string) {
	t.Helper()
	im, _, err := importer.Pick(all.Importers(), src)
	var tie *importer.Tie
	switch {
	case errors.As(err, &tie):
		t.Errorf("%s: %v", rel, err)
	case owner != "" && (im == nil || im.Name() != owner):
		t.Errorf("%s: picked %v, want %s", rel, im, owner)
	}
}

func walk(t *testing.T, dir string, visit func(path, rel string)) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		files++
		visit(path, rel)
		return err
	})
	if err != nil || files == 0 {
		t.Fatalf("%d files: %v", files, err)
	}
}

// Every record of every fixture stands where its locator says.
func TestPlaces(t *testing.T) {
	for _, im := range chats {
		for _, c := range importertest.Cases(t, im.Name()) {
			t.Run(im.Name()+"/"+filepath.Base(c.Dir), func(t *testing.T) {
				data := make([]byte, c.Source.Size())
				if _, err := c.Source.ReadAt(data, 0); err != nil {
					t.Fatal(err)
				}
				if bytes.HasPrefix(data, []byte("PK")) {
					t.Skip("its places are rows")
				}
				_, records, _ := importertest.Extract(context.Background(), im, c.Source)
				inside(t, data, records)
			})
		}
	}
}
