package picture

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"

	"complain/pkg/picture/heif"
	"complain/pkg/picture/hevc"
)

// maxHEIC is the most pixels of a HEIC picture. While it is decoded it takes 5
// bytes for each, and up to 9 of the kinds that no phone makes; phones make 50
// million.
const maxHEIC = 55_000_000

// decodeHEIC decodes a phone's picture. How it is to be turned is said by the
// container; EXIF's orientation repeats it and does not count (ISO/IEC
// 23008-12, clause A.2 of the edition of 2022).
func decodeHEIC(in *source, maxSide int) (*decoded, error) {
	f, err := heif.Open(in, in.size)
	if err != nil {
		return nil, in.wrapHEIC(err)
	}
	info, err := f.Info()
	if err != nil {
		return nil, in.wrapHEIC(err)
	}
	most := maxHEIC
	if info.Alpha {
		most /= 2
	}
	if err := within(image.Config{Width: info.Width, Height: info.Height, ColorModel: color.YCbCrModel}, maxSide, false); err != nil {
		return nil, err
	}
	if info.Width*info.Height > most {
		return nil, fmt.Errorf("%d by %d pixels: %w", info.Width, info.Height, ErrTooLarge)
	}
	pixels, err := f.Decode(context.Background())
	if err != nil {
		return nil, in.wrapHEIC(err)
	}
	return &decoded{pixels, pixels.Bounds().Size(), 0, info.Orientation, false}, nil
}

func (s *source) wrapHEIC(err error) error {
	switch {
	case s.err != nil:
		return s.err
	case errors.Is(err, hevc.ErrTooLarge):
		return fmt.Errorf("%w: %w", ErrTooLarge, err)
	case errors.Is(err, hevc.ErrUnsupported):
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}
