package locale

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A word in -s behind a number is a plural, which needs a form for one, unless
// it is a verb that tells of what is put in, or the plural of what the number
// does not count.
var (
	behindNumber = regexp.MustCompile(`\{[0-9]\} ([a-z]+s)\b`)
	noPlurals    = strings.Fields(`allows archives as bears belongs brings counts covers discards does ends fits has holds is
		leaves lies looks names needs prints reaches reads removes repeats says shows signs speaks stands states
		takes unless unpacks was yes`)
	uncounted = strings.Fields("photo.magic recording.magic") // "as JPEG pictures do"
)

func TestNumbersHaveFormsOfPlural(t *testing.T) {
	for _, code := range English.Codes() {
		for _, m := range behindNumber.FindAllStringSubmatch(English.Text(code), -1) {
			// Pictures have two pixels or more.
			if !slices.Contains(noPlurals, m[1]) && !slices.Contains(uncounted, code) && m[1] != "pixels" {
				t.Errorf("%s: %q has no form for one", code, m[0])
			}
		}
	}
}
