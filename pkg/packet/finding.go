package packet

import (
	"cmp"
	"slices"
	"strings"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// Level says how much a finding matters.
type Level string

// The levels of a finding.
const (
	Must   Level = "must"   // the addressee refuses the packet, or it says nothing
	Should Level = "should" // the packet is weaker for it
	Remark Level = "note"   // worth knowing
)

// Finding is something a packet lacks or its reader should know.
type Finding struct {
	ID    string // "respondent-address"
	Level Level
	Text  dispute.Note // what it is
	Fix   dispute.Note // what to do; Code is "" where there is nothing to do
}

// gap is a finding in the making. Findings of one id are one finding, about
// several pieces of evidence where it is about any.
type gap struct {
	id       string
	code     string // of its words; id where empty
	level    Level
	args     []any // of the text
	fix      []any // of the fix
	evidence []dispute.EvidenceID
}

type gaps struct{ list []*gap }

func (g *gaps) find(id string) *gap {
	for _, have := range g.list {
		if have.id == id {
			return have
		}
	}
	return nil
}

// add notes a gap, at a level of its own or at its id's.
func (g *gaps) add(id string, level Level, args ...any) *gap {
	if have := g.find(id); have != nil {
		return have
	}
	have := &gap{id: id, level: level, args: args}
	g.list = append(g.list, have)
	return have
}

// about notes a gap about one piece of evidence.
func (g *gaps) about(id string, level Level, e dispute.EvidenceID) {
	have := g.add(id, level)
	if !slices.Contains(have.evidence, e) {
		have.evidence = append(have.evidence, e)
	}
}

// defaults are the levels of findings that no channel asks for by name.
var defaults = map[string]Level{
	"office":        Should,
	"date":          Must,
	"platform":      Should,
	"order":         Should,
	"payment":       Should,
	"basis":         Should,
	"tried":         Should,
	"refund-amount": Must,
	"copies":        Remark,
	"carrier":       Remark,
}

// elements are the findings that stand for an element a channel wants.
var elements = map[string]channel.Element{
	"complainant-name":    channel.ComplainantName,
	"complainant-phone":   channel.ComplainantPhone,
	"complainant-address": channel.ComplainantAddress,
	"respondent-name":     channel.RespondentName,
	"respondent-address":  channel.RespondentAddress,
	"platform":            channel.Platform,
	"order":               channel.Order,
	"demand":              channel.Demand,
	"facts":               channel.Facts,
	"evidence":            channel.Evidence,
}

// level is how much a finding matters to this addressee.
func (c *composer) level(id string) Level {
	if e, ok := elements[id]; ok && slices.Contains(c.ch.MustContain, e) {
		return Must
	}
	return cmp.Or(defaults[id], Should)
}

// blank is a visible blank for something missing, and the finding about it.
func (c *composer) blank(id string) doc.Blank {
	c.gaps.add(id, "")
	return doc.Blank{Label: c.say("blank." + id)}
}

// blankOf is blank for something missing about one piece of evidence.
func (c *composer) blankOf(id string, e dispute.EvidenceID) doc.Blank {
	c.gaps.about(id, "", e)
	return doc.Blank{Label: c.say("blank." + id), Ems: 6}
}

// namedEvidence is how many numbers a finding names before it counts the rest.
const namedEvidence = 6

// numbersOf is "E3, E4" in the language of findings: the numbers of evidence, of
// many the first few and how many there are.
func (c *composer) numbersOf(ids []dispute.EvidenceID) string {
	ids = slices.Sorted(slices.Values(ids))
	var named []string
	for _, id := range ids[:min(len(ids), namedEvidence)] {
		named = append(named, id.String())
	}
	talk := c.talk()
	text := strings.Join(named, talk.Say("list.comma"))
	if len(ids) > namedEvidence {
		return talk.Say("list.many", text, len(ids))
	}
	return text
}

// findings are the gaps as findings, what must be mended first.
func (c *composer) findings() []Finding {
	out := make([]Finding, 0, len(c.gaps.list))
	for _, g := range c.gaps.list {
		f := Finding{ID: g.id, Level: cmp.Or(g.level, c.level(g.id))}
		args, fix := g.args, g.fix
		if len(g.evidence) > 0 {
			args = []any{c.numbersOf(g.evidence), len(g.evidence)}
			fix = []any{slices.Min(g.evidence).String()}
		}
		words := cmp.Or(g.code, g.id)
		f.Text = dispute.Say("finding."+words, args...)
		if code := "fix." + words; hasWords(code) {
			f.Fix = dispute.Say(code, append(fix, c.fixArgs(g.id)...)...)
		}
		out = append(out, f)
	}
	out = append(out, c.request.More...)
	rank := map[Level]int{Must: 0, Should: 1, Remark: 2}
	slices.SortStableFunc(out, func(a, b Finding) int { return cmp.Compare(rank[a.Level], rank[b.Level]) })
	return out
}

// fixArgs are what a fix needs from the case.
func (c *composer) fixArgs(id string) []any {
	switch id {
	case "respondent-name", "respondent-address":
		return []any{string(c.respondent)}
	case "office", "photo-place":
		return []any{c.ch.ID}
	}
	return nil
}
