package cli

import (
	"cmp"
	"os/exec"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// paged are the commands whose answers may be longer than a screen.
var paged = []string{
	"timeline", "records", "search", "evidence", "evidence list", "evidence show", "custody", "story", "check", "howto",
	"channels", "channels law", "channels route", "channels clock", "channels words", "claim kinds", "template show", "packet list", "help",
}

// page lets the user's pager show what cmd prints, on a terminal and unless it
// answers in JSON. What is returned ends it, and waits for whoever still reads.
func (s *session) page(root *cobra.Command, args []string) (done func()) {
	nothing := func() {}
	cmd, _, err := root.Find(args)
	if err != nil || !s.Terminal || s.JSON || hasFlag(args, "--plain") || !s.pages(root, cmd, args) {
		return nothing
	}
	words := strings.Fields(cmp.Or(s.sys.Getenv("PAGER"), "less"))
	if len(words) == 0 || words[0] == "cat" || s.sys.Getenv("TERM") == "dumb" {
		return nothing
	}
	path, err := s.sys.LookPath(words[0])
	if err != nil {
		return nothing
	}
	pager := exec.Command(path, words[1:]...)
	pager.Env = s.sys.Environ()
	if s.sys.Getenv("LESS") == "" {
		pager.Env = append(pager.Env, "LESS=FRX") // less leaves where all fits, keeps colours, and leaves the screen
	}
	pager.Stdout, pager.Stderr = s.sys.Out, s.sys.Err
	in, err := pager.StdinPipe()
	if err != nil || pager.Start() != nil {
		return nothing
	}
	s.Redirect(in)
	return func() {
		s.Flush()
		_ = in.Close()
		_ = pager.Wait() // what it ends with is the user's affair
	}
}

// pages reports whether what a command prints is shown page by page.
func (s *session) pages(root, cmd *cobra.Command, args []string) bool {
	if hasFlag(args, "--help") || slices.Contains(args, "-h") {
		return true
	}
	return !hasFlag(args, "--ask") && slices.Contains(paged, strings.TrimPrefix(cmd.CommandPath(), root.Name()+" "))
}
