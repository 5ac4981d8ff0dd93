package cli

import (
	"cmp"
	"context"
	"os"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/dossier"
	"complain/pkg/film"
	"complain/pkg/importer/all"
	"complain/pkg/limit"
	"complain/pkg/locale"
	"complain/pkg/packet"
	"complain/pkg/story"
)

// The ways in which photos go into a packet.
const (
	photosPrint    = "print"
	photosOriginal = "original"
)

// composition is a packet and what became of making it.
type composition struct {
	composed
	lang     locale.Lang // of the packet
	budget   limit.Budget
	exhibits []dispute.EvidenceID         // in the order in which the addressee gets them
	numbers  []packet.Number              // of exhibits, where they do not count them
	again    func(dossier.Fineness) error // makes it anew with coarser pictures; nil where there are none
	channel  channel.Channel
	letter   channel.Letter
	images   limit.Images
	head     string                            // of the custody log, as the packet names it
	grounds  []channel.Ground                  // of the addressee
	articles func() ([]channel.Article, error) // that it cites: looked up only for who asks
}

// ready reports whether nothing is missing that the addressee requires.
func (c *composition) ready() bool {
	return !slices.ContainsFunc(c.findings, func(f packet.Finding) bool { return f.Level == packet.Must })
}

// request is what a packet is wanted for.
type request struct {
	to, office string
	document   string // which of the addressee's letters; "" is the usual one
	as         string // formFormat, scriptFormat, filesFormat, supplement; "" is a letter
	budget     limit.Budget
	lang       locale.Lang
	today      dispute.When
	photos     string                   // photosPrint, photosOriginal; "" is print
	redact     string                   // the profile of what the addressee is told of people; "" for its own
	location   bool                     // say where photos and recordings were made
	group      packet.Grouping          // of exhibits; "" is as the user said of the case
	exhibits   int                      // the most that the packet may have; 0 is packet.MostExhibits
	certify    bool                     // the packet leaves: the bytes that it names are compared with their hashes
	damaged    func(error) bool         // takes damage where a packet is wanted all the same; nil takes none
	unverified func() []casefile.Damage // what it took
}

// composed is what a packet is made into.
type composed struct {
	document *doc.Document
	fields   []packet.FormField
	upload   *packet.Upload
	findings []packet.Finding
}

// composedAs makes a letter, what is copied into a form, what is uploaded file by
// file, or the page of a call.
func composedAs(q request, plan *packet.Plan, r packet.Request, m packet.Material) (made composed, err error) {
	switch q.as {
	case formFormat:
		made.document, made.fields, made.findings, err = plan.Form(r, m)
	case supplement:
		made.document, made.findings, err = plan.Supplement(r, m)
	case scriptFormat:
		made.document, made.findings, err = plan.Script(r, m)
	case filesFormat:
		if made.upload, made.findings, err = plan.Files(r, m, q.budget.Files); err == nil {
			made.document = made.upload.Letter
		}
	default:
		made.document, made.findings, err = plan.Compose(r, m)
	}
	return made, err
}

// filmProgram is the installed program that takes frames out of films, if there is
// one.
func filmProgram(s *session) film.Program {
	path, err := s.sys.LookPath("ffmpeg")
	if err != nil {
		return film.Program{}
	}
	return film.Program{Path: path, Env: s.sys.Environ(), Scratch: os.TempDir()}
}

// compose gathers what a packet is made from, and makes it.
func compose(ctx context.Context, s *session, f *casefile.File, q request) (*composition, error) {
	s.frugal()
	book, err := s.book()
	if err != nil {
		return nil, err
	}
	p := s.Progress()
	defer p.Clear()
	parties, err := f.Parties(ctx)
	if err != nil {
		return nil, err
	}
	about, err := f.Case(ctx)
	if err != nil {
		return nil, err
	}
	rows := story.NewRows(about, parties)
	l, err := dossier.Open(ctx, f, dossier.Options{Book: s.book, Lang: q.lang, Seen: rows.See, Film: filmProgram(s), Damaged: q.damaged, Progress: func(name string, done, of int) {
		p.Step(screen.Step{Name: name, Done: done, Files: of})
	}})
	if err != nil {
		return nil, err
	}
	ch, err := book.Resolve(q.to, l.Case)
	if err != nil {
		return nil, noChannel(s.Screen, book, q.to)
	}
	if q.as == filesFormat && ch.Limits.Only == channel.Pictures {
		l.DrawPages(painterOf(s))
	}
	var profile channel.Profile
	if q.redact != "" {
		if profile, err = book.Profile(cmp.Or(screen.Chosen(q.redact, profiles(s.Lang, book)), q.redact)); err != nil {
			return nil, noneOf(s.Screen, "error.profile", q.redact, "hint.profile", profiles(s.Lang, book))
		}
	}
	masks, err := dossier.Masks(ctx, f)
	if err != nil {
		return nil, err
	}
	var letter channel.Letter
	if q.as != scriptFormat && q.as != supplement { // which are for those too who take no letters
		if letter, err = letterTo(s, book, ch, l.Case.Jurisdiction, q.document); err != nil {
			return nil, err
		}
	}
	practice, err := practice(s)
	if err != nil {
		return nil, err
	}
	said, err := dossier.ReadSaid(ctx, f)
	if err != nil {
		return nil, err
	}
	filed, err := l.Filed(ctx, ch.ID)
	if err != nil {
		return nil, err
	}
	plan := l.PlanFor(q.group, filed)
	if err := plan.Within(cmp.Or(q.exhibits, packet.MostExhibits)); err != nil {
		return nil, err
	}
	if q.certify {
		if err := l.CheckBytes(ctx, plan); err != nil {
			return nil, err
		}
	}
	material := func(f dossier.Fineness) (packet.Material, error) {
		m, err := l.Material(ctx, plan, q.photos == photosOriginal, f)
		if err == nil && q.unverified != nil {
			m.Unverified = unverified(q.lang, q.unverified())
		}
		return m, err
	}
	m, err := material(dossier.Fine)
	if err != nil {
		return nil, err
	}
	state := dossier.StateOf(book, practice, l.Facts(q.today, all.Shows()))
	r := packet.Request{Channel: ch, Document: q.document, Fields: said.Fields, Book: book, Templates: s.templates(), Sources: all.Sources(), Office: q.office, Today: q.today,
		State: state, More: append(storyFindings(s, book, practice, l, state, rows, practice.Office(ch.ID), q.today), doubtFindings(s, l)...),
		Lang: q.lang, Talk: s.Lang, WithPlaces: q.location, Version: Version, Profile: profile, Masks: dossier.PacketMasks(masks)}
	q.budget = q.budget.With(ch.Limits)
	made, err := composedAs(q, plan, r, m)
	if err != nil {
		return nil, err
	}
	out := &composition{composed: made, lang: q.lang, channel: ch, images: l.Images(ctx), head: m.Custody.Head, budget: q.budget, exhibits: plan.Numbered(), numbers: plan.Numbers()}
	if q.photos != photosOriginal && len(plan.Pictures()) > 0 {
		out.again = func(f dossier.Fineness) error {
			m, err := material(f)
			if err == nil {
				out.composed, err = composedAs(q, plan, r, m)
			}
			return err
		}
	}
	if q.as != scriptFormat {
		out.letter, out.grounds = letter, practice.Grounds(ch.ID)
		out.articles = func() ([]channel.Article, error) { return plan.Articles(r) }
	}
	return out, nil
}
