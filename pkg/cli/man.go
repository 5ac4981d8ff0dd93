package cli

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
)

func newMan(s *session) *cobra.Command {
	c := command(s.Lang, "man", "man FOLDER", func(cmd *cobra.Command, args []string) error { return runMan(s, cmd.Root(), args[0]) })
	c.Args = arguments(s.Lang, 1, 1, "FOLDER")
	return c
}

// runMan writes a man page for each command into a folder, in the language of the
// program. Pages are dated by SOURCE_DATE_EPOCH, where it is set: a release then
// has the same bytes whenever it is made.
func runMan(s *session, root *cobra.Command, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return writing(folder, err)
	}
	pages := withManPages(root)
	for _, c := range pages {
		path := filepath.Join(folder, manName(c)+".1")
		if err := os.WriteFile(path, []byte(manPageOf(s.Lang, c, s.sys.Today().UTC())), 0o644); err != nil {
			return writing(path, err)
		}
	}
	return s.Done(answer.ManPages{Path: folder, Pages: len(pages)}, "man.done", len(pages), screen.Clean(shown(folder)))
}

// withManPages is c and all below it that have a page.
func withManPages(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		if hasManPage(sub) {
			all = append(all, withManPages(sub)...)
		}
	}
	return all
}
