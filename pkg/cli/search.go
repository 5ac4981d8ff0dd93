package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/fold"
	"complain/pkg/internal/media"
	"complain/pkg/locale"
	"complain/pkg/phrase"
	"complain/pkg/recognise"
	"complain/pkg/search"
)

type searchOptions struct {
	from, to, kind, evidence string
	limit                    int
}

const (
	// searchLimit is how many results a person is shown unless they ask for more.
	searchLimit = 500
	// jsonSnippet is the width of snippets in JSON, in columns.
	jsonSnippet = 120
)

func newSearch(s *session) *cobra.Command {
	var o searchOptions
	c := command(s.Lang, "search", "search TEXT...", func(cmd *cobra.Command, args []string) error {
		if !cmd.Flags().Changed("limit") && s.JSON {
			o.limit = 0
		}
		return runSearch(cmd.Context(), s, strings.Join(args, " "), o)
	})
	c.Args = arguments(s.Lang, 1, -1, "TEXT")
	c.Flags().StringVar(&o.from, "from", "", s.Say("flag.from"))
	c.Flags().StringVar(&o.to, "to", "", s.Say("flag.to"))
	c.Flags().StringVar(&o.kind, "kind", "", s.Say("flag.kind", kindNames(dispute.Kinds())))
	c.Flags().StringVar(&o.evidence, "evidence", "", s.Say("flag.records-evidence"))
	c.Flags().IntVar(&o.limit, "limit", searchLimit, s.Say("flag.limit"))
	return c
}

// hit is one thing that matches.
type hit struct {
	at         dispute.When
	evidence   dispute.EvidenceID // 0 for a statement of the user
	locator    dispute.Locator
	record     int64 // 0 for a name of a file and for recognised text
	kind       string
	snippet    search.Snippet
	recognised string // the program that saw the text; "" for what was read
}

// kindOfFile is the kind of hits in names, titles and what people said of a
// file.
const kindOfFile = "evidence"

// finder gathers hits.
type finder struct {
	q        search.Query
	o        searchOptions
	lang     locale.Lang // in which fields are named
	evidence dispute.EvidenceID
	from, to dispute.When
	width    int            // of snippets
	home     *time.Location // the case's zone
	hits     []hit
	total    int
	full     bool         // as many hits as are shown are held, none
	last     dispute.When // of them later than this
	unseen   int          // pictures whose text nothing has recognised yet
	// unseenPages is scanned pages of papers of which the same is true.
	unseenPages int
}

func runSearch(ctx context.Context, s *session, text string, o searchOptions) error {
	find := finder{q: search.Parse(text), o: o, lang: s.Lang, width: max(s.Width-4, 20)}
	if s.JSON {
		find.width = jsonSnippet
	}
	if find.q.Empty() {
		return usage("error.search-empty").next("hint.help", "complain search")
	}
	if err := checkKind(s.Screen, &o.kind, dispute.Kinds()); err != nil {
		return err
	}
	if o.limit < 0 {
		return usage("error.flag-bad", "limit", o.limit)
	}
	f, err := s.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := bounds(ctx, f, &find); err != nil {
		return err
	}
	if err := f.View(ctx, func() error { return find.search(ctx, f) }); err != nil {
		return err
	}
	find.sort(o.limit)
	return showHits(s.Screen, &find)
}

// bounds reads the flags that narrow a search.
func bounds(ctx context.Context, f *casefile.File, s *finder) error {
	if s.o.evidence != "" {
		e, err := oneEvidence(ctx, f, s.o.evidence)
		if err != nil {
			return err
		}
		s.evidence = e.ID
	}
	c, err := f.Case(ctx)
	if err != nil {
		return err
	}
	s.home, _ = time.LoadLocation(c.Zone) // without the zone's table no offset is said
	if s.from, err = parseWhen(s.o.from, c.Zone); err != nil {
		return err
	}
	s.to, err = parseWhen(s.o.to, c.Zone)
	return err
}

// search goes through the case once, a record at a time.
func (s *finder) search(ctx context.Context, f *casefile.File) error {
	all, err := f.AllEvidence(ctx)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(e dispute.Evidence) bool {
		return e.Withdrawn != "" && e.ID != s.evidence || s.evidence != 0 && e.ID != s.evidence
	})
	coverings, err := dossier.ReadCoverings(ctx, f)
	if err != nil {
		return err
	}
	times, err := s.searchRecords(ctx, f, coverings)
	if err != nil {
		return err
	}
	hidden := dispute.Redactions(all).Hidden
	for _, e := range all {
		coverings.Evidence(&e)
		at := cmp.Or(e.Captured, times[e.ID])
		if !within(at, s.from, s.to) {
			continue
		}
		if parts := evidenceParts(e); s.o.kind == "" && s.q.In(parts) {
			s.add(hit{at: at, evidence: e.ID, kind: kindOfFile}, func() []string { return parts })
		}
		seen, err := s.searchSeen(ctx, f, e, at, coverings)
		if err != nil {
			return err
		}
		switch {
		case hidden[e.ID]:
		case media.Picture(e.MediaType) && seen == 0:
			s.unseen++
		case e.MediaType == media.PDF:
			s.unseenPages += max(recognise.ReadablePages(e)-seen, 0)
		}
	}
	return nil
}

// searchSeen searches the text that a program saw in an evidence. seen is how
// many pages a program has looked at, or more where none is wanted.
func (s *finder) searchSeen(ctx context.Context, f *casefile.File, e dispute.Evidence, at dispute.When, coverings dossier.Coverings) (seen int, err error) {
	kind := dispute.Photo
	if e.MediaType == media.PDF {
		kind = dispute.Page
	}
	if s.o.kind != "" && s.o.kind != string(kind) {
		return 1 << 30, nil
	}
	pages, err := f.RecognisedText(ctx, e.ID)
	if err != nil {
		return 0, err
	}
	for _, p := range pages {
		parts := []string{fold.Tight(coverings.Text(e.ID, p.Text))}
		if !s.q.In(parts) {
			continue
		}
		h := hit{at: at, evidence: e.ID, kind: string(kind), recognised: p.Engine}
		if kind == dispute.Page {
			h.locator.Page = p.Page
		}
		s.add(h, func() []string { return parts })
	}
	return len(pages), nil
}

// evidenceParts are the texts of an evidence: its name and what people said.
func evidenceParts(e dispute.Evidence) []string {
	parts := []string{e.Name, e.Title, e.Source, e.Proves}
	if e.Official != nil {
		parts = append(parts, e.Official.Office, e.Official.Reference)
	}
	return parts
}

// add keeps a hit. Where a limit is set, no more than twice as many are held.
func (s *finder) add(h hit, parts func() []string) {
	s.total++
	if s.full && h.at.Compare(s.last) > 0 {
		return
	}
	h.snippet = s.q.Snippet(parts(), s.width)
	s.hits = append(s.hits, h)
	if limit := s.o.limit; limit > 0 && len(s.hits) >= 2*limit+100 {
		s.sort(limit)
		s.full, s.last = true, s.hits[limit-1].at
	}
}

// sort puts hits in the order of time and keeps the first.
func (s *finder) sort(limit int) {
	slices.SortStableFunc(s.hits, func(a, b hit) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.evidence, b.evidence)) })
	if limit > 0 && len(s.hits) > limit {
		clear(s.hits[limit:])
		s.hits = s.hits[:limit]
	}
}

func showHits(scr *screen.Screen, s *finder) error {
	for _, h := range s.hits {
		if scr.JSON {
			if err := scr.WriteJSON(hitJSON(h)); err != nil {
				return err
			}
			continue
		}
		place := phrase.Citation(scr.Lang, dispute.Citation{Evidence: h.evidence, Locator: h.locator})
		if h.record != 0 {
			place = "R" + itoa(h.record) + "  " + place
		}
		what := ""
		switch {
		case h.recognised != "":
			what = scr.Say("search.recognised", screen.Clean(h.recognised))
		case h.kind == kindOfFile:
			what = scr.Say("search.file")
		}
		fmt.Fprintln(scr.Out, strings.TrimRight(phrase.Join("  ", phrase.Time(scr.Lang, h.at, s.home), place, scr.Out.Style.Dim.Render(what)), " "))
		fmt.Fprintln(scr.Out, "    "+marked(scr, h.snippet))
	}
	switch {
	case s.total == 0:
		scr.Talk("search.none")
	case s.total > len(s.hits):
		scr.Talk("search.more", len(s.hits), s.total)
	default:
		scr.Talk("search.count", s.total)
	}
	if s.unseen > 0 {
		scr.Talk("search.unseen", s.unseen)
	}
	if s.unseenPages > 0 {
		scr.Talk("search.unseen-pages", s.unseenPages)
	}
	return nil
}

// marked is a snippet with its words in bold.
func marked(scr *screen.Screen, s search.Snippet) string {
	var b strings.Builder
	last := 0
	for _, m := range s.Marks {
		b.WriteString(screen.Clean(s.Text[last:m[0]]))
		b.WriteString(scr.Out.Style.Bold.Render(screen.Clean(s.Text[m[0]:m[1]])))
		last = m[1]
	}
	b.WriteString(screen.Clean(s.Text[last:]))
	return b.String()
}

func hitJSON(h hit) answer.Hit {
	v := answer.Hit{Evidence: "", Locator: h.locator, Record: "", Kind: h.kind, At: h.at.String(), Snippet: h.snippet.Text, Recognised: h.recognised != ""}
	if h.evidence != 0 {
		v.Evidence = h.evidence.String()
	}
	if h.record != 0 {
		v.Record = "R" + itoa(h.record)
	}
	if h.recognised != "" {
		v.Engine = h.recognised
	}
	return v
}
