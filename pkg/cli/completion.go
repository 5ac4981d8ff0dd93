package cli

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/importer/all"
	"complain/pkg/phrase"
)

// candidates are words that may stand at a place of the command line, with what
// they mean.
type candidates func(context.Context, *session) []screen.Choice

// completedArguments is what the arguments of commands can be, by their paths.
func completedArguments() map[string]candidates {
	out := map[string]candidates{
		"channels": channelChoices, "channels status": channelChoices, "channels edit": channelChoices, "howto": appChoices, "claim add": claimChoices,
		"party set": roleChoices, "party remove": roleChoices, "who bind": speakerChoices,
		"story take": proposalChoices, "story fill": elementChoices, "story none": elementChoices,
	}
	for _, path := range []string{"evidence show", "evidence get", "evidence set", "evidence note", "evidence withdraw", "evidence restore", "evidence mend",
		"reimport", "read-text", "redact", "packet include", "packet exclude", "packet order", "purge"} {
		out[path] = evidenceChoices
	}
	for _, path := range []string{"event pin", "event unpin", "event set", "event join", "event split", "event remove", "story drop", "story order", "timeline show"} {
		out[path] = recordChoices
	}
	return out
}

// completedFlags is what the values of flags can be, by their names.
func completedFlags() map[string]candidates {
	return map[string]candidates{
		"to": channelChoices, "category": categoryChoices, "platform": platformChoices, "as": readerChoices, "evidence": evidenceChoices,
		"kind": kindChoices, "redact": profileChoices, "lang": languageChoices, "language": languageChoices,
		"date-order": fixed("ymd", "dmy", "mdy"), "format": fixed(strings.Split(formatNames(), "|")...), "photos": fixed(photosPrint, photosOriginal), "color": fixed("auto", "always", "never"),
	}
}

// complete teaches the shell's completion what stands where.
func complete(s *session, root *cobra.Command) {
	arguments, flags := completedArguments(), completedFlags()
	var each func(*cobra.Command)
	each = func(c *cobra.Command) {
		path := strings.TrimPrefix(c.CommandPath(), root.Name()+" ")
		if of := arguments[path]; of != nil {
			c.ValidArgs, c.ValidArgsFunction = nil, completer(s, of)
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if of := flags[f.Name]; of != nil {
				_ = c.RegisterFlagCompletionFunc(f.Name, completer(s, of)) // it fails for a flag that has one, and that one holds
			}
		})
		for _, sub := range c.Commands() {
			each(sub)
		}
	}
	each(root)
	for name, of := range flags {
		if root.PersistentFlags().Lookup(name) != nil {
			_ = root.RegisterFlagCompletionFunc(name, completer(s, of))
		}
	}
}

// completer offers what begins with what is typed, but for what stands there
// already.
func completer(s *session, of candidates) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var out []cobra.Completion
		for _, c := range of(cmd.Context(), s) {
			if !slices.Contains(args, c.Value) && strings.HasPrefix(strings.ToLower(c.Value), strings.ToLower(typed)) {
				out = append(out, cobra.CompletionWithDesc(c.Value, screen.Clean(c.Label)))
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

func fixed(words ...string) candidates {
	return func(context.Context, *session) []screen.Choice {
		var out []screen.Choice
		for _, w := range words {
			out = append(out, screen.Choice{Value: w})
		}
		return out
	}
}

func channelChoices(_ context.Context, s *session) []screen.Choice {
	book, err := s.book()
	if err != nil {
		return nil
	}
	var out []screen.Choice
	for _, role := range []string{"seller", "platform", "association", "regulator"} {
		out = append(out, screen.Choice{Value: role, Label: s.Say("completion." + role)})
	}
	for _, c := range book.Channels() {
		if c.Closed == "" {
			out = append(out, screen.Choice{Value: c.ID, Label: c.Name.In(s.Lang.Tag())})
		}
	}
	return out
}

func categoryChoices(_ context.Context, s *session) []screen.Choice {
	book, err := s.book()
	if err != nil {
		return nil
	}
	return categories(s.Lang, book)
}

func platformChoices(_ context.Context, s *session) []screen.Choice {
	book, err := s.book()
	if err != nil {
		return nil
	}
	return platforms(s.Lang, book)
}

func profileChoices(_ context.Context, s *session) []screen.Choice {
	book, err := s.book()
	if err != nil {
		return nil
	}
	return profiles(s.Lang, book)
}

func roleChoices(_ context.Context, s *session) []screen.Choice { return roles(s.Lang) }

func readerChoices(_ context.Context, s *session) []screen.Choice {
	var out []screen.Choice
	for _, r := range append(all.Importers(), all.Fallback()) {
		out = append(out, screen.Choice{Value: r.Name(), Label: r.About().Name.In(s.Lang.Tag())})
	}
	return out
}

func languageChoices(_ context.Context, s *session) []screen.Choice {
	var out []screen.Choice
	for _, l := range s.sys.Languages.Langs() {
		out = append(out, screen.Choice{Value: l.Tag(), Label: l.Say("language.name")})
	}
	return out
}

func kindChoices(context.Context, *session) []screen.Choice {
	var out []screen.Choice
	for _, k := range dispute.Kinds() {
		out = append(out, screen.Choice{Value: string(k)})
	}
	return out
}

func claimChoices(ctx context.Context, s *session) []screen.Choice {
	out := claimKinds(s.Lang)
	if practice, err := practice(s); err == nil {
		for _, k := range offeredClaims(ctx, s, practice) {
			if !slices.ContainsFunc(out, func(c screen.Choice) bool { return c.Value == k.ID }) {
				out = append(out, screen.Choice{Value: k.ID, Label: k.Name.In(s.Lang.Tag())})
			}
		}
	}
	return out
}

func appChoices(_ context.Context, s *session) []screen.Choice {
	book, err := s.book()
	if err != nil {
		return nil
	}
	h, err := book.Howto()
	if err != nil {
		return nil
	}
	var out []screen.Choice
	for _, g := range h.Guides {
		out = append(out, screen.Choice{Value: g.ID, Label: g.App.In(s.Lang.Tag())})
	}
	return out
}

// inCase are candidates of the case that a command would be about; without one
// there are none, and no word of why.
func inCase(ctx context.Context, s *session, of func(*casefile.File) ([]screen.Choice, error)) []screen.Choice {
	at, err := s.findCase()
	if err != nil {
		return nil
	}
	f, err := casefile.Open(ctx, at.path, casefile.ReadOnly, s.sys.Now)
	if err != nil {
		return nil
	}
	defer f.Close()
	out, err := of(f)
	if err != nil {
		return nil
	}
	return out
}

func evidenceChoices(ctx context.Context, s *session) []screen.Choice {
	return inCase(ctx, s, func(f *casefile.File) (out []screen.Choice, err error) {
		list, err := f.AllEvidence(ctx)
		for _, e := range list {
			out = append(out, screen.Choice{Value: e.ID.String(), Label: cmp.Or(e.Title, e.Name)})
		}
		return out, err
	})
}

// mostOffered is how many records a shell is offered: it asks again for each
// letter that is typed.
const mostOffered = 500

func recordChoices(ctx context.Context, s *session) []screen.Choice {
	return inCase(ctx, s, func(f *casefile.File) (out []screen.Choice, err error) {
		for r, err := range f.Records(ctx, casefile.Filter{}) {
			if err != nil || len(out) == mostOffered {
				return out, err
			}
			out = append(out, screen.Choice{Value: "R" + strconv.FormatInt(r.ID, 10), Label: phrase.Join("  ", r.At.Wall(), phrase.Join(": ", r.Who, r.Text))})
		}
		return out, nil
	})
}

func speakerChoices(ctx context.Context, s *session) []screen.Choice {
	return inCase(ctx, s, func(f *casefile.File) (out []screen.Choice, err error) {
		list, err := dossier.Speakers(ctx, f)
		for _, one := range list {
			out = append(out, screen.Choice{Value: one.Name, Label: strconv.Itoa(one.Count)})
		}
		return append(out, roles(s.Lang)...), err
	})
}

func proposalChoices(ctx context.Context, s *session) []screen.Choice {
	return inCase(ctx, s, func(f *casefile.File) (out []screen.Choice, err error) {
		t, err := taleOf(ctx, s, f, false)
		if err != nil {
			return nil, err
		}
		for _, p := range t.Proposals() {
			out = append(out, screen.Choice{Value: strconv.Itoa(p.Fact.Number), Label: phrase.Join("  ", p.Element.Name.In(s.Lang.Tag()), cmp.Or(p.Fact.Quote, p.Fact.Text))})
		}
		return out, nil
	})
}

func elementChoices(ctx context.Context, s *session) []screen.Choice {
	return inCase(ctx, s, func(f *casefile.File) (out []screen.Choice, err error) {
		practice, err := practice(s)
		if err != nil {
			return nil, err
		}
		c, err := f.Case(ctx)
		for _, e := range practice.Elements(c.Category, "") {
			out = append(out, screen.Choice{Value: e.Word(), Label: e.Name.In(s.Lang.Tag())})
		}
		return out, err
	})
}
