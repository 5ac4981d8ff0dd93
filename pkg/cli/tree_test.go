package cli

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"complain/pkg/cli/screen"
	"complain/pkg/locale"
)

func helpOf(t *testing.T, tree func(*session) *cobra.Command, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	sys := OS()
	sys.Out, sys.Getenv = &out, func(string) string { return "" }
	s := &session{sys: sys, config: &config{}, Screen: screen.New(sys.device(), locale.English, "")}
	root := tree(s)
	root.SetArgs(args)
	if err := root.Execute(); err != nil {
		t.Fatalf("%q: %v", args, err)
	}
	s.Flush()
	return out.String()
}

// The tree that is made for one command has all of it, and the names by which it is
// made are its own.
func TestATreeOfOneCommand(t *testing.T) {
	whole := func(s *session) *cobra.Command { return newRoot(s, everyCommand) }
	root := testRoot(locale.English)
	for i, c := range topCommands() {
		made := root.Commands()[i]
		if names := append([]string{made.Name()}, made.Aliases...); !slices.Equal(names, strings.Fields(c.names)) {
			t.Errorf("%q makes a command called %q", c.names, names)
		}
	}
	for _, c := range commands(root) {
		args := append(strings.Fields(c.CommandPath())[1:], "--help")
		one := func(s *session) *cobra.Command {
			root := rootFor(s, args)
			if n := len(root.Commands()); n > 5 && c.Name() != "man" {
				t.Errorf("%q: %d commands were made", args, n)
			}
			return root
		}
		if got, want := helpOf(t, one, args...), helpOf(t, whole, args...); got != want {
			t.Errorf("%q: %q, of the whole tree %q", args, got, want)
		}
	}
	for _, args := range [][]string{{"help"}, {"--help"}, {"help", "status"}, {"completion", "bash"}, {"man", "--help"}} {
		one := func(s *session) *cobra.Command { return rootFor(s, args) }
		if got, want := helpOf(t, one, args...), helpOf(t, whole, args...); got != want {
			t.Errorf("%q: %q, of the whole tree %q", args, got, want)
		}
	}
}

// What a command line costs before its command does anything. The whole tree takes
// fifteen times the allocations of one command's.
func BenchmarkTree(b *testing.B) {
	for _, args := range [][]string{{"--version"}, {"evidence", "list"}, {"status"}, {"--help"}} {
		b.Run(strings.Join(args, " "), func(b *testing.B) {
			sys := OS()
			sys.Getenv = func(string) string { return "" }
			s := &session{sys: sys, config: &config{}, Screen: screen.New(sys.device(), locale.English, "")}
			b.ReportAllocs()
			for b.Loop() {
				rootFor(s, args)
			}
		})
	}
}
