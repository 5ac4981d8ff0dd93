package dispute

import (
	"slices"
	"testing"
)

func TestDisplayName(t *testing.T) {
	for who, want := range map[string]string{
		"Gadget Barn <orders@gadgetbarn.example>":     "Gadget Barn",
		"Barn, Gadget <orders@gadgetbarn.example>":    "Barn, Gadget",
		"海港鞋业<kf@haigang.example>":                    "海港鞋业",
		"orders@gadgetbarn.example":                   "orders@gadgetbarn.example",
		"<orders@gadgetbarn.example>":                 "<orders@gadgetbarn.example>",
		"help@bank.example <thief@elsewhere.example>": "help@bank.example <thief@elsewhere.example>", // a pretended address
		"A <a@shop.example>, B <b@shop.example>":      "A <a@shop.example>, B <b@shop.example>",
		"林悦 <3":                                       "林悦 <3",
		"Ada <Ada>":                                   "Ada <Ada>",
		"Ada (orders@gadgetbarn.example)":             "Ada (orders@gadgetbarn.example)",
		"":                                            "",
	} {
		if got := DisplayName(who); got != want {
			t.Errorf("%q: %q, want %q", who, got, want)
		}
	}
}

func TestDisplayNamesAreNotTheSame(t *testing.T) {
	got := DisplayNames([]string{"Support <a@shop.example>", "Support <b@shop.example>", "Ada <ada@mail.example>"})
	if want := []string{"Support <a@shop.example>", "Support <b@shop.example>", "Ada"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
