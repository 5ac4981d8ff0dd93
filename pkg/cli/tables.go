package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/casefile/tables"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

type tablesOptions struct {
	output string
	force  bool
}

func newTables(s *session) *cobra.Command {
	var o tablesOptions
	c := command(s.Lang, "tables", "tables [CASE...] -o FILE", func(cmd *cobra.Command, args []string) error { return runTables(cmd.Context(), s, args, o) })
	c.Args = arguments(s.Lang, 0, -1, "CASE")
	c.Flags().StringVarP(&o.output, "output", "o", "", s.Say("flag.tables-output"))
	c.Flags().BoolVar(&o.force, "force", false, s.Say("flag.force"))
	return c
}

// tablesOf are the tables, each with the struct that --json prints of a row.
var tablesOf = []tables.Table{
	{Name: "cases", Row: answer.CaseRow{}}, {Name: "parties", Row: answer.Party{}}, {Name: "claims", Row: answer.Claim{}},
	{Name: "evidence", Row: answer.Evidence{}}, {Name: "records", Row: answer.Record{}}, {Name: "events", Row: answer.Event{}},
	{Name: "filings", Row: answer.Filing{}}, {Name: "deadlines", Row: answer.Deadline{}},
}

// runTables writes the cases that are named, or lie in the folders that are, as
// tables. A case that cannot be read is told and does not stop the others.
func runTables(ctx context.Context, s *session, named []string, o tablesOptions) error {
	if o.output == "" {
		return usage("error.tables-output").next("hint.tables-output")
	}
	paths, err := s.casesNamed(named)
	if err != nil {
		return err
	}
	done := answer.Tables{Path: o.output, Failed: []answer.CaseFailed{}}
	err = writeNew(o.output, o.force, func(file *os.File) error {
		w, err := tables.Create(ctx, file.Name(), tablesOf)
		if err != nil {
			return err
		}
		if err := writeCases(ctx, s, w, paths, &done); err != nil {
			w.Abandon()
			return err
		}
		return w.Close()
	})
	if err != nil {
		return err
	}
	if len(done.Failed) > 0 {
		s.code = exitLook
	}
	return s.Done(done, "tables.done", done.Cases, done.Records, screen.Clean(shown(o.output)))
}

func writeCases(ctx context.Context, s *session, w *tables.Writer, paths []string, done *answer.Tables) error {
	for i, path := range paths {
		if err := ctx.Err(); err != nil {
			return err
		}
		rows, err := rowsOf(ctx, s, path)
		if err != nil {
			why := explain(err).in(s.Lang)
			s.Talk("tables.failed", screen.Clean(shown(path)), why)
			done.Failed = append(done.Failed, answer.CaseFailed{Path: path, Error: why})
			continue
		}
		for _, r := range rows {
			if err := w.Add(ctx, r.table, i+1, r.row); err != nil {
				return err
			}
			if r.table == "records" {
				done.Records++
			}
		}
		done.Cases++
	}
	return nil
}

// tableRow is a row of one of the tables.
type tableRow struct {
	table string
	row   any
}

// rowsOf reads the case at path whole before anything of it is written: one that
// is damaged leaves no half.
func rowsOf(ctx context.Context, s *session, path string) ([]tableRow, error) {
	f, err := casefile.Open(ctx, path, casefile.ReadOnly, s.sys.Now)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := f.CheckRows(ctx); err != nil {
		return nil, err
	}
	c, err := standingIn(ctx, s, f, dossier.Options{Book: s.book, Lang: s.Lang, Messages: func(*dispute.Record) bool { return true }})
	if err != nil {
		return nil, err
	}
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	k := c.Facts.Case
	out := []tableRow{{"cases", answer.CaseRow{ID: k.ID, Path: path, Title: k.Title, Category: k.Category, Platform: k.Platform, Order: k.Order,
		Language: k.Language, Zone: k.Zone, Currency: k.Currency, Jurisdiction: k.Jurisdiction, Created: k.Created.String(), Evidence: len(all)}}}
	for _, p := range c.Facts.Parties {
		out = append(out, tableRow{"parties", partyJSON(p)})
	}
	for _, claim := range c.Facts.Claims {
		out = append(out, tableRow{"claims", claimJSON(claim)})
	}
	importers := map[dispute.EvidenceID]string{}
	for _, e := range all {
		importers[e.ID] = e.Reading.Importer
		out = append(out, tableRow{"evidence", evidenceJSON(s, e)})
	}
	coverings, err := dossier.ReadCoverings(ctx, f)
	if err != nil {
		return nil, err
	}
	for r, err := range f.Records(ctx, casefile.Filter{}) {
		if err != nil {
			return nil, err
		}
		coverings.Shown(&r)
		out = append(out, tableRow{"records", recordJSON(s.Lang, r, importers[r.Evidence])})
	}
	for _, e := range c.Facts.Events {
		out = append(out, tableRow{"events", eventJSON(s.Lang, e)})
	}
	for _, one := range c.Courses() {
		out = append(out, tableRow{"filings", courseJSON(s, one)})
	}
	for _, d := range c.Clocks() {
		out = append(out, tableRow{"deadlines", rowOfDeadline(s, c, d)})
	}
	return out, nil
}

// casesNamed are the case files that are named or lie below the folders that are,
// in the order of their paths; without names that which every command is about.
func (s *session) casesNamed(named []string) ([]string, error) {
	if len(named) == 0 {
		at, err := s.findCase()
		return []string{at.path}, err
	}
	var out []string
	for _, name := range named {
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, failure("error.case-missing", name).next("hint.no-case")
		case err != nil:
			return nil, err
		case !info.IsDir():
			out = append(out, name)
			continue
		}
		err = filepath.WalkDir(name, func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && strings.HasSuffix(path, casefile.Extension) && !strings.HasPrefix(d.Name(), ".") {
				out = append(out, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) == 0 {
		return nil, usage("error.no-cases-there", strings.Join(named, " ")).next("hint.no-case")
	}
	return out, nil
}
