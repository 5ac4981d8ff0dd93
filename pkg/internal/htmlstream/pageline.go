package htmlstream

import "strings"

func (p *pageReader) text(s string) error {
	if p.title && !p.titled && p.page.Title != nil {
		p.titled = true
		p.page.Title(strings.Join(strings.FieldsFunc(s, isGap), " "))
		return nil
	}
	if p.inHead() && !p.title && strings.TrimFunc(s, isGap) != "" {
		p.hidden = nil // a head that nobody ended
	}
	if len(p.hidden) > 0 {
		return nil
	}
	if p.pre == 0 {
		p.words(s)
		if p.line.Len() > p.page.MaxLine {
			return p.newline(1)
		}
		return nil
	}
	for {
		line, rest, more := strings.Cut(s, "\n")
		p.word(strings.TrimRight(line, "\r"))
		if !more {
			return nil
		}
		if err := p.lineEnd(); err != nil {
			return err
		}
		s = rest
	}
}

// words adds text whose white space is only a gap between words.
func (p *pageReader) words(s string) {
	for s != "" {
		end := strings.IndexFunc(s, isGap)
		if end < 0 {
			end = len(s)
		}
		if end > 0 {
			p.word(s[:end])
			s = s[end:]
			continue
		}
		p.space = true
		s = strings.TrimLeftFunc(s, isGap)
	}
}

// field adds what is typed into a field of a form: it stands in the line, by itself.
func (p *pageReader) field(value string) {
	from := p.line.Len()
	p.words(value)
	if to := p.line.Len(); to > from {
		p.fields = append(p.fields, from, to)
	}
	p.space = true
}

func (p *pageReader) word(s string) {
	if s == "" {
		return
	}
	if p.line.Len() == 0 {
		p.from = p.at
		if p.bullet {
			p.line.WriteString("- ")
			p.from, p.bullet = p.item, false
		}
	} else if p.space && p.pre == 0 && !strings.HasSuffix(p.line.String(), " ") {
		p.line.WriteByte(' ')
	}
	if p.cell {
		p.cells, p.cell = append(p.cells, p.line.Len()), false
	}
	p.link.add(s, p.space)
	p.line.WriteString(s)
	p.to, p.space = p.next, false
}

// newline ends the line, if there is one. n line ends stand there at least.
func (p *pageReader) newline(n int) error {
	had, err := p.flush()
	if !had {
		n = max(n, p.ends)
	}
	p.ends = n
	return err
}

// lineEnd ends a line where the text itself does: the next may be blank.
func (p *pageReader) lineEnd() error {
	had, err := p.flush()
	if had {
		p.ends = 0
	}
	p.ends++
	return err
}

// flush gives the line, unless it is blank.
func (p *pageReader) flush() (had bool, err error) {
	text := strings.TrimRight(p.line.String(), " ")
	cells, fields := p.cells, p.fields
	p.line.Reset()
	p.space, p.cells, p.fields = false, nil, nil
	if strings.TrimSpace(text) == "" {
		return false, nil
	}
	return true, p.page.Line(Line{Text: text, From: p.from, To: p.to, Above: p.ends, Quoted: p.quoted(), Hidden: p.unshown(), Cells: cells, Fields: fields})
}

// isGap reports the characters that a browser shows as one space.
func isGap(r rune) bool { return isSpace(r) || r == '\u00a0' }
