package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
	"complain/pkg/phrase"
)

type recordsOptions struct {
	evidence, kind string
	location       bool
}

func newRecords(s *session) *cobra.Command {
	var o recordsOptions
	c := command(s.Lang, "records", "records", func(cmd *cobra.Command, _ []string) error {
		return runRecords(cmd.Context(), s, o)
	})
	c.Args = arguments(s.Lang, 0, 0, "")
	c.Flags().StringVar(&o.evidence, "evidence", "", s.Say("flag.records-evidence"))
	c.Flags().StringVar(&o.kind, "kind", "", s.Say("flag.kind", kindNames(dispute.Kinds())))
	c.Flags().BoolVar(&o.location, "location", false, s.Say("flag.location"))
	return c
}

func kindNames(kinds []dispute.Kind) string {
	var names []string
	for _, k := range kinds {
		names = append(names, string(k))
	}
	return strings.Join(names, "|")
}

// checkKind turns a word for a kind into the kind.
func checkKind(scr *screen.Screen, kind *string, kinds []dispute.Kind) error {
	if *kind == "" {
		return nil
	}
	choices := recordKinds(kinds)
	if chosen := screen.Chosen(*kind, choices); chosen != "" {
		*kind = chosen
		return nil
	}
	return noneOf(scr, "error.kind", *kind, "hint.kind", choices)
}

func runRecords(ctx context.Context, s *session, o recordsOptions) error {
	if err := checkKind(s.Screen, &o.kind, dispute.Kinds()); err != nil {
		return err
	}
	filter := casefile.Filter{Kind: dispute.Kind(o.kind), Withdrawn: true}
	f, broken, err := openParts(ctx, s)
	if err != nil {
		return err
	}
	defer f.Close()
	wanted := map[dispute.EvidenceID]bool{}
	if o.evidence != "" {
		chosen, err := chosenEvidence(ctx, f, []string{o.evidence}, false)
		if err != nil {
			return err
		}
		for _, e := range chosen {
			wanted[e.ID] = true
		}
		if len(chosen) == 1 {
			filter.Evidence = chosen[0].ID
		}
	}
	coverings, err := dossier.ReadCoverings(ctx, f)
	if err != nil {
		return err
	}
	importers, err := importerNames(ctx, f)
	if err != nil {
		return err
	}
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	t := s.Table("timeline.head.id", "timeline.head.at", "timeline.head.what", "timeline.head.amount", "timeline.head.cites")
	t.Flexible, t.Right = 2, []int{3}
	answers := screen.AnswersOf[answer.Record](s.Screen)
	defer answers.Flush()
	for r, err := range f.Passing(ctx, filter) {
		if errors.Is(err, casefile.ErrDamaged) { // what comes after it may be whole
			broken = errors.Join(broken, err)
			continue
		}
		if err != nil {
			return err
		}
		if len(wanted) > 0 && !wanted[r.Evidence] {
			continue
		}
		coverings.Shown(r)
		if s.JSON {
			var withheld []string
			if !o.location {
				withheld = r.LeavePlace()
			}
			v := recordJSON(s.Lang, *r, importers[r.Evidence])
			if len(withheld) > 0 {
				v.Withheld = withheld
			}
			if err := answers.Write(&v); err != nil {
				return err
			}
			continue
		}
		what := phrase.Join(": ", r.Who, r.Text)
		if r.Status != "" {
			what += " [" + r.Status + "]"
		}
		t.Row("R"+itoa(r.ID), r.At.Wall(), what, phrase.Signed(r.Amount, r.Direction, c.Currency), phrase.Citation(s.Lang, dispute.Citation{Evidence: r.Evidence, Locator: r.Locator}))
	}
	if s.JSON {
		return errors.Join(answers.Flush(), broken)
	}
	t.Print()
	return broken
}

// openParts opens a case of which whatever is whole is wanted. broken is what is
// not, to be said at the end.
func openParts(ctx context.Context, s *session) (f *casefile.File, broken, err error) {
	f, err = s.openWhole(ctx, casefile.ReadOnly)
	if errors.Is(err, casefile.ErrDamaged) {
		broken = err
		f, err = s.open(ctx, casefile.Salvage)
	}
	return f, broken, err
}

func recordJSON(lang locale.Lang, r dispute.Record, importer string) answer.Record {
	remarks := []string{}
	for _, n := range r.Remarks {
		remarks = append(remarks, lang.Note(n))
	}
	fields := r.Fields
	if fields == nil {
		fields = []dispute.Field{}
	}
	files := r.Files
	if files == nil {
		files = []string{}
	}
	v := answer.Record{
		ID: "R" + itoa(r.ID), Evidence: r.Evidence.String(), Seq: r.Seq, Kind: r.Kind, At: r.At.String(), Precision: r.At.Precision.String(),
		Zone: r.At.Zone.Name, ZoneFrom: r.At.Zone.From, TimeFrom: r.At.From, Locator: r.Locator, Who: r.Who, Text: r.Text,
		Amount: "", Currency: "", Direction: r.Direction, Status: r.Status, Type: r.Type, Refund: r.Refund,
		Order: r.Order, Merchant: r.Merchant, Importer: importer, Raw: r.Raw, Fields: fields, Files: files, Remarks: remarks,
	}
	if r.Evidence == 0 {
		v.Evidence = ""
	}
	if r.Amount != nil {
		v.Amount, v.Currency = phrase.Unsigned(r.Amount, r.Direction), r.Amount.Currency
	}
	return v
}

// importerNames says which importer read each evidence.
func importerNames(ctx context.Context, f *casefile.File) (map[dispute.EvidenceID]string, error) {
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return nil, err
	}
	names := make(map[dispute.EvidenceID]string, len(all))
	for _, e := range all {
		names[e.ID] = e.Reading.Importer
	}
	return names, nil
}
