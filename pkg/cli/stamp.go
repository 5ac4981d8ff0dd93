package cli

import (
	"bytes"
	"context"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
	"complain/pkg/stamp"
)

func newStamp(a *app) *cobra.Command {
	var r stampRequest
	request := a.command("stamp.request", "request [--evidence E1] [-o FILE]", func(cmd *cobra.Command, _ []string) error {
		return a.requestStamp(cmd.Context(), r)
	})
	request.Args = a.arguments(0, 0, "")
	request.Flags().StringVar(&r.evidence, "evidence", "", a.say("flag.stamp.evidence"))
	request.Flags().StringVarP(&r.output, "output", "o", "", a.say("flag.stamp.output"))
	request.Flags().StringVar(&r.hash, "hash", "sha256", a.say("flag.stamp.hash", strings.Join(stamp.HashNames(), "|")))

	var anyNonce bool
	attach := a.command("stamp.attach", "attach FILE...", func(cmd *cobra.Command, args []string) error {
		return a.attachStamps(cmd.Context(), args, anyNonce)
	})
	attach.Args = a.arguments(1, -1, a.say("value.file"))
	attach.Flags().BoolVar(&anyNonce, "any-nonce", false, a.say("flag.stamp.any-nonce"))

	var v stampVerify
	verify := a.command("stamp.verify", "verify [S1...] [--ca FILE]", func(cmd *cobra.Command, args []string) error {
		return a.verifyStamps(cmd.Context(), v, args)
	})
	verify.Flags().StringArrayVar(&v.ca, "ca", nil, a.say("flag.stamp.ca"))
	verify.Flags().StringArrayVar(&v.untrusted, "untrusted", nil, a.say("flag.stamp.untrusted"))

	list := a.command("stamp.list", "list", func(cmd *cobra.Command, _ []string) error { return a.listStamps(cmd.Context()) })
	list.Args = a.arguments(0, 0, "")

	var output string
	var manifest bool
	get := a.command("stamp.get", "get S1 [-o FILE]", func(cmd *cobra.Command, args []string) error {
		return a.getStamp(cmd.Context(), args[0], output, manifest)
	})
	get.Args = a.arguments(1, 1, "S1")
	get.Flags().StringVarP(&output, "output", "o", "", a.say("flag.get-output"))
	get.Flags().BoolVar(&manifest, "manifest", false, a.say("flag.stamp.manifest"))
	return a.group("stamp", "stamp", request, attach, verify, list, get)
}

type stampRequest struct{ evidence, output, hash string }

// requestStamp writes a request file and remembers it in the case, with the
// manifest that it is over.
func (a *app) requestStamp(ctx context.Context, o stampRequest) error {
	h, err := stamp.ParseHash(o.hash)
	if err != nil {
		return usage("error.stamp-hash", o.hash).next("hint.stamp-hash", strings.Join(stamp.HashNames(), ", "))
	}
	var id dispute.EvidenceID
	if o.evidence != "" {
		if id, err = dispute.ParseEvidenceID(o.evidence); err != nil {
			return usage("error.evidence-number", o.evidence).next("hint.evidence-number")
		}
	}
	f, err := a.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	s := casefile.Stamp{Kind: casefile.StampRequest, Evidence: id}
	if id == 0 {
		if s.Manifest, err = f.Manifest(ctx); err != nil {
			return err
		}
		if s.Manifest == "" {
			return failure("error.stamp-nothing").next("hint.stamp-nothing")
		}
	}
	digest, err := dossier.StampDigest(ctx, f, s, h)
	if err != nil {
		return err
	}
	if digest == nil {
		return failure("error.stamp-purged", id, stamp.HashName(h))
	}
	der, r, err := stamp.NewRequest(h, digest, a.sys.Random)
	if err != nil {
		return err
	}
	s.Data = der
	path := o.output
	if path == "" {
		path = a.freeName("stamp-"+stampFile(s), ".tsq")
	}
	if s.Name = filepath.Base(path); path == "-" {
		s.Name = ""
	}
	// The request is remembered before its file has a name: a file that the case
	// does not know would give a token whose nonce fits nothing.
	keep := func() error {
		s.ID, _, err = f.AddStamp(ctx, s)
		return err
	}
	if path == "-" {
		if err := keep(); err != nil {
			return err
		}
		_, err := a.raw.Write(der)
		return err
	}
	if err := writeNew(path, false, func(w *os.File) error {
		if _, err := w.Write(der); err != nil {
			return err
		}
		return keep()
	}); err != nil {
		return err
	}
	if err := a.done(map[string]any{"stamp": s.ID.String(), "of": stampFile(s), "path": path, "hash": stamp.HashName(h),
		"digest": hex.EncodeToString(digest), "nonce": r.Nonce.Text(16)},
		"stamp.request.done", s.ID, clean(shown(path)), a.stampOf(a.lang, s), stamp.HashName(h), hex.EncodeToString(digest)); err != nil {
		return err
	}
	reply := strings.TrimSuffix(path, ".tsq") + ".tsr"
	a.talk("stamp.request.next", clean(path), clean(reply))
	return nil
}

// stampFile names what a stamp is over, in file names and JSON.
func stampFile(s casefile.Stamp) string {
	if s.Evidence != 0 {
		return s.Evidence.String()
	}
	return "manifest"
}

// stampOf names what a stamp is over, for people.
func (a *app) stampOf(lang locale.Lang, s casefile.Stamp) string {
	if s.Evidence != 0 {
		return s.Evidence.String()
	}
	return lang.Say("stamp.of-manifest", strings.Count(s.Manifest, "\n"))
}

func (a *app) listStamps(ctx context.Context) error {
	f, err := a.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer f.Close()
	all, err := f.Stamps(ctx)
	if err != nil {
		return err
	}
	answer := map[casefile.StampID]casefile.StampID{}
	for _, s := range all {
		if s.Answers != 0 {
			answer[s.Answers] = s.ID
		}
	}
	if a.json {
		rows := []map[string]any{}
		for _, s := range all {
			row := map[string]any{"stamp": s.ID.String(), "kind": s.Kind, "of": stampFile(s), "file": s.Name,
				"added": s.Added.UTC().Format(time.RFC3339), "proven": s.Proven}
			if id, ok := answer[s.ID]; ok {
				row["answered_by"] = id.String()
			}
			if s.Answers != 0 {
				row["answers"] = s.Answers.String()
			}
			if t, err := stamp.Parse(s.Data); s.Kind == casefile.StampToken && err == nil {
				row["time"], row["authority"], row["serial"], row["hash"] = stampTime(t), t.Authority, t.Serial.Text(16), t.HashName
			}
			rows = append(rows, row)
		}
		return a.writeJSON(a.out, rows)
	}
	if len(all) == 0 {
		a.talk("stamp.none")
		return nil
	}
	t := a.table("stamp.head.number", "stamp.head.of", "stamp.head.time", "stamp.head.state")
	for _, s := range all {
		at, state := "", ""
		switch id, answered := answer[s.ID]; {
		case answered:
			state = a.say("stamp.state.answered", id)
		case s.Kind == casefile.StampRequest:
			state = a.say("stamp.state.pending", s.Name)
		default:
			at, state = a.storedToken(s)
		}
		t.row(s.ID.String(), a.stampOf(a.lang, s), at, state)
	}
	t.print()
	return nil
}

// storedToken says of a stored token when and by whom it was made, as it claims.
func (a *app) storedToken(s casefile.Stamp) (at, state string) {
	t, err := stamp.Parse(s.Data)
	if err != nil {
		return "", a.say("stamp.state.unreadable")
	}
	if s.Proven != "" {
		return stampTime(t), a.say("stamp.state.proven", t.Authority, s.Proven)
	}
	return stampTime(t), a.say("stamp.state.claimed", t.Authority)
}

// stampTime is a token's time, in UTC with the fraction that it states.
func stampTime(t stamp.Token) string { return t.Time.Format("2006-01-02T15:04:05.999999999Z") }

// getStamp writes the bytes of a request or token as they were written or
// received, or the manifest that it is over.
func (a *app) getStamp(ctx context.Context, number, output string, manifest bool) error {
	f, err := a.openWhole(ctx, casefile.ReadOnly)
	if err != nil {
		return err
	}
	defer f.Close()
	all, err := f.Stamps(ctx)
	if err != nil {
		return err
	}
	picked, err := pickStamps(all, []string{number})
	if err != nil {
		return err
	}
	s := picked[0]
	data, name := s.Data, s.ID.String()+"-"+safeFileName(s.Name)
	if s.Name == "" {
		name = s.ID.String() + ".tsq"
	}
	if manifest {
		if s.Manifest == "" {
			return failure("error.stamp-no-manifest", s.ID, s.Evidence).next("hint.stamp-no-manifest", s.Evidence)
		}
		data, name = []byte(s.Manifest), s.ID.String()+"-manifest-sha256.txt"
	}
	if output == "-" {
		_, err := io.Copy(a.raw, bytes.NewReader(data))
		return err
	}
	if output == "" {
		output = name
	}
	if err := writeNew(output, false, func(w *os.File) error {
		_, err := w.Write(data)
		return err
	}); err != nil {
		return err
	}
	return a.done(map[string]any{"stamp": s.ID.String(), "path": output}, "stamp.get.done", s.ID, clean(shown(output)))
}

// pickStamps finds the stamps that words name: S1, or 1.
func pickStamps(all []casefile.Stamp, words []string) ([]casefile.Stamp, error) {
	var out []casefile.Stamp
	for _, word := range words {
		found := false
		for _, s := range all {
			if strings.EqualFold(word, s.ID.String()) || word == itoa(int64(s.ID)) {
				out, found = append(out, s), true
			}
		}
		if !found {
			return nil, failure("error.stamp-number", word).next("hint.stamp-number")
		}
	}
	return out, nil
}
