package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/mapped"
	"complain/pkg/ingest"
	"complain/pkg/locale"
	"complain/pkg/phrase"
)

type mapOptions struct{ passwordFile, encoding string }

func newMap(s *session) *cobra.Command {
	var o mapOptions
	scr := s.Screen
	c := command(scr.Lang, "map", "map FILE", func(cmd *cobra.Command, args []string) error {
		if _, err := os.Stat(args[0]); errors.Is(err, fs.ErrNotExist) && isNumber(args[0]) {
			return withEvidence(cmd.Context(), s, casefile.ReadOnly, args[0], func(f *casefile.File, e dispute.Evidence) error {
				it := (&ingest.Ingest{Store: ingest.InCase(f)}).Kept(cmd.Context(), e)
				return mapItem(cmd.Context(), scr, it, o)
			})
		}
		return runMap(cmd.Context(), scr, args[0], o)
	})
	c.Args = arguments(scr.Lang, 1, 1, "FILE")
	c.Flags().StringVar(&o.passwordFile, "password-file", "", scr.Say("flag.password-file"))
	c.Flags().StringVar(&o.encoding, "encoding", "", scr.Say("flag.encoding"))
	return c
}

// mappingFrom reads the mapping that --map names, and checks it before any
// file is taken in.
func mappingFrom(lang locale.Lang, path string) (string, error) {
	if path == "" {
		return "", nil
	}
	text, err := readPlain(path, mapped.MaxSize)
	if err != nil {
		return "", err
	}
	_, err = mapped.Parse(string(text))
	var stopped *importer.Stopped
	if errors.As(err, &stopped) && stopped.Why.Code == "mapped.stop.need" {
		return "", usage("error.mapping", path, lang.Note(stopped.Why)).next("hint.mapping-fill", path, stopped.Why.Args[0])
	}
	if errors.As(err, &stopped) {
		return "", usage("error.mapping", path, lang.Note(stopped.Why)).next("hint.mapping")
	}
	return string(text), err
}

// runMap writes a first mapping of a table to standard output.
func runMap(ctx context.Context, scr *screen.Screen, path string, o mapOptions) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return usage("error.map-folder", path)
	}
	name := filepath.Base(path)
	it := ingest.Item{Given: path, Name: name, Path: name, Size: info.Size(), Open: func() (ingest.File, error) { return os.Open(path) }}
	return mapItem(ctx, scr, it, o)
}

// isNumber reports whether a word is the number of an evidence.
func isNumber(word string) bool {
	_, err := dispute.ParseEvidenceID(word)
	return err == nil
}

func mapItem(ctx context.Context, scr *screen.Screen, it ingest.Item, o mapOptions) error {
	passwords, err := passwordsFrom(o.passwordFile)
	if err != nil {
		return err
	}
	encoding, err := encodingNamed(o.encoding)
	if err != nil {
		return err
	}
	g, err := guess(ctx, scr, it, importer.Answers{Passwords: passwords, Encoding: encoding})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, mapped.ErrNoTable):
		return failure("error.no-table", it.Given).next("hint.no-table")
	case err != nil:
		return err
	}
	if scr.JSON {
		return scr.WriteJSON(mappingJSON(scr.Lang, g))
	}
	fmt.Fprint(scr.Out, mappingText(scr, g))
	return nil
}

// proposedMapping is what --map is given to take a mapping as map proposes it.
const proposedMapping = "proposed"

// takeMapping is the mapping that is proposed for a stored table; it shows how the
// first rows read by it, and what of it is not sure.
func takeMapping(ctx context.Context, s *session, f *casefile.File, e dispute.Evidence, said importer.Answers) (string, error) {
	g, err := proposeMapping(ctx, s.Screen, f, e, said)
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.Is(err, mapped.ErrNoTable):
		return "", failure("error.no-table", e.ID).next("hint.no-table")
	case err != nil:
		return "", err
	case g.Problem != nil:
		return "", failure("error.map-proposed", e.ID, s.Lang.Note(*g.Problem)).next("hint.map-proposed", e.ID)
	}
	for _, line := range append(previewLines(s.Screen, g), unsureLines(s.Screen, g)...) {
		s.Talk("map.proposed", line)
	}
	return mappingText(s.Screen, g), nil
}

// proposeMapping makes a mapping of a stored table, and asks nothing.
func proposeMapping(ctx context.Context, scr *screen.Screen, f *casefile.File, e dispute.Evidence, said importer.Answers) (g *mapped.Guessed, err error) {
	it := (&ingest.Ingest{Store: ingest.InCase(f)}).Kept(ctx, e)
	question, err := ingest.Look(ctx, it, importer.Options{Answers: said}, func(src *importer.Source) error {
		g, err = guessed(ctx, src, nil)
		return err
	})
	if question != nil && err == nil {
		err = mapped.ErrNoTable
	}
	return g, err
}

// guessed is a mapping of a table. It is no table either when it cannot be read.
func guessed(ctx context.Context, src *importer.Source, answers map[string]string) (*mapped.Guessed, error) {
	if _, err := src.Encoding(); err != nil {
		return nil, err
	}
	g, err := mapped.Guess(ctx, src, answers)
	if err != nil {
		return g, mapped.ErrNoTable
	}
	return g, nil
}

// guess makes a mapping of a table, and asks for what its reading needs: a
// password, an encoding.
func guess(ctx context.Context, scr *screen.Screen, it ingest.Item, said importer.Answers) (*mapped.Guessed, error) {
	answers := map[string]string{}
	for {
		var g *mapped.Guessed
		question, err := ingest.Look(ctx, it, importer.Options{Answers: said}, func(src *importer.Source) (err error) {
			g, err = guessed(ctx, src, answers)
			return err
		})
		if open := (*importer.Undecided)(nil); errors.As(err, &open) {
			question = open
		}
		if question == nil && err == nil && len(answers) == 0 && scr.Asks() && askOfTable(scr, g, answers) {
			continue // once more, with the answers
		}
		if question == nil {
			return g, err
		}
		if question.Flag == "encoding" {
			value, err := askEncoding(scr, it, question)
			if err != nil {
				return nil, err
			}
			said.Answer(question.Flag, value)
			continue
		}
		locked := failure("error.locked", it.Given).next("hint.map-password", it.Given)
		if !scr.Asks() {
			return nil, locked
		}
		password, answered := askPassword(ctx, scr)
		if !answered || password == "" {
			return nil, locked
		}
		said.Answer(question.Flag, password)
	}
}

// askOfTable asks what the table left open, and shows first how its rows read so.
// It reports whether anything was answered.
func askOfTable(scr *screen.Screen, g *mapped.Guessed, answers map[string]string) bool {
	for _, line := range previewLines(scr, g) {
		fmt.Fprintln(scr.Err, line)
	}
	for _, q := range g.Questions {
		if len(q.Choices) < 2 {
			continue
		}
		fmt.Fprintln(scr.Err, screen.Clean(scr.Lang.Note(q.Note)))
		var choices []screen.Choice
		for _, c := range q.Choices {
			choices = append(choices, screen.Choice{Label: screen.Clean(c), Value: c})
		}
		value := ""
		if err := scr.AskChoice("map.ask."+q.Key, choices, &value); err != nil || value == "" {
			break // the guess stands
		}
		answers[q.Key] = value
	}
	return len(answers) > 0
}

// askEncoding asks in which encoding a table reads right; without a terminal the
// error says how to tell.
func askEncoding(scr *screen.Screen, it ingest.Item, q *importer.Undecided) (value string, err error) {
	open := failure(q.Question.Code, anyOf(q.Question.Args)...).next("hint.map-encoding", it.Given, firstEncoding(q.Question))
	if !scr.Asks() {
		return "", open
	}
	if err := scr.AskChoice("form.choose", choicesOf(scr, q), &value); err != nil || value == "" {
		return "", open
	}
	return value, nil
}

func anyOf(args []string) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = a
	}
	return out
}

func mappingJSON(lang locale.Lang, g *mapped.Guessed) answer.Mapping {
	preview := []answer.Row{}
	for _, r := range g.Preview {
		row := answer.Row{At: r.At.String(), Who: r.Who, Text: r.Text, Direction: r.Direction, Order: r.Order}
		if r.Amount != nil {
			row.Amount, row.Currency = phrase.Unsigned(r.Amount, r.Direction), r.Amount.Currency
		}
		preview = append(preview, row)
	}
	roles := map[string][]string{}
	for role, names := range g.Mapping.Columns {
		roles[role] = names
	}
	unsure := []answer.Unsure{}
	for _, q := range g.Questions {
		unsure = append(unsure, answer.Unsure{Key: q.Key, Text: lang.Note(q.Note), Choices: q.Choices})
	}
	rows := mapped.Rows()[0]
	if g.Talks() {
		rows = g.Rows
	}
	return answer.Mapping{Rows: rows, Columns: roles, AllColumns: g.Columns, Dates: g.Dates, Decimal: g.Decimal, Sign: g.Sign, Closed: g.Closed,
		Currency: g.Currency, Directions: g.Directions, Unmoved: g.Unmoved, Paid: g.Paid, Preview: preview, Units: cmp.Or(g.Units, mapped.Units()[0]), Unsure: unsure}
}
