package screen

import "testing"

// A choice is known by each of its words; what is none has the nearest beside it.
func TestChosen(t *testing.T) {
	choices := []Choice{
		{Value: "cn.taobao", Label: "淘宝/天猫", Also: []string{"Tmall", "淘宝网"}},
		{Value: "quality_defect", Label: "quality problems (defects)"},
		{Value: "late", Label: "不发货、延迟发货"},
	}
	for word, want := range map[string]string{
		"cn.taobao": "cn.taobao", "天猫": "cn.taobao", " TMALL ": "cn.taobao", "淘 宝 网": "cn.taobao", "ＴＭＡＬＬ": "cn.taobao", "quality-defect": "quality_defect",
		"Quality problems": "quality_defect", "defects": "quality_defect", "延迟发货": "late", "": "", "宝": "", "refund": "",
	} {
		if got := Chosen(word, choices); got != want {
			t.Errorf("%q is %q, not %q", word, got, want)
		}
	}
	for word, want := range map[string]string{"天猫超市": "cn.taobao", "tmal": "cn.taobao", "tnall": "cn.taobao", "quality": "quality_defect", "老不发货": "late", "refund": "", "": "", "宝": ""} {
		near, ok := Near(word, choices)
		if near.Value != want || ok != (want != "") {
			t.Errorf("%q is near %q (%v), not %q", word, near.Value, ok, want)
		}
	}
}
