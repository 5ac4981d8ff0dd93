package cli

import (
	"cmp"
	"context"
	"path/filepath"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/packet"
	"complain/pkg/phrase"
	"complain/pkg/story"
)

// packetQuestions are whom the packet is for, and whether it is right as it is.
func packetQuestions() []guideQuestion {
	ready := func(st *guideState) bool { return st.made && len(st.evidence) > 0 && len(st.claims) > 0 }
	return []guideQuestion{{
		id: "to", task: "packet",
		put: func(g *guide, st *guideState) screen.Question {
			const most = 8
			q := screen.Question{Text: g.s.Say("guide.q.to"), Default: st.to.ID, Shown: st.to.Name.In(g.s.Lang.Tag())}
			for i, ch := range st.addressees() {
				if i < most {
					q.Choices = append(q.Choices, screen.Choice{Value: ch.ID, Label: ch.Name.In(g.s.Lang.Tag())})
				}
			}
			return q
		},
		take: func(ctx context.Context, g *guide, _ *guideState, r screen.Reply) error {
			return g.remember(ctx, "to", r.Text)
		},
	}, {
		id: "check", task: "packet", fixed: true,
		open: ready,
		put:  putCheck,
		take: takeCheck,
	}}
}

// putCheck shows all that was answered, and what the packet lacks.
func putCheck(g *guide, st *guideState) screen.Question {
	s := g.s
	q := screen.Question{Text: s.Say("guide.q.check", st.to.Name.In(s.Lang.Tag())), Default: "yes", Shown: s.Say("guide.write")}
	row := func(id, label, value string) {
		q.Choices = append(q.Choices, screen.Choice{Value: id, Label: s.Say("guide.row", label, cmp.Or(value, s.Say("guide.unknown")))})
	}
	me, other := st.party(dispute.Complainant), st.party(st.respondent())
	row("me", s.Say("role."+string(me.Role)), phrase.Join(s.Say("list.comma"), me.Name, me.Phone))
	row("seller", s.Say("role."+string(other.Role)), other.Name)
	category := st.c.Category
	if c, err := st.course.Book.Category(category); err == nil {
		category = c.Name.In(s.Lang.Tag())
	}
	row("category", s.Say("guide.fact.category"), category)
	row("order", s.Say("guide.fact.order"), st.c.Order)
	var claims []string
	for _, c := range st.claims {
		claims = append(claims, claimLine(s, c))
	}
	row("want", s.Say("guide.task.want"), phrase.Join(s.Say("list.comma"), claims...))
	told, missing := st.told()
	row("take", s.Say("guide.task.story"), s.Say("guide.told", told, missing))
	row("to", s.Say("guide.fact.to"), st.to.Name.In(s.Lang.Tag()))
	q.Choices = append(q.Choices, screen.Choice{Value: "page", Label: s.Say("guide.page.row")})
	for _, f := range g.lacks(st) {
		q.Facts = append(q.Facts, s.Say("finding."+string(f.Level))+"  "+s.Lang.Note(f.Text))
	}
	return q
}

// lacks is what the addressee would refuse the packet for, and the first of what
// makes it weaker.
func (g *guide) lacks(st *guideState) []packet.Finding {
	c, err := g.composed(st)
	if err != nil {
		return nil // the export says it
	}
	const most = 4
	var out []packet.Finding
	for _, f := range c.findings {
		if f.Level == packet.Must || f.Level == packet.Should && len(out) < most {
			out = append(out, f)
		}
	}
	return out
}

// composed makes the packet to see what it lacks.
func (g *guide) composed(st *guideState) (*composition, error) {
	ctx := context.Background()
	old := g.s.caseFile
	g.s.caseFile = g.path
	defer func() { g.s.caseFile = old }()
	f, err := g.s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	q, err := readRequest(ctx, g.s, f, exportOptions{to: st.to.ID})
	if err != nil {
		return nil, err
	}
	return compose(ctx, g.s, f, q)
}

// takeCheck writes the packet, or goes to what is to be changed.
func takeCheck(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
	if r.Text != "yes" {
		g.want = r.Text
		return nil
	}
	args := []string{"export", "--to", st.to.ID}
	if dir := filepath.Dir(g.path); dir != "." { // beside the case, wherever the program was started
		args = append(args, "-o", dir)
	}
	if err := g.do(ctx, args...); err != nil {
		return err
	}
	return g.remember(ctx, "check", answerDone)
}

// told is how many elements of the story are told, and how many the addressee
// wants that are not.
func (st *guideState) told() (told, missing int) {
	for _, e := range st.elements {
		switch {
		case e.State == story.Filled:
			told++
		case e.State == story.Missing && e.Level == channel.Must:
			missing++
		}
	}
	return told, missing
}
