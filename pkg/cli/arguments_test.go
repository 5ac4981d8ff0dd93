package cli

import (
	"strings"
	"testing"
)

// What lacks is named, behind what is given, with a line as it is typed; words without
// quotation marks are shown with them; a flag stands as it was typed.
func TestWrongLinesShowRightOnes(t *testing.T) {
	for _, tt := range []struct{ line, says string }{
		{"event pin", "error: a number such as R1 is missing\nhint: for example: complain event pin R12 R15 (complain event pin --help says more)\n"},
		{"who bind Foo", "error: ROLE is missing\nhint: for example: complain who bind"},
		{"rescue", "error: NEW is missing\nhint: for example: complain -C broken.complain rescue"},
		{"case field goods-brand Sound Peak", "error: Peak is one word too many\nhint: words that belong together stand between quotation marks: complain case field goods-brand \"Sound Peak\"\n"},
		{"status extra", "error: extra is one word too many\nhint: complain status --help shows how it is used\n"},
		{"export --to regulator -o", "error: the flag -o needs a value\nhint: write -o FILE; complain export --help says more\n"},
		{"evidence list --jsn", "error: there is no flag --jsn\nhint: did you mean --json\n"},
		{"evidence list -Z", "error: there is no flag -Z\n"},
		{"completion tcsh", "error: there is no command tcsh\n"},
		{"claim add", "error: KIND is missing\nhint: for example: complain claim add refund"},
	} {
		var said strings.Builder
		sys := OS()
		sys.Getenv = func(string) string { return "" }
		sys.Out, sys.Err = &said, &said
		if code := Main(append([]string{"--lang", "en"}, strings.Fields(tt.line)...), sys); code != exitUsage {
			t.Errorf("%s ends with %d", tt.line, code)
		}
		if !strings.HasPrefix(said.String(), tt.says) {
			t.Errorf("%s says\n%swant\n%s", tt.line, &said, tt.says)
		}
	}
}
