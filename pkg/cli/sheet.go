package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/choices"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
	"complain/pkg/internal/xlsx"
	"complain/pkg/locale"
)

type sheetOptions struct {
	output string
	force  bool
}

func newSheet(s *session) *cobra.Command {
	var o sheetOptions
	c := command(s.Lang, "sheet", "sheet [-o FILE]", func(cmd *cobra.Command, _ []string) error { return runSheet(cmd.Context(), s, o) })
	c.Args = arguments(s.Lang, 0, 0, "")
	c.Flags().StringVarP(&o.output, "output", "o", "", s.Say("flag.output"))
	c.Flags().BoolVar(&o.force, "force", false, s.Say("flag.force"))
	return c
}

// runSheet writes what can be chosen of a case as a workbook: to a file, or to
// standard output where that leads into one.
func runSheet(ctx context.Context, s *session, o sheetOptions) error {
	f, err := s.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer f.Close()
	_, head, err := f.PacketHead(ctx)
	if err != nil {
		return err
	}
	l, err := layOut(ctx, s, f)
	if err != nil {
		return err
	}
	book, err := l.Workbook(ctx, head)
	if err != nil {
		return err
	}
	rows := func(sheet int) int { return len(book.Sheets[sheet].Rows) - 1 }
	v := answer.Sheet{Evidence: rows(0), Story: rows(1), Records: rows(2), Claims: rows(3)}
	if o.output == "" && !s.Terminal && !s.JSON {
		o.output = "-"
	}
	if o.output == "-" {
		return xlsx.Write(s.Raw, book)
	}
	v.Path = o.output
	if v.Path == "" {
		v.Path = freeName(slug(l.Dossier.Case.Title), ".xlsx")
	}
	if err := s.writeNew(v.Path, o.force, func(w *os.File) error { return xlsx.Write(w, book) }); err != nil {
		return err
	}
	if err := s.Done(v, "sheet.done", screen.Clean(shown(v.Path))); err != nil {
		return err
	}
	s.Talk("sheet.next", screen.Clean(shown(v.Path)))
	return nil
}

// yesWords are what people write for yes and no beside the words of the lists.
var yesWords = map[string]bool{"y": true, "yes": true, "true": true, "1": true, "x": true, "n": false, "no": false, "false": false, "0": false}

// readSheet reads the choices in a workbook, as any program saved it.
func readSheet(ctx context.Context, s *session, c dispute.Case, data []byte, form sheet.Form) (*choices.Choices, error) {
	book, err := sheet.Open(ctx, bytes.NewReader(data), int64(len(data)), 0, form)
	if err != nil {
		return nil, choices.ErrNoChoices
	}
	var tables []choices.Table
	for i := range book.Count() {
		table, err := tableOf(book.At(i))
		if err != nil {
			return nil, err
		}
		tables = append(tables, table)
	}
	practice, err := practice(s)
	if err != nil {
		return nil, err
	}
	return choices.FromTables(tables, choices.Words{
		Yes: func(text string) (yes, ok bool) {
			for _, lang := range locale.Langs() {
				switch {
				case strings.EqualFold(text, lang.Say("sheet.yes")):
					return true, true
				case strings.EqualFold(text, lang.Say("sheet.no")):
					return false, true
				}
			}
			yes, ok = yesWords[strings.ToLower(text)]
			return yes, ok
		},
		Element: func(text string) (string, bool) {
			for _, e := range practice.Elements(c.Category, "") {
				named := func(lang locale.Lang) bool { return strings.EqualFold(e.Name.In(lang.Tag()), text) }
				if e.ID == text || slices.ContainsFunc(locale.Langs(), named) {
					return e.ID, true
				}
			}
			e, err := elementNamed(s, practice, c.Category, text)
			return e.ID, err == nil
		},
	})
}

// tableOf is a sheet whole: a workbook of choices is small.
func tableOf(r sheet.Reader) (choices.Table, error) {
	defer r.Close()
	var out choices.Table
	for {
		row, err := r.Next()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		cells := make([]string, len(row.Cells))
		for i, c := range row.Cells {
			cells[i] = c.Text
		}
		out = append(out, cells)
	}
}
