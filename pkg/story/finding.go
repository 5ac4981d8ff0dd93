package story

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
)

// Finding is something that the story lacks, or that speaks against it, with
// what to do.
type Finding struct {
	ID    string
	Level channel.Level
	Text  dispute.Note
	Fix   dispute.Note // Code is "" where there is nothing to do
}

// Check is what a story is held against.
type Check struct {
	Elements []Element // of the addressee
	Case     dispute.Case
	Parties  []dispute.Party
	Claims   []dispute.Claim
	Evidence []dispute.Evidence
	Events   []dispute.Event
	Pages    []dispute.Record // of papers, among what else was read
	Rows     *Rows
	Practice *channel.Practice
	Kinds    func(dispute.Claim) []string // the kinds of claims of the data that one can be
	State    *channel.State
	Office   string // the addressee's kind
	Today    dispute.When
	Lang     string // of names
	Comma    string // between the items of a list
}

// Findings holds a story against what its addressee wants to know, what each
// claim needs, the money, and itself.
func Findings(c Check) []Finding {
	f := &checker{Check: c}
	f.missing()
	f.claims()
	f.contradictions()
	return f.found
}

type checker struct {
	Check
	found []Finding
}

func (f *checker) add(id string, level channel.Level, args []any, fix ...any) {
	code, _, _ := strings.Cut(id, ":")
	finding := Finding{ID: strings.ReplaceAll(id, ":", "-"), Level: level, Text: dispute.Say("finding."+code, args...)}
	if fix != nil {
		finding.Fix = dispute.Say("fix."+code, fix...)
	}
	f.found = append(f.found, finding)
}

// told reports whether the case says an element: by what the user told, by what
// is known to have happened, by what it says of the seller, or because there is
// none.
func (f *checker) told(e Element) bool {
	if e.State == Filled || e.State == None || e.Event != "" && !f.State.Events[e.Event].IsZero() {
		return true
	}
	switch e.ID {
	case "c.identity":
		return f.State.Parties["seller"].Has["legal_name"] && f.State.Parties["seller"].Has["address"]
	case "c.office_step":
		return len(f.State.Filed) > 0
	case "c.refunded":
		return slices.ContainsFunc(f.Events, func(e dispute.Event) bool { return back(&e) })
	}
	return false
}

// Untold are the elements that matter in this case and that nobody told, those
// that have to be said first; of counts how many matter.
func Untold(c Check) (lacks []Element, of int) {
	f := &checker{Check: c}
	for _, level := range channel.Levels() {
		for _, e := range f.Elements {
			if level == channel.Note || f.level(e.StoryElement) != level {
				continue
			}
			of++
			if !f.told(e) {
				lacks = append(lacks, e)
			}
		}
	}
	return lacks, of
}

// missing names the elements that nobody told, those that have to be said first.
func (f *checker) missing() {
	names := map[channel.Level][]string{}
	first := map[channel.Level]string{}
	for _, e := range f.Elements {
		level := f.level(e.StoryElement)
		if f.told(e) || level == channel.Note {
			continue
		}
		names[level] = append(names[level], e.Name.In(f.Lang)+" ("+e.Word()+")")
		if first[level] == "" {
			first[level] = e.Word()
		}
	}
	if must := names[channel.Must]; len(must) > 0 {
		f.add("story-missing", channel.Should, []any{strings.Join(must, f.Comma)}, first[channel.Must], f.citable())
	}
	if should := names[channel.Should]; len(should) > 0 {
		f.add("story-untold", channel.Note, []any{strings.Join(should, f.Comma)}, first[channel.Should], f.citable())
	}
}

// citable is the number of an evidence that stands, for a command that cites one.
func (f *checker) citable() string {
	for _, e := range f.Evidence {
		if e.Withdrawn == "" {
			return e.ID.String()
		}
	}
	return "E1"
}

// level is how much an element matters in this case.
func (f *checker) level(e channel.StoryElement) channel.Level {
	for _, l := range e.LevelIf {
		if l.When.Of(f.State) == channel.True {
			return l.Level
		}
	}
	return e.Level
}

// claims holds each claim against what its kind needs.
func (f *checker) claims() {
	kinds := map[string]channel.ClaimKind{}
	for _, k := range f.Practice.Claims() {
		kinds[k.ID] = k
	}
	told := map[string]bool{}
	for _, e := range f.Elements {
		told[e.ID] = f.told(e)
	}
	seen := map[string]bool{}
	var asked []string
	for _, claim := range f.Claims {
		of := f.Kinds(claim)
		if len(of) != 1 {
			continue // it could be several, or none: nothing is held against a guess
		}
		kind := kinds[of[0]]
		f.sum(claim, kind)
		if seen[kind.ID] {
			continue
		}
		seen[kind.ID], asked = true, append(asked, kind.ID)
		f.needs(kind, told)
	}
	for _, pair := range f.Practice.Exclusive() {
		if slices.Contains(asked, pair[0]) && slices.Contains(asked, pair[1]) {
			f.add("story-exclusive:"+strings.Join(pair, "-"), channel.Should, []any{kinds[pair[0]].Name.In(f.Lang), kinds[pair[1]].Name.In(f.Lang)})
		}
	}
}

// needs holds a kind of claim against what has to be shown for it.
func (f *checker) needs(k channel.ClaimKind, told map[string]bool) {
	name := k.Name.In(f.Lang)
	var lacks []string
	first := ""
	for _, id := range k.Show {
		if is, ofStory := told[id]; ofStory && !is {
			e, _ := f.Practice.Element(id)
			lacks = append(lacks, e.Name.In(f.Lang)+" ("+e.Word()+")")
			if first == "" {
				first = e.Word()
			}
		}
	}
	if len(lacks) > 0 {
		f.add("story-claim:"+k.ID, channel.Should, []any{name, strings.Join(lacks, f.Comma)}, first, f.citable())
	}
	var papers []string
	for _, kind := range k.NeedsEvidence {
		if !slices.Contains(f.State.Evidence, kind) && !f.State.Unsorted {
			papers = append(papers, f.Practice.EvidenceName(kind).In(f.Lang))
		}
	}
	if len(papers) > 0 {
		f.add("story-proof:"+k.ID, channel.Should, []any{name, strings.Join(papers, f.Comma)}, k.ID)
	}
	if flags := k.NeedsFlagAny; len(flags) > 0 && !slices.ContainsFunc(flags, func(flag string) bool { return f.State.Flags[flag] }) {
		ask, _ := f.Practice.Flag(flags[0])
		f.add("story-condition:"+k.ID, channel.Note, []any{name, k.Condition.In(f.Lang), ask.In(f.Lang)}, flags[0])
	}
	for _, flag := range k.ExcludedIf {
		if f.State.Flags[flag] {
			ask, _ := f.Practice.Flag(flag)
			f.add("story-excluded:"+k.ID, channel.Should, []any{name, ask.In(f.Lang)}, flag)
		}
	}
}

// sum holds a claim's amount against what the money gives.
func (f *checker) sum(c dispute.Claim, k channel.ClaimKind) {
	all := MoneyOf(f.Events, f.Claims, f.Rows)
	all = slices.DeleteFunc(all, func(m Money) bool { return len(m.Paid.Of) == 0 && len(k.Of) == 0 })
	if c.Amount == nil && len(all) > 1 {
		return // nothing says which of them it is of
	}
	for _, m := range all {
		if c.Amount != nil && c.Amount.Currency != m.Currency {
			continue
		}
		want, how, ok := Owed(k, m, f.Events)
		if !ok {
			continue
		}
		number := c.ID
		switch {
		case c.Amount == nil:
			f.add(fmt.Sprintf("story-sum:%d", number), channel.Note, []any{number, k.Name.In(f.Lang), "\u2014", want, how}, number)
		case c.Amount.Minor != want.Minor:
			f.add(fmt.Sprintf("story-sum:%d", number), channel.Should, []any{number, k.Name.In(f.Lang), *c.Amount, want, how}, number)
		}
	}
}

func claimID(c dispute.Claim) string { return fmt.Sprint(c.ID) }

// promiseKept is how long a promised refund may take before its absence is told.
const promiseKept = 15 * 24 * time.Hour
