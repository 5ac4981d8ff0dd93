package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"complain/pkg/internal/filename"
)

// packetStem is the name of a packet without its day: the words of a template may
// be such as no file system takes.
func packetStem(c *composition) string {
	return filename.Cut(filename.Safe(c.document.Title+"-"+slug(c.document.Subject)+"-"+strings.ReplaceAll(c.channel.ID, ".", "-")), longestFileName)
}

// packetName is what a packet is called that nobody gave a name: of several of one
// day each has its number, unless the one before is to be replaced. Then there is
// a second name, too, which is that of the newest on any day.
func packetName(dir string, c *composition, form format, q request, replace bool) (path, latest string) {
	stem := filepath.Join(dir, packetStem(c))
	name := stem + "-" + q.today.String()
	if !replace {
		return freeName(name, form.extension), ""
	}
	return name + form.extension, stem + "-latest" + form.extension
}

// keepLatest gives the newest packet its second name: the same file where the
// system can, and a copy else.
func keepLatest(path, latest string) error {
	return place(latest, true, false, func(name string) error {
		if os.Link(path, name) == nil {
			return nil
		}
		from, err := os.Open(path)
		if err != nil {
			return err
		}
		defer from.Close()
		to, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		_, err = io.Copy(to, from)
		return errors.Join(err, to.Sync(), to.Close())
	})
}

// isFolder reports whether a path is a folder that is there.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// freeName is name with extension, with a number where there is such a file.
func freeName(name, extension string) string {
	path := name + extension
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		path = fmt.Sprintf("%s-%d%s", name, n, extension)
	}
}
