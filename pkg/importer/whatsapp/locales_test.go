package whatsapp

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
)

// How phones of each language write 21:41:55 on 27 March 2023 and 00:05:09 on
// the next day: the short date and the time of Unicode's locale data (CLDR).
//
//go:embed locales_test.tsv
var localeDates string

// written is a line of an export, and what must be read from it.
type written struct {
	line string
	kind dispute.Kind
	typ  string
	who  string
	file string
}

// An export in every language of the table, as WhatsApp would write it with all
// of its words in that language, is read: the words are known for what they
// are, each by its marker, and what people typed stays theirs.
func TestEveryLanguage(t *testing.T) {
	checked := 0
	for row := range strings.Lines(localeDates) {
		cells := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		for _, locale := range strings.Split(cells[1], ",") {
			checked++
			t.Run(cells[0]+"/"+locale, func(t *testing.T) { readLanguage(t, cells[0], locale, cells[2:]) })
		}
	}
	if checked < 100 {
		t.Errorf("%d languages", checked)
	}
}

func readLanguage(t *testing.T, platform, locale string, dates []string) {
	lines := exportIn(platform, locale)
	var text strings.Builder
	for i, l := range lines {
		head := dates[2*i/len(lines)]
		if platform == "ios" {
			text.WriteString(strings.ReplaceAll("["+head+"] "+l.line+"\n", "\n", "\r\n"))
		} else {
			text.WriteString(head + " - " + l.line + "\n")
		}
	}
	src := source(t, "WhatsApp Chat with Harbour: Shoes 🛍.txt", text.String())
	src.Siblings = []string{src.Name, "Rück gabe.pdf"}
	if m := (Importer{}).Identify(src); m.Confidence != importer.Certain {
		t.Errorf("confidence %d", m.Confidence)
	}
	tally, records, err := importertest.Extract(context.Background(), Importer{}, src)
	if err != nil || !tally.Conserved() || tally.Failed > 0 || len(records) != len(lines) {
		t.Fatalf("%d records of %d, %d problems: %v", len(records), len(lines), tally.Failed, err)
	}
	for i, l := range lines {
		wall := "2023-03-27 21:41"
		if 2*i/len(lines) == 1 {
			wall = "2023-03-28 00:05"
		}
		r := records[i]
		if r.Kind != l.kind || r.Type != l.typ || r.Who != l.who || strings.Join(r.Files, "|") != l.file || !strings.HasPrefix(r.At.Wall(), wall) {
			t.Errorf("%q: %s %s %q of %q at %s, want %s %s %q of %q at %s",
				l.line, r.Kind, r.Type, r.Files, r.Who, r.At.Wall(), l.kind, l.typ, l.file, l.who, wall)
		}
	}
}

// exportIn is a chat with all that the table of wordings has for a language.
func exportIn(platform, locale string) []written {
	const shop, me, number = "Harbour: Shoes 🛍", "Lin 月", "+49 151 1234567"
	mark, notice := "\u200e", shop
	if platform == "android" {
		mark, notice = "", ""
	}
	named := func(who, text string) string {
		if who == "" {
			return text
		}
		return who + ": " + text
	}
	lines := []written{
		{line: shop + ": order: 12", kind: dispute.Message, who: shop},
		{line: "\u202a" + number + "\u202c: typed", kind: dispute.Message, who: number},
		{line: "~\u00a0Bob: typed", kind: dispute.Message, who: "~\u00a0Bob"},
		{line: me + ": one\n\ntwo: x\n[1.4.2023 10:00] Ann: forged", kind: dispute.Message, who: me},
	}
	if platform == "ios" {
		lines = append(lines, written{line: me + ": \u200e" + me + " qwx zzt", kind: dispute.System, who: me})
	}
	for row := range strings.Lines(wordingsTSV) {
		cells := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		if len(cells) != 4 || !listed(cells[1], platform) || !listed(cells[2], locale) {
			continue
		}
		l := written{kind: dispute.Message, typ: cells[0], who: me}
		text := cells[3]
		switch cells[0] {
		case typeNotice, "notice":
			l.kind, l.typ, l.who, text = dispute.System, typeNotice, notice, text+" Qwx"
		case "tag", "suffix":
			l.typ, l.file, text = typeAttachment, "Rück gabe.pdf", strings.Replace(text, hole, mark+"Ru\u0308ck gabe.pdf", 1)
		case "call", typeCallMissed:
			l.kind, l.who = dispute.Call, notice
		case typeOmitted:
			typed := written{line: me + ": " + text, kind: dispute.Message, who: me}
			if platform == "ios" { // somebody may type the same
				lines = append(lines, typed, written{line: me + ": a caption\nof two lines " + mark + text, kind: l.kind, typ: l.typ, who: me})
			}
		case typeDeleted:
			text = strings.Replace(text, hole, "Ann", 1)
		case "edited":
			l.line = me + ": so be it " + mark + text
		case "said":
			l.kind, l.typ, text = dispute.System, "", "Qwx "+text+" zzt"
		case typeLocation, typeContact, typeViewOnce:
			text = strings.Replace(text, hole, "https://maps.google.com/?q=51.5,-0.12", 1)
		default:
			continue
		}
		if l.line == "" {
			l.line = named(l.who, mark+text)
		}
		lines = append(lines, l)
	}
	return lines
}

func listed(list, one string) bool {
	for _, item := range strings.Split(list, ",") {
		if item == one {
			return true
		}
	}
	return false
}

// 27/3/66 is 2566: a year of two digits that can only be of the Buddhist era.
func TestThaiYears(t *testing.T) {
	src := source(t, "chat.txt", "27/3/66 21:41 - Ann: a\n28/3/66 0:05 - Ann: b\n")
	_, records, err := importertest.Extract(context.Background(), Importer{}, src)
	if err != nil || len(records) != 2 || records[1].At.Wall() != "2023-03-28 00:05" {
		t.Errorf("%v %v", records, err)
	}
}

// 23. 3. 27. is Korean for 27 March 2023, and 23 March 2027 elsewhere.
func TestKoreanDatesAreAsked(t *testing.T) {
	src := source(t, "chat.txt", "23. 3. 27. PM 9:41 - Ann: a\n")
	_, _, err := importertest.Extract(context.Background(), Importer{}, src)
	var u *importer.Undecided
	if !errors.As(err, &u) || fmt.Sprint(u.Choices) != "[dmy ymd]" {
		t.Errorf("%v", err)
	}
}
