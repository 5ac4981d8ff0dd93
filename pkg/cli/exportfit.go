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
	"complain/pkg/dossier"
	"complain/pkg/limit"
	"complain/pkg/render/pdf"
)

// limited is a packet with how large it may be.
func (c *composition) limited() limit.Packet {
	return limit.Packet{Document: c.document, Images: c.images, Lang: c.lang, Budget: c.budget}
}

// fit makes a packet no larger than its budget where that can be: first with fewer
// pixels, down to what is still legible, then with photos side by side. It says
// what it did. fits is false where that was not enough.
func fit(ctx context.Context, s *session, c *composition, f format) (fits bool, err error) {
	within := func() (bool, error) {
		return limit.Fits(c.limited(), f.extension == ".pdf", func(w io.Writer) error { return f.render(w, c) })
	}
	for {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if fits, err = within(); err != nil {
			return false, err
		}
		more := false
		if !fits {
			if more, err = c.coarser(); err != nil {
				return false, err
			}
		}
		if !more {
			break
		}
	}
	if c.fineness != dossier.Fine {
		s.Talk("export.fit." + finenessName(c.fineness))
	}
	return fits, nil
}

// finenessName is a fineness in the codes of sentences.
func finenessName(f dossier.Fineness) string {
	if f == dossier.Legible {
		return "legible"
	}
	return "together"
}

// exportFitting writes a packet within its budget: in one file, or as PDF in
// volumes.
func exportFitting(ctx context.Context, s *session, f *exportCase, c *composition, form format, o exportOptions, q request) (string, []answer.PacketFile, error) {
	if c.budget.Bounds() {
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
	d, over, err := limit.Divide(c.limited())
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
	if c.budget.Files > 0 && len(files) > c.budget.Files {
		s.Talk("export.files-many", len(files), c.budget.Files)
	}
	if over {
		s.Talk("export.fit.not")
		s.code = exitLook
	}
	return filepath.Join(filepath.Dir(path), files[0].Name), files, nil
}
