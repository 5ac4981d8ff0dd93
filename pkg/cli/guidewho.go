package cli

import (
	"context"
	"strings"
	"unicode"

	"complain/pkg/channel"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/likely"
)

// whoQuestions are who complains and about whom, as far as the addressee wants to
// know.
func whoQuestions() []guideQuestion {
	return []guideQuestion{
		whoQuestion("me", channel.ComplainantName, complains, "name", func(st *guideState) []likely.Name { return st.seen.Complainants() }),
		whoQuestion("phone", channel.ComplainantPhone, complains, "phone", nil),
		whoQuestion("address", channel.ComplainantAddress, complains, "address", nil),
		whoQuestion("seller", channel.RespondentName, (*guideState).respondent, "name", func(st *guideState) []likely.Name { return st.seen.Sellers() }),
		whoQuestion("seller-address", channel.RespondentAddress, (*guideState).respondent, "address", nil),
	}
}

func complains(*guideState) dispute.PartyRole { return dispute.Complainant }

// whoQuestion asks for a field of a party, and proposes whom records name.
func whoQuestion(id string, element channel.Element, role func(*guideState) dispute.PartyRole, field string, names func(*guideState) []likely.Name) guideQuestion {
	has := func(p dispute.Party) string {
		return map[string]string{"name": p.Name, "phone": p.Phone, "address": p.Address}[field]
	}
	return guideQuestion{
		id: id, task: "who",
		open: func(st *guideState) bool {
			// An address is printed where it is known, and a blank where it is not.
			wanted := st.needs(element) || field == "address" && len(st.evidence) > 0 && st.to.Packet != ""
			return wanted && len(st.evidence) > 0 && has(st.party(role(st))) == ""
		},
		put: func(g *guide, st *guideState) screen.Question {
			q := screen.Question{Text: g.s.Say("guide.q."+id, g.s.Say("role."+string(role(st)))), Free: true, Default: has(st.party(role(st))), Odd: oddOf(field)}
			if names != nil && q.Default == "" {
				proposeNames(g, &q, names(st))
			}
			q.Shown = q.Default
			if typed := g.typed[id]; typed != "" {
				q.Default, q.Shown = typed, typed
			}
			return q
		},
		take: func(ctx context.Context, g *guide, st *guideState, r screen.Reply) error {
			args := []string{"party", "set", string(role(st)), "--" + field, r.Text}
			for _, alias := range aliases(st, id, r.Text) {
				args = append(args, "--alias", alias)
			}
			return g.do(ctx, args...)
		},
	}
}

// oddOf is what is strange about an answer to a question for a field: something typed
// to get on, mostly, which a letter would print.
func oddOf(field string) func(line string) (code string) {
	return func(line string) string {
		letters, digits := 0, 0
		for _, r := range line {
			switch {
			case unicode.IsDigit(r):
				digits++
			case unicode.IsLetter(r):
				letters++
			}
		}
		const fewestDigits, shortest = 5, 2
		switch {
		case field == "phone" && digits < fewestDigits:
			return "guide.odd.phone"
		case field != "phone" && (letters == 0 || letters+digits < shortest):
			return "guide.odd.words"
		}
		return ""
	}
}

// aliases are the other names by which records call a party: of the seller all that
// were proposed, of the complainant those that are a part of the name.
func aliases(st *guideState, id, name string) []string {
	var out []string
	switch id {
	case "seller":
		for _, n := range st.seen.Sellers() {
			if n.Name != name {
				out = append(out, n.Name)
			}
		}
	case "me":
		out = st.seen.Selves()
		for _, n := range st.seen.Complainants() {
			if n.Name != name && len([]rune(n.Name)) > 1 && strings.Contains(name, n.Name) {
				out = append(out, n.Name)
			}
		}
	}
	return out
}

func proposeNames(g *guide, q *screen.Question, names []likely.Name) {
	const most = 6
	for i, n := range names {
		if i == most {
			break
		}
		q.Choices = append(q.Choices, screen.Choice{Value: n.Name, Label: g.s.Say("guide.name", n.Name, n.Records)})
	}
	if len(names) > 0 {
		q.Default = names[0].Name
	}
}
