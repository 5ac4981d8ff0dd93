// Package limit makes packets no larger than what their addressees take: it reads
// and says sizes, measures what a packet would be, and divides it into volumes.
//
// It promises that no exhibit is cut where it could be put whole into a volume,
// that every block of the packet stands in one of the volumes, and that it says
// where one of them is too large all the same. It forbids I/O, and leaving anything
// out to be small enough.
package limit

import (
	"strconv"
	"strings"

	"complain/pkg/channel"
)

// Budget is how much a channel takes; 0 is any.
type Budget struct {
	Size  int64 // bytes of one file
	Pages int   // of one file
	Files int   // how many
}

// With is the budget with what the channel is known to take where the user says
// nothing.
func (b Budget) With(l channel.Limits) Budget {
	if b.Size == 0 {
		b.Size = int64(l.Bytes)
	}
	if b.Pages == 0 {
		b.Pages = l.Pages
	}
	if b.Files == 0 {
		b.Files = l.Images
	}
	return b
}

// Bounds reports whether a file may not be of any size.
func (b Budget) Bounds() bool { return b.Size > 0 || b.Pages > 0 }

// exceeded reports whether a file is larger than it may be.
func (b Budget) exceeded(m Measure) bool {
	return b.Size > 0 && m.Bytes > b.Size || b.Pages > 0 && m.Pages > b.Pages
}

// units are those in which people say how large a file may be.
var units = []struct {
	name  string
	bytes int64
}{{"GB", 1e9}, {"MB", 1e6}, {"KB", 1e3}, {"G", 1e9}, {"M", 1e6}, {"K", 1e3}, {"B", 1}}

// fewest is the least number without a unit that means bytes: who writes 10 means
// some other unit.
const fewest = 10_000

// ParseSize reads 10MB, 500 KB, 1.5m; a large number without a unit is bytes. Offices
// count in thousands or in 1024s: the smaller holds for both.
func ParseSize(text string) (bytes int64, ok bool) {
	bare := true
	number, unit := strings.ToUpper(strings.TrimSpace(strings.ReplaceAll(text, "i", ""))), int64(1)
	for _, u := range units {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, unit, bare = strings.TrimSpace(rest), u.bytes, false
			break
		}
	}
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || bare && n < fewest {
		return 0, false
	}
	if n *= float64(unit); !(n >= 1) || n > 1e15 {
		return 0, false
	}
	return int64(n), true
}

// SizeText is a size as people say it: 2.4 MB.
func SizeText(bytes int64) string {
	for _, u := range units[:3] {
		if bytes >= u.bytes {
			return strconv.FormatFloat(float64(bytes)/float64(u.bytes), 'f', 1, 64) + " " + u.name
		}
	}
	return strconv.FormatInt(bytes, 10) + " B"
}
