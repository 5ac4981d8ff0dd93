package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dossier"
	"complain/pkg/internal/pattern"
	"complain/pkg/packet"
)

const (
	// shortestHead is how many digits of a hash must be given: fewer would fit by
	// chance.
	shortestHead = 12
	// sinceLines is how many later entries are listed.
	sinceLines = 20
)

var hexPrefix = pattern.New(`^[0-9a-f]+$`)

// verifyHead says to which point of the case's history a hash belongs that
// somebody read off a packet.
func verifyHead(ctx context.Context, s *session, head string) error {
	head = strings.ToLower(strings.Join(strings.Fields(head), ""))
	if len(head) < shortestHead || len(head) > 64 || !hexPrefix.MatchString(head) {
		return usage("error.head", head).next("hint.head", shortestHead)
	}
	return verifyPoint(ctx, s, head, "", func(hash string) bool { return strings.HasPrefix(hash, head) })
}

// verifyPacket says whether a packet belongs to the case, by the hashes in it.
func verifyPacket(ctx context.Context, s *session, path string) error {
	data, err := readPlain(path, packet.LargestFile)
	if err != nil {
		return err
	}
	hashes := packet.HashesIn(ctx, data)
	if len(hashes) == 0 {
		return failure("error.packet-no-hash", path).next("hint.packet-no-hash")
	}
	return verifyPoint(ctx, s, path, fileSum(data), func(hash string) bool { return hashes[hash] })
}

// verifyPoint looks for an entry of the custody log. sum is the SHA-256 of the
// packet, where there is one.
func verifyPoint(ctx context.Context, s *session, what, sum string, fits func(string) bool) error {
	f, err := s.open(ctx, casefile.Salvage)
	if err != nil {
		return err
	}
	defer f.Close()
	// A head says nothing where the case is not what its log says.
	v, err := f.Verify(ctx, nil)
	if err != nil {
		return err
	}
	whole := v.Err()
	p, err := f.FindPoint(ctx, fits)
	found := !errors.Is(err, casefile.ErrNotFound)
	if err != nil && found {
		return err
	}
	var exported *casefile.Entry
	if sum != "" {
		if exported, err = dossier.ExportOf(ctx, f, sum); err != nil {
			return err
		}
	}
	if s.JSON {
		if err := s.WriteJSON(pointJSON(p, found, exported)); err != nil {
			return err
		}
	} else {
		printPoint(s.Screen, what, p, found, sum != "", exported)
	}
	switch {
	case whole != nil:
		return whole
	case !found:
		return errLook
	}
	return nil
}

func changesIn(entries []casefile.Entry) []casefile.Entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e casefile.Entry) bool { return !e.Changes() })
}

func pointJSON(p casefile.Point, found bool, exported *casefile.Entry) answer.Point {
	out := answer.Point{Belongs: found, Entries: p.Entries, LogOk: len(p.Broken) == 0}
	if exported != nil {
		out.Exported = new(custodyJSON(*exported))
	}
	if !found {
		return out
	}
	since := []answer.Later{}
	for _, e := range p.Since {
		since = append(since, answer.Later{Seq: e.Seq, At: e.At, Action: e.Action, Subject: e.Subject})
	}
	out.Entry, out.At, out.Head, out.Since, out.ChangesSince = p.Entry.Seq, p.Entry.At, p.Entry.Hash, since, new(len(changesIn(p.Since)))
	return out
}

func printPoint(scr *screen.Screen, what string, p casefile.Point, found, packet bool, exported *casefile.Entry) {
	for _, seq := range p.Broken {
		fmt.Fprintf(scr.Out, "%s %s\n", scr.Out.Style.Bad.Render(scr.Say("label.damaged")), scr.Say("damage.chain", seq))
	}
	if !found {
		scr.Print("verify.foreign", screen.Clean(shown(what)))
		scr.Talk("verify.foreign.why")
		return
	}
	fmt.Fprintln(scr.Out, scr.Out.Style.Good.Render(scr.Say("verify.belongs", p.Entry.Seq, p.Entries, p.Entry.At)))
	switch {
	case exported != nil:
		scr.Print("verify.exported", exported.Seq, exported.At)
	case packet:
		scr.Print("verify.not-exported")
	}
	changes := changesIn(p.Since)
	if len(changes) == 0 {
		scr.Print("verify.unchanged")
		return
	}
	scr.Print("verify.since", len(changes))
	for i, e := range changes {
		if i == sinceLines {
			scr.Print("verify.since-more", len(changes)-i)
			break
		}
		fmt.Fprintf(scr.Out, "  %d  %s  %s %s\n", e.Seq, e.At, action(scr.Lang, e.Action), screen.Clean(subject(scr.Lang, e.Subject)))
	}
}
