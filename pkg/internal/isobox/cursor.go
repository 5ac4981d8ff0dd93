package isobox

// Cursor reads what is in a box, once its content is in memory. Behind the end
// it reads zeros and remembers it.
type Cursor struct {
	Data []byte // what is left
	Over bool   // more was asked for than there was
}

// Bytes is the next n bytes, nil where there are fewer.
func (c *Cursor) Bytes(n int) []byte {
	if n < 0 || n > len(c.Data) {
		c.Over, c.Data = true, nil
		return nil
	}
	out := c.Data[:n]
	c.Data = c.Data[n:]
	return out
}

// Number is the next n bytes as a number, the highest first. Of more than 8
// bytes the last 8 count.
func (c *Cursor) Number(n int) uint64 {
	v := uint64(0)
	for _, b := range c.Bytes(n) {
		v = v<<8 | uint64(b)
	}
	return v
}

// Int is Number for lengths and counts.
func (c *Cursor) Int(n int) int { return int(c.Number(n)) }

// ID is the number of an item, whose size depends on the version of the box.
func (c *Cursor) ID(long bool) uint32 {
	if long {
		return uint32(c.Number(4))
	}
	return uint32(c.Number(2))
}

// Full reads what begins a full box.
func (c *Cursor) Full() (version, flags int) { return c.Int(1), c.Int(3) }

// Box is the next box in memory; ok is false where it does not fit.
func (c *Cursor) Box() (kind string, content []byte, ok bool) {
	kind, header, size, ok := head(c.Data)
	if size == 0 {
		size = int64(len(c.Data))
	}
	if !ok || size < header || size > int64(len(c.Data)) {
		c.Over, c.Data = true, nil
		return "", nil, false
	}
	content = c.Data[header:size]
	c.Data = c.Data[size:]
	return kind, content, true
}
