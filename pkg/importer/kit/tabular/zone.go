package tabular

import (
	"strings"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// Zones are the abbreviations that bills were seen to hold, and their
// neighbours, with the seconds that they lie east of UTC. CST and IST mean several zones and are left out: a row with one
// is read in the case's zone, and says so.
func Zones() map[string]int {
	const hour = 3600
	return map[string]int{
		"PST": -8 * hour, "PDT": -7 * hour, "MST": -7 * hour, "MDT": -6 * hour, "CDT": -5 * hour,
		"EST": -5 * hour, "EDT": -4 * hour, "AKST": -9 * hour, "AKDT": -8 * hour, "HST": -10 * hour,
		"WET": 0, "WEST": 1 * hour, "BST": 1 * hour, "CET": 1 * hour, "CEST": 2 * hour, "MEZ": 1 * hour, "MESZ": 2 * hour,
		"EET": 2 * hour, "EEST": 3 * hour, "MSK": 3 * hour, "SGT": 8 * hour, "HKT": 8 * hour, "JST": 9 * hour,
		"AEST": 10 * hour, "AEDT": 11 * hour, "ACST": 9*hour + 1800, "ACDT": 10*hour + 1800, "AWST": 8 * hour,
		"NZST": 12 * hour, "NZDT": 13 * hour,
	}
}

// zoneNamed is the zone that a cell names, an IANA name, an abbreviation or a
// distance from UTC; nil when it is not known, or when its abbreviation means
// several.
func (t *table) zoneNamed(word string) *time.Location {
	if seconds, ok := t.Zones[word]; ok {
		return time.FixedZone(dispute.OffsetName(seconds), seconds)
	}
	return worldZone(word)
}

// worldZone is the zone of a word that means one zone everywhere.
func worldZone(word string) *time.Location {
	switch upper := strings.ToUpper(word); {
	case upper == "UTC", upper == "GMT", upper == "Z", upper == "ETC/UTC":
		return time.UTC
	case strings.HasPrefix(upper, "UTC"), strings.HasPrefix(upper, "GMT"):
		word = word[3:]
	case strings.Contains(word, "/"):
		if loc, err := time.LoadLocation(word); err == nil {
			return loc
		}
		return nil
	}
	for _, form := range [...]string{"-07:00", "-0700", "-07", "-7"} {
		if form == "-7" {
			if len(word) != 2 {
				break
			}
			word, form = word[:1]+"0"+word[1:], "-07" // UTC+8
		}
		if at, err := time.Parse(form, word); err == nil {
			_, seconds := at.Zone()
			return time.FixedZone(dispute.OffsetName(seconds), seconds)
		}
	}
	return nil
}

// ZoneLike reports whether a text names a time zone.
func ZoneLike(c sheet.Cell) bool {
	word := sheet.Trim(c.Text)
	if _, ok := Zones()[word]; ok {
		return true
	}
	return !c.Number && worldZone(word) != nil
}
