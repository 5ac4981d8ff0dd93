package channel

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// A misspelt language is found wherever a text may stand, with its line.
func TestOwnDataInUnknownLanguages(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{channelsFile, "channels:\n  - id: cn.mine\n    name:\n      zh: 某处\n      ne: Somewhere\n", `channels.yaml: line 5: language: "ne"`},
		{channelsFile, "channels:\n  - id: cn.mine\n    name: {hz: 某处}\n", `channels.yaml: line 3: language: "hz"`},
		{rulesFile, "articles:\n  - id: cn.mine.1\n    gist: {zh: 某, en-GB: x}\n", `rules.yaml: line 3: language: "en-GB"`},
		{vocabularyFile, "flags:\n  mine: {name: {en: Mine, zg: 某}}\n", `vocabulary.yaml: line 2: language: "zg"`},
		{holidaysFile, "calendars:\n  - id: xx\n    name: {eng: Mine}\n", `holidays.yaml: line 3: language: "eng"`},
	} {
		_, err := Load(fstest.MapFS{c.file: {Data: []byte(c.text)}}, "en", "zh")
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "allowed are en, zh") {
			t.Errorf("%s: %v, not %s", c.text, err, c.want)
		}
	}
}

// The data built in speaks the languages of the program.
func TestDataInUnknownLanguages(t *testing.T) {
	own, err := fs.Sub(data, "data")
	if err != nil {
		t.Fatal(err)
	}
	if err := checkLanguages(own, []string{"en", "zh"}); err != nil {
		t.Error(err)
	}
}
