package cli

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

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
	day := s.sys.Today().UTC().Truncate(24 * time.Hour)
	root.DisableAutoGenTag = true
	err := doc.GenManTree(root, &doc.GenManHeader{Title: "COMPLAIN", Section: "1", Source: "complain " + Version, Date: &day}, folder)
	if err != nil {
		var file *fs.PathError
		if errors.As(err, &file) {
			return writing(file.Path, err)
		}
		return err
	}
	pages, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	return s.Done(answer.ManPages{Path: folder, Pages: len(pages)}, "man.done", len(pages), screen.Clean(shown(folder)))
}
