package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/importer/all"
	"complain/pkg/locale"
	"complain/pkg/phrase"
	"complain/pkg/story"
	"complain/pkg/tale"
)

// proposedNames is what can be said of the evidence of a case, in the language of
// its packets: what stands so already is left out.
func proposedNames(ctx context.Context, s *session, f *casefile.File) ([]story.Naming, error) {
	o, err := talesOf(s)
	if err != nil {
		return nil, err
	}
	return tale.Names(ctx, f, o, readerIn)
}

// readerIn is how files are called in a language that were read so.
func readerIn(lang locale.Lang) func(dispute.Reading) story.Reader {
	return func(r dispute.Reading) story.Reader {
		about := all.About(r.Importer)
		out := story.Reader{Name: about.Name, App: about.App, Source: about.Source}
		if issuer := about.Variants[r.Variant]; about.Issuers && !issuer.Empty() {
			name, _, _ := strings.Cut(issuer.In(lang.Tag()), lang.Say("naming.aside"))
			out.Name = dispute.Words{lang.Tag(): lang.Say("naming.statement", name)}
		}
		return out
	}
}

// proposedName is a proposal in words.
func proposedName(s *session, language string, n story.Naming) answer.EvidenceNamed {
	lang := s.Lang.For(language)
	say := func(note dispute.Note) string {
		if note.Code == "" {
			return ""
		}
		return lang.Note(note)
	}
	v := answer.EvidenceNamed{Evidence: n.Evidence.String(), Title: say(n.Title), Source: say(n.Source), Proves: say(n.Proves)}
	if n.Because.Code != "" {
		v.Because = s.Lang.Note(n.Because)
	}
	return v
}

// takeNames says of the evidence that words name, or of all, what is proposed for
// it. What the user said of it stays.
func takeNames(ctx context.Context, s *session, words []string) error {
	if len(words) == 0 {
		words = []string{everything}
	}
	return withChosen(ctx, s, words, false, func(f *casefile.File, chosen []dispute.Evidence) error {
		c, err := f.Case(ctx)
		if err != nil {
			return err
		}
		proposed, err := proposedNames(ctx, s, f)
		if err != nil {
			return err
		}
		took, err := sayNames(ctx, s, f, chosen, proposed, c.Language)
		if err != nil {
			return err
		}
		return printNames(s, took)
	})
}

// sayNames keeps what is proposed and does not stand yet, all of it or nothing.
func sayNames(ctx context.Context, s *session, f *casefile.File, chosen []dispute.Evidence, proposed []story.Naming, language string) (took []answer.EvidenceNamed, err error) {
	err = f.Batch(ctx, func() error {
		named, err := dossier.NamedOf(ctx, f)
		if err != nil {
			return err
		}
		for _, n := range proposed {
			i := slices.IndexFunc(chosen, func(e dispute.Evidence) bool { return e.ID == n.Evidence })
			if i < 0 {
				continue
			}
			e, v, kept := chosen[i], proposedName(s, language, n), named[n.Evidence]
			for _, field := range []struct {
				now, kept, new *string
			}{{&e.Title, &kept.Title, &v.Title}, {&e.Source, &kept.Source, &v.Source}, {&e.Proves, &kept.Proves, &v.Proves}} {
				if *field.new == *field.now {
					*field.new = ""
				}
				*field.now, *field.kept = cmp.Or(*field.new, *field.now), cmp.Or(*field.new, *field.kept)
			}
			if v.Title+v.Source+v.Proves == "" {
				continue
			}
			took = append(took, v)
			if err := f.Describe(ctx, e); err != nil {
				return err
			}
			if err := dossier.Say(ctx, f, dossier.NamedSaid, e.ID.String(), kept); err != nil {
				return err
			}
		}
		return nil
	})
	return took, err
}

func printNames(s *session, took []answer.EvidenceNamed) error {
	if s.JSON {
		return s.WriteJSON(append([]answer.EvidenceNamed{}, took...))
	}
	if len(took) == 0 {
		s.Talk("evidence.names.none")
		return nil
	}
	for _, v := range took {
		s.indent("", phrase.Join("  ", v.Evidence, screen.Clean(v.Title)))
		for _, row := range []struct{ label, text string }{{"evidence.source", v.Source}, {"evidence.proves", v.Proves}, {"evidence.because", v.Because}} {
			if row.text != "" {
				s.Labelled(row.label, screen.Clean(row.text))
			}
		}
	}
	s.Print("evidence.names.done", len(took))
	return nil
}
