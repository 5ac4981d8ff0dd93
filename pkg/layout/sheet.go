package layout

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"complain/pkg/choices"
	"complain/pkg/dispute"
	"complain/pkg/internal/xlsx"
	"complain/pkg/phrase"
	"complain/pkg/story"
	"complain/pkg/view"
)

// column is a column of a sheet of choices: its key, the code of its head, and
// whether it can be changed, from which words.
type column struct {
	key, head string
	width     int
	open      bool
	list      []string
}

// columned makes a sheet of columns. Behind the columns stand, hidden, those that
// say what the open ones held.
func (l *Layout) columned(name, key string, columns []column) (s *xlsx.Sheet, add func(map[string]string)) {
	s = &xlsx.Sheet{}
	s.Name = l.lang.Say(name)
	keys := []string{}
	for i, c := range columns {
		s.Columns = append(s.Columns, xlsx.Column{Head: l.lang.Say(c.head), Width: c.width, Fixed: !c.open, List: c.list, Hidden: c.width == 0})
		if i == 0 {
			keys = append(keys, key)
		} else {
			keys = append(keys, c.key)
		}
	}
	for _, c := range columns {
		if c.open {
			s.Columns = append(s.Columns, xlsx.Column{Head: l.lang.Say(c.head), Width: 8, Fixed: true, Hidden: true})
			keys = append(keys, choices.Was+c.key)
		}
	}
	s.Rows = [][]string{keys}
	return s, func(values map[string]string) {
		row := []string{}
		for _, c := range columns {
			row = append(row, values[c.key])
		}
		for _, c := range columns {
			if c.open {
				row = append(row, values[c.key])
			}
		}
		s.Rows = append(s.Rows, row)
	}
}

// sheetItems are the evidence as a page would show it, without pictures.
func (l *Layout) sheetItems(ctx context.Context) ([]view.Item, error) {
	p := &view.Page{Lang: l.lang}
	err := l.items(ctx, p)
	return p.Items, err
}

func (l *Layout) evidenceSheet(items []view.Item) xlsx.Sheet {
	var elements []string
	for _, e := range l.elements {
		elements = append(elements, e.Name.In(l.lang.Tag()))
	}
	s, add := l.columned("sheet.evidence", choices.OfEvidence, []column{
		{"id", "sheet.number", 7, false, nil}, {"mark", "sheet.exhibit", 11, false, nil}, {"name", "sheet.file", 30, false, nil},
		{"kind", "sheet.what", 16, false, nil}, {"packet", "sheet.packet", 11, true, l.yesNoList()}, {"order", "sheet.order", 7, true, nil},
		{"title", "sheet.title", 32, true, nil}, {"source", "sheet.source", 32, true, nil}, {"proves", "sheet.proves", 44, true, nil},
		{"element", "sheet.element", 20, true, elements}, {"withdrawn", "sheet.withdrawn", 24, true, nil}, {"hint", "sheet.hint", 40, false, nil},
		{"event", "sheet.number", 0, false, nil},
	})
	for i, it := range items {
		row := map[string]string{"id": it.ID, "mark": it.Mark, "name": it.Name, "kind": it.What, "packet": l.yesNo(it.Mark != ""), "title": it.Title,
			"source": it.Source, "proves": it.Proves, "withdrawn": it.Withdrawn, "event": it.Event, "hint": phrase.Join("\n", it.Hints.Title, it.Hints.Source, it.Hints.Proves)}
		if it.Mark != "" {
			row["order"] = strconv.Itoa(i + 1)
		}
		if len(it.Elements) > 0 && it.Event != "" {
			row["element"] = l.elementName(it.Elements[0])
		}
		add(row)
	}
	return *s
}

func (l *Layout) storySheet() xlsx.Sheet {
	lang := l.lang.Tag()
	s, add := l.columned("sheet.story", choices.OfStory, []column{
		{"id", "sheet.number", 0, false, nil}, {"name", "sheet.element", 20, false, nil}, {"state", "sheet.state", 13, false, nil},
		{"question", "sheet.question", 40, false, nil}, {"record", "sheet.number", 8, false, nil}, {"time", "sheet.time", 17, false, nil},
		{"fact", "sheet.fact", 50, false, nil}, {"told", "sheet.told", 9, true, l.yesNoList()}, {"own", "sheet.own", 44, true, nil},
		{"when", "sheet.when", 13, true, nil}, {"none", "sheet.none", 30, true, nil},
	})
	for _, e := range l.elements {
		head := map[string]string{"id": e.ID, "name": e.Name.In(lang), "state": l.lang.Say("view.state." + string(e.State)), "question": e.Question.In(lang)}
		if e.State == story.None {
			head["none"] = e.Why
		}
		add(head)
		for _, f := range e.Facts {
			add(map[string]string{"id": e.ID, "name": e.Name.In(lang), "record": f.ID, "time": factAt(l.lang, f.At), "fact": phrase.Join(": ", f.Who, cmp.Or(f.Quote, f.Text)), "told": l.yesNo(f.Number == 0)})
		}
	}
	return *s
}

func (l *Layout) recordsSheet() xlsx.Sheet {
	s, add := l.columned("sheet.records", choices.OfRecords, []column{
		{"id", "sheet.number", 8, false, nil}, {"time", "sheet.time", 19, false, nil}, {"who", "sheet.who", 18, false, nil}, {"text", "sheet.fact", 60, false, nil},
		{"amount", "sheet.amount", 12, false, nil}, {"cites", "sheet.cites", 22, false, nil}, {"packet", "sheet.packet", 11, true, l.yesNoList()},
		{"sentence", "sheet.own", 50, true, nil},
	})
	events := slices.DeleteFunc(slices.Clone(l.plan.Events()), func(e dispute.Event) bool { return l.event(e).Fixed })
	for _, e := range events[:min(len(events), mostRows)] {
		v := l.event(e)
		add(map[string]string{"id": v.ID, "time": phrase.Join(" ", v.Day, v.Time), "who": v.Who, "text": v.Text, "amount": v.Amount, "cites": phrase.Citations(l.lang, e),
			"packet": l.yesNo(e.Key), "sentence": v.Sentence})
	}
	return *s
}

func (l *Layout) claimsSheet() xlsx.Sheet {
	s, add := l.columned("sheet.claims", choices.OfClaims, []column{
		{"id", "sheet.number", 7, false, nil}, {"kind", "sheet.what", 16, false, nil}, {"amount", "sheet.amount", 12, true, nil},
		{"text", "sheet.demand", 60, true, nil}, {"basis", "sheet.basis", 40, true, nil},
	})
	for _, c := range l.Dossier.Claims {
		row := map[string]string{"id": number(c.ID), "kind": l.lang.Say("claim.kind." + string(c.Kind)), "text": c.Text, "basis": c.Basis}
		if c.Amount != nil {
			row["amount"] = c.Amount.Decimal()
		}
		add(row)
	}
	return *s
}
