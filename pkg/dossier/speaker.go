package dossier

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/termsafe"
)

// Speaker is a name under which somebody speaks in the evidence.
type Speaker struct {
	Name     string
	Count    int                  // messages and calls
	Evidence []dispute.EvidenceID // by number
	In       map[dispute.EvidenceID]int

	wrote bool
}

// Speakers lists who speaks in the messages and calls of a case, most first, and
// of as many the earlier one first. Withdrawn evidence is left out, as in the
// timeline.
func Speakers(ctx context.Context, f *casefile.File) ([]*Speaker, error) {
	byName := map[string]*Speaker{}
	var wrote, called []*Speaker // those who call and write nothing come last
	for r, err := range f.Passing(ctx, casefile.Filter{}) {
		if err != nil {
			return nil, err
		}
		if r.Kind != dispute.Message && r.Kind != dispute.Call || strings.TrimSpace(r.Who) == "" {
			continue
		}
		s := byName[r.Who]
		if s == nil {
			s = &Speaker{Name: strings.Clone(r.Who), In: map[dispute.EvidenceID]int{}}
			byName[s.Name] = s
		}
		switch {
		case r.Kind == dispute.Message && !s.wrote:
			s.wrote, wrote = true, append(wrote, s)
		case s.Count == 0:
			called = append(called, s)
		}
		s.add(r.Evidence)
	}
	out := append(wrote, slices.DeleteFunc(called, func(s *Speaker) bool { return s.wrote })...)
	for _, s := range out {
		slices.Sort(s.Evidence)
	}
	slices.SortStableFunc(out, func(a, b *Speaker) int { return cmp.Compare(b.Count, a.Count) })
	return out, nil
}

// SpeakerNamed is the speaker of that name, or nil: as it stands, else as a person
// types it who sees it on a screen. WhatsApp puts a no-break space behind the ~ of a
// name that is in no address book.
func SpeakerNamed(all []*Speaker, name string) *Speaker {
	typed := func(name string) string { return strings.Join(strings.Fields(termsafe.CleanLine(name)), " ") }
	for _, s := range all {
		if s.Name == name {
			return s
		}
	}
	for _, s := range all {
		if typed(s.Name) == typed(name) {
			return s
		}
	}
	return nil
}

func (s *Speaker) add(in dispute.EvidenceID) {
	if s.In[in] == 0 {
		s.Evidence = append(s.Evidence, in)
	}
	s.In[in]++
	s.Count++
}

// RoleOf finds the party that a name belongs to.
func RoleOf(parties []dispute.Party, name string) (dispute.PartyRole, bool) {
	for _, p := range parties {
		if p.Called(name) {
			return p.Role, true
		}
	}
	return "", false
}
