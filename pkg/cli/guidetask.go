package cli

import (
	"context"
	"errors"
	"slices"

	"complain/pkg/cli/screen"
	"complain/pkg/internal/textwidth"
)

// The tasks of the guide, in the order in which they are shown; they are done in
// any.
func guideTasks() []string {
	return []string{"case", "evidence", "who", "want", "story", "packet", "filed"}
}

// errLeft says that the user left from the list of tasks.
var errLeft = errors.New("the guide was left")

// Answers to the guide that are no facts of the case.
const (
	answerLater = "later"
	answerDone  = "done"
)

// guideQuestion is one question: when it is open, how it is put, and what is done
// with the answer.
type guideQuestion struct {
	id, task string
	words    string // of its sentences, where several questions share them
	fixed    bool   // going back does not take it back
	open     func(*guideState) bool
	put      func(*guide, *guideState) screen.Question
	take     func(context.Context, *guide, *guideState, screen.Reply) error
	skip     func(*guide) // what "later" does; nil keeps it in the case
}

func (q *guideQuestion) code() string {
	if q.words != "" {
		return q.words
	}
	return q.id
}

// questions are all questions in the order in which they are asked. Some are made
// of the case: an element of its story, a group of its evidence.
func (st *guideState) questions() []guideQuestion {
	return slices.Concat(caseQuestions(), evidenceQuestions(st), factQuestions(), whoQuestions(), wantQuestions(), storyQuestions(st), pageQuestions(), packetQuestions(), filedQuestions())
}

// next is the question that was asked for, else the first that is open and was not
// put off; nil where there is none.
func (g *guide) next(st *guideState) *guideQuestion {
	all := st.questions()
	for i := range all {
		if g.want != "" && all[i].id == g.want {
			return &all[i]
		}
	}
	for i := range all {
		if all[i].open != nil && st.answers[all[i].id] == "" && all[i].open(st) {
			return &all[i]
		}
	}
	return nil
}

// taskState is how many questions of a task are open, and how many were put off.
func (st *guideState) taskState(task string) (open, later int) {
	for _, q := range st.questions() {
		if q.task != task || q.open == nil || !q.open(st) {
			continue
		}
		switch st.answers[q.id] {
		case "":
			open++
		case answerLater:
			later++
		}
	}
	return open, later
}

// stateOf says how far a task is.
func (g *guide) stateOf(st *guideState, task string) string {
	open, later := st.taskState(task)
	switch {
	case !st.reached(task):
		return g.s.Say("guide.state.ahead")
	case open > 0:
		return g.s.Say("guide.state.open", open)
	case later > 0:
		return g.s.Say("guide.state.later")
	}
	return g.s.Say("guide.state.done")
}

// reached reports whether a task can be done yet, or is.
func (st *guideState) reached(task string) bool {
	switch task {
	case "case":
		return len(st.evidence) > 0
	case "evidence":
		return true
	case "story":
		return st.c.Category != ""
	case "packet":
		return len(st.claims) > 0
	case "filed":
		return st.answers["check"] == answerDone
	}
	return len(st.evidence) > 0
}

func (g *guide) taskLine(st *guideState, task string) string {
	return g.s.Say("guide.task."+task) + "  " + g.stateOf(st, task)
}

// head is what stands above each question: the case and how far its tasks are.
func (g *guide) head(st *guideState) []string {
	title := g.s.Say("guide.title")
	if st.made {
		title = screen.Clean(st.c.Title)
	}
	var tasks []string
	for _, t := range guideTasks() {
		tasks = append(tasks, g.s.Say("guide.task-state", g.s.Say("guide.task."+t), g.stateOf(st, t)))
	}
	return append([]string{title}, filled(tasks, g.s.Say("guide.between"), g.s.Width)...)
}

// filled sets words that stay whole into lines of a width.
func filled(words []string, between string, width int) (lines []string) {
	for _, word := range words {
		if n := len(lines) - 1; n >= 0 && textwidth.Width(lines[n]+between+word) <= width {
			lines[n] += between + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// chooseTask shows what there is to do, and goes where the user wants.
func (g *guide) chooseTask(ctx context.Context, st *guideState) error {
	q := screen.Question{Head: []string{g.s.Say("guide.title")}, Text: g.s.Say("guide.q.tasks"), Why: g.s.Say("guide.why.tasks")}
	for _, t := range guideTasks() {
		q.Choices = append(q.Choices, screen.Choice{Value: t, Label: g.taskLine(st, t)})
	}
	for _, t := range guideTasks() {
		if open, _ := st.taskState(t); open > 0 && q.Default == "" {
			q.Default, q.Shown = t, g.s.Say("guide.task."+t)
		}
	}
	r, err := g.s.Converse(ctx, q)
	if err != nil || r.Act == screen.Back || r.Act == screen.Later || r.Act == screen.Tasks {
		return err
	}
	if r.Act == screen.Leave {
		g.leave()
		return errLeft
	}
	g.want = g.firstOf(st, r.Text)
	return nil
}

// firstOf is the question of a task to go to: the first that is open, else one that
// was put off, else its first.
func (g *guide) firstOf(st *guideState, task string) string {
	best, rank := "", 0
	for _, q := range st.questions() {
		if q.task != task {
			continue
		}
		r := 1
		if q.open != nil && q.open(st) {
			r = 2
			if st.answers[q.id] == "" {
				r = 3
			}
		}
		if q.open == nil {
			r = 0 // one that only another question leads to
		}
		if r > rank {
			best, rank = q.id, r
		}
	}
	return best
}
