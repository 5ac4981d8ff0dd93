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
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/dossier"
	"complain/pkg/locale"
	"complain/pkg/stamp"
)

func newStamp(s *session) *cobra.Command {
	var r stampRequest
	request := command(s.Lang, "stamp.request", "request [--evidence E1] [-o FILE]", func(cmd *cobra.Command, _ []string) error {
		return requestStamp(cmd.Context(), s, r)
	})
	request.Args = arguments(s.Lang, 0, 0, "")
	request.Flags().StringVar(&r.evidence, "evidence", "", s.Say("flag.stamp.evidence"))
	request.Flags().StringVarP(&r.output, "output", "o", "", s.Say("flag.stamp.output"))
	request.Flags().StringVar(&r.hash, "hash", "sha256", s.Say("flag.stamp.hash", strings.Join(stamp.HashNames(), "|")))

	var a stampAttach
	attach := command(s.Lang, "stamp.attach", "attach FILE...", func(cmd *cobra.Command, args []string) error {
		return attachStamps(cmd.Context(), s, args, a)
	})
	attach.Args = arguments(s.Lang, 1, -1, s.Say("value.file"))
	attach.Flags().BoolVar(&a.anyNonce, "any-nonce", false, s.Say("flag.stamp.any-nonce"))

	var v stampVerify
	verify := command(s.Lang, "stamp.verify", "verify [S1...] [--ca FILE]", func(cmd *cobra.Command, args []string) error {
		return verifyStamps(cmd.Context(), s, v, args)
	})
	verify.Flags().StringArrayVar(&v.ca, "ca", nil, s.Say("flag.stamp.ca"))
	verify.Flags().StringArrayVar(&v.untrusted, "untrusted", nil, s.Say("flag.stamp.untrusted"))

	list := command(s.Lang, "stamp.list", "list", func(cmd *cobra.Command, _ []string) error { return listStamps(cmd.Context(), s) })
	list.Args = arguments(s.Lang, 0, 0, "")

	var g stampGet
	get := command(s.Lang, "stamp.get", "get S1 [-o FILE]", func(cmd *cobra.Command, args []string) error {
		return getStamp(cmd.Context(), s, args[0], g)
	})
	get.Args = arguments(s.Lang, 1, 1, "S1")
	get.Flags().StringVarP(&g.output, "output", "o", "", s.Say("flag.get-output"))
	get.Flags().BoolVar(&g.manifest, "manifest", false, s.Say("flag.stamp.manifest"))
	return group(s.Screen, "stamp", "stamp", request, attach, verify, list, get)
}

type stampRequest struct{ evidence, output, hash string }

type stampAttach struct{ anyNonce bool }

type stampGet struct {
	output   string
	manifest bool
}

// requestStamp writes a request file and remembers it in the case, with the
// manifest that it is over.
func requestStamp(ctx context.Context, s *session, o stampRequest) error {
	h, err := stamp.ParseHash(o.hash)
	if err != nil {
		return usage("error.stamp-hash", o.hash).next("hint.stamp-hash", strings.Join(stamp.HashNames(), ", "))
	}
	f, err := s.open(ctx, casefile.ReadWrite)
	if err != nil {
		return err
	}
	defer f.Close()
	var id dispute.EvidenceID
	if o.evidence != "" {
		e, err := oneEvidence(ctx, f, o.evidence)
		if err != nil {
			return err
		}
		id = e.ID
	}
	st := casefile.Stamp{Kind: casefile.StampRequest, Evidence: id}
	if id == 0 {
		if st.Manifest, err = f.Manifest(ctx); err != nil {
			return err
		}
		if st.Manifest == "" {
			return failure("error.stamp-nothing").next("hint.stamp-nothing")
		}
	}
	digest, err := dossier.StampDigest(ctx, f, st, h)
	if err != nil {
		return err
	}
	if digest == nil {
		return failure("error.stamp-purged", id, stamp.HashName(h))
	}
	der, r, err := stamp.NewRequest(h, digest, s.sys.Random)
	if err != nil {
		return err
	}
	st.Data = der
	path := o.output
	if path == "" {
		path = freeName("stamp-"+stampFile(st), ".tsq")
	}
	if st.Name = filepath.Base(path); path == "-" {
		st.Name = ""
	}
	// The request is remembered before its file has a name: a file that the case
	// does not know would give a token whose nonce fits nothing.
	keep := func() error {
		st.ID, _, err = f.AddStamp(ctx, st)
		return err
	}
	if path == "-" {
		if err := keep(); err != nil {
			return err
		}
		_, err := s.Raw.Write(der)
		return err
	}
	if err := s.writeNew(path, false, func(w *os.File) error {
		if _, err := w.Write(der); err != nil {
			return err
		}
		return keep()
	}); err != nil {
		return err
	}
	if err := s.Done(answer.StampRequest{Stamp: st.ID.String(), Of: stampFile(st), Path: path, Hash: stamp.HashName(h),
		Digest: hex.EncodeToString(digest), Nonce: r.Nonce.Text(16)},
		"stamp.request.done", st.ID, screen.Clean(shown(path)), stampOf(s.Lang, st), stamp.HashName(h), hex.EncodeToString(digest)); err != nil {
		return err
	}
	reply := strings.TrimSuffix(path, ".tsq") + ".tsr"
	s.Talk("stamp.request.next", screen.Clean(path), screen.Clean(reply))
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
func stampOf(lang locale.Lang, s casefile.Stamp) string {
	if s.Evidence != 0 {
		return s.Evidence.String()
	}
	return lang.Say("stamp.of-manifest", strings.Count(s.Manifest, "\n"))
}

func listStamps(ctx context.Context, s *session) error {
	f, all, err := openWith(ctx, s.openWhole, casefile.ReadOnly, stampsOf)
	if err != nil {
		return err
	}
	defer f.Close()
	answered := map[casefile.StampID]casefile.StampID{}
	for _, st := range all {
		if st.Answers != 0 {
			answered[st.Answers] = st.ID
		}
	}
	if s.JSON {
		rows := []answer.Stamp{}
		for _, st := range all {
			row := answer.Stamp{Stamp: st.ID.String(), Kind: st.Kind, Of: stampFile(st), File: st.Name,
				Added: st.Added.UTC().Format(time.RFC3339), Proven: st.Proven}
			if id, ok := answered[st.ID]; ok {
				row.AnsweredBy = id.String()
			}
			if st.Answers != 0 {
				row.Answers = st.Answers.String()
			}
			if t, err := stamp.Parse(st.Data); st.Kind == casefile.StampToken && err == nil {
				row.Time, row.Authority, row.Serial, row.Hash = stampTime(t), &t.Authority, t.Serial.Text(16), t.HashName
			}
			rows = append(rows, row)
		}
		return s.WriteJSON(rows)
	}
	if len(all) == 0 {
		s.Talk("stamp.none")
		return nil
	}
	t := s.Table("stamp.head.number", "stamp.head.of", "stamp.head.time", "stamp.head.state")
	for _, st := range all {
		at, state := "", ""
		switch id, answered := answered[st.ID]; {
		case answered:
			state = s.Say("stamp.state.answered", id)
		case st.Kind == casefile.StampRequest:
			state = s.Say("stamp.state.pending", st.Name)
		default:
			at, state = storedToken(s.Lang, st)
		}
		t.Row(st.ID.String(), stampOf(s.Lang, st), at, state)
	}
	t.Print()
	return nil
}

// storedToken says of a stored token when and by whom it was made, as it claims.
func storedToken(lang locale.Lang, s casefile.Stamp) (at, state string) {
	t, err := stamp.Parse(s.Data)
	if err != nil {
		return "", lang.Say("stamp.state.unreadable")
	}
	if s.Proven != "" {
		return stampTime(t), lang.Say("stamp.state.proven", t.Authority, s.Proven)
	}
	return stampTime(t), lang.Say("stamp.state.claimed", t.Authority)
}

// stampTime is a token's time, in UTC with the fraction that it states.
func stampTime(t stamp.Token) string { return t.Time.Format("2006-01-02T15:04:05.999999999Z") }

// getStamp writes the bytes of a request or token as they were written or
// received, or the manifest that it is over.
func getStamp(ctx context.Context, s *session, number string, o stampGet) error {
	f, all, err := openWith(ctx, s.openWhole, casefile.ReadOnly, stampsOf)
	if err != nil {
		return err
	}
	defer f.Close()
	picked, err := pickStamps(all, []string{number})
	if err != nil {
		return err
	}
	st := picked[0]
	data, name := st.Data, numberedName(st.ID.String(), st.Name)
	if st.Name == "" {
		name = st.ID.String() + ".tsq"
	}
	if o.manifest {
		if st.Manifest == "" {
			return failure("error.stamp-no-manifest", st.ID, st.Evidence).next("hint.stamp-no-manifest", st.Evidence)
		}
		data, name = []byte(st.Manifest), st.ID.String()+"-manifest-sha256.txt"
	}
	if o.output == "-" {
		_, err := io.Copy(s.Raw, bytes.NewReader(data))
		return err
	}
	if o.output == "" {
		o.output = name
	}
	if err := writeNew(o.output, false, func(w *os.File) error {
		_, err := w.Write(data)
		return err
	}); err != nil {
		return err
	}
	return s.Done(answer.StampCopied{Stamp: st.ID.String(), Path: o.output}, "stamp.get.done", st.ID, screen.Clean(shown(o.output)))
}

// pickStamps finds the stamps that words name.
func pickStamps(all []casefile.Stamp, words []string) ([]casefile.Stamp, error) {
	out, unknown := casefile.StampsNamed(all, words)
	if unknown != "" {
		return nil, failure("error.stamp-number", unknown).next("hint.stamp-number")
	}
	return out, nil
}
