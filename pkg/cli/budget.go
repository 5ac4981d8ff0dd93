package cli

import (
	"cmp"
	"strconv"
	"strings"

	"complain/pkg/channel"
)

// budget is how much a channel takes; 0 is any.
type budget struct {
	size  int64 // bytes of one file
	pages int   // of one file
	files int   // how many
}

// within is the budget with what the channel is known to take where the user says
// nothing.
func (b budget) within(l channel.Limits) budget {
	if b.size == 0 {
		b.size = int64(l.Bytes)
	}
	if b.pages == 0 {
		b.pages = l.Pages
	}
	if b.files == 0 {
		b.files = l.Images
	}
	return b
}

// sayLimits says which limits of the data a packet is made for, where the user set
// none.
func sayLimits(s *session, c *composition, o exportOptions) {
	known, used := c.channel.Limits, channel.Limits{Confidence: cmp.Or(c.channel.Limits.Confidence, c.channel.Confidence)}
	if o.format == formFormat || o.format == scriptFormat {
		return
	}
	if o.size == "" {
		used.Bytes = known.Bytes
	}
	if o.budget.pages == 0 && o.format != filesFormat {
		used.Pages = known.Pages
	}
	if o.format == filesFormat {
		used.Only = known.Only
	}
	if o.format == filesFormat && o.budget.files == 0 {
		used.Images = known.Images
	}
	if used.Bytes > 0 || used.Pages > 0 || used.Images > 0 || used.Only != "" {
		s.Talk("export.limits", c.channel.Name.In(s.Lang.Tag()), c.channel.AsOf, limits(s.Lang, used))
	}
}

// sizeUnits are the units in which people say how large a file may be.
var sizeUnits = []struct {
	name  string
	bytes int64
}{{"GB", 1e9}, {"MB", 1e6}, {"KB", 1e3}, {"G", 1e9}, {"M", 1e6}, {"K", 1e3}, {"B", 1}}

// parseSize reads 10MB, 500 KB, 1.5m; what has no unit is bytes. Offices count in
// thousands or in 1024s: the smaller holds for both.
func parseSize(text string) (int64, error) {
	number, unit := strings.ToUpper(strings.TrimSpace(strings.ReplaceAll(text, "i", ""))), int64(1)
	for _, u := range sizeUnits {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, unit = strings.TrimSpace(rest), u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || !(n > 0) || n*float64(unit) > 1e15 {
		return 0, usage("error.size", text).next("hint.size")
	}
	return int64(n * float64(unit)), nil
}

// sizeText is a size as people say it: 2.4 MB.
func sizeText(bytes int64) string {
	for _, u := range sizeUnits[:3] {
		if bytes >= u.bytes {
			return strconv.FormatFloat(float64(bytes)/float64(u.bytes), 'f', 1, 64) + " " + u.name
		}
	}
	return strconv.FormatInt(bytes, 10) + " B"
}
