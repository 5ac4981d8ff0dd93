package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
)

func newGuide(s *session) *cobra.Command {
	c := command(s.Lang, "guide", "guide [PATH...]", func(cmd *cobra.Command, args []string) error {
		if !s.guides() {
			return usage("error.guide-terminal").next("hint.guide-terminal")
		}
		return runGuide(cmd.Context(), s, args)
	})
	c.Args = arguments(s.Lang, 0, -1, "PATH")
	return c
}

// guides reports whether somebody sits there whom the guide can talk to.
func (s *session) guides() bool { return s.Asks() && s.Terminal }

// guide goes through a case with a person, one question at a time. Between two
// questions nothing is open and nothing is kept but in the case: whoever comes
// back goes on where the case stands.
type guide struct {
	s       *session
	path    string   // of the case; "" before there is one
	given   []string // the files and folders that were dropped on the program
	country string   // of a case that is not made yet
	want    string   // the question that was asked for; "" for the first open one
	typed   map[string]string
	news    []string   // what the last answer did
	past    []answered // the questions before, for going back
}

// answered is a question that was answered, and the change that it made.
type answered struct {
	id     string
	change int64 // 0 where nothing is taken back
}

// runGuide talks until there is nothing left to do or the user leaves.
func runGuide(ctx context.Context, s *session, given []string) error {
	g := &guide{s: s, given: given, typed: map[string]string{}}
	if err := g.find(); err != nil {
		return err
	}
	for {
		st, err := g.state(ctx)
		if err != nil {
			return err
		}
		q := g.next(st)
		if q == nil {
			return g.finish(st)
		}
		leave, err := g.ask(ctx, st, q)
		if leave || errors.Is(err, errLeft) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// ask puts one question and does what the answer says.
func (g *guide) ask(ctx context.Context, st *guideState, q *guideQuestion) (leave bool, err error) {
	shown := q.put(g, st)
	shown.Head = append(g.head(st), g.news...)
	g.news = nil
	if shown.Why == "" {
		shown.Why = g.s.Say("guide.why." + q.code())
	}
	r, err := g.s.Converse(ctx, shown)
	if errors.Is(err, context.Canceled) {
		g.leave()
		return false, behind(err, exitInterrupted, "error.interrupted", "")
	}
	if err != nil {
		return false, err
	}
	g.want = ""
	switch r.Act {
	case screen.Leave:
		g.leave()
		return true, nil
	case screen.Back:
		return false, g.back(ctx)
	case screen.Tasks:
		return false, g.chooseTask(ctx, st)
	case screen.Later:
		return false, g.later(ctx, q)
	}
	g.typed[q.id] = r.Text
	g.s.Soon()
	return false, g.take(ctx, st, q, r)
}

// take does what an answer says. What the case cannot take is said, and asked
// again.
func (g *guide) take(ctx context.Context, st *guideState, q *guideQuestion, r screen.Reply) error {
	g.s.goOn, g.s.opened = 0, nil
	err := q.take(ctx, g, st, r)
	change := g.s.goOn
	g.s.goOn = 0
	if err == nil {
		if q.fixed {
			change = 0
		}
		g.past = append(g.past, answered{q.id, change})
		return nil
	}
	if errors.Is(err, context.Canceled) || ctx.Err() != nil {
		return err
	}
	c := explain(err)
	if c.code == exitDamaged {
		return err
	}
	g.news = append(g.news, g.s.Say("label.error")+c.in(g.s.Lang))
	if c.hint != nil {
		g.news = append(g.news, g.s.Lang.Note(*c.hint))
	}
	g.want = q.id
	return nil
}

// back takes the last answer back and asks again.
func (g *guide) back(ctx context.Context) error {
	if len(g.past) == 0 {
		g.news = append(g.news, g.s.Say("guide.first"))
		return nil
	}
	last := g.past[len(g.past)-1]
	g.past = g.past[:len(g.past)-1]
	g.want = last.id
	if last.change == 0 {
		return nil
	}
	return g.do(ctx, "undo", itoa(last.change))
}

// later keeps that a question is not answered now; it is not asked again, but
// stands in the list of what there is to do.
func (g *guide) later(ctx context.Context, q *guideQuestion) error {
	if g.path == "" { // without a case there is nothing that could wait
		g.news = append(g.news, g.s.Say("guide.needed-first"))
		g.want = q.id
		return nil
	}
	if q.skip != nil {
		q.skip(g)
		return nil
	}
	g.past = append(g.past, answered{id: q.id})
	return g.remember(ctx, q.id, answerLater)
}

// leave says how one comes back.
func (g *guide) leave() {
	if g.path == "" {
		g.s.Talk("guide.left-empty")
		return
	}
	g.s.Talk("guide.left", screen.Clean(shown(g.path)), g.comeBack())
}

// comeBack is what goes on with this case from the folder that the user is in: one
// that was dropped on the program lies elsewhere.
func (g *guide) comeBack() string {
	if at, err := g.s.findCase(); err == nil && sameFile(at.path, g.path) {
		return "complain"
	}
	return shellLine([]string{"guide", g.path})
}

func sameFile(one, other string) bool {
	a, err := os.Stat(one)
	if err != nil {
		return false
	}
	b, err := os.Stat(other)
	return err == nil && os.SameFile(a, b)
}

// finish says that nothing is left to ask, and what comes next.
func (g *guide) finish(st *guideState) error {
	s := g.s
	for _, line := range g.news {
		s.TalkLine(line)
	}
	for _, t := range guideTasks() {
		s.TalkLine("  " + g.taskLine(st, t))
	}
	_, steps := coming(s, st.course)
	if len(steps) > 0 {
		s.Talk("guide.then")
	}
	for _, line := range steps {
		number, step, _ := strings.Cut(line, "  ")
		s.Hang("  "+number+"  ", step)
	}
	s.Talk("guide.left", screen.Clean(shown(g.path)), g.comeBack())
	return nil
}

// find finds the case that is gone on with: the one that commands would find, and
// of a folder that was dropped the one in it or beside it.
func (g *guide) find() error {
	if len(g.given) == 0 {
		at, err := g.s.findCase()
		if c := (*complaint)(nil); errors.As(err, &c) && c.say == "error.no-case" {
			return nil
		}
		g.path = at.path
		return err
	}
	first, err := filepath.Abs(g.given[0])
	if err != nil {
		return err
	}
	if filepath.Ext(first) == casefile.Extension && len(g.given) == 1 {
		g.path, g.given = g.given[0], nil
		return nil
	}
	if names, err := casesIn(first); err == nil && len(names) == 1 {
		g.path = filepath.Join(first, names[0])
		return trusted(g.path)
	}
	path := g.beside()
	if isThere(path) {
		g.path = path
		return trusted(path)
	}
	return nil
}
