package packet

import (
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// redact adds to a case a redacted version of the photo near, as E10, with a
// picture of its own.
func redact(in *input, why string, covered ...dispute.Box) dispute.EvidenceID {
	const near = 3
	id := dispute.EvidenceID(len(in.Evidence) + 1)
	in.Evidence = append(in.Evidence, dispute.Evidence{ID: id, Name: "IMG_20261103_101500-遮盖件.jpg", MediaType: "image/jpeg", SHA256: hash(int(id)), Size: 99,
		Derived: &dispute.Derivation{From: near, Why: why, Covered: covered}, Batch: 44,
		Reading: dispute.Reading{State: dispute.Read, Importer: "photo", Records: 1, Units: 1}})
	in.Pictures[id] = Picture{Image: doc.Image{Key: id.String() + "/0", Width: 30, Height: 40}, Width: 30, Height: 40}
	return id
}

func TestTheRedactedVersionIsShown(t *testing.T) {
	in := sample(t, locale.Chinese)
	box := dispute.Box{X: 1, Y: 2, Width: 3, Height: 4}
	phone := dispute.Box{X: 9, Y: 2, Width: 3, Height: 4, What: "phone"}
	first := redact(&in, "旧的理由", box)
	latest := redact(&in, "个人信息", box, phone, phone)
	if shown := Choose(in.Input).Exhibits(); !slices.Contains(shown, latest) || slices.Contains(shown, first) || slices.Contains(shown, 3) {
		t.Errorf("the exhibits are %v", shown)
	}
	d, findings := compose(t, in, "regulator")
	text := string(dump(t, d, findings, locale.Chinese))
	for _, want := range []string{
		"IMG_20261103_101500-遮盖件.jpg", "E11/0", // its name and its picture
		"遮盖 3 处（指定位置 1 处；手机号 2 处）", "未遮盖的原件为 E3", hash(3), hash(11), "理由：个人信息",
		"附件 IMG_20261103_101500.jpg，见",             // the message that it was sent with still leads to it
		"本人用手机拍摄", "左耳外壳开裂", "2026-11-03 10:15:00", // what was said of the original, and its time
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the packet does not say %q", want)
		}
	}
	for _, not := range []string{`"p3"`, "旧的理由", "E10/0"} {
		if strings.Contains(text, not) {
			t.Errorf("the packet says %q", not)
		}
	}
	for _, f := range collect[doc.Figure](d) {
		if f.Image.Key == "p3" {
			t.Error("the original is shown")
		}
	}
	if in.Evidence[2].ID != 3 || len(in.Evidence) != 11 {
		t.Error("the input was changed")
	}

	// Withdrawn, it stands for nothing.
	in.Evidence[latest-1].Withdrawn, in.Evidence[first-1].Withdrawn = "x", "x"
	if shown := Choose(in.Input).Exhibits(); !slices.Contains(shown, 3) || slices.Contains(shown, latest) {
		t.Errorf("withdrawn, the exhibits are %v", shown)
	}
}

// An original that is gone leaves its version, which says what it was.
func TestARedactedVersionOnItsOwn(t *testing.T) {
	in := empty(t, locale.English)
	in.Evidence = []dispute.Evidence{{ID: 2, Name: "a-redacted.png", MediaType: "image/png", SHA256: hash(2),
		Derived: &dispute.Derivation{From: 1, Why: "private", Covered: []dispute.Box{{Width: 1, Height: 1, What: "of a kind to come"}}}}}
	d, findings := compose(t, in, "regulator")
	text := string(dump(t, d, findings, locale.English))
	for _, want := range []string{"The unredacted original was E1.", "1 place is covered (of a kind to come × 1)", "in a copy of E1. Reason: private"} {
		if !strings.Contains(text, want) {
			t.Errorf("the packet does not say %q", want)
		}
	}
}
