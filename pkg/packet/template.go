package packet

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"text/template"
	"time"

	"complain/pkg/channel"
	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// view is what templates see of the case: fields as methods, so that a blank is
// noted only where a template prints it.
type view struct{ c *composer }

// Title is the letter's name: 投诉书.
func (v view) Title() value { return value{"title", plain(v.c.letter.Name.In(v.c.lang))} }

// Addressee is whom the letter goes to.
func (v view) Addressee() value { return value{"addressee", v.c.addressee()} }

// Complainant is who complains.
func (v view) Complainant() value {
	return value{"complainant-name", v.c.orBlank(v.c.party(dispute.Complainant).Name, "complainant-name")}
}

// Phone is the complainant's.
func (v view) Phone() value {
	return value{"complainant-phone", v.c.orBlank(v.c.party(dispute.Complainant).Phone, "complainant-phone")}
}

// Address is the complainant's.
func (v view) Address() value {
	return value{"complainant-address", v.c.orBlank(v.c.party(dispute.Complainant).Address, "complainant-address")}
}

// Email is the complainant's, nothing where there is none.
func (v view) Email() value {
	return value{"complainant-email", plain(v.c.party(dispute.Complainant).Email)}
}

// Respondent is who is complained about.
func (v view) Respondent() value {
	return value{"respondent-name", v.c.nameOf(v.c.respondent, "respondent-name")}
}

// RespondentAddress is theirs.
func (v view) RespondentAddress() value {
	return value{"respondent-address", v.c.orBlank(v.c.party(v.c.respondent).Address, "respondent-address")}
}

// RespondentPhone is theirs, said to be unknown where it is.
func (v view) RespondentPhone() value {
	if phone := plain(v.c.party(v.c.respondent).Phone); phone != nil {
		return value{"respondent-phone", phone}
	}
	return value{"respondent-phone", plain(v.c.say("packet.not-known"))}
}

// OrderEnding is the end of the order's number, for what everybody can read.
func (v view) OrderEnding() value { return value{"order", v.c.orBlank(v.c.orderEnding(), "order")} }

func (c *composer) orderEnding() string {
	order := []rune(strings.TrimSpace(c.in.Case.Order))
	if len(order) <= shownOfOrder {
		return string(order)
	}
	return "****" + string(order[len(order)-shownOfOrder:])
}

// shownOfOrder is how much of an order's number everybody may read.
const shownOfOrder = 4

// Anonymous reports whether the letter names nobody who writes it.
func (v view) Anonymous() bool { return v.c.anonymous }

// Own reports whether the letter's list has the first part and none of the others:
// what an annex adds.
func (v view) Own(part string, but ...string) bool {
	l := v.c.letter
	listed := func(p string) bool { return slices.Contains(l.Require, p) || slices.Contains(l.May, p) }
	return (len(l.Require) == 0 || listed(part)) && !slices.ContainsFunc(but, listed)
}

// Calculated reports whether there is more to say of the amounts than the demands
// do: on what one rests.
func (v view) Calculated() bool {
	return v.c.letter.Holds("demands") && slices.ContainsFunc(v.c.claims, func(c dispute.Claim) bool {
		return c.Amount != nil && strings.TrimSpace(c.Basis) != ""
	})
}

// ChannelName is the body's name.
func (v view) ChannelName() string { return v.c.ch.Name.In(v.c.lang) }

// Hotline is the number to dial, or that the program knows none.
func (v view) Hotline() value {
	if number := v.c.ch.Hotline.Value; number != "" {
		return value{"hotline", plain(number)}
	}
	return value{"hotline", plain(v.c.say("packet.no-hotline"))}
}

// Shop is the seller, whoever is complained about.
func (v view) Shop() value {
	return value{"shop", v.c.nameOf(dispute.Seller, "respondent-name")}
}

// Platform is where it was bought.
func (v view) Platform() value { return value{"platform", v.c.orBlank(v.c.platformName(), "platform")} }

// Order is the order in dispute.
func (v view) Order() value { return value{"order", v.c.orBlank(v.c.in.Case.Order, "order")} }

// Goods is what was paid for; a blank where no payment says it.
func (v view) Goods() value {
	if goods := v.c.goods(v.c.payments()); goods != nil {
		return value{"goods", goods}
	}
	return value{"goods", []doc.Inline{v.c.blank("goods")}}
}

// Paid is how much was paid, and when.
func (v view) Paid() value { return value{"payment", v.c.paid()} }

// I and They are the two sides in a sentence.
func (v view) I() string { return v.c.voice.I.In(v.c.lang) }

// They is the other side.
func (v view) They() string { return v.c.they() }

// FirstDemand is the first demand, as a sentence has it.
func (v view) FirstDemand() value {
	if len(v.c.claims) == 0 {
		return value{"first-demand", []doc.Inline{v.c.blank("demand")}}
	}
	return value{"first-demand", trimStopInlines(v.c.demand(v.c.claims[0]), v.c.say("packet.stop"))}
}

// Category is the kind of problem, "" when the case does not say.
func (v view) Category() string {
	if v.c.category == nil {
		return ""
	}
	return v.c.category.Name.In(v.c.lang)
}

// Today is the packet's date.
func (v view) Today() value { return value{"date", v.c.today()} }

// ReplyBy is the day until which an answer is asked for: so many days from the
// packet's as the letter gives.
func (v view) ReplyBy() value { return value{"deadline", v.c.replyBy()} }

// China reports whether Chinese law applies.
func (v view) China() bool { return v.In("cn") }

// In reports whether the case is of one of these countries.
func (v view) In(countries ...string) bool {
	return slices.Contains(countries, strings.ToLower(v.c.in.Case.Jurisdiction))
}

// To reports whether the letter goes to one of these channels.
func (v view) To(channels ...string) bool { return slices.Contains(channels, v.c.ch.ID) }

// OfCategory reports whether the case is of one of these categories.
func (v view) OfCategory(ids ...string) bool { return slices.Contains(ids, v.c.in.Case.Category) }

// Happened reports whether the case dates an event of the rules.
func (v view) Happened(event string) (bool, error) {
	at, err := v.c.event(event)
	return !at.IsZero(), err
}

// On is the day of an event of the rules, or a blank.
func (v view) On(event string) ([]doc.Inline, error) { return v.c.eventDay(event) }

// DayFrom is which day the packet's is after an event: 3 where the event was
// three days before it; 0 where that is not known.
func (v view) DayFrom(event string) (int, error) {
	at, err := v.c.event(event)
	if err != nil || at.IsZero() || !v.c.request.Today.Known() {
		return 0, err
	}
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	k := v.c.request.Today.Clock()
	return int(time.Date(k.Year, time.Month(k.Month), k.Day, 0, 0, 0, 0, time.UTC).Sub(day(at)) / (24 * time.Hour)), nil
}

// Flag reports whether the user answered a question of the rules with yes.
func (v view) Flag(name string) (bool, error) {
	if _, err := v.c.practice.Flag(name); err != nil {
		return false, err
	}
	return v.c.request.State != nil && v.c.request.State.Flags[name], nil
}

// Has reports whether the case answers a field.
func (v view) Has(field string) (bool, error) {
	f, err := v.c.letters.Field(field)
	return err == nil && v.c.fieldText(f) != "", err
}

// AgainstPlatform reports whether the platform itself is complained about.
func (v view) AgainstPlatform() bool { return v.c.respondent == "platform" }

// Demands is how many demands there are.
func (v view) Demands() int { return len(v.c.claims) }

// FiledBefore is what the addressee has already, in words: when it was handed in, its
// number, and which exhibits it holds.
func (v view) FiledBefore() value {
	f := v.c.in.Filed
	if f == nil {
		return value{"first-step", []doc.Inline{v.c.blank("filed-on")}}
	}
	said := v.c.say("packet.filed-on", v.c.prose(f.On))
	if f.Reference != "" {
		said += v.c.say("packet.told.number", line(f.Reference))
	}
	had := f.numbers()
	first, last := slices.MinFunc(had, Number.Compare), slices.MaxFunc(had, Number.Compare)
	return value{"first-step", plain(v.c.say("packet.filed-before", said, v.c.say("packet.exhibit", first.String()), v.c.say("packet.exhibit", last.String())))}
}

// Exhibits is how many exhibits there are.
func (v view) Exhibits() int { return len(v.c.exhibits) }

// run executes the channel's template and reads the Markdown it makes.
func (c *composer) run(t fs.FS) ([]doc.Block, error) {
	a := &aside{}
	functions := template.FuncMap{
		escaper: a.put,
		// blank "id" is a visible blank, blank "id" 4 one of four characters.
		"blank": func(id string, ems ...int) (doc.Blank, error) {
			if !hasWords("blank." + id) {
				return doc.Blank{}, fmt.Errorf("no blank is called %q", id)
			}
			b := c.blank(id)
			for _, b.Ems = range ems {
			}
			return b, nil
		},
		// field "id" is what the user said in answer to it, or a blank.
		"field": c.field,
		// room 14 is a line of so many characters to write on while speaking.
		"room": func(ems int) doc.Blank { return doc.Blank{Ems: ems} },
		// part "id" says that the words around it are this part of the letter.
		"part": func(id string) (value, error) {
			if !slices.Contains(channel.Parts(), id) {
				return value{}, fmt.Errorf("no part of a letter is called %q", id)
			}
			return value{part: id}, nil
		},
		"cite": func(ids ...string) (string, error) {
			articles, err := c.book.InForce(ids, c.request.Today.String())
			if err != nil {
				return "", err
			}
			return c.cited(articles), nil
		},
	}
	lang := spokenBy(t, c.letter.Template, c.lang)
	name := c.letter.Template(lang)
	root := template.New(name).Funcs(functions).Option("missingkey=error")
	names := append(slices.Collect(maps.Keys(functions)), viewNames()...)
	slices.Sort(names)
	if err := parseFile(root, t, name, names); err != nil {
		return nil, err
	}
	parts, err := fs.Glob(t, "parts/*."+lang+".md")
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		called := strings.TrimSuffix(path.Base(part), "."+lang+".md")
		if err := parseFile(root.New(called), t, part, names); err != nil {
			return nil, err
		}
	}
	for _, each := range root.Templates() {
		escapeTree(each.Tree)
	}
	var b strings.Builder
	if err := root.Execute(&b, view{c}); err != nil {
		return nil, templateFault(name, slices.Concat(names, channel.Parts(), c.fieldNames()), err)
	}
	blocks, err := c.read(b.String(), a)
	if err != nil {
		return nil, lineFault(t, append([]string{name}, parts...), append(directiveNames(), c.fieldNames()...), err)
	}
	return blocks, nil
}

// spokenBy is the language of the template, called named(lang), that a packet in
// lang is made of: lang itself, what it is a variant of ("zh" for "zh-Hant"), else English. What the
// program adds to it is in lang all the same.
func spokenBy(t fs.FS, named func(lang string) string, lang string) string {
	for ; lang != ""; lang = lang[:max(0, strings.LastIndexByte(lang, '-'))] {
		if _, err := fs.Stat(t, named(lang)); err == nil {
			return lang
		}
	}
	return "en"
}

func parseFile(t *template.Template, fsys fs.FS, name string, names []string) error {
	text, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", name, ErrNoTemplate)
	}
	if err != nil {
		return err
	}
	if strings.Contains(string(text), mark) {
		return fmt.Errorf("template %s holds a NUL character", name)
	}
	if _, err := t.Parse(string(text)); err != nil {
		return templateFault(name, names, err)
	}
	return nil
}
