package heif

import (
	"encoding/binary"
	"fmt"

	"complain/pkg/picture/hevc"
)

// cursor reads numbers from a box. Behind the end it reads zeros and remembers
// it.
type cursor struct {
	data []byte
	over bool
}

func (c *cursor) bytes(n int) []byte {
	if n < 0 || n > len(c.data) {
		c.over, c.data = true, nil
		return nil
	}
	out := c.data[:n]
	c.data = c.data[n:]
	return out
}

// u reads a number of n bytes, 8 at most.
func (c *cursor) u(n int) uint64 {
	v := uint64(0)
	for _, b := range c.bytes(n) {
		v = v<<8 | uint64(b)
	}
	return v
}

func (c *cursor) int(n int) int { return int(c.u(n)) }

// id reads the number of an item, whose size depends on the version of the box.
func (c *cursor) id(long bool) uint32 {
	if long {
		return uint32(c.u(4))
	}
	return uint32(c.u(2))
}

// full reads what begins a full box.
func (c *cursor) full() (version, flags int) { return c.int(1), c.int(3) }

func damaged(what string) error { return fmt.Errorf("%s: %w", what, hevc.ErrDamaged) }

// each calls f with every box in data, ISO/IEC 14496-12 clause 4.2.
func each(data []byte, f func(kind string, content []byte) error) error {
	for len(data) > 0 {
		kind, header, size, ok := boxHead(data, int64(len(data)))
		if !ok || size > int64(len(data)) {
			return damaged("boxes")
		}
		if err := f(kind, data[header:size]); err != nil {
			return err
		}
		data = data[size:]
	}
	return nil
}

// boxHead reads the length and name of a box that has room bytes to stand in.
func boxHead(data []byte, room int64) (kind string, header, size int64, ok bool) {
	if len(data) < 8 {
		return "", 0, 0, false
	}
	kind, header, size = string(data[4:8]), 8, int64(binary.BigEndian.Uint32(data))
	switch size {
	case 0:
		size = room
	case 1:
		if len(data) < 16 {
			return "", 0, 0, false
		}
		header, size = 16, int64(binary.BigEndian.Uint64(data[8:]))
	}
	return kind, header, size, size >= header
}
