package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
)

func newWho(s *session) *cobra.Command {
	c := command(s.Lang, "who", "who", func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(cmd, args[0])
		}
		return listSpeakers(cmd.Context(), s)
	})
	c.Args = cobra.ArbitraryArgs
	bind := command(s.Lang, "who.bind", "bind NAME ROLE", func(cmd *cobra.Command, args []string) error {
		return bindSpeaker(cmd.Context(), s, args[0], args[1])
	})
	bind.Args = arguments(s.Lang, 2, 2, "NAME ROLE")
	c.AddCommand(bind)
	return c
}

func listSpeakers(ctx context.Context, s *session) error {
	f, list, err := openWith(ctx, s.openWhole, casefile.ReadOnly, dossier.Speakers)
	if err != nil {
		return err
	}
	defer f.Close()
	parties, err := f.Parties(ctx)
	if err != nil {
		return err
	}
	if len(list) == 0 && !s.JSON {
		s.Talk("who.none")
		return nil
	}
	t := s.Table("who.head.name", "who.head.count", "who.head.evidence", "who.head.party")
	t.Flexible, t.Right = 0, []int{1}
	rows, open := []answer.Speaker{}, ""
	for _, one := range list {
		role, ok := dossier.RoleOf(parties, one.Name)
		in, where := map[string]int{}, []string{}
		for _, id := range one.Evidence {
			in[id.String()] = one.In[id]
			where = append(where, s.Say("who.in", id, one.In[id]))
		}
		rows = append(rows, answer.Speaker{Name: one.Name, Count: one.Count, Evidence: in, Party: role})
		party := ""
		switch {
		case ok:
			party = s.Say("role." + string(role))
		case open == "":
			open = one.Name
		}
		t.Row(one.Name, itoa(int64(one.Count)), strings.Join(where, s.Say("who.between")), party)
	}
	if s.JSON {
		return s.WriteJSON(rows)
	}
	t.Print()
	if open != "" {
		s.Talk("who.next", screen.Clean(open), typed(screen.Clean(open)))
	}
	return nil
}

// bindSpeaker adds a name that speaks in the case to a party's other names.
func bindSpeaker(ctx context.Context, s *session, name, text string) error {
	role, err := parseRole(s.Screen, text)
	if err != nil {
		return err
	}
	f, list, err := openWith(ctx, s.open, casefile.ReadWrite, dossier.Speakers)
	if err != nil {
		return err
	}
	defer f.Close()
	speaker := dossier.SpeakerNamed(list, name)
	if speaker == nil {
		return failure("error.who-unknown", name).next("hint.who-unknown")
	}
	name = speaker.Name
	parties, err := f.Parties(ctx)
	if err != nil {
		return err
	}
	if other, ok := dossier.RoleOf(parties, name); ok && other != role {
		return failure("error.who-bound", name, s.Say("role."+string(other))).next("hint.who-bound", other)
	}
	p := dispute.Party{Role: role}
	for _, known := range parties {
		if known.Role == role {
			p = known
		}
	}
	if !p.Called(name) {
		p.Aliases = append(p.Aliases, name)
		if err := s.saying(ctx, f, func() error { return f.SetParty(ctx, p) }); err != nil {
			return err
		}
	}
	return s.Done(partyJSON(p), "who.bound", screen.Clean(name), s.Say("role."+string(role)), speaker.Count)
}
