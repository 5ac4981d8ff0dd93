package cli

import (
	"context"
	"errors"
	"fmt"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dossier"
	"complain/pkg/stamp"
)

type stampVerify struct{ ca, untrusted []string }

// trust reads the files of certificates that the user names.
func (o stampVerify) trust() (t stamp.Trust, err error) {
	for _, path := range o.ca {
		if err := certificates(path, t.TrustRoots); err != nil {
			return t, err
		}
	}
	for _, path := range o.untrusted {
		if err := certificates(path, t.Know); err != nil {
			return t, err
		}
	}
	return t, nil
}

// mostCertificates is how long a file of certificates may be: that of all the
// roots a browser knows is a tenth of it.
const mostCertificates = 4 << 20

// certificates gives a file to take, and says what is wrong with it.
func certificates(path string, take func(file []byte) error) error {
	data, err := readPlain(path, mostCertificates)
	if err != nil {
		return unreadableFile(path, err)
	}
	switch err := take(data); {
	case errors.Is(err, stamp.ErrNoRoot):
		return failure("error.stamp-no-root", path).next("hint.stamp-no-root")
	case err != nil:
		return failure("error.stamp-certificate", path).next("hint.stamp-certificate")
	}
	return nil
}

// verifyStamps says of every token, check by check, what holds. The exit code is
// that of the worst: refused, or not proven.
func verifyStamps(ctx context.Context, s *session, o stampVerify, words []string) error {
	trust, err := o.trust()
	if err != nil {
		return err
	}
	mode := casefile.ReadOnly
	if len(trust.Roots) > 0 {
		mode = casefile.ReadWrite // what was verified is kept with the certificates
		s.final("stamp.verify.final")
	}
	f, all, err := openWith(ctx, s.openWhole, mode, stampsOf)
	if err != nil {
		return err
	}
	defer f.Close()
	if len(words) > 0 {
		if all, err = pickStamps(all, words); err != nil {
			return err
		}
	}
	rows := []answer.StampVerified{}
	for _, st := range all {
		if st.Kind != casefile.StampToken {
			continue
		}
		row, err := verifyStamp(ctx, s, f, st, trust)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		look(s)
		s.Talk("stamp.none")
	}
	if s.JSON {
		return s.WriteJSON(rows)
	}
	return nil
}

func verifyStamp(ctx context.Context, s *session, f *casefile.File, st casefile.Stamp, trust stamp.Trust) (answer.StampVerified, error) {
	t, r, err := dossier.VerifyStamp(ctx, f, st, trust)
	if err != nil {
		return answer.StampVerified{}, err
	}
	switch r.Verdict {
	case stamp.Refused:
		s.code = exitFailed
	case stamp.Unproven:
		look(s)
	}
	checks := []answer.StampCheck{}
	for _, c := range r.Checks {
		checks = append(checks, answer.StampCheck{Check: c.Name, State: c.State, Why: s.Lang.Note(c.Why)})
	}
	row := answer.StampVerified{Stamp: st.ID.String(), Of: stampFile(st), Time: stampTime(t), Authority: t.Authority, Hash: t.HashName,
		Serial: t.Serial.Text(16), Verdict: r.Verdict, Checks: checks}
	if !s.JSON {
		printVerdict(s.Screen, st, t, r)
	}
	return row, nil
}

func printVerdict(scr *screen.Screen, s casefile.Stamp, t stamp.Token, r stamp.Result) {
	fmt.Fprintln(scr.Out, scr.Out.Style.Bold.Render(s.ID.String()), screen.Clean(scr.Say("stamp.verify.head", stampOf(scr.Lang, s), stampTime(t), t.Authority)))
	for _, c := range r.Checks {
		style := scr.Out.Style.Plain
		switch c.State {
		case stamp.Fails:
			style = scr.Out.Style.Bad
		case stamp.Weak, stamp.Unchecked:
			style = scr.Out.Style.Warn
		}
		fmt.Fprintf(scr.Out, "  %s  %s: %s\n", style.Render(scr.Say("stamp.check-state."+string(c.State))), scr.Say("stamp.check."+c.Name), screen.Clean(scr.Lang.Note(c.Why)))
	}
	style := map[stamp.Verdict]string{stamp.Verified: scr.Out.Style.Good.Render(scr.Say("stamp.verdict.verified")),
		stamp.Unproven: scr.Out.Style.Warn.Render(scr.Say("stamp.verdict.unproven")), stamp.Refused: scr.Out.Style.Bad.Render(scr.Say("stamp.verdict.refused"))}
	fmt.Fprintln(scr.Out, "  "+style[r.Verdict])
}
