package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/internal/textwidth"
	"complain/pkg/locale"
	"complain/pkg/packet"
	"complain/pkg/standing"
)

// caseStatus is where a case stands: what it holds, and what is open in it.
type caseStatus struct {
	c       dispute.Case
	path    string
	parties []dispute.Party
	claims  []dispute.Claim
	all     []dispute.Evidence
	answers []dispute.Official
	seems   []packet.Seeming
	next    dispute.Note
	course  *standing.Standing
	told    standing.Told
	unfiled []dossier.Unfiled
	counts
}

// counts is how much of what the evidence of a case holds.
type counts struct {
	records, asking, problems, doubts, unheard, tables, withdrawn int
	first                                                         map[string]dispute.EvidenceID // of each of these, for the command that shows it
}

func countsOf(all []dispute.Evidence) (n counts) {
	n.first = map[string]dispute.EvidenceID{}
	for _, e := range all {
		before := n
		n.records += e.Reading.Records
		n.problems += len(e.Reading.Problems)
		n.doubts += len(e.Reading.Doubts)
		if e.Reading.SeemsConversation() {
			n.doubts--
			n.unheard++
		}
		if e.Reading.Doubted(dispute.TablesUnread()...) {
			n.doubts--
			n.tables++
		}
		if e.Reading.State == dispute.Asking {
			n.asking++
		}
		if e.Withdrawn != "" {
			n.withdrawn++
		}
		for code, more := range map[string]bool{
			"status.doubts": n.doubts > before.doubts, "status.conversations": n.unheard > before.unheard,
			"status.tables": n.tables > before.tables, "status.problems": n.problems > before.problems,
		} {
			if more && n.first[code] == 0 {
				n.first[code] = e.ID
			}
		}
	}
	return n
}

func caseStatusOf(ctx context.Context, s *session, f *casefile.File) (st caseStatus, err error) {
	st.path = f.Path()
	if st.c, err = f.Case(ctx); err != nil {
		return st, err
	}
	if st.parties, err = f.Parties(ctx); err != nil {
		return st, err
	}
	if st.claims, err = dossier.Claims(ctx, f); err != nil {
		return st, err
	}
	if st.all, err = f.AllEvidence(ctx); err != nil {
		return st, err
	}
	st.counts, st.answers = countsOf(st.all), answersOf(st.all)
	if st.seems, err = dossier.Seemings(ctx, f, s.book, 0); err != nil {
		return st, err
	}
	if st.course, err = s.standing(ctx, f); err != nil {
		return st, err
	}
	st.told = st.course.Told(s.Lang.Tag())
	if st.unfiled, err = unfiledOf(ctx, f, st.course); err != nil {
		return st, err
	}
	st.next = st.nextStep()
	return st, nil
}

// status says where a case stands and what to do next.
func status(ctx context.Context, s *session, f *casefile.File) error {
	st, err := caseStatusOf(ctx, s, f)
	if err != nil {
		return err
	}
	if s.JSON {
		return s.WriteJSON(st.json(s))
	}
	st.print(s)
	return nil
}

func (st *caseStatus) json(s *session) answer.Status {
	c := st.c
	v := answer.Status{ID: c.ID, Title: c.Title, Category: c.Category, Platform: c.Platform, Order: c.Order,
		Language: c.Language, Zone: c.Zone, Currency: c.Currency, Jurisdiction: c.Jurisdiction, Created: c.Created.String(),
		Path: st.path, Parties: []answer.Party{}, Claims: []answer.Claim{}, Answers: []answer.Official{}, LooksLike: []answer.Seeming{},
		Evidence: len(st.all), Withdrawn: st.withdrawn, Records: st.records, Asking: st.asking, Problems: st.problems, Doubts: st.doubts,
		ConversationsNotRead: st.unheard, TablesNotRead: st.tables, Next: s.Lang.Note(st.next), Steps: st.course.Steps(), Overdue: st.course.Overdue(),
		Lacks: st.told.Words(), Unfiled: st.unfiledJSON()}
	for _, p := range st.parties {
		v.Parties = append(v.Parties, partyJSON(p))
	}
	for _, claim := range st.claims {
		v.Claims = append(v.Claims, claimJSON(claim))
	}
	for _, o := range st.answers {
		v.Answers = append(v.Answers, officialJSON(s, o))
	}
	for _, one := range st.seems {
		v.LooksLike = append(v.LooksLike, seemsJSON(s.Lang, one))
	}
	return v
}

func (st *caseStatus) print(s *session) {
	title, path := screen.Clean(st.c.Title), screen.Clean(shown(st.path))
	between := " "
	if s.Terminal && textwidth.Width(title)+1+textwidth.Width(path) > s.Width {
		between = "\n"
	}
	s.PrintLine(s.Out.Style.Bold.Render(title) + between + path)
	over, steps := coming(s, st.course)
	for _, line := range over {
		fmt.Fprintln(s.Out, line)
	}
	book := st.course.Book
	if category, err := book.Category(st.c.Category); err == nil {
		s.Labelled("status.category", category.Name.In(s.Lang.Tag()))
	}
	if platform, err := book.Channel(st.c.Platform); err == nil {
		s.Labelled("status.platform", platform.Name.In(s.Lang.Tag()))
	}
	s.Labelled("status.order", st.c.Order)
	for _, p := range st.parties {
		s.Labelled("role."+string(p.Role), p.Name)
	}
	for _, claim := range st.claims {
		s.Labelled("status.claim", claimLine(s, claim))
	}
	for _, o := range st.answers {
		s.Labelled("status.answer", officialLine(s, o))
	}
	s.Print("status.evidence", len(st.all), st.records)
	for _, line := range []struct {
		code string
		n    int
	}{{"status.withdrawn", st.withdrawn}, {"status.asking", st.asking}, {"status.doubts", st.doubts}, {"status.conversations", st.unheard}, {"status.tables", st.tables}, {"status.problems", st.problems}} {
		if line.n > 0 {
			s.Print(line.code, line.n, st.first[line.code])
		}
	}
	for _, one := range st.seems {
		s.PrintLine(seemsHint(s.Lang, one))
	}
	printTold(s, st.told)
	st.printFilings(s)
	s.Print("status.zone", st.c.Zone, st.c.Currency)
	fmt.Fprintln(s.Out)
	s.Print("status.next", s.Lang.Note(st.next))
	if missing := st.untold(s.Lang); len(missing) > 0 {
		s.Print("status.untold", strings.Join(missing, s.Say("list.comma")))
	}
	if st.c.Category != "" {
		for _, line := range steps {
			s.PrintLine(line)
		}
		s.Print("status.course")
	}
}

// untold are the names of what nobody told of the case and its files may tell.
func (st *caseStatus) untold(lang locale.Lang) (names []string) {
	if st.records == 0 {
		return nil
	}
	for _, one := range []struct {
		code string
		said bool
	}{
		{"status.category", st.c.Category != ""},
		{"status.platform", st.c.Platform != "" || !namesPlatforms(st.c)},
		{"status.order", st.c.Order != ""},
		{"role.seller", slices.ContainsFunc(st.parties, func(p dispute.Party) bool { return p.Role == dispute.Seller && p.Name != "" })},
	} {
		if !one.said {
			names = append(names, lang.Say(one.code))
		}
	}
	return names
}

// answersOf is what offices answered, by the days their papers bear.
func answersOf(all []dispute.Evidence) []dispute.Official {
	var out []dispute.Official
	for _, e := range all {
		if e.Official != nil && e.Withdrawn == "" && !slices.ContainsFunc(out, e.Official.Same) {
			out = append(out, *e.Official)
		}
	}
	slices.SortStableFunc(out, func(x, y dispute.Official) int { return x.On.Compare(y.On) })
	return out
}

// nextStep is the first thing that a packet would lack.
func (st *caseStatus) nextStep() dispute.Note {
	has := map[dispute.PartyRole]bool{}
	for _, p := range st.parties {
		has[p.Role] = p.Name != ""
	}
	switch {
	case len(st.all) == 0:
		return note("next.evidence")
	case st.asking > 0:
		i := slices.IndexFunc(st.all, func(e dispute.Evidence) bool { return e.Reading.State == dispute.Asking })
		return answerNote(st.all[i])
	case !has[dispute.Complainant]:
		return note("next.complainant")
	case !has[dispute.Seller]:
		return note("next.seller")
	case len(st.claims) == 0:
		return note("next.claim")
	case st.told.Barely():
		return note("next.story")
	case len(st.unfiled) > 0:
		u := st.unfiled[len(st.unfiled)-1]
		return note("next.file", u.Channel, u.File)
	}
	return note("next.check")
}
