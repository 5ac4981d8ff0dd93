package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/importer"
	"complain/pkg/importer/mapped"
	"complain/pkg/ingest"
	"complain/pkg/locale"
)

func newMap(scr *screen.Screen) *cobra.Command {
	var passwordFile string
	c := command(scr.Lang, "map", "map FILE", func(cmd *cobra.Command, args []string) error {
		return runMap(cmd.Context(), scr, args[0], passwordFile)
	})
	c.Args = arguments(scr.Lang, 1, 1, "FILE")
	c.Flags().StringVar(&passwordFile, "password-file", "", scr.Say("flag.password-file"))
	return c
}

// mappingFrom reads the mapping that --map names, and checks it before any
// file is taken in.
func mappingFrom(lang locale.Lang, path string) (string, error) {
	if path == "" {
		return "", nil
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mapped.MaxSize+1))
	if err != nil {
		return "", err
	}
	_, err = mapped.Parse(string(text))
	var stopped *importer.Stopped
	if errors.As(err, &stopped) {
		return "", usage("error.mapping", path, lang.Note(stopped.Why)).next("hint.mapping")
	}
	return string(text), err
}

// runMap writes a first mapping of a table to standard output.
func runMap(ctx context.Context, scr *screen.Screen, path, passwordFile string) error {
	passwords, err := passwordsFrom(passwordFile)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return usage("error.map-folder", path)
	}
	name := filepath.Base(path)
	it := ingest.Item{Given: path, Name: name, Path: name, Size: info.Size(), Open: func() (ingest.File, error) { return os.Open(path) }}
	g, err := guess(ctx, scr, it, importer.Answers{Passwords: passwords})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, mapped.ErrNoTable):
		return failure("error.no-table", path).next("hint.no-table")
	case err != nil:
		return err
	}
	if scr.JSON {
		return scr.WriteJSON(mappingJSON(g))
	}
	writeMapping(scr, g)
	return nil
}

// guess makes a mapping of a table, and asks for the password that the table may
// have.
func guess(ctx context.Context, scr *screen.Screen, it ingest.Item, said importer.Answers) (*mapped.Guessed, error) {
	for {
		var g *mapped.Guessed
		question, err := ingest.Look(ctx, it, importer.Options{Answers: said}, func(src *importer.Source) error {
			var err error
			if g, err = mapped.Guess(ctx, src); err != nil {
				err = mapped.ErrNoTable // it is no table either when it cannot be read
			}
			return err
		})
		if question == nil {
			return g, err
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

func mappingJSON(g *mapped.Guessed) answer.Mapping {
	preview := []answer.Row{}
	for _, r := range g.Preview {
		preview = append(preview, answer.Row{At: r.At.String(), Who: r.Who, Text: r.Text, Amount: r.Amount.Decimal(),
			Currency: r.Amount.Currency, Direction: r.Direction, Order: r.Order})
	}
	roles := map[string][]string{}
	for role, names := range g.Mapping.Columns {
		roles[role] = names
	}
	return answer.Mapping{Columns: roles, AllColumns: g.Columns, Dates: g.Dates, Decimal: g.Decimal, Sign: g.Sign,
		Currency: g.Currency, Directions: g.Directions, Unmoved: g.Unmoved, Preview: preview}
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
	line("")
	comment("", "map.columns", strings.Join(quotedAll(g.Columns), ", "))
	line("columns:")
	for _, role := range mapped.Roles() {
		names := g.Mapping.Columns[role]
		value := `""`
		if len(names) > 0 {
			value = strconv.Quote(names[0])
		}
		mark := ""
		if len(names) == 0 {
			mark = "# " // an empty role is left out, and shown for who may need it
		}
		line("  %s%-10s %s  # %s", mark, role+":", value, scr.Say("map.role."+role))
	}
	line("")
	comment("", "map.dates", strings.Join(mapped.Dates(), ", "))
	line("dates: %s", g.Dates)
	comment("", "map.zone")
	line(`zone: ""`)
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
	comment("", "map.preview")
	for _, r := range g.Preview {
		line("#   %s", strings.Join(strings.Fields(screen.Clean(join(" | ", r.At.Wall(), signed(r.Amount, r.Direction, ""), r.Who, r.Text, r.Order))), " "))
	}
	if g.Problem != nil {
		line("#   %s", strings.Join(strings.Fields(screen.Clean(scr.Lang.Note(*g.Problem))), " "))
	}
}

func quotedAll(names []string) []string {
	var out []string
	for _, name := range names {
		out = append(out, strconv.Quote(name))
	}
	return out
}
