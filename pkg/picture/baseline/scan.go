package baseline

// scan reads the blocks of all layers.
func (d *decoder) scan() error {
	y := d.components[0]
	across, down := (d.width+8*y.across-1)/(8*y.across), (d.height+8*y.down-1)/(8*y.down)
	for i := range d.components {
		c := &d.components[i]
		c.stride = across * c.across * d.points
		c.pix = make([]uint8, c.stride*down*c.down*d.points)
	}
	place := places[d.points]
	var b block
	for unit := range across * down {
		if d.interval > 0 && unit > 0 && unit%d.interval == 0 {
			if err := d.restart(byte(unit / d.interval)); err != nil {
				return err
			}
		}
		left, top := unit%across, unit/across
		for i := range d.components {
			c := &d.components[i]
			for part := range c.across * c.down {
				if !d.block(c, &b, place) {
					return errOther
				}
				x, y := (left*c.across+part%c.across)*d.points, (top*c.down+part/c.across)*d.points
				b.draw(c.pix[y*c.stride+x:], c.stride, d.points)
			}
		}
	}
	return nil
}

// restart begins anew behind the marker that is due.
func (d *decoder) restart(n byte) error {
	if d.in.count >= 8 {
		return errOther
	}
	marker, err := d.in.marker()
	if err != nil || marker != markRST0+(n-1)%8 {
		return errOther
	}
	for i := range d.components {
		d.components[i].last = 0
	}
	return nil
}

// block is the low frequencies of 8 by 8 points, in rows; those behind are of no
// interest.
type block struct {
	values [65]int32
	steps  bool // any but the first is not zero
}

// block reads the next block of a layer.
func (d *decoder) block(c *component, b *block, place *[64]uint8) bool {
	in, quantity := &d.in, &d.quantities[c.quantity]
	clear(b.values[:16])
	if in.count < 32 {
		in.fill()
	}
	m := c.dc.short[in.bits>>(64-shortBits)]
	if m.bits == 0 {
		if m = c.dc.long(in.bits); m.bits == 0 {
			return false
		}
	}
	in.skip(int(m.bits))
	step := int32(m.value)
	if m.skip != 0 {
		return false
	}
	if !m.whole {
		step = in.extended(int(m.size))
	}
	c.last += step
	b.values[0], b.steps = c.last*quantity[0], false
	for k := 1; k < 64; k++ {
		if in.count < 32 {
			in.fill()
		}
		m := c.ac.short[in.bits>>(64-shortBits)]
		if m.bits == 0 {
			if m = c.ac.long(in.bits); m.bits == 0 {
				return false
			}
		}
		in.bits <<= m.bits
		in.count -= int(m.bits)
		value := int32(m.value)
		if !m.whole {
			if m.size == 0 {
				if m.skip == 15 {
					k += 15
					continue
				}
				if m.skip == 0 {
					break
				}
				return false
			}
			value = in.extended(int(m.size))
		}
		if k += int(m.skip); k > 63 {
			return false
		}
		if at := place[k]; at < 64 {
			b.values[at] = value * quantity[k]
			b.steps = true
		}
	}
	return in.count >= 0
}

// places are where the values of the file stand in a block of 2 or 4 points in each
// direction; 64 for those of no interest.
var places = func() (out [5]*[64]uint8) {
	for _, points := range []int{2, 4} {
		var p [64]uint8
		x, y, up := 0, 0, true // of 8 by 8, from corner to corner in diagonals
		for k := range p {
			p[k] = 64
			if x < points && y < points {
				p[k] = uint8(points*y + x)
			}
			switch {
			case up && x == 7:
				y, up = y+1, false
			case up && y == 0:
				x, up = x+1, false
			case up:
				x, y = x+1, y-1
			case y == 7:
				x, up = x+1, true
			case x == 0:
				y, up = y+1, true
			default:
				x, y = x-1, y+1
			}
		}
		out[points] = &p
	}
	return out
}()

// draw makes points of the frequencies.
func (b *block) draw(to []uint8, stride, points int) {
	v := &b.values
	switch {
	case !b.steps:
		shade := clamp((v[0] + 4) >> 3)
		for y := range points {
			row := to[y*stride:][:points]
			for x := range row {
				row[x] = shade
			}
		}
	case points == 2:
		// Over two points the cosine is the same up and down.
		a, b, c, d := v[0]+v[1], v[0]-v[1], v[2]+v[3], v[2]-v[3]
		to[0], to[1] = clamp((a+c+4)>>3), clamp((b+d+4)>>3)
		to[stride], to[stride+1] = clamp((a-c+4)>>3), clamp((b-d+4)>>3)
	default:
		for x := range 4 {
			v[x], v[4+x], v[8+x], v[12+x] = four(v[x]<<fraction, v[4+x]<<fraction, v[8+x]<<fraction, v[12+x]<<fraction)
		}
		const half = 1 << (fraction + 2)
		for y := range 4 {
			row := to[y*stride:][:4]
			a, b, c, d := four(v[4*y]+half, v[4*y+1], v[4*y+2], v[4*y+3])
			row[0], row[1], row[2], row[3] = clamp(a>>(fraction+3)), clamp(b>>(fraction+3)), clamp(c>>(fraction+3)), clamp(d>>(fraction+3))
		}
	}
}

// The square root of two by the cosines of an eighth and of three eighths of a half
// turn.
const (
	fraction  = 2
	precision = 12
	cos1      = 5352 // 1.306563
	cos3      = 2217 // 0.541196
)

// four makes four points of four frequencies, each as large as the mean of a row of
// eight would have it.
func four(v0, v1, v2, v3 int32) (a, b, c, d int32) {
	even0, even1 := v0+v2, v0-v2
	odd0, odd1 := (v1*cos1+v3*cos3)>>precision, (v1*cos3-v3*cos1)>>precision
	return even0 + odd0, even1 + odd1, even1 - odd1, even0 - odd0
}

// clamp is a shade of 0 to 255 of one around zero.
func clamp(v int32) uint8 { return uint8(min(max(v+128, 0), 255)) }
