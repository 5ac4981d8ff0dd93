package cli

import (
	"context"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/importer"
	"complain/pkg/importer/mapped"
	"complain/pkg/likely"
	"complain/pkg/standing"
	"complain/pkg/story"
	"complain/pkg/tale"
)

// guideState is a case as the guide sees it between two questions; of one that is
// not made yet nothing is known.
type guideState struct {
	made       bool
	abroad     bool // nobody knows yet by which country's rules it goes
	c          dispute.Case
	parties    []dispute.Party
	claims     []dispute.Claim
	evidence   []dispute.Evidence // what stands
	answers    map[string]string
	seen       *likely.Finder
	facts      likely.Facts // that nobody told
	categories []string     // likeliest first
	course     *standing.Standing
	tale       *tale.Tale
	filings    int
	to         channel.Channel        // whom the packet is for, as far as anybody said
	elements   []story.Element        // as the addressee wants them
	names      []answer.EvidenceNamed // proposed
	tables     map[dispute.EvidenceID]*mapped.Guessed
}

// state reads the case anew: others may have changed it.
func (g *guide) state(ctx context.Context) (*guideState, error) {
	st := &guideState{answers: map[string]string{}}
	book, err := g.s.book()
	if err != nil {
		return nil, err
	}
	rules, err := practice(g.s)
	if err != nil {
		return nil, err
	}
	st.seen = likely.New(book, rules)
	if home := homeCountry(g.s); g.country == "" {
		g.country = home
	}
	if g.path == "" {
		st.abroad = g.country == ""
		return st, nil
	}
	old := g.s.caseFile
	g.s.caseFile = g.path
	defer func() { g.s.caseFile = old }()
	f, err := g.s.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st.made = true
	if st.answers, err = dossier.Answers(ctx, f); err != nil {
		return nil, err
	}
	return st, st.read(ctx, g.s, f, book)
}

func (st *guideState) read(ctx context.Context, s *session, f *casefile.File, book *channel.Book) (err error) {
	if st.tale, err = taleOf(ctx, s, f, false, st.seen.See); err != nil {
		return err
	}
	d := st.tale.Dossier
	if err := st.readTables(ctx, s, f, d.Evidence); err != nil {
		return err
	}
	st.c, st.parties, st.claims, st.evidence = d.Case, d.Parties, d.Claims, d.Evidence
	if st.course, err = standingOf(s, st.tale.Practice, d); err != nil {
		return err
	}
	for _, filing := range d.Said.Filings {
		if filing.Withdrawn == "" {
			st.filings++
		}
	}
	st.facts, st.categories = likelyFacts(st.tale, book, st.seen)
	if err := st.tale.Found.Err(); err != nil {
		return err
	}
	st.to = st.addressee(s)
	office := st.tale.Practice.Office(st.to.ID)
	levels := map[string]channel.Level{}
	for _, e := range st.tale.Practice.Elements(st.c.Category, office) {
		levels[e.ID] = e.Level
	}
	for _, e := range st.tale.Elements {
		if level, ok := levels[e.ID]; ok {
			e.Level = level
		}
		st.elements = append(st.elements, e)
	}
	if st.settled() && st.answers["proved"] == "" {
		return st.readNames(ctx, s, f)
	}
	return nil
}

// readTables proposes how the tables read that nobody knows.
func (st *guideState) readTables(ctx context.Context, s *session, f *casefile.File, evidence []dispute.Evidence) error {
	st.tables = map[dispute.EvidenceID]*mapped.Guessed{}
	for _, e := range evidence {
		if e.Withdrawn != "" || !e.Reading.Doubted(dispute.UnreadTable) {
			continue
		}
		g, err := proposeMapping(ctx, s.Screen, f, e, importer.Answers{})
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil && g.Problem == nil && !g.Talks():
			st.tables[e.ID] = g
		}
	}
	return nil
}

// readNames reads what can be said of the evidence that is not said yet.
func (st *guideState) readNames(ctx context.Context, s *session, f *casefile.File) error {
	proposed, err := proposedNames(ctx, s, f)
	if err != nil {
		return err
	}
	for _, n := range proposed {
		if v := proposedName(s, st.c.Language, n); v.Title+v.Source+v.Proves != "" {
			st.names = append(st.names, v)
		}
	}
	return nil
}

// addressee is whom the packet is for: as was said, else the first that the next
// steps name and a packet can be written for.
func (st *guideState) addressee(s *session) channel.Channel {
	book := st.course.Book
	if id := st.answers["to"]; id != "" && id != answerLater {
		if ch, err := book.Resolve(id, st.c); err == nil {
			return ch
		}
	}
	for _, ch := range st.addressees() {
		return ch
	}
	ch, _ := book.Resolve("platform", st.c)
	return ch
}

// addressees are those that the next steps name, in their order, and then those
// that stand for every case.
func (st *guideState) addressees() []channel.Channel {
	var out []channel.Channel
	take := func(id string) {
		ch, err := st.course.Book.Resolve(id, st.c)
		known := slices.ContainsFunc(out, func(other channel.Channel) bool { return other.ID == ch.ID })
		if err == nil && ch.Packet != "" && ch.Closed == "" && !known {
			out = append(out, ch)
		}
	}
	for _, x := range st.tale.Practice.Next(st.course.State) {
		for _, id := range x.Channels {
			take(id)
		}
	}
	for _, role := range channel.Roles() {
		take(role)
	}
	return out
}

func (st *guideState) party(role dispute.PartyRole) dispute.Party {
	for _, p := range st.parties {
		if p.Role == role {
			return p
		}
	}
	return dispute.Party{Role: role}
}

// needs reports whether the addressee wants a letter to hold something.
func (st *guideState) needs(e channel.Element) bool {
	return st.made && slices.Contains(st.to.MustContain, e)
}

// respondent is whom the letter is about.
func (st *guideState) respondent() dispute.PartyRole {
	var of *channel.Category
	if category, err := st.course.Book.Category(st.c.Category); err == nil {
		of = &category
	}
	role := channel.PartyOf(channel.About(of, st.parties))
	if letters, err := st.course.Book.Letters(); err == nil {
		if letter, err := letters.Letter(st.to, st.c.Jurisdiction, ""); err == nil {
			role = letter.Respondent(of, st.parties)
		}
	}
	if !slices.Contains(dispute.PartyRoles(), role) {
		return dispute.Seller
	}
	return role
}
