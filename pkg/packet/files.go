package packet

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/internal/filename"
	"complain/pkg/internal/media"
	"complain/pkg/internal/textwidth"
)

// Part is one of the files that are uploaded one by one: a picture, pages, or
// what paper cannot show.
type Part struct {
	Name     string             // "证据1_付款记录_2026-02-28.jpg", safe on every system
	Marks    string             // the exhibits in it: "证据1"
	Title    string             // what it is
	Proves   string             // what it is to prove; "" where nobody said so
	Evidence dispute.EvidenceID // that it shows
	Document *doc.Document      // pages; nil for what is a file by itself
	Picture  *doc.Image         // a picture; its bytes come from Images
	Drawn    bool               // the pages go as pictures: of several, Name is the first's
	Received bool               // the evidence goes as it was received

	exhibit doc.Exhibit
}

// Upload is a letter with the files that go with it.
type Upload struct {
	Letter *doc.Document
	Parts  []Part
}

// Files makes the letter without its exhibits, and the exhibits as files: each
// picture by itself, the others as pages. The letter names the files. Of a form
// that takes at most so many files, most says how many; 0 is any number.
func (p *Plan) Files(r Request, m Material, most int) (*Upload, []Finding, error) {
	c, err := newComposer(p, r, m)
	if err != nil {
		return nil, nil, err
	}
	c.apart = true
	blocks, err := c.run(r.Templates)
	if err != nil {
		return nil, nil, err
	}
	if !slices.ContainsFunc(blocks, isExhibit) {
		blocks = append(blocks, c.exhibitBlocks()...)
	}
	d, findings, err := c.finish(blocks)
	if err != nil {
		return nil, nil, err
	}
	u := &Upload{Letter: d}
	named := map[string]string{} // by anchor: the file
	marks := map[string]bool{}
	for i, b := range d.Blocks {
		x, ok := b.(doc.Exhibit)
		if !ok {
			continue
		}
		parts := c.parts(d, c.exhibits[c.exhibitAt(x.Anchor)], x)
		u.Parts = append(u.Parts, parts...)
		marks[x.Anchor] = true
		doc.Anchors(d.Blocks[i:i+1], func(anchor string) { named[anchor] = parts[0].Name })
	}
	if c.ch.Limits.Only != channel.Pictures { // pages put together are no picture
		u.Parts = c.within(d, u.Parts, most, named)
	}
	letter := slices.DeleteFunc(slices.Clone(d.Blocks), isExhibit)
	if letter, err = doc.Rewrite(letter, c.naming(named, marks)); err != nil {
		return nil, nil, err
	}
	u.Letter.Blocks = oneBreak(letter)
	for i, part := range u.Parts {
		if part.Document == nil {
			continue
		}
		own := map[string]bool{}
		doc.Anchors(part.Document.Blocks, func(anchor string) { own[anchor] = true })
		pages, err := doc.Rewrite(part.Document.Blocks, func(text []doc.Inline) []doc.Inline { return outside(text, own) })
		if err != nil {
			return nil, nil, err
		}
		u.Parts[i].Document.Blocks = pages
	}
	return u, findings, nil
}

// exhibitAt is which of the exhibits has an anchor.
func (c *composer) exhibitAt(anchor string) int {
	return slices.IndexFunc(c.exhibits, func(x *exhibit) bool { return x.anchor == anchor })
}

func isExhibit(b doc.Block) bool { _, ok := b.(doc.Exhibit); return ok }

// isSheet is for pages of papers, which are not drawn anew.
func isSheet(b doc.Block) bool { _, ok := b.(doc.Sheet); return ok }

// oneBreak is blocks without page breaks that nothing stands between.
func oneBreak(blocks []doc.Block) []doc.Block {
	return slices.CompactFunc(blocks, func(a, b doc.Block) bool {
		_, first := a.(doc.PageBreak)
		_, second := b.(doc.PageBreak)
		return first && second
	})
}

// parts are the files of an exhibit.
func (c *composer) parts(d *doc.Document, x *exhibit, b doc.Exhibit) []Part {
	e := x.evidence
	base := Part{Marks: b.Mark, Title: b.Title, Proves: c.masks.line("", e.Proves), Evidence: e.ID, exhibit: b}
	name := func(mark string) string {
		title := b.Title
		if e.Title == "" && e.Official == nil { // its name does without the words around it
			title = c.masks.line("", strings.TrimSuffix(line(e.Name), path.Ext(line(e.Name))))
		}
		words := []string{mark, title}
		if x.first.Precision >= dispute.Day {
			words = append(words, x.first.Wall()[:len("2006-01-02")])
		}
		return FileName(words...)
	}
	picture, shown := c.material.Pictures[e.ID]
	if x.photo && shown && picture.Missing == nil && len(x.rows)+len(x.turns) == 0 {
		images := []doc.Image{picture.Image}
		if len(picture.Pieces) > 1 {
			images = nil
			for _, piece := range picture.Pieces {
				images = append(images, piece.Image)
			}
		}
		var out []Part
		for i, image := range images {
			part := base
			if len(images) > 1 {
				part.Marks += c.say("packet.file-piece", i+1)
			}
			part.Name, part.Picture = name(part.Marks)+extension(e, picture), &image
			out = append(out, part)
		}
		return out
	}
	if paper := c.material.Papers[e.ID]; x.document && paper.drawn() {
		var out []Part
		for _, page := range paper.Shown {
			part := base
			if len(paper.Shown) > 1 {
				part.Marks += c.say("packet.file-page", page.Number)
			}
			part.Name, part.Picture = name(part.Marks)+mediaExtension(page.Drawn.MediaType), &page.Drawn.Image
			out = append(out, part)
		}
		return out
	}
	printed := func(name string) Part {
		part := base
		part.Name, part.Document = name+".pdf", c.pages(d, b.Mark, b)
		if c.ch.Limits.Only == channel.Pictures && !slices.ContainsFunc(b.Blocks, isSheet) {
			part.Name, part.Drawn = name+".png", true
		}
		return part
	}
	if _, paper := c.material.Papers[e.ID]; x.document && !paper {
		base.Received = true
		base.Name = name(b.Mark)
		if ext := FileName(path.Ext(line(e.Name))); ext != "" {
			base.Name += "." + strings.ToLower(ext)
		}
		if c.material.Films[e.ID].there() > 0 {
			return []Part{base, printed(name(b.Mark) + "_" + FileName(c.say("packet.file-frames")))}
		}
		return []Part{base}
	}
	return []Part{printed(name(b.Mark))}
}

// pages is a document of exhibits alone.
func (c *composer) pages(of *doc.Document, title string, exhibits ...doc.Block) *doc.Document {
	d := *of
	d.Title, d.Blocks = title, exhibits
	d.ID = digest(c.identity() + title)
	return &d
}

// extension is what the name of a picture's file ends in.
func extension(e dispute.Evidence, p Picture) string {
	if p.To == "PNG" || p.To == "" && e.MediaType == media.PNG {
		return ".png"
	}
	return ".jpg"
}

// mediaExtension is what the name of a JPEG or PNG ends in.
func mediaExtension(mediaType string) string {
	if mediaType == media.PNG {
		return ".png"
	}
	return ".jpg"
}

// within puts exhibits together, from the last, until there are at most so many
// files. What goes as it was received stays by itself.
func (c *composer) within(d *doc.Document, parts []Part, most int, named map[string]string) []Part {
	from := len(parts)
	for joined := 0; most > 0 && from > 0 && len(parts)-max(joined-1, 0) > most; {
		if from--; !parts[from].Received {
			joined++
		}
	}
	var out []Part
	var blocks []doc.Block
	var all Part
	for i, p := range parts {
		switch {
		case i < from || p.Received:
			out = append(out, p)
		case len(blocks) == 0:
			blocks, all = []doc.Block{p.exhibit}, p
		case blocks[len(blocks)-1].(doc.Exhibit).Anchor != p.exhibit.Anchor: // not a further piece of it
			blocks = append(blocks, p.exhibit)
		}
	}
	if len(blocks) < 2 {
		return parts
	}
	last := blocks[len(blocks)-1].(doc.Exhibit)
	number := func(anchor string) string { return c.exhibits[c.exhibitAt(anchor)].number.String() }
	all.Marks = c.say("packet.exhibit-range", number(all.exhibit.Anchor), number(last.Anchor))
	all.Name, all.Title, all.Proves, all.Picture = FileName(all.Marks)+".pdf", c.say("packet.files-together", len(blocks)), "", nil
	all.Document = c.pages(d, all.Marks, blocks...)
	doc.Anchors(blocks, func(anchor string) { named[anchor] = all.Name })
	return append(out, all)
}

// naming puts the names of files where the letter names pages of exhibits: the
// list names the file, a sentence the exhibit.
func (c *composer) naming(named map[string]string, marks map[string]bool) func([]doc.Inline) []doc.Inline {
	return func(text []doc.Inline) []doc.Inline {
		out := make([]doc.Inline, 0, len(text))
		for _, in := range text {
			ref, ok := in.(doc.Ref)
			file := named[ref.Anchor]
			switch {
			case !ok || file == "":
				out = append(out, in)
			case ref.Form == doc.RefLabel:
				out = append(out, doc.Text(ref.Label))
			case ref.Form == doc.RefPageRange && marks[ref.Anchor] && ref.Around == "":
				out = append(out, doc.Text(file))
			case ref.Form == doc.RefPageRange:
				out = append(out, doc.Text(ref.Label+c.say("packet.in-file", file)))
			default:
				out = append(out, doc.Text(ref.Label))
			}
		}
		return out
	}
}

// outside takes what leads out of a document for words.
func outside(text []doc.Inline, own map[string]bool) []doc.Inline {
	out := make([]doc.Inline, 0, len(text))
	for _, in := range text {
		if ref, ok := in.(doc.Ref); ok && !own[ref.Anchor] {
			in = doc.Text(ref.Label)
		}
		out = append(out, in)
	}
	return out
}

// longestName is how many columns of a word a file's name keeps.
const longestName = 36

// FileName is words as the name of a file that every system takes: without marks
// that one of them reads as something else, without spaces, not too long.
func FileName(words ...string) string {
	var parts []string
	for _, w := range words {
		w = strings.Trim(textwidth.Truncate(nameRunes(line(w)), longestName, ""), "-. ")
		if w != "" {
			parts = append(parts, w)
		}
	}
	name := strings.Join(parts, "_")
	if filename.Device(name) {
		name = "_" + name
	}
	return name
}

// nameRunes is a word with one stroke for all that stands badly in a name.
func nameRunes(w string) string {
	var b strings.Builder
	stroke := true // none at the beginning
	for _, r := range w {
		switch {
		case strings.ContainsRune("'\u2018\u2019\u201c\u201d", r):
			continue
		case r == '.' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("\u2013+&%=@", r):
			b.WriteRune(r)
			stroke = false
			continue
		}
		if !stroke {
			b.WriteByte('-')
			stroke = true
		}
	}
	return b.String()
}
