package packet

import (
	"strings"
	"testing"
	"testing/fstest"

	"complain/pkg/channel"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// An addressee is a folder of templates and one entry of the data: with these
// alone a letter to it is composed, in every language.
func TestAddresseeIsAFolderAndAnEntry(t *testing.T) {
	b, err := channel.Load(fstest.MapFS{"channels.yaml": {Data: []byte(`
schema: 1
as_of: 2026-11-30
channels:
- id: any.ombudsman
  kind: association
  packet: ombudsman
  name: {zh: "示例调解员", en: "Example ombudsman"}
  addressee: {zh: "示例调解员", en: "Example ombudsman"}
  document: {zh: 调解申请书, en: Request for mediation}
  must_contain: [complainant-name, demand, facts]
  source: [OWN]
  confidence: own
`)}})
	if err != nil {
		t.Fatal(err)
	}
	ch, err := b.Channel("any.ombudsman")
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{
		"ombudsman/en.md": {Data: []byte("# {{.Title}}\n\n::flush To: {{.Addressee}}\n\n::demands\n\n::facts\n\n::attachments\n")},
		"ombudsman/zh.md": {Data: []byte("# {{.Title}}\n\n::flush 致：{{.Addressee}}\n\n::demands\n\n::facts\n\n::attachments\n")},
	}
	for lang, want := range map[locale.Lang][]string{
		locale.English: {"Request for mediation", "To: Example ombudsman"},
		locale.Chinese: {"调解申请书", "致：示例调解员"},
	} {
		d, _, err := sample(t, lang).compose(ch, b, folder)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := doc.Dump(&out, d); err != nil {
			t.Fatal(err)
		}
		for _, words := range want {
			if !strings.Contains(out.String(), words) {
				t.Errorf("%s: the letter does not say %q:\n%.400s", lang, words, out.String())
			}
		}
	}
}
