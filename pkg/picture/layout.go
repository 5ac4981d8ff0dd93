package picture

import (
	"complain/pkg/internal/exif"
	"complain/pkg/internal/media"
)

// layout is what the headers of a file say about how its pixels are stored.
type layout struct {
	orientation int // EXIF's, 1 to 8; 1 when not stated
	progressive bool
}

func readLayout(r *source, mediaType string) layout {
	l := layout{orientation: max(exif.Orientation(exif.Of(r, r.size, mediaType)), 1)}
	if mediaType == media.JPEG {
		exif.JPEG(r, func(marker byte, _, _ int64) bool {
			l.progressive = l.progressive || marker == 0xc2 || marker == 0xc6 || marker == 0xca || marker == 0xce
			return true
		})
	}
	return l
}
