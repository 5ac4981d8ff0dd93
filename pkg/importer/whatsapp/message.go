package whatsapp

import (
	"slices"
	"strings"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
)

// message is one whose text is whole, to be told what it is.
type message struct {
	*dispute.Record
	opening
	survey *survey
	log    *transcript.Log
}

func (m *message) remark(code string, args ...any) {
	m.Remarks = append(m.Remarks, dispute.Say(code, args...))
}

// describe tells what kind of thing was said, and by what sign that is known.
func (m *message) describe(text string) {
	// WhatsApp sets its marks before its own words; some versions put a space
	// before the mark.
	bare, led := conversation.TrimMarks(text)
	if !led {
		if inner, inside := conversation.TrimMarks(strings.TrimLeft(text, " ")); inside {
			bare, led = inner, true
		}
	}
	led = led && ownMark(text)
	m.Text = bare
	if !m.named {
		m.Kind = dispute.System
		m.Text = strings.TrimPrefix(bare, "- ") // WhatsApp Web
		if isNotice(m.Text) {
			m.Type = typeNotice
		} else if typ, ok := words().call(fold(m.Text), led); ok { // Android names no caller
			m.Kind, m.Type = dispute.Call, typ
		}
		return
	}
	if conversation.IsBlank(bare) {
		m.remark("whatsapp.empty")
		return
	}
	marksOwnWords := m.survey.marks && m.survey.form.style() == bracket
	found, known := recognise(bare, led)
	if !known {
		if name := named(bare); name != "" && (ownName(name) || m.log.Has(name)) {
			found, known = appText{kind: dispute.Message, typ: typeAttachment, file: name, led: led}, true
		}
	}
	switch {
	case !known && marksOwnWords && m.marks && leftOut(text):
		m.take(appText{kind: dispute.Message, typ: typeOmitted, led: true})
	case !known && led && marksOwnWords && m.ownWords(text):
		m.Kind = dispute.System
		m.remark("whatsapp.by-name")
	case !known && led && marksOwnWords:
		m.remark("whatsapp.marked-unknown")
	case !known && !m.survey.marks && m.survey.form.style() == bracket && ofItself(bare, m.Who):
		m.take(appText{kind: dispute.System})
	case !known:
	case marksOwnWords && !found.led && !m.marks && found.typ != typeLocation && !m.log.Has(found.file):
		m.remark("whatsapp.unmarked")
	default:
		m.take(found)
	}
	m.edited(bare, marksOwnWords)
	if m.survey.dialogue && m.Kind == dispute.Message && m.survey.speakers.count.Once(m.Who) && !m.log.Quoted(m.Record) {
		m.remark("whatsapp.once", m.Who)
	}
}

// ownWords tells a notice in a wording that is not known from what a person
// sent behind a mark (a text copied from a web page may begin with one): it
// stands under the name of the group, which types nothing, or speaks of the
// person whose name it stands under.
func (m *message) ownWords(text string) bool {
	first, _, _ := strings.Cut(text, "\n")
	who := m.Who
	return who == m.survey.noticeBy && !m.survey.speakers.typed[who] ||
		utf8.RuneCountInString(who) > 1 && strings.Contains(conversation.Visible(first), who)
}

// ofItself reports whether a text is a notice in known words about the very
// person whose name it stands under: Ann: Ann left. It is for files that have
// lost their marks.
func ofItself(text, who string) bool {
	rest, found := strings.CutPrefix(text, who)
	if !found || who == "" || !strings.HasPrefix(rest, " ") || strings.Contains(rest, "\n") {
		return false
	}
	return slices.ContainsFunc(words().said, func(s string) bool { return strings.Contains(rest, s) })
}

// leftOut tells the words for something that was not exported where they are not
// known: they stand behind a mark at the end of a message whose header has a
// mark before it, as only those with a file have.
func leftOut(text string) bool {
	last := text[strings.LastIndexByte(text, '\n')+1:]
	at := lastMark(last)
	if at < 0 {
		return false
	}
	words := conversation.Visible(last[at:])
	return !conversation.IsBlank(words) && utf8.RuneCountInString(words) <= 60 && !strings.ContainsAny(words, ":：<>\"“")
}

func (m *message) take(found appText) {
	m.Kind, m.Type = found.kind, found.typ
	switch {
	case found.led, m.marks:
		m.remark("whatsapp.by-marker")
	case m.log.Has(found.file):
		m.remark("chat.by-file")
	default:
		m.remark("whatsapp.by-wording")
	}
	m.log.Attach(m.Record, found.file)
}

// edited looks for the tag at the end of a message that was changed later.
func (m *message) edited(text string, marksOwnWords bool) {
	tag, marked, known := editedTag(text)
	switch {
	case tag == "" || m.Type == typeAttachment || m.Type == typeOmitted:
		return
	case !known && marked && marksOwnWords:
		m.remark("whatsapp.marked-tag", tag)
		return
	case !known:
		return
	case marksOwnWords && !marked:
		m.remark("whatsapp.unmarked")
		return
	}
	if m.Type == "" {
		m.Type = typeEdited
	}
	if marked {
		m.remark("whatsapp.by-marker")
	} else {
		m.remark("whatsapp.by-wording")
	}
}
