package heif

import (
	"fmt"

	"complain/pkg/internal/isobox"
	"complain/pkg/picture/hevc"
)

func damaged(what string) error { return fmt.Errorf("%s: %w", what, hevc.ErrDamaged) }

// each calls f with every box in data.
func each(data []byte, f func(kind string, content []byte) error) error {
	c := isobox.Cursor{Data: data}
	for len(c.Data) > 0 {
		kind, content, ok := c.Box()
		if !ok {
			return damaged("boxes")
		}
		if err := f(kind, content); err != nil {
			return err
		}
	}
	return nil
}
