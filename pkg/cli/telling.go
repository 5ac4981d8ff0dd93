package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dossier"
)

// tellingOptions are what the user says of an event beside what was read.
type tellingOptions struct {
	text  string
	cites []string
	as    []string
	given func(flag string) bool // nil: what is not empty

	translation string
}

func (o *tellingOptions) bind(s *session, c *cobra.Command) {
	c.Flags().StringSliceVar(&o.cites, "cites", nil, s.Say("flag.cites"))
	c.Flags().StringSliceVar(&o.as, "as", nil, s.Say("flag.as-element"))
}

// change is what is said of an event after the options changed it.
func (o *tellingOptions) change(ctx context.Context, s *session, f *casefile.File, category string, told dossier.Told) (_ dossier.Told, err error) {
	if o.given != nil && o.given("text") {
		told.Sentence = strings.TrimSpace(o.text)
	}
	if o.given != nil && o.given("translation") {
		told.Translation = strings.TrimSpace(o.translation)
	}
	if len(o.cites) > 0 {
		if told.Proofs, err = changeProofs(ctx, f, told.Proofs, o.cites); err != nil {
			return told, err
		}
	}
	if len(o.as) == 0 {
		return told, nil
	}
	practice, err := practice(s)
	if err != nil {
		return told, err
	}
	told.Elements = nil
	for _, typed := range o.as {
		if strings.EqualFold(typed, "none") {
			continue
		}
		e, err := elementNamed(s, practice, category, typed)
		if err != nil {
			return told, err
		}
		if !slices.Contains(told.Elements, e.ID) {
			told.Elements = append(told.Elements, e.ID)
		}
	}
	return told, nil
}

// elementNamed is the element of the category's story that somebody typed: by
// its id, the end of it, or a word for it.
func elementNamed(s *session, p *channel.Practice, category, typed string) (channel.StoryElement, error) {
	e, ok := p.ElementNamed(category, typed)
	if ok {
		return e, nil
	}
	var names []string
	var parts []screen.Choice
	story, _ := p.Story(category, "")
	for _, e := range story.Elements {
		names = append(names, e.Word())
		parts = append(parts, screen.Choice{Value: e.Word(), Label: e.Name.In(s.Lang.Tag()), Also: everyName(e.Name)})
	}
	if category == "" {
		return e, usage("error.element-category", typed).next("hint.element-category")
	}
	return e, meant(s.Screen, "error.element", typed, parts, "hint.element", strings.Join(names, s.Say("list.comma")))
}

// setEvent says something of an event that is there.
func setEvent(ctx context.Context, s *session, text string, o tellingOptions, path string) error {
	if !slices.ContainsFunc([]string{"text", "cites", "as", "translation"}, o.given) {
		return usage("error.nothing-to-set").next("hint.help", path)
	}
	f, c, err := openWith(ctx, s.open, casefile.ReadWrite, caseOf)
	if err != nil {
		return err
	}
	defer f.Close()
	r, err := oneRecord(ctx, f, text)
	if err != nil {
		return err
	}
	key := dossier.EventKey(r.Evidence, r.ID, r.Locator)
	told, err := dossier.ToldOf(ctx, f, key)
	if err != nil {
		return err
	}
	if told, err = o.change(ctx, s, f, c.Category, told); err != nil {
		return err
	}
	if err := dossier.SayTold(ctx, f, key, told); err != nil {
		return err
	}
	return s.Done(toldJSON(text, told), "event.set.done", strings.ToUpper(text))
}

func toldJSON(id string, told dossier.Told) answer.EventSet {
	v := answer.EventSet{ID: strings.ToUpper(id), Text: told.Sentence, Elements: told.Elements, Cites: []string{}, Translation: told.Translation}
	if v.Elements == nil {
		v.Elements = []string{}
	}
	for _, p := range told.Proofs {
		v.Cites = append(v.Cites, strings.TrimSpace(p.Evidence.String()+" "+p.Locator))
	}
	return v
}
