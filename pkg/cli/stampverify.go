package cli

import (
	"context"
	"crypto/x509"
	"fmt"
	"os"

	"complain/pkg/casefile"
	"complain/pkg/dossier"
	"complain/pkg/stamp"
)

type stampVerify struct{ ca, untrusted []string }

// trust reads the certificates that the user names.
func (o stampVerify) trust() (stamp.Trust, error) {
	var t stamp.Trust
	for _, path := range o.ca {
		all, err := readCertificates(path)
		if err != nil {
			return t, err
		}
		roots, rest := stamp.Roots(all)
		if len(roots) == 0 {
			return t, failure("error.stamp-no-root", path).next("hint.stamp-no-root")
		}
		t.Roots, t.Untrusted = append(t.Roots, roots...), append(t.Untrusted, rest...)
	}
	for _, path := range o.untrusted {
		all, err := readCertificates(path)
		if err != nil {
			return t, err
		}
		t.Untrusted = append(t.Untrusted, all...)
	}
	return t, nil
}

func readCertificates(path string) ([]*x509.Certificate, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadableFile(path, err)
	}
	all, err := stamp.ParseCertificates(data)
	if err != nil {
		return nil, failure("error.stamp-certificate", path).next("hint.stamp-certificate")
	}
	return all, nil
}

// verifyStamps says of every token, check by check, what holds. The exit code is
// that of the worst: refused, or not proven.
func (a *app) verifyStamps(ctx context.Context, o stampVerify, words []string) error {
	trust, err := o.trust()
	if err != nil {
		return err
	}
	mode := casefile.ReadOnly
	if len(trust.Roots) > 0 {
		mode = casefile.ReadWrite // what was verified is kept with the certificates
	}
	f, err := a.openWhole(ctx, mode)
	if err != nil {
		return err
	}
	defer f.Close()
	all, err := f.Stamps(ctx)
	if err != nil {
		return err
	}
	if len(words) > 0 {
		if all, err = pickStamps(all, words); err != nil {
			return err
		}
	}
	rows := []map[string]any{}
	for _, s := range all {
		if s.Kind != casefile.StampToken {
			continue
		}
		row, err := a.verifyStamp(ctx, f, s, trust)
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		a.look()
		a.talk("stamp.none")
	}
	if a.json {
		return a.writeJSON(a.out, rows)
	}
	return nil
}

func (a *app) verifyStamp(ctx context.Context, f *casefile.File, s casefile.Stamp, trust stamp.Trust) (map[string]any, error) {
	t, r, err := dossier.VerifyStamp(ctx, f, s, trust)
	if err != nil {
		return nil, err
	}
	switch r.Verdict {
	case stamp.Refused:
		a.code = exitFailed
	case stamp.Unproven:
		a.look()
	}
	checks := []map[string]any{}
	for _, c := range r.Checks {
		checks = append(checks, map[string]any{"check": c.Name, "state": c.State, "why": a.lang.Note(c.Why)})
	}
	row := map[string]any{"stamp": s.ID.String(), "of": stampFile(s), "time": stampTime(t), "authority": t.Authority, "hash": t.HashName,
		"serial": t.Serial.Text(16), "verdict": r.Verdict, "checks": checks}
	if !a.json {
		a.printVerdict(s, t, r)
	}
	return row, nil
}

func (a *app) printVerdict(s casefile.Stamp, t stamp.Token, r stamp.Result) {
	fmt.Fprintln(a.out, a.out.style.bold.Render(s.ID.String()), clean(a.say("stamp.verify.head", a.stampOf(a.lang, s), stampTime(t), t.Authority)))
	for _, c := range r.Checks {
		style := a.out.style.plain
		switch c.State {
		case stamp.Fails:
			style = a.out.style.bad
		case stamp.Weak, stamp.Unchecked:
			style = a.out.style.warn
		}
		fmt.Fprintf(a.out, "  %s  %s: %s\n", style.Render(a.say("stamp.check-state."+string(c.State))), a.say("stamp.check."+c.Name), clean(a.lang.Note(c.Why)))
	}
	style := map[stamp.Verdict]string{stamp.Verified: a.out.style.good.Render(a.say("stamp.verdict.verified")),
		stamp.Unproven: a.out.style.warn.Render(a.say("stamp.verdict.unproven")), stamp.Refused: a.out.style.bad.Render(a.say("stamp.verdict.refused"))}
	fmt.Fprintln(a.out, "  "+style[r.Verdict])
}
