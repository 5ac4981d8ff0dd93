package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

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
	writeMapping(scr, g)
	return nil
}

// guess makes a mapping of a table, and asks for what its reading needs: a
// password, an encoding.
func guess(ctx context.Context, scr *screen.Screen, it ingest.Item, said importer.Answers) (*mapped.Guessed, error) {
	answers := map[string]string{}
	for {
		var g *mapped.Guessed
		question, err := ingest.Look(ctx, it, importer.Options{Answers: said}, func(src *importer.Source) error {
			_, err := src.Encoding()
			if err != nil {
				return err
			}
			if g, err = mapped.Guess(ctx, src, answers); err != nil {
				err = mapped.ErrNoTable // it is no table either when it cannot be read
			}
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
		Currency: g.Currency, Directions: g.Directions, Unmoved: g.Unmoved, Paid: g.Paid, Preview: preview, Unsure: unsure}
}

// writeMapping writes YAML whose comments say what each line is for.
func writeMapping(scr *screen.Screen, g *mapped.Guessed) {
	line := func(format string, args ...any) { fmt.Fprintf(scr.Out, format+"\n", args...) }
	comment := func(indent, code string, args ...any) {
		for text := range strings.SplitSeq(scr.Say(code, args...), "\n") {
			line("%s# %s", indent, text)
		}
	}
	comment("", "map.head")
	writeUnsure(scr, g)
	line("")
	if g.Talks() {
		comment("", "map.rows", strings.Join(mapped.Rows(), ", "))
		line("rows: %s", g.Rows)
	}
	comment("", "map.columns", strings.Join(quotedAll(g.Columns), ", "))
	line("columns:")
	shown, said := mapped.Roles(), func(role string) string { return scr.Say("map.role." + role) }
	if g.Talks() {
		shown, said = mapped.TalkRoles(), func(role string) string { return scr.Say("map.talk." + role) }
	}
	for _, role := range shown {
		names := g.Mapping.Columns[role]
		value := `""`
		if len(names) > 0 {
			value = strconv.Quote(names[0])
		}
		mark := ""
		if len(names) == 0 {
			mark = "# " // an empty role is left out, and shown for who may need it
		}
		line("  %s%-10s %s  # %s", mark, role+":", value, said(role))
	}
	line("")
	comment("", "map.dates", strings.Join(mapped.Dates(), ", "))
	line("dates: %s", g.Dates)
	comment("", "map.zone")
	line("zone: %s", strconv.Quote(g.Zone))
	if g.Talks() {
		writePreview(scr, g)
		return
	}
	comment("", "map.currency")
	line("currency: %s", strconv.Quote(g.Currency))
	comment("", "map.decimal")
	line("decimal: %s", strconv.Quote(g.Decimal))
	comment("", "map.sign", strings.Join(mapped.Signs(), ", "))
	line("sign: %s", g.Sign)
	if len(g.Directions) > 0 {
		comment("", "map.directions")
		line("directions:")
		for _, word := range slices.Sorted(maps.Keys(g.Directions)) {
			line("  %s: %s", strconv.Quote(word), g.Directions[word])
		}
	}
	comment("", "map.refund")
	line("refund: [%s]", strings.Join(quotedAll(g.Refund), ", "))
	comment("", "map.unmoved")
	line("unmoved: [%s]", strings.Join(quotedAll(g.Unmoved), ", "))
	comment("", "map.nothing")
	line("nothing: []")
	line("")
	comment("", "map.closed")
	line("closed: [%s]", strings.Join(quotedAll(g.Closed), ", "))
	line("paid: [%s]", strings.Join(quotedAll(g.Paid), ", "))
	writePreview(scr, g)
}

func writePreview(scr *screen.Screen, g *mapped.Guessed) {
	fmt.Fprintf(scr.Out, "\n# %s\n", scr.Say("map.preview"))
	for _, text := range previewLines(scr, g) {
		fmt.Fprintf(scr.Out, "#   %s\n", text)
	}
}

// previewLines are the first rows as a mapping reads them, or why it does not.
func previewLines(scr *screen.Screen, g *mapped.Guessed) (lines []string) {
	clean := func(text string) { lines = append(lines, strings.Join(strings.Fields(screen.Clean(text)), " ")) }
	for _, r := range g.Preview {
		clean(phrase.Join(" | ", wallIn(r.At), phrase.Signed(r.Amount, r.Direction, ""), r.Who, r.Text, r.Status, r.Order))
	}
	if g.Problem != nil {
		clean(scr.Lang.Note(*g.Problem))
	}
	return lines
}

// wallIn is a time with the zone, where a row names its own.
func wallIn(at dispute.When) string {
	if at.Zone.From == dispute.ZoneStated {
		return at.Wall() + " " + at.Zone.Name
	}
	return at.Wall()
}

// writeUnsure says above the mapping what to look at first.
func writeUnsure(scr *screen.Screen, g *mapped.Guessed) {
	if len(g.Questions) == 0 {
		return
	}
	fmt.Fprintf(scr.Out, "#\n# %s\n", scr.Say("map.unsure"))
	for _, q := range g.Questions {
		fmt.Fprintf(scr.Out, "#   %s\n", strings.Join(strings.Fields(screen.Clean(scr.Lang.Note(q.Note))), " "))
	}
}

func quotedAll(names []string) []string {
	var out []string
	for _, name := range names {
		out = append(out, strconv.Quote(name))
	}
	return out
}
