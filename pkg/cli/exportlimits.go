package cli

import (
	"cmp"

	"complain/pkg/channel"
	"complain/pkg/limit"
	"complain/pkg/phrase"
)

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
	if o.budget.Pages == 0 && o.format != filesFormat {
		used.Pages = known.Pages
	}
	if o.format == filesFormat {
		used.Only = known.Only
	}
	if o.format == filesFormat && o.budget.Files == 0 {
		used.Images = known.Images
	}
	if used.Bytes > 0 || used.Pages > 0 || used.Images > 0 || used.Only != "" {
		s.Talk("export.limits", c.channel.Name.In(s.Lang.Tag()), c.channel.AsOf, phrase.Limits(s.Lang, used))
	}
}

// parseSize reads the size of a file as the user types it.
func parseSize(text string) (int64, error) {
	n, ok := limit.ParseSize(text)
	if !ok {
		return 0, usage("error.size", text).next("hint.size")
	}
	return n, nil
}
