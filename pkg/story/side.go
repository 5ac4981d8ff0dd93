package story

import (
	"slices"
	"strings"
	"unicode/utf8"

	"complain/pkg/dispute"
	"complain/pkg/internal/fold"
)

// sides says whose words are whose: by the parties of the case and their other
// names, else by what a speaker is called, else by who is left in a conversation
// of two.
type sides struct {
	parties []dispute.Party
	names   map[dispute.PartyRole]map[string][]string
	talks   map[dispute.EvidenceID]*talk
	known   map[speaker]dispute.PartyRole
	calls   map[string]dispute.PartyRole // by name
	folded  *foldedNames
}

// foldedNames are the names of a case and those that say what somebody is, folded.
type foldedNames struct {
	parties []foldedParty
	by      map[dispute.PartyRole][]string
}

type foldedParty struct {
	role  dispute.PartyRole
	email string
	names []string
}

func newSides(parties []dispute.Party, names map[dispute.PartyRole]map[string][]string, talks map[dispute.EvidenceID]*talk) sides {
	return sides{parties: parties, names: names, talks: talks, known: map[speaker]dispute.PartyRole{}, calls: map[string]dispute.PartyRole{}}
}

// fold folds the names, once.
func (s *sides) fold() *foldedNames {
	if s.folded != nil {
		return s.folded
	}
	s.folded = &foldedNames{by: map[dispute.PartyRole][]string{}}
	for _, p := range s.parties {
		one := foldedParty{role: p.Role, email: fold.String(p.Email)}
		for _, known := range append([]string{p.Name, p.Email}, p.Aliases...) {
			if known = fold.String(known); known != "" {
				one.names = append(one.names, known)
			}
		}
		s.folded.parties = append(s.folded.parties, one)
	}
	for role, lists := range s.names {
		for _, list := range lists {
			for _, n := range list {
				s.folded.by[role] = append(s.folded.by[role], fold.String(n))
			}
		}
	}
	return s.folded
}

type speaker struct {
	in  dispute.EvidenceID
	who string
}

// of is the party that somebody is in a conversation; "" where nobody can tell.
func (s *sides) of(in dispute.EvidenceID, who string) dispute.PartyRole {
	key := speaker{in, who}
	if role, ok := s.known[key]; ok {
		return role
	}
	role := s.called(who)
	if t := s.talks[in]; role == "" && t != nil && who != "" {
		role = s.left(t, who)
	}
	s.known[key] = role
	return role
}

// called is the party that a name is of.
func (s *sides) called(who string) dispute.PartyRole {
	role, ok := s.calls[who]
	if !ok {
		role = s.call(fold.String(who))
		s.calls[who] = role
	}
	return role
}

func (s *sides) call(name string) dispute.PartyRole {
	if name == "" {
		return ""
	}
	names := s.fold()
	for _, p := range names.parties {
		for _, known := range p.names {
			telling := p.role != dispute.Complainant && utf8.RuneCountInString(known) >= 3 || known == p.email
			if known == name || telling && strings.Contains(name, known) {
				return p.role
			}
		}
	}
	if slices.Contains(names.by[dispute.Complainant], name) {
		return dispute.Complainant
	}
	for _, role := range []dispute.PartyRole{dispute.Platform, dispute.Carrier, dispute.Payment, dispute.Seller} {
		if slices.ContainsFunc(names.by[role], func(n string) bool { return holds(name, n) }) {
			return role
		}
	}
	return ""
}

// left is who is left in a conversation: beside a business the complainant, in
// one of two beside the complainant the seller. Where somebody speaks for the seller
// in another conversation, or other conversations have somebody left too, it may be
// the brand, a courier or a friend: whose words they are is then nobody's guess.
func (s *sides) left(t *talk, who string) dispute.PartyRole {
	unknown, me, others := 0, false, 0
	for name := range t.speakers {
		switch role := s.called(name); {
		case name == "":
		case role == "":
			unknown++
		case role == dispute.Complainant:
			me = true
		default:
			others++
		}
	}
	switch {
	case unknown != 1:
		return ""
	case !me && others > 0:
		return dispute.Complainant
	case me && others == 0 && s.alone(t, who):
		return dispute.Seller
	}
	return ""
}

// alone reports whether no conversation but t has somebody who speaks for the seller,
// or somebody else of whom nobody knows for whom they speak.
func (s *sides) alone(t *talk, who string) bool {
	for _, other := range s.talks {
		if other == t {
			continue
		}
		for name := range other.speakers {
			if role := s.called(name); name != "" && name != who && (role == "" || role == dispute.Seller) {
				return false
			}
		}
	}
	return true
}

// holds reports whether a name has a word, whole where its script writes spaces.
func holds(name, word string) bool {
	for at := 0; ; {
		i := strings.Index(name[at:], word)
		if i < 0 {
			return false
		}
		i += at
		before, _ := utf8.DecodeLastRuneInString(name[:i])
		first, _ := utf8.DecodeRuneInString(word)
		if !spaced(first) || (i == 0 || !wordRune(before)) && ends(name[i+len(word):], word) {
			return true
		}
		at = i + len(word)
	}
}
