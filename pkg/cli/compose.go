package cli

import (
	"cmp"
	"context"
	"errors"
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
	exhibits []dispute.EvidenceID          // in the order in which the addressee gets them
	numbers  []packet.Number               // of exhibits, where they do not count them
	anchors  map[dispute.EvidenceID]string // where in the document they begin
	fineness dossier.Fineness              // of its pictures
	coarser  func() (bool, error)          // makes it anew with coarser pictures; false where there are none
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
	embeds     bool // its file holds the pictures of all exhibits
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
	p := s.Progress()
	defer p.Clear()
	l, rows, err := openFor(ctx, s, f, q, func(name string, done, of int) { p.Step(screen.Step{Name: name, Done: done, Files: of}) })
	if err != nil {
		return nil, err
	}
	to, err := addresseeOf(s, l.Case, q)
	if err != nil {
		return nil, err
	}
	if q.as == filesFormat && to.channel.Limits.Only == channel.Pictures {
		l.DrawPages(painterOf(s))
	}
	plan, err := planFor(ctx, l, q, to.channel)
	if err != nil {
		return nil, err
	}
	r, err := packetRequest(ctx, s, f, l, rows, to, q)
	if err != nil {
		return nil, err
	}
	q.budget = q.budget.With(to.channel.Limits)
	out := &composition{lang: q.lang, channel: to.channel, images: l.Images(ctx), budget: q.budget, exhibits: plan.Numbered(), numbers: plan.Numbers(), anchors: plan.Anchors()}
	makeAs := func(how dossier.Printing) error {
		m, err := l.Material(ctx, plan, how)
		if err != nil {
			return err
		}
		if q.unverified != nil {
			m.Unverified = unverified(q.lang, q.unverified())
		}
		out.head = m.Custody.Head
		out.composed, err = composedAs(q, plan, r, m)
		return err
	}
	finenesses := dossier.Finenesses()
	if q.photos == photosOriginal || len(plan.Pictures()) == 0 {
		finenesses = finenesses[:1]
	}
	out.coarser = func() (bool, error) { return out.next(&finenesses, q, makeAs) }
	if _, err := out.coarser(); err != nil {
		return nil, err
	}
	if q.as != scriptFormat {
		out.letter, out.grounds = to.letter, to.practice.Grounds(to.channel.ID)
		out.articles = func() ([]channel.Article, error) { return plan.Articles(r) }
	}
	return out, nil
}

// next makes a packet in the first of the finenesses in which its pictures alone are not
// too large for it already, or in the last, and leaves those after it.
func (c *composition) next(left *[]dossier.Fineness, q request, makeAs func(dossier.Printing) error) (made bool, err error) {
	for len(*left) > 0 {
		how := dossier.Printing{Original: q.photos == photosOriginal, Fineness: (*left)[0]}
		if *left = (*left)[1:]; len(*left) > 0 && q.embeds {
			how.Most = c.budget.Size
		}
		if err = makeAs(how); !errors.Is(err, dossier.ErrHeavy) {
			c.fineness = how.Fineness
			return err == nil, err
		}
	}
	return false, err
}

// openFor lays out the case for a packet, and keeps what of its records tells money.
func openFor(ctx context.Context, s *session, f *casefile.File, q request, progress func(name string, done, of int)) (*dossier.Dossier, *story.Rows, error) {
	parties, err := f.Parties(ctx)
	if err != nil {
		return nil, nil, err
	}
	c, err := f.Case(ctx)
	if err != nil {
		return nil, nil, err
	}
	rows := story.NewRows(c, parties)
	l, err := dossier.Open(ctx, f, dossier.Options{Book: s.book, Lang: q.lang, Seen: rows.See, Film: filmProgram(s), Damaged: q.damaged, Progress: progress})
	return l, rows, err
}

// addressee is whom a packet is for, and by which rules it is written.
type addressee struct {
	book     *channel.Book
	practice *channel.Practice
	channel  channel.Channel
	profile  channel.Profile // of what they are told of people; none where it is their own
	letter   channel.Letter  // none of a script or a supplement, which are for those too who take no letters
}

func addresseeOf(s *session, c dispute.Case, q request) (to addressee, err error) {
	if to.book, err = s.book(); err != nil {
		return to, err
	}
	if to.channel, err = to.book.Resolve(q.to, c); err != nil {
		return to, noChannel(s.Screen, to.book, q.to)
	}
	if q.redact != "" {
		if to.profile, err = to.book.Profile(cmp.Or(screen.Chosen(q.redact, profiles(s.Lang, to.book)), q.redact)); err != nil {
			return to, noneOf(s.Screen, "error.profile", q.redact, "hint.profile", profiles(s.Lang, to.book))
		}
	}
	if q.as != scriptFormat && q.as != supplement {
		if to.letter, err = letterTo(s, to.book, to.channel, c.Jurisdiction, q.document); err != nil {
			return to, err
		}
	}
	to.practice, err = practice(s)
	return to, err
}

// planFor decides what becomes an exhibit. Of a packet that leaves, the bytes that
// it names are compared with their hashes.
func planFor(ctx context.Context, l *dossier.Dossier, q request, to channel.Channel) (*packet.Plan, error) {
	filed, err := l.Filed(ctx, to.ID)
	if err != nil {
		return nil, err
	}
	plan := l.PlanFor(q.group, filed)
	if err := plan.Within(cmp.Or(q.exhibits, packet.MostExhibits)); err != nil {
		return nil, err
	}
	if q.certify {
		return plan, l.CheckBytes(ctx, plan)
	}
	return plan, nil
}

// packetRequest is what the packet is asked to say.
func packetRequest(ctx context.Context, s *session, f *casefile.File, l *dossier.Dossier, rows *story.Rows, to addressee, q request) (r packet.Request, err error) {
	masks, err := dossier.Masks(ctx, f)
	if err != nil {
		return r, err
	}
	said, err := dossier.ReadSaid(ctx, f)
	if err != nil {
		return r, err
	}
	state := dossier.StateOf(to.book, to.practice, l.Facts(q.today, all.Shows(l.Evidence)))
	more := storyFindings(s, to, l, state, rows, q.today)
	return packet.Request{Channel: to.channel, Document: q.document, Fields: said.Fields, Book: to.book, Templates: s.templates(), Sources: all.Sources(l.Evidence),
		Office: q.office, Today: q.today, State: state, More: append(more, doubtFindings(s, l)...), Lang: q.lang, Talk: s.Lang, WithPlaces: q.location,
		Version: Version, Profile: to.profile, Masks: dossier.PacketMasks(masks)}, nil
}
