package cli

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/doc"
	"complain/pkg/dossier"
	"complain/pkg/internal/disk"
	"complain/pkg/internal/scratch"
	"complain/pkg/limit"
	"complain/pkg/packet"
	"complain/pkg/render/pdf"
	"complain/pkg/render/text"
)

// folder is what an upload is written into.
type folder struct {
	path  string
	files []answer.PacketFile
	left  []answer.PacketFile // too large for the channel
	other []answer.PacketFile // no pictures, where the channel takes no other files
}

// exportFiles writes what is uploaded file by file into a folder: all of it or
// nothing. The folder must be new or empty; with force, files of the same name are
// replaced.
func exportFiles(ctx context.Context, s *session, f *exportCase, c *composition, o exportOptions, q request) (string, []answer.PacketFile, error) {
	path := o.output
	if path == "-" {
		return "", nil, usage("error.files-output").next("hint.files-output")
	}
	if path == "" {
		path = freeName(packet.FileName(c.document.Title, slug(c.document.Subject), strings.ReplaceAll(c.channel.ID, ".", "-"), q.today.String()), "")
	}
	if err := emptyFolder(path, o.force); err != nil {
		return "", nil, err
	}
	scratched, err := scratch.Make(filepath.Dir(path))
	if err != nil {
		return "", nil, writing(path, err)
	}
	defer scratched.Close()
	d := &folder{path: filepath.Join(scratched.Path(), "files")}
	if err := os.Mkdir(d.path, 0o700); err != nil {
		return "", nil, scratched.Named(err, path)
	}
	if err := d.fill(ctx, f, c); err != nil {
		return "", nil, scratched.Named(err, path)
	}
	list := d.files[len(d.files)-1]
	said := dossier.Export{Exhibits: c.exhibits, Numbers: c.numbers, File: filepath.Base(path), Format: filesFormat, ID: c.document.ID, Language: q.lang.Tag(), Location: q.location, SHA256: list.SHA256}
	if q.photos == photosOriginal {
		said.Photos = q.photos
	}
	if err := f.log(ctx, c, said); err != nil {
		return "", nil, err
	}
	for _, x := range d.left {
		s.Talk("export.file-too-large", screen.Clean(x.Name), limit.SizeText(x.Size), limit.SizeText(c.budget.Size))
	}
	for _, x := range d.other {
		s.Talk("export.file-no-picture", screen.Clean(x.Name), c.channel.Name.In(s.Lang.Tag()))
	}
	for _, f := range c.findings {
		if f.ID == "paper-undrawn" && len(d.other) > 0 { // of these files alone: no check of the letter says it
			s.Talk("export.finding", s.Lang.Note(f.Text))
		}
	}
	if n := len(d.files) - d.letters(); c.budget.Files > 0 && n > c.budget.Files {
		s.Talk("export.files-many", n, c.budget.Files)
	}
	if s.dryRun {
		return path, d.files, nil
	}
	return path, d.files, d.publish(path)
}

// letters is how many of the files are none that are uploaded as evidence.
func (d *folder) letters() int {
	n := 0
	for _, f := range d.files {
		if f.Evidence == "" && f.Exhibits == "" {
			n++
		}
	}
	return n
}

// emptyFolder reports whether a folder can be written to.
func emptyFolder(path string, force bool) error {
	entries, err := os.ReadDir(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return writing(path, err)
	case len(entries) > 0 && !force:
		return failure("error.output-exists", path).next("hint.output-folder")
	}
	return nil
}

// publish gives the folder its name, or its files theirs where the folder is
// there.
func (d *folder) publish(path string) error {
	_ = disk.Remove(path) // an empty one; any other stays
	if err := disk.Rename(d.path, path); err == nil {
		return casefile.SyncFolder(filepath.Dir(path))
	}
	for _, f := range d.files {
		if err := disk.Rename(filepath.Join(d.path, f.Name), filepath.Join(path, f.Name)); err != nil {
			return writing(path, err)
		}
	}
	return casefile.SyncFolder(path)
}

// fill writes the letter, the exhibits and the list of them all.
func (d *folder) fill(ctx context.Context, f *exportCase, c *composition) error {
	letter := packet.FileName(c.document.Title)
	if err := d.write(answer.PacketFile{Name: letter + ".pdf"}, func(w io.Writer) error { return pdf.Render(w, c.document, c.images) }); err != nil {
		return err
	}
	if err := d.write(answer.PacketFile{Name: letter + ".txt"}, func(w io.Writer) error { return text.Render(w, c.document, 0) }); err != nil {
		return err
	}
	for _, p := range c.upload.Parts {
		row := answer.PacketFile{Name: p.Name, Exhibits: p.Marks, Evidence: p.Evidence.String(), Title: p.Title, Proves: p.Proves}
		first := len(d.files)
		if p.Drawn {
			err := pdf.Pictures(p.Document, c.images, func(n, of int, draw func(io.Writer) error) error { return d.write(ofPages(row, n, of), draw) })
			if err != nil {
				return err
			}
		} else if err := d.write(row, func(w io.Writer) error { return writePart(ctx, w, f.File, p, c.images) }); err != nil {
			return err
		}
		for _, written := range d.files[first:] {
			if c.budget.Size > 0 && written.Size > c.budget.Size {
				d.left = append(d.left, written)
			}
			if ext := filepath.Ext(written.Name); c.channel.Limits.Only == channel.Pictures && ext != ".jpg" && ext != ".png" {
				d.other = append(d.other, written)
			}
		}
	}
	list := d.list(c)
	return d.write(answer.PacketFile{Name: packet.FileName(list.Title) + ".txt"}, func(w io.Writer) error { return text.Render(w, list, 100) })
}

// ofPages is the row of a page that is a file of its own.
func ofPages(row answer.PacketFile, n, of int) answer.PacketFile {
	if of > 1 {
		row.Exhibits += fmt.Sprintf(" (%d/%d)", n+1, of)
	}
	if n > 0 {
		ext := filepath.Ext(row.Name)
		row.Name = fmt.Sprintf("%s_%d%s", strings.TrimSuffix(row.Name, ext), n+1, ext)
	}
	return row
}

// writePart writes the bytes of one file.
func writePart(ctx context.Context, w io.Writer, f *casefile.File, p packet.Part, images doc.Images) error {
	switch {
	case p.Document != nil:
		return pdf.Render(w, p.Document, images)
	case p.Picture != nil:
		data, err := images.Image(p.Picture.Key)
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	}
	b, err := f.Open(ctx, p.Evidence)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, io.NewSectionReader(b, 0, b.Size()))
	return err
}

// counted is a file that is hashed and measured while it is written.
type counted struct {
	w    io.Writer
	sum  hash.Hash
	size int64
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.sum.Write(p[:n])
	c.size += int64(n)
	return n, err
}

func (d *folder) write(row answer.PacketFile, fill func(io.Writer) error) error {
	file, err := os.OpenFile(filepath.Join(d.path, row.Name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	out := &counted{w: file, sum: sha256.New()}
	buffered := bufio.NewWriterSize(out, 1<<20)
	if err := fill(buffered); err != nil {
		return err
	}
	if err := errors.Join(buffered.Flush(), file.Sync(), file.Close()); err != nil {
		return err
	}
	row.Size, row.SHA256 = out.size, hex.EncodeToString(out.sum.Sum(nil))
	d.files = append(d.files, row)
	return nil
}

// list is the list of the files, in the language of the packet.
func (d *folder) list(c *composition) *doc.Document {
	say := func(code string, args ...any) []doc.Inline { return []doc.Inline{doc.Text(c.lang.Say(code, args...))} }
	t := doc.Table{Columns: []doc.Column{
		{Head: c.lang.Say("files.col.file"), Width: 48}, {Head: c.lang.Say("files.col.what"), Width: 62}, {Head: c.lang.Say("files.col.size"), Width: 20, Align: doc.Decimal},
	}}
	for _, f := range d.files {
		what := f.Title
		if what == "" {
			what = c.lang.Say("files.letter")
		}
		about := []doc.Inline{doc.Text(what)}
		if f.Proves != "" {
			about = append(about, doc.Break{}, doc.Text(f.Proves))
		}
		t.Rows = append(t.Rows, doc.Row{Cells: [][]doc.Inline{{doc.Text(f.Name)}, about, {doc.Text(strconv.FormatInt(f.Size, 10))}},
			Under: []doc.Inline{doc.Text("SHA-256 "), doc.Digest(f.SHA256)}})
	}
	list := *c.document
	list.Title = c.lang.Say("files.list")
	list.Blocks = []doc.Block{doc.Title{Text: list.Title}, doc.Paragraph{Style: doc.Flush, Text: say("files.how")}, t}
	for _, f := range d.left {
		list.Blocks = append(list.Blocks, doc.Paragraph{Style: doc.Flush, Text: say("files.too-large", f.Name, f.Size, c.budget.Size)})
	}
	return &list
}
