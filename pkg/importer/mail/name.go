package mail

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"complain/pkg/internal/media"
	"complain/pkg/internal/mimetree"
)

func number(n int) string { return strconv.Itoa(n) }

// nameOf is what the part is called, and whether it is said to be an attachment.
func nameOf(p *mimetree.Part) (name string, attached bool) {
	disposition := p.Head.Get("content-disposition")
	kind, _, _ := strings.Cut(string(disposition), ";")
	attached = strings.EqualFold(strings.TrimSpace(kind), "attachment")
	name = mimetree.ParametersOf(disposition, "")["filename"]
	if name == "" {
		name = p.Params["name"]
	}
	return name, attached
}

// maxName is the longest name in bytes; file systems take no longer one.
const maxName = 255

// cleanName is the base name that a name ends in: what a mail calls a file may
// lead anywhere.
func cleanName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, name))
	name = strings.TrimSpace(name)
	if name == "." || name == ".." {
		return ""
	}
	if len(name) > maxName {
		ext := name[max(len(name)-10, strings.LastIndexByte(name, '.')):]
		if !strings.HasPrefix(ext, ".") {
			ext = ""
		}
		name = name[:cut(name, maxName-len(ext))] + ext
	}
	return name
}

// ending is what the name of a part without a name ends in, so that other
// programs open it.
func ending(stated string, content []byte) string {
	switch stated {
	case "message/rfc822", "message/global":
		return ".eml"
	case "text/calendar":
		return ".ics"
	case "application/rtf", "text/rtf":
		return ".rtf"
	case "text/plain":
		return ".txt"
	case "text/html":
		return ".html"
	}
	switch media.Type(content) {
	case media.JPEG:
		return ".jpg"
	case media.PNG:
		return ".png"
	case media.GIF:
		return ".gif"
	case media.WebP:
		return ".webp"
	case media.PDF:
		return ".pdf"
	case media.ZIP:
		return ".zip"
	case media.HTML:
		return ".html"
	case media.Mail:
		return ".eml"
	case media.Text:
		return ".txt"
	}
	return ".bin"
}
