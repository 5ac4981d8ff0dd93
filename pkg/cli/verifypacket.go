package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/dossier"
	"complain/pkg/packet"
)

const (
	// shortestHead is how many digits of a hash must be given: fewer would fit by
	// chance.
	shortestHead = 12
	// sinceLines is how many later entries are listed.
	sinceLines = 20
)

var hexPrefix = regexp.MustCompile(`^[0-9a-f]+$`)

// verifyHead says to which point of the case's history a hash belongs that
// somebody read off a packet.
func (a *app) verifyHead(ctx context.Context, head string) error {
	head = strings.ToLower(strings.Join(strings.Fields(head), ""))
	if len(head) < shortestHead || len(head) > 64 || !hexPrefix.MatchString(head) {
		return usage("error.head", head).next("hint.head", shortestHead)
	}
	return a.verifyPoint(ctx, head, "", func(hash string) bool { return strings.HasPrefix(hash, head) })
}

// verifyPacket says whether a packet belongs to the case, by the hashes in it.
func (a *app) verifyPacket(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("read the packet: %w", err)
	}
	if info.Size() > packet.LargestFile || !info.Mode().IsRegular() {
		return failure("error.packet-large", path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the packet: %w", err)
	}
	hashes := packet.HashesIn(ctx, data)
	if len(hashes) == 0 {
		return failure("error.packet-no-hash", path).next("hint.packet-no-hash")
	}
	return a.verifyPoint(ctx, path, fileSum(data), func(hash string) bool { return hashes[hash] })
}

// verifyPoint looks for an entry of the custody log. sum is the SHA-256 of the
// packet, where there is one.
func (a *app) verifyPoint(ctx context.Context, what, sum string, fits func(string) bool) error {
	f, err := a.open(ctx, casefile.Salvage)
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
	if a.json {
		if err := a.writeJSON(a.out, pointJSON(p, found, exported)); err != nil {
			return err
		}
	} else {
		a.printPoint(what, p, found, sum != "", exported)
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

func pointJSON(p casefile.Point, found bool, exported *casefile.Entry) map[string]any {
	out := map[string]any{"belongs": found, "entries": p.Entries, "log_ok": len(p.Broken) == 0}
	if exported != nil {
		out["exported"] = custodyJSON(*exported)
	}
	if !found {
		return out
	}
	since := []map[string]any{}
	for _, e := range p.Since {
		since = append(since, map[string]any{"seq": e.Seq, "at": e.At, "action": e.Action, "subject": e.Subject})
	}
	out["entry"], out["at"], out["head"], out["since"], out["changes_since"] = p.Entry.Seq, p.Entry.At, p.Entry.Hash, since, len(changesIn(p.Since))
	return out
}

func (a *app) printPoint(what string, p casefile.Point, found, packet bool, exported *casefile.Entry) {
	for _, seq := range p.Broken {
		fmt.Fprintf(a.out, "%s %s\n", a.out.style.bad.Render(a.say("label.damaged")), a.say("damage.chain", seq))
	}
	if !found {
		a.print("verify.foreign", clean(shown(what)))
		a.talk("verify.foreign.why")
		return
	}
	fmt.Fprintln(a.out, a.out.style.good.Render(a.say("verify.belongs", p.Entry.Seq, p.Entries, p.Entry.At)))
	switch {
	case exported != nil:
		a.print("verify.exported", exported.Seq, exported.At)
	case packet:
		a.print("verify.not-exported")
	}
	changes := changesIn(p.Since)
	if len(changes) == 0 {
		a.print("verify.unchanged")
		return
	}
	a.print("verify.since", len(changes))
	for i, e := range changes {
		if i == sinceLines {
			a.print("verify.since-more", len(changes)-i)
			break
		}
		fmt.Fprintf(a.out, "  %d  %s  %s %s\n", e.Seq, e.At, a.action(e.Action), clean(a.subject(e.Subject)))
	}
}
