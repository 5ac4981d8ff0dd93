package cli

import (
	"runtime/debug"
	"testing"
)

func TestBuildOf(t *testing.T) {
	for want, info := range map[string]*debug.BuildInfo{
		"1.0":                nil,
		"1.0 (0123456789ab)": {Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.modified", Value: "false"}}},
		"1.0 (01, changed)":  {Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "01"}, {Key: "vcs.modified", Value: "true"}}},
	} {
		if got := buildOf(info, "1.0"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := buildOf(&debug.BuildInfo{}, "1.0"); got != "1.0" {
		t.Errorf("got %q", got)
	}
}
