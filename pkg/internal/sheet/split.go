package sheet

import "strings"

// Split is the cells of a line that comma parts, by RFC 4180, but that padding
// may surround quoted text.
func Split(line string, comma byte) []Cell {
	cells, _ := split(nil, line, comma, strict)
	return cells
}

// Unquote takes off the quotation marks around a whole cell.
func Unquote(text string) string { return unquote(text, plain) }

// How a line is taken apart. Tables break the rules of CSV, each in its own way,
// so a line is tried in this order until it has as many cells as its header.
type manner int

const (
	// strict is RFC 4180, but padding may surround the quoted text, and a
	// quotation mark that no separator follows is text.
	strict manner = iota
	// lax also closes a cell at a doubled mark before a separator: in
	// "看底部"多多视频"", the last mark closes and the one before it is text.
	lax
	// plain gives quotation marks no meaning.
	plain
)

// split appends the cells of text to cells. open is true when a quotation mark
// opens the last cell and is never closed; that cell is the rest of the text,
// with the mark.
func split(cells []Cell, text string, comma byte, how manner) (_ []Cell, open bool) {
	for {
		start := skipPadding(text, comma)
		if how != plain {
			body := start
			if strings.HasPrefix(text[start:], `="`) {
				body++ // ="0012": a formula that keeps a number from being one
			}
			if strings.HasPrefix(text[body:], `"`) {
				value, rest, closed := quoted(text[body+1:], comma, how)
				switch {
				case closed && rest == "":
					return append(cells, Cell{Text: value, Src: text}), open
				case closed:
					cells = append(cells, Cell{Text: value, Src: text[:len(text)-len(rest)]})
					text = rest[1:]
					continue
				case how == strict:
					return append(cells, Cell{Text: text, Src: text}), true
				}
				open = true
			}
		}
		end := strings.IndexByte(text, comma)
		if end < 0 {
			return append(cells, Cell{Text: unquote(text, how), Src: text}), open
		}
		cells = append(cells, Cell{Text: unquote(text[:end], how), Src: text[:end]})
		text = text[end+1:]
	}
}

func skipPadding(text string, comma byte) int {
	i := 0
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') && text[i] != comma {
		i++
	}
	return i
}

// quoted reads a cell whose opening mark stands before text. rest begins with
// the separator, or is empty at the end of the line.
func quoted(text string, comma byte, how manner) (value, rest string, closed bool) {
	var b strings.Builder // used only when a doubled mark must become one
	from := 0
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '"')
		if n < 0 {
			return "", "", false
		}
		i += n
		if after := i + 1 + skipPadding(text[i+1:], comma); after == len(text) || text[after] == comma {
			if b.Len() == 0 {
				return text[from:i], text[after:], true
			}
			b.WriteString(text[from:i])
			return b.String(), text[after:], true
		}
		i++
		if text[i] != '"' {
			continue
		}
		if how == lax {
			after := i + 1 + skipPadding(text[i+1:], comma)
			if after == len(text) || text[after] == comma {
				continue // the second mark closes
			}
		}
		b.WriteString(text[from:i])
		i++
		from = i
	}
}

// unquote takes off the marks around a whole cell that plain left standing.
func unquote(text string, how manner) string {
	if how != plain {
		return text
	}
	if t := Trim(text); len(t) > 1 && t[0] == '"' && t[len(t)-1] == '"' {
		return t[1 : len(t)-1]
	}
	return text
}

// closes reports whether line, which begins inside a quoted cell, has the mark
// that closes it.
func closes(line string, comma byte) bool {
	_, _, closed := quoted(line, comma, strict)
	return closed
}
