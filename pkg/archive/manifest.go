package archive

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode"

	"complain/pkg/dispute"
)

// The files of a bag beside its payload (RFC 8493, section 2).
const (
	bagitFile    = "bagit.txt"
	infoFile     = "bag-info.txt"
	manifestFile = "manifest-sha256.txt"
	tagsFile     = "tagmanifest-sha256.txt"

	payload      = "data/"
	evidencePath = payload + "evidence/"
	casePath     = payload + "case/"
)

const declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

// The labels of bag-info.txt that Restore reads back.
const (
	labelID      = "External-Identifier"
	labelOxum    = "Payload-Oxum"
	labelHead    = "Complain-Custody-Head"
	labelEntries = "Complain-Custody-Entries"
)

// line is one line of a manifest, in the form of sha256sum.
func line(sum []byte, name string) string { return hex.EncodeToString(sum) + "  " + name + "\n" }

// manifest is the hashes, in hex, by name.
type manifest map[string]string

// longestLine is well above what Make writes: 64 digits, two spaces, a name.
const longestLine = 2048

// readManifest reads what line wrote, and refuses anything else: a line that
// two programs could read in two ways is no proof of anything.
func readManifest(r io.Reader, file string) (manifest, error) {
	m := manifest{}
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, longestLine), longestLine)
	number := 0
	bad := func() error {
		return fault(ErrDamaged, nil, dispute.Say("archive.fault.manifest-line", number, file))
	}
	for lines.Scan() {
		number++
		text := lines.Text()
		if len(text) < 67 || text[64:66] != "  " || strings.Trim(text[:64], "0123456789abcdef") != "" {
			return nil, bad()
		}
		name := text[66:]
		if !plainName(name) || (file == manifestFile) != strings.HasPrefix(name, payload) || m[name] != "" {
			return nil, bad()
		}
		if number > maxFiles {
			return nil, fault(ErrUnsafe, nil, dispute.Say("archive.fault.many", maxFiles))
		}
		m[name] = text[:64]
	}
	if err := lines.Err(); err != nil {
		number++
		if err == bufio.ErrTooLong {
			return nil, bad()
		}
		return nil, err
	}
	return m, nil
}

// plainName reports whether a name means the same file to every program.
func plainName(name string) bool {
	return name != "" && path.Clean(name) == name && name[0] != '/' && !strings.HasPrefix(name+"/", "../") &&
		!strings.Contains(name, `\`) && !strings.ContainsFunc(name, unicode.IsControl)
}

// infoLine is one line of bag-info.txt.
func infoLine(label, value string) string {
	return fmt.Sprintf("%s: %s\n", label, strings.Join(strings.Fields(value), " "))
}

// readInfo reads the labels of bag-info.txt.
func readInfo(text string) map[string]string {
	info := map[string]string{}
	for line := range strings.Lines(text) {
		if label, value, ok := strings.Cut(line, ":"); ok {
			info[label] = strings.TrimSpace(value)
		}
	}
	return info
}
