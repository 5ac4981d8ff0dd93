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
}

// Speakers lists who speaks in the messages and calls of a case, most first, and
// of as many the earlier one first. Withdrawn evidence is left out, as in the
// timeline.
func Speakers(ctx context.Context, f *casefile.File) ([]*Speaker, error) {
	byName := map[string]*Speaker{}
	var out []*Speaker
	for _, kind := range []dispute.Kind{dispute.Message, dispute.Call} {
		for r, err := range f.Records(ctx, casefile.Filter{Kind: kind}) {
			if err != nil {
				return nil, err
			}
			if strings.TrimSpace(r.Who) == "" {
				continue
			}
			s := byName[r.Who]
			if s == nil {
				s = &Speaker{Name: r.Who, In: map[dispute.EvidenceID]int{}}
				byName[r.Who] = s
				out = append(out, s)
			}
			s.add(r.Evidence)
		}
	}
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
