// Package oracle holds second opinions: tests that compare what this program reads
// with what another library reads. It is a module of its own, so that the program
// needs none of them.
package oracle

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jhillyerd/enmime/v2"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/importer/mail"
)

// enmime reads a mail whole and in its own way. Both must find the same subject,
// the same attachments and the same words, except where it is known why not.
func TestSamplesAgainstEnmime(t *testing.T) {
	differs := map[string]string{
		"inlinemultipart.eml":                    "a named text is a file, and not shown twice",
		"mime-bad-content-transfer-encoding.eml": "words said to be base64: enmime decodes them to nothing and takes the HTML",
		"mime-mixed-related.eml":                 "two HTML parts behind each other: enmime shows the first",
		"qp-utf8-header-no-break.eml":            "no line between header and text: enmime loses the text",
		"chardet-fail.eml":                       "a named part is a file, whatever its type",
		"empty-ctype-bad-content.eml":            "no type: here it is text",
		"extra-base64-character.eml":             "a letter too much: enmime drops the text",
		"missing-ctype.eml":                      "no type: plain text, as the standard says",
		"unquoted-ctype-param-special.eml":       "an attachment without content is none",
	}
	dir := os.Getenv("COMPLAIN_SAMPLES")
	if dir == "" {
		t.Skip("COMPLAIN_SAMPLES is not set")
	}
	compared, same := 0, 0
	err := filepath.WalkDir(filepath.Join(dir, "chats", "eml"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".eml" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		_, records, err := importertest.Extract(context.Background(), mail.Importer{}, importertest.Source(t, d.Name(), data))
		if err != nil || len(records) == 0 {
			return err
		}
		want, err := enmime.ReadEnvelope(bytes.NewReader(data))
		if err != nil {
			t.Logf("%s: enmime: %v", d.Name(), err)
			return nil
		}
		compared++
		ours, theirs := compare(records[0]), compareEnvelope(want)
		_, known := differs[d.Name()]
		if ours == theirs {
			same++
		}
		if known == (ours == theirs) {
			t.Errorf("%s:\n  ours %q\nenmime %q", d.Name(), ours, theirs)
		}
		return nil
	})
	if err != nil || compared < 35 {
		t.Errorf("%d compared: %v", compared, err)
	}
	t.Logf("%d compared, %d the same in subject, words and attachments", compared, same)
}

func compare(r dispute.Record) string {
	return strings.Join(append([]string{r.Field("subject"), words(r.Text)}, sorted(r.Files)...), "|")
}

func compareEnvelope(e *enmime.Envelope) string {
	var names []string
	for _, p := range slices.Concat(e.Attachments, e.Inlines, e.OtherParts) {
		if p.FileName != "" {
			names = append(names, p.FileName)
		}
	}
	// enmime marks bold words and puts a rule between parts.
	text := strings.ReplaceAll(strings.ReplaceAll(e.Text, "\n--\n", "\n"), "*", "")
	return strings.Join(append([]string{e.GetHeader("Subject"), words(text)}, sorted(names)...), "|")
}

func sorted(s []string) []string { s = slices.Clone(s); slices.Sort(s); return s }

func words(s string) string { return strings.Join(strings.Fields(s), " ") }
