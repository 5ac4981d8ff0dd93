package mail

import (
	"bytes"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/media"
	"complain/pkg/internal/mimetree"
)

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	switch layout(src) {
	case variantMSG:
		return identifyMSG(src)
	case variantMbox:
		first, rest, _ := bytes.Cut(above(src.Head), []byte("\n"))
		s := survey(rest)
		if len(s.names) == 0 {
			return importer.Match{}
		}
		m := importer.Match{Confidence: importer.Certain, Variant: variantMbox}
		m.Because = []dispute.Note{dispute.Say("mail.sign.postmark", conversation.Excerpt(mimetree.DecodeText(bytes.TrimSpace(first), "").Text)), s.sign()}
		return m
	}
	s := survey(above(src.Head))
	if h, ok := isCopied(src); ok && s.strong < 2 && !s.page {
		return importer.Match{Confidence: importer.Shape, Variant: variantCopied, Because: []dispute.Note{dispute.Say("mail.sign.header", strings.Join(h.names, ", "))}}
	}
	if len(s.names) < 2 || s.strong == 0 || s.page || !s.mail {
		return importer.Match{}
	}
	m := importer.Match{Confidence: importer.Shape, Variant: variantEML, Because: []dispute.Note{s.sign()}}
	if s.strong > 1 {
		m.Confidence = importer.Certain
	}
	return m
}

// layout tells the variants apart by how a file begins.
func layout(src *importer.Source) string {
	if media.Type(src.Head) == media.OLE {
		return variantMSG
	}
	head := above(src.Head)
	line, rest, _ := bytes.Cut(head, []byte("\n"))
	if postmark(line) && (mimetree.FieldName(rest) > 0 || bytes.HasPrefix(rest, []byte(">From "))) {
		return variantMbox
	}
	return variantEML
}

// above is a head without the byte order mark and the blank lines that programs
// put above a mail.
func above(head []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), "\r\n")
}

// signs is what the header block at the beginning of a file shows.
type signs struct {
	names  []string // headers of mail with a value that is right, as written
	strong int      // those of them that nothing else begins lines with
	mail   bool     // one of them is of mails alone, and not of what the web sends
	page   bool     // a page saved by a browser or a chat saved by QQ, in the form of a mail
}

func (s *signs) sign() dispute.Note {
	return dispute.Say("mail.sign.header", strings.Join(s.names, ", "))
}

func survey(head []byte) *signs {
	s := &signs{}
	if bytes.HasPrefix(head, []byte("From ")) || bytes.HasPrefix(head, []byte(">From ")) {
		_, head, _ = bytes.Cut(head, []byte("\n"))
	}
	h := mimetree.ReadHeader(head)
	seen := map[string]bool{}
	var parts []string
	for i := range h.Fields {
		f := &h.Fields[i]
		value := mimetree.DecodeValue(f.Value, "")
		switch f.Name {
		case "snapshot-content-location":
			s.page = true
		case "from":
			lower := strings.ToLower(strings.Trim(value, `"<> `))
			s.page = s.page || strings.HasPrefix(lower, "saved by ") || strings.HasPrefix(lower, "save by ") ||
				strings.HasPrefix(lower, "由") && strings.HasSuffix(lower, "保存") // 由 Windows Internet Explorer 8 保存
		}
		if shown := ofPart(f.Name, value); shown != "" {
			parts = append(parts, shown)
		}
		name, strong := grammar(f.Name, value)
		if name == "" || seen[name] {
			continue
		}
		seen[name] = true
		s.names = append(s.names, name)
		s.mail = s.mail || name != "Date" && name != "MIME-Version"
		if strong {
			s.strong++
		}
	}
	if s.strong == 0 && len(s.names) > 0 { // saved without who sent it and when
		s.names, s.strong = append(s.names, parts...), len(parts)
	}
	return s
}

// ofPart is the name of a header that says how a part of a mail is written.
func ofPart(name, value string) string {
	switch name {
	case "content-type":
		if kind, _, _ := strings.Cut(value, ";"); strings.Count(kind, "/") == 1 && !strings.Contains(strings.TrimSpace(kind), " ") {
			return "Content-Type"
		}
	case "content-transfer-encoding":
		switch strings.ToLower(value) {
		case "7bit", "8bit", "binary", "base64", "quoted-printable":
			return "Content-Transfer-Encoding"
		}
	}
	return ""
}

// grammar is the header's name when its value is as a mail's must be. strong is
// false for those that a letter typed into a text file has too.
func grammar(name, value string) (shown string, strong bool) {
	switch name {
	case "from":
		if strings.Contains(value, "@") {
			return "From", true
		}
	case "date":
		if _, ok := readDate(value); ok {
			return "Date", true
		}
	case "message-id":
		if strings.HasPrefix(value, "<") && strings.HasSuffix(value, ">") {
			return "Message-ID", true
		}
	case "received":
		if _, ok := received(value); ok {
			return "Received", true
		}
	case "mime-version":
		if strings.HasPrefix(value, "1.0") {
			return "MIME-Version", true
		}
	case "to":
		if strings.Contains(value, "@") || strings.HasSuffix(value, ":;") {
			return "To", false
		}
	case "subject":
		return "Subject", false
	}
	return "", false
}
