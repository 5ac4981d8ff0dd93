package cli

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"complain/pkg/cli/answer"
	"complain/pkg/doc"
	"complain/pkg/dossier"
	"complain/pkg/packet"
	"complain/pkg/render/pdf"
)

// measure is how large a packet is in a format.
type measure struct {
	bytes int64
	pages int // 0 of formats without
}

// over reports whether it is more than the budget has.
func (m measure) over(b budget) bool {
	return b.size > 0 && m.bytes > b.size || b.pages > 0 && m.pages > b.pages
}

// sized is a writer that only counts.
type sized int64

func (s *sized) Write(p []byte) (int, error) {
	*s += sized(len(p))
	return len(p), nil
}

// measured renders a packet for its size.
func measured(c *composition, f format) (m measure, err error) {
	var n sized
	if c.budget.size > 0 {
		if err := f.render(&n, c); err != nil {
			return m, err
		}
	}
	m.bytes = int64(n)
	if c.budget.pages > 0 && f.extension == ".pdf" {
		m.pages, _, err = pdf.Spans(c.document, c.images)
	}
	return m, err
}

// fit makes a packet no larger than its budget where that can be: first with fewer
// pixels, down to what is still legible, then with photos side by side. It says
// what it did. fits is false where that was not enough.
func fit(ctx context.Context, s *session, c *composition, f format) (fits bool, err error) {
	m, err := measured(c, f)
	if err != nil || !m.over(c.budget) {
		return err == nil, err
	}
	if c.again == nil {
		return false, nil
	}
	for _, fine := range dossier.Finenesses()[1:] {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if err := c.again(fine); err != nil {
			return false, err
		}
		if m, err = measured(c, f); err != nil {
			return false, err
		}
		if !m.over(c.budget) {
			s.Talk("export.fit." + finenessName(fine))
			return true, nil
		}
	}
	s.Talk("export.fit." + finenessName(dossier.Together))
	return false, nil
}

// finenessName is a fineness in the codes of sentences.
func finenessName(f dossier.Fineness) string {
	if f == dossier.Legible {
		return "legible"
	}
	return "together"
}

// What a volume holds beside its pictures: fonts, and the text of a page. Rendering
// has the last word.
const (
	volumeBytes   = 300_000
	bytesAPage    = 5_000
	mostDivisions = 6
)

// divided is a packet in volumes that are no larger than the budget, as far as its
// exhibits can be put and cut so. over says that one volume is larger all the same.
func divided(c *composition) (d *doc.Document, over bool, err error) {
	pages, spans, err := pdf.Spans(c.document, c.images)
	if err != nil {
		return nil, false, err
	}
	w := newWeigher(c, spans)
	front := pages
	for _, b := range c.document.Blocks {
		if x, ok := b.(doc.Exhibit); ok {
			_, n := w.exhibit(x)
			front -= n
		}
	}
	target := c.budget
	for range mostDivisions {
		d = packet.Parted(c.document, c.lang, func(blocks []doc.Block) bool { return w.heavy(blocks, target) })
		if d, err = packet.Divide(d, c.lang, w.starts(d, front, target)); err != nil {
			return nil, false, err
		}
		m, err := largest(d, c)
		if err != nil || !m.over(c.budget) {
			return d, false, err
		}
		if m.bytes > c.budget.size {
			target.size = target.size * 85 / 100
		}
		if m.pages > c.budget.pages && target.pages > 3 {
			target.pages--
		}
	}
	return d, true, nil
}

// largest is the size of the largest volume, and the pages of the longest.
func largest(d *doc.Document, c *composition) (m measure, err error) {
	pages, spans, err := pdf.Spans(d, c.images)
	if err != nil {
		return m, err
	}
	before := 0
	for n := 2; ; n++ {
		at, more := spans[packet.VolumeAnchor(n)]
		if !more {
			break
		}
		m.pages, before = max(m.pages, at.First-1-before), at.First-1
	}
	m.pages = max(m.pages, pages-before)
	err = pdf.Volumes(d, c.images, func(_ int, render func(io.Writer) error) error {
		var n sized
		err := render(&n)
		m.bytes = max(m.bytes, int64(n))
		return err
	})
	return m, err
}

// weigher says how heavy parts of a packet are.
type weigher struct {
	images illustrations
	bytes  map[string]int64 // of pictures, and of a page of a paper, by their keys
	sheets map[string]int   // of papers: how many pages are shown
	spans  map[string]pdf.Span
}

func newWeigher(c *composition, spans map[string]pdf.Span) *weigher {
	w := &weigher{images: c.images, bytes: map[string]int64{}, sheets: map[string]int{}, spans: spans}
	for _, b := range c.document.Blocks {
		if x, ok := b.(doc.Exhibit); ok {
			for _, b := range x.Blocks {
				if s, ok := b.(doc.Sheet); ok {
					w.sheets[s.Paper]++
				}
			}
		}
	}
	return w
}

// weight is the bytes of the pictures and papers of an exhibit, and its pages.
func (w *weigher) weight(blocks []doc.Block) (bytes int64, pages int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Figure:
			bytes, pages = bytes+w.size(b.Image.Key, w.images.Image, 1), pages+1
		case doc.Pair:
			for _, f := range b.Figures {
				bytes += w.size(f.Image.Key, w.images.Image, 1)
			}
			pages += (len(b.Figures) + 3) / 4
		case doc.Sheet:
			bytes, pages = bytes+w.size(b.Paper, w.images.Paper, w.sheets[b.Paper]), pages+1
		}
	}
	return bytes + int64(pages)*bytesAPage, pages
}

// exhibit is the weight of an exhibit; one of text alone has the pages that it was
// laid out on.
func (w *weigher) exhibit(x doc.Exhibit) (bytes int64, pages int) {
	bytes, pages = w.weight(x.Blocks)
	if at, ok := w.spans[x.Anchor]; ok && pages == 0 {
		pages = at.Last - at.First + 1
		bytes = int64(pages) * bytesAPage
	}
	return bytes, max(pages, 1)
}

func (w *weigher) size(key string, read func(string) ([]byte, error), shared int) int64 {
	n, known := w.bytes[key]
	if !known && key != "" {
		if data, err := read(key); err == nil { // else rendering says why
			n = int64(len(data) / max(shared, 1))
		}
		w.bytes[key] = n
	}
	return n
}

// exceeded reports whether a volume is larger than it may be.
func (b budget) exceeded(size int64, pages int) bool {
	return b.size > 0 && size > b.size || b.pages > 0 && pages > b.pages
}

// heavy reports whether blocks are too many for a volume of their own.
func (w *weigher) heavy(blocks []doc.Block, b budget) bool {
	bytes, pages := w.weight(blocks)
	return len(blocks) > 1 && b.exceeded(bytes+volumeBytes, pages+1)
}

// starts are the blocks at which volumes after the first begin.
func (w *weigher) starts(d *doc.Document, front int, b budget) (out []int) {
	size, pages, empty := int64(volumeBytes+front*bytesAPage), front, true
	for i, block := range d.Blocks {
		x, ok := block.(doc.Exhibit)
		if !ok {
			continue
		}
		bytes, n := w.exhibit(x)
		full := b.exceeded(size+bytes, pages+n)
		alone := empty && (front == 0 || len(out) > 0) // a volume of its own would be no smaller
		if full && !alone {
			out = append(out, i)
			size, pages = volumeBytes+bytesAPage, 1
		}
		size, pages, empty = size+bytes, pages+n, false
	}
	return out
}

// exportFitting writes a packet within its budget: in one file, or as PDF in
// volumes.
func exportFitting(ctx context.Context, s *session, f *exportCase, c *composition, form format, o exportOptions, q request) (string, []answer.PacketFile, error) {
	if c.budget.size > 0 || c.budget.pages > 0 {
		fits, err := fit(ctx, s, c, form)
		if err != nil {
			return "", nil, err
		}
		if !fits && form.name == "pdf" {
			return exportVolumes(ctx, s, f, c, o, q)
		}
		if !fits {
			s.Talk("export.fit.not")
			s.code = exitLook
		}
	}
	path, err := exportPacket(ctx, s, f, c, form, o, q)
	return path, nil, err
}

// exportVolumes writes a packet as several files, all of them or none. The custody
// log has the first, which lists the others.
func exportVolumes(ctx context.Context, s *session, f *exportCase, c *composition, o exportOptions, q request) (string, []answer.PacketFile, error) {
	if o.output == "-" {
		return "", nil, usage("error.volumes-output").next("hint.volumes-output")
	}
	d, over, err := divided(c)
	if err != nil {
		return "", nil, err
	}
	path := o.output
	if path == "" {
		path = freeName(packetStem(c)+"-"+q.today.String(), ".pdf")
	}
	stem := strings.TrimSuffix(path, ".pdf")
	var files []answer.PacketFile
	err = pdf.Volumes(d, c.images, func(n int, render func(io.Writer) error) error {
		name := stem + "-" + c.lang.Say("packet.volume-file", n+1) + ".pdf"
		row := answer.PacketFile{Name: filepath.Base(name)}
		err := s.writeNew(name, o.force, func(w *os.File) error {
			out := &counted{w: w, sum: sha256.New()}
			buffered := bufio.NewWriterSize(out, 1<<20)
			if err := errors.Join(render(buffered), buffered.Flush()); err != nil {
				return err
			}
			row.Size, row.SHA256 = out.size, hex.EncodeToString(out.sum.Sum(nil))
			if n > 0 {
				return nil
			}
			return f.log(ctx, c, dossier.Export{Exhibits: c.exhibits, Numbers: c.numbers, File: row.Name, Format: "pdf", ID: d.ID, Language: q.lang.Tag(), Location: q.location, SHA256: row.SHA256})
		})
		files = append(files, row)
		return err
	})
	if err != nil {
		return "", nil, err
	}
	s.Talk("export.volumes", len(files))
	if c.budget.files > 0 && len(files) > c.budget.files {
		s.Talk("export.files-many", len(files), c.budget.files)
	}
	if over {
		s.Talk("export.fit.not")
		s.code = exitLook
	}
	return filepath.Join(filepath.Dir(path), files[0].Name), files, nil
}
