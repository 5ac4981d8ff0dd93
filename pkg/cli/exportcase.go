package cli

import (
	"context"
	"errors"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

// exportCase is a case opened to make a packet of it, and what of it is known
// not to be whole.
type exportCase struct {
	*casefile.File
	tolerant bool              // a packet is wanted all the same
	damaged  []casefile.Damage // what was found, each once
	unlogged bool              // the case could not take the entry that says it was exported
}

// openExport opens the case for a packet. Without tolerant it ends where what the
// case says is not what the custody log says.
func openExport(ctx context.Context, s *session, tolerant bool) (*exportCase, error) {
	e := &exportCase{tolerant: tolerant}
	var err error
	e.File, err = s.open(ctx, casefile.ReadWrite)
	switch {
	case errors.Is(err, casefile.ErrSealed):
		e.File, err = s.open(ctx, casefile.ReadOnly)
	case errors.Is(err, casefile.ErrDamaged) && tolerant:
		e.File, err = s.open(ctx, casefile.Salvage)
	}
	if err != nil {
		return nil, err
	}
	if err := e.CheckRows(ctx); err != nil && !e.take(err) {
		e.Close()
		return nil, err
	}
	return e, nil
}

// take notes what err says is damaged, and reports whether the packet is made
// without it.
func (e *exportCase) take(err error) bool {
	if !errors.Is(err, casefile.ErrDamaged) || !e.tolerant {
		return false
	}
	found := []casefile.Damage{{What: "file", Why: dispute.Say("damage.unreadable"), Part: casefile.PartFile}}
	var known *casefile.DamageError
	if errors.As(err, &known) {
		found = known.Damaged
	}
	for _, d := range found {
		same := func(other casefile.Damage) bool {
			return other.What == d.What && other.Column == d.Column && other.Why.Code == d.Why.Code
		}
		if !slices.ContainsFunc(e.damaged, same) {
			e.damaged = append(e.damaged, d)
		}
	}
	return true
}

// log notes in the custody log what was exported, unless others changed the case
// since the packet was begun: then it is not of this case as it is. A case that
// cannot be written to is exported all the same.
func (e *exportCase) log(ctx context.Context, c *composition, said dossier.Export) error {
	err := e.Batch(ctx, func() error {
		_, head, err := e.PacketHead(ctx)
		if err != nil {
			return err
		}
		if head != c.head {
			return failure("error.changed-meanwhile").next("hint.again")
		}
		return said.Log(ctx, e.File, c.channel.ID)
	})
	if e.sealed(err) {
		e.unlogged = true
		return nil
	}
	return err
}

// sealed reports whether nothing can be written into the case: it lies on a
// medium that takes nothing, or it is damaged and a packet is wanted all the same.
func (e *exportCase) sealed(err error) bool {
	return errors.Is(err, casefile.ErrSealed) || err != nil && !e.Writable() || e.tolerant && errors.Is(err, casefile.ErrDamaged)
}

// mostUnverified is how many damages a packet names; how many more there are, it
// says.
const mostUnverified = 200

// unverified is damage as a packet in lang names it.
func unverified(lang locale.Lang, damaged []casefile.Damage) []packet.Unverified {
	var out []packet.Unverified
	for i, d := range damaged {
		if i == mostUnverified {
			return append(out, packet.Unverified{What: lang.Say("damage.more", len(damaged)-i), Why: lang.Say("damage.more.where")})
		}
		out = append(out, packet.Unverified{Evidence: d.Evidence, What: subject(lang, d.What), Why: damageText(lang, d)})
	}
	return out
}
