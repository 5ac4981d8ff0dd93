package packet

import (
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/locale"
)

// Pictures that look alike are named in pairs, each once, with the later one
// to leave out; a picture made from the other is meant to look like it.
func TestPictureAlike(t *testing.T) {
	in := sample(t, locale.Chinese)
	far := in.Evidence[slices.IndexFunc(in.Evidence, func(e dispute.Evidence) bool { return strings.HasSuffix(e.Name, ".heic") })].ID
	if _, findings := compose(t, in, "regulator"); find(findings, "picture-alike") != nil {
		t.Error("pictures that do not look alike are said to")
	}
	for a, b := range map[dispute.EvidenceID]dispute.EvidenceID{photographed: far, far: photographed} {
		p := in.Pictures[a]
		p.Alike = []dispute.EvidenceID{b, 9999}
		in.Pictures[a] = p
	}
	_, findings := compose(t, in, "regulator")
	f := find(findings, "picture-alike")
	if f == nil || f.Level != Remark {
		t.Fatalf("%+v", f)
	}
	if got, want := locale.Chinese.Note(f.Text), "E3和"+far.String()+"；"; strings.Count(got, "E3") != 1 || !strings.Contains(got, want) {
		t.Errorf("%q, want %q in it", got, want)
	}
	if got, want := locale.English.Note(f.Fix), "complain evidence withdraw "+far.String(); !strings.Contains(got, want) {
		t.Errorf("%q, want %q in it", got, want)
	}
	for i := range in.Evidence {
		if in.Evidence[i].ID == far {
			in.Evidence[i].Derived = &dispute.Derivation{From: photographed}
		}
	}
	if _, findings := compose(t, in, "regulator"); find(findings, "picture-alike") != nil {
		t.Error("a redacted picture and its original are said to look alike")
	}
}
