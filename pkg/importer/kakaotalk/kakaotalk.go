// Package kakaotalk reads the chats that KakaoTalk exports: the text files of
// Windows, Android and iOS, in Korean and English, and the CSV of the Mac.
//
// It promises that every line ends as part of exactly one record, skip or
// problem, and that the program's own lines in the Windows file, which have
// neither a time nor a mark, are told from a message's last lines only by their
// wording, and say so. It forbids giving such a line a time of day.
package kakaotalk

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
)

// Importer reads KakaoTalk's chats. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "kakaotalk" }

// Version implements importer.Importer.
func (Importer) Version() int { return 6 }

// The variants of the format.
const (
	windows = "windows"
	android = "android"
	ios     = "ios"
	macCSV  = "mac-csv"
)

const csvHeader = "Date,User,Message"

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, encoding := src.HeadText()
	if encoding == charset.Binary {
		return importer.Match{}
	}
	text = strings.TrimPrefix(text, "\ufeff")
	first, second, _ := strings.Cut(text, "\n")
	if first = strings.TrimRight(first, "\r"); first == csvHeader {
		m := importer.Match{Confidence: importer.Shape, Variant: macCSV, Because: []dispute.Note{dispute.Say("chat.sign.columns", first)}}
		second, _, _ = strings.Cut(second, "\n")
		if cells := transcript.Cells(strings.TrimRight(second, "\r")); len(cells) == 3 {
			if _, p, ok := transcript.Stamp(cells[0], "-", " "); ok && p == dispute.Second {
				m.Confidence = importer.Certain
			}
		}
		return m
	}
	var because []dispute.Note
	saved, days, heads, above := false, 0, 0, 0
	spoken := false // a head has more than a time
	variant, example := "", ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case conversation.IsBlank(line):
		case isSaved(line) && heads == 0:
			saved = true
			because = append(because, dispute.Say("kakaotalk.sign.saved", conversation.Excerpt(line)))
		default:
			if _, ok := readRule(line); ok {
				days++
			} else if h, ok := readHead(line); ok && (h.variant != windows || days > 0) {
				spoken = spoken || !h.alone
				if heads++; variant == "" {
					variant, example = h.variant, conversation.Excerpt(line)
				}
			} else if heads == 0 {
				above++
			}
		}
	}
	if heads > 0 {
		because = append(because, dispute.Say("kakaotalk.sign.head", example))
	}
	switch {
	case saved && heads > 0:
		return importer.Match{Confidence: importer.Certain, Variant: variant, Because: because}
	case spoken && above <= maxAbove && (variant != windows || days > 0):
		return importer.Match{Confidence: importer.Shape, Variant: variant, Because: because}
	}
	return importer.Match{}
}

// maxAbove is how many lines may stand above the first message.
const maxAbove = 3

// isSaved reports the line that says when the file was made.
func isSaved(line string) bool {
	return strings.HasPrefix(line, "저장한 날짜 :") || strings.HasPrefix(line, "Date Saved :") ||
		strings.HasPrefix(line, "저장한 날짜:") || strings.HasPrefix(line, "Date Saved:")
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	text, _ := src.HeadText()
	if strings.HasPrefix(strings.TrimPrefix(text, "\ufeff"), csvHeader) {
		return readTable(ctx, log)
	}
	g := &grammar{src: src}
	var err error
	colons := transcript.NewColons(nameEnd)
	var forms forms
	if g.notices, err = survey(ctx, log, colons, &forms); err != nil {
		return err
	}
	g.foreign = forms.foreign
	g.learn(log.Names, colons, text)
	return transcript.ReadText(ctx, log, g)
}

// forms counts the heads of a file by their form: an export has one, and others are text
// of a message, unless there are so many that two exports were put together.
type forms struct {
	first string
	n     map[string]int
}

func (f *forms) saw(variant string) {
	if f.n == nil {
		f.first, f.n = variant, map[string]int{}
	}
	f.n[variant]++
}

// foreign reports a form in which somebody typed or pasted what looks like a head.
func (f *forms) foreign(variant string) bool {
	n, first := f.n[variant], f.n[f.first]
	return variant != f.first && n <= first && (n < 5 || n*2 < first)
}

// maxNotices bounds the program's own lines remembered.
const maxNotices = 200_000

// survey counts who speaks, and finds the lines that the program itself has
// written into a Windows file: known wording, with nothing typed behind it.
func survey(ctx context.Context, log *transcript.Log, colons *transcript.Colons, forms *forms) (notices map[int]bool, err error) {
	log.Names, notices = transcript.NewNames(), map[int]bool{}
	var pending []int
	settle := func() {
		for _, n := range pending {
			if len(notices) < maxNotices {
				notices[n] = true
			}
		}
		pending = pending[:0]
	}
	err = log.Src.Lines(ctx).Survey(func(line charset.Line) {
		h, headed := readHead(line.Text)
		_, ruled := readRule(line.Text)
		switch {
		case headed, ruled:
			settle()
			if headed && !h.alone {
				forms.saw(h.variant)
			}
			if headed && h.name != "" {
				log.Names.Saw(h.name)
				if part, said, ok := colons.Part(h.text); ok && h.variant != windows {
					colons.Saw(h.name, part, shown[said] != "" || photos(said), line.Number)
				}
			}
		case conversation.IsBlank(line.Text):
		case isNotice(line.Text):
			if len(pending) < maxNotices {
				pending = append(pending, line.Number)
			}
		default:
			pending = pending[:0]
		}
	})
	settle()
	return notices, err
}

// readTable reads the Mac's CSV.
func readTable(ctx context.Context, log *transcript.Log) error {
	header := true
	return transcript.ReadTable(ctx, log, func(row transcript.Row) error {
		switch {
		case header:
			header = false
			return log.Skip(row.At, "skip.header")
		case len(row.Cells) == 1 && conversation.IsBlank(row.Cells[0]):
			return log.Skip(row.At, "skip.blank")
		case row.Open:
			return log.Problem(row.At, dispute.Say("chat.open-quote", conversation.Excerpt(strings.Join(row.Cells, ","))))
		case len(row.Cells) != 3:
			return log.Problem(row.At, dispute.Say("problem.width", len(row.Cells), 3))
		}
		c, p, ok := transcript.Stamp(row.Cells[0], "-", " ")
		at, err := log.Src.Local(c, p)
		ok = ok && err == nil
		if !ok {
			at, ok = log.Machine(row.Cells[0])
		}
		r := dispute.Record{Kind: dispute.Message, Locator: row.At, Who: row.Cells[1], Text: row.Cells[2]}
		transcript.Tell(&r, at, ok, row.Cells[0])
		if r.Who == "" {
			r.Kind, r.Type = dispute.System, typeNotice
		}
		if row.Broken {
			log.Broken(&r)
		}
		describe(log, &r)
		return log.Give(r)
	})
}
