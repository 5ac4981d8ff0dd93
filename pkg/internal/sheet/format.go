package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"complain/pkg/internal/pattern"
)

// A workbook keeps a time as a number, and says in the format of the cell that it is
// one. What is shown as a time is given as one, so that a number of five digits is a day
// only where people see a day.

// shownAs is what a format of numbers shows.
type shownAs int

const (
	asNumber shownAs = iota
	asDay
	asClock
	asMoment // both
)

// builtIn is what the formats show whose codes no file writes (ECMA-376, 18.8.30). Those
// from 27 on are of East Asia.
func builtIn(id int) shownAs {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return asDay
	case id >= 18 && id <= 21, id == 45, id == 47, id == 32, id == 33, id == 34, id == 35, id == 55, id == 56:
		return asClock
	case id == 22:
		return asMoment
	}
	return asNumber
}

// quotedInFormat are the parts of a format's code that are words, colours, languages and
// widths.
var quotedInFormat = pattern.New(`"[^"]{0,100}"?|\\.|_.|\*.|\[[^\]]{0,40}\]?`)

// coded is what a format shows by its code. Hours that count on beyond a day are no time
// of day.
func coded(code string) shownAs {
	small := strings.ToLower(code)
	for _, elapsed := range []string{"[h", "[m", "[s"} {
		if strings.Contains(small, elapsed) {
			return asNumber
		}
	}
	bare := quotedInFormat.ReplaceAllString(small, "")
	bare, _, _ = strings.Cut(bare, ";")
	if strings.TrimSpace(bare) == "general" || strings.ContainsAny(strings.ReplaceAll(bare, "ss.0", ""), "0#?") {
		return asNumber
	}
	day, clock := strings.ContainsAny(bare, "yde"), strings.ContainsAny(bare, "hs")
	switch {
	case day && clock:
		return asMoment
	case clock:
		return asClock
	case day, strings.Contains(bare, "m"):
		return asDay
	}
	return asNumber
}

// shown is a cell as its format shows it. The fraction of a day passed through binary
// floating point, so it is rounded to the second.
func shown(c Cell, as shownAs, since1904 bool) Cell {
	f, err := strconv.ParseFloat(Trim(c.Text), 64)
	if as == asNumber || err != nil || !(f >= 0 && f < 2958466) {
		return c
	}
	if f < 1 {
		seconds := min(int(math.Round(f*86400)), 86399)
		if as == asDay {
			return c
		}
		return Cell{Text: fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)}
	}
	if f < 61 && !since1904 { // the system of 1900 counts a 29 February that never was
		return c
	}
	seconds := int64(math.Round(f * 86400))
	const untilUnix, until1904 = 25569, 1462 // days
	if since1904 {
		seconds += until1904 * 86400
	}
	t := time.Unix(seconds-untilUnix*86400, 0).UTC()
	if t.Year() > 9999 {
		return c
	}
	if as == asDay && t.Hour()+t.Minute()+t.Second() == 0 {
		return Cell{Text: t.Format(time.DateOnly)}
	}
	return Cell{Text: t.Format(time.DateTime)}
}
