package hevc

// cabac decodes bins, clause 9.3.4.3. Its value is the standard's offset with
// up to eight bits read ahead; need counts up to zero, when the next byte is due.
type cabac struct {
	data     []byte
	at       int
	span     uint32
	value    uint32
	need     int
	past     int // bytes read behind the end
	contexts contexts
}

// start begins at a byte: of a slice, a tile, a row, or behind PCM samples.
func (c *cabac) start() {
	c.span = 510
	c.value = c.next()<<8 | c.next()
	c.need = -8
}

func (c *cabac) next() uint32 {
	if c.at < len(c.data) {
		c.at++
		return uint32(c.data[c.at-1])
	}
	c.past++
	return 0
}

func (c *cabac) bin(context int) int {
	state := c.contexts[context]
	low := uint32(lowSpan[state>>1][c.span>>6&3])
	c.span -= low
	scaled := c.span << 7
	if c.value < scaled {
		c.contexts[context] = afterHigh[state]
		if scaled < 256<<7 {
			c.span = scaled >> 6
			c.value <<= 1
			if c.need++; c.need == 0 {
				c.need = -8
				c.value |= c.next()
			}
		}
		return int(state & 1)
	}
	n := int(shiftOf[low>>3])
	c.value = (c.value - scaled) << n
	c.span = low << n
	c.contexts[context] = afterLow[state]
	if c.need += n; c.need >= 0 {
		c.value |= c.next() << c.need
		c.need -= 8
	}
	return int(state&1 ^ 1)
}

func (c *cabac) bypass() int {
	c.value <<= 1
	if c.need++; c.need == 0 {
		c.need = -8
		c.value |= c.next()
	}
	if scaled := c.span << 7; c.value >= scaled {
		c.value -= scaled
		return 1
	}
	return 0
}

func (c *cabac) bypasses(n int) int {
	v := 0
	for range n {
		v = v<<1 | c.bypass()
	}
	return v
}

// end is the bin that ends slices and rows and announces PCM samples.
func (c *cabac) end() bool {
	c.span -= 2
	scaled := c.span << 7
	if c.value >= scaled {
		return true
	}
	if scaled < 256<<7 {
		c.span = scaled >> 6
		c.value <<= 1
		if c.need++; c.need == 0 {
			c.need = -8
			c.value |= c.next()
		}
	}
	return false
}

// contexts is the states of all variables: the probability, and in the lowest
// bit the likelier value.
type contexts [contextCount]uint8

// Where the variables of each syntax element begin.
const (
	ctxSAOMerge      = 0
	ctxSAOType       = ctxSAOMerge + 1
	ctxSplitCU       = ctxSAOType + 1
	ctxLossless      = ctxSplitCU + 3
	ctxPartMode      = ctxLossless + 1
	ctxPrevIntra     = ctxPartMode + 1
	ctxChromaMode    = ctxPrevIntra + 1
	ctxSplit         = ctxChromaMode + 1
	ctxCodedLuma     = ctxSplit + 3
	ctxCodedChroma   = ctxCodedLuma + 2
	ctxDeltaQP       = ctxCodedChroma + 5
	ctxSkipTransform = ctxDeltaQP + 2
	ctxLastX         = ctxSkipTransform + 2
	ctxLastY         = ctxLastX + 18
	ctxCodedBlock    = ctxLastY + 18
	ctxSignificant   = ctxCodedBlock + 4
	ctxGreater1      = ctxSignificant + 42
	ctxGreater2      = ctxGreater1 + 24
	ctxOffsetFlag    = ctxGreater2 + 6
	ctxOffsetIndex   = ctxOffsetFlag + 1
	contextCount     = ctxOffsetIndex + 1
)

// initValues is tables 9-5 to 9-37 for intra slices.
var initValues = [contextCount]uint8{
	153,
	200,
	139, 141, 157,
	154,
	184,
	184,
	63,
	153, 138, 138,
	111, 141,
	94, 138, 182, 154, 154,
	154, 154,
	139, 139,
	110, 110, 124, 125, 140, 153, 125, 127, 140, 109, 111, 143, 127, 111, 79, 108, 123, 63,
	110, 110, 124, 125, 140, 153, 125, 127, 140, 109, 111, 143, 127, 111, 79, 108, 123, 63,
	91, 171, 134, 141,
	111, 111, 125, 110, 110, 94, 124, 108, 124, 107, 125, 141, 179, 153, 125, 107, 125, 141, 179, 153, 125, 107,
	125, 141, 179, 153, 125, 140, 139, 182, 182, 152, 136, 152, 136, 153, 136, 139, 111, 136, 139, 111,
	140, 92, 137, 138, 140, 152, 138, 139, 153, 74, 149, 92, 139, 107, 122, 152, 140, 179, 166, 182, 140, 227, 122, 197,
	138, 153, 136, 167, 152, 152,
	154,
	154,
}

// reset sets the states for a quantiser, clause 9.3.2.2.
func (c *contexts) reset(qp int) {
	qp = min(max(qp, 0), 51)
	for i, v := range initValues {
		slope, offset := int(v>>4)*5-45, int(v&15)<<3-16
		state := min(max(slope*qp>>4+offset, 1), 126)
		if state <= 63 {
			c[i] = uint8(63-state) << 1
		} else {
			c[i] = uint8(state-64)<<1 | 1
		}
	}
}

// lowSpan is table 9-46.
var lowSpan = [64][4]uint8{
	{128, 176, 208, 240}, {128, 167, 197, 227}, {128, 158, 187, 216}, {123, 150, 178, 205},
	{116, 142, 169, 195}, {111, 135, 160, 185}, {105, 128, 152, 175}, {100, 122, 144, 166},
	{95, 116, 137, 158}, {90, 110, 130, 150}, {85, 104, 123, 142}, {81, 99, 117, 135},
	{77, 94, 111, 128}, {73, 89, 105, 122}, {69, 85, 100, 116}, {66, 80, 95, 110},
	{62, 76, 90, 104}, {59, 72, 86, 99}, {56, 69, 81, 94}, {53, 65, 77, 89},
	{51, 62, 73, 85}, {48, 59, 69, 80}, {46, 56, 66, 76}, {43, 53, 63, 72},
	{41, 50, 59, 69}, {39, 48, 56, 65}, {37, 45, 54, 62}, {35, 43, 51, 59},
	{33, 41, 48, 56}, {32, 39, 46, 53}, {30, 37, 43, 50}, {29, 35, 41, 48},
	{27, 33, 39, 45}, {26, 31, 37, 43}, {24, 30, 35, 41}, {23, 28, 33, 39},
	{22, 27, 32, 37}, {21, 26, 30, 35}, {20, 24, 29, 33}, {19, 23, 27, 31},
	{18, 22, 26, 30}, {17, 21, 25, 28}, {16, 20, 23, 27}, {15, 19, 22, 25},
	{14, 18, 21, 24}, {14, 17, 20, 23}, {13, 16, 19, 22}, {12, 15, 18, 21},
	{12, 14, 17, 20}, {11, 14, 16, 19}, {11, 13, 15, 18}, {10, 12, 15, 17},
	{10, 12, 14, 16}, {9, 11, 13, 15}, {9, 11, 12, 14}, {8, 10, 12, 14},
	{8, 9, 11, 13}, {7, 9, 11, 12}, {7, 9, 10, 12}, {7, 8, 10, 11},
	{6, 8, 9, 11}, {6, 7, 9, 10}, {6, 7, 8, 9}, {2, 2, 2, 2},
}

// lowState is table 9-47: the state after the unlikelier value.
var lowState = [64]uint8{
	0, 0, 1, 2, 2, 4, 4, 5, 6, 7, 8, 9, 9, 11, 11, 12,
	13, 13, 15, 15, 16, 16, 18, 18, 19, 19, 21, 21, 22, 22, 23, 24,
	24, 25, 26, 26, 27, 27, 28, 29, 29, 30, 30, 30, 31, 32, 32, 33,
	33, 33, 34, 34, 35, 35, 35, 36, 36, 36, 37, 37, 37, 38, 38, 63,
}

// The same for states with their likelier value, and how far a span of the
// unlikelier value is from 256.
var (
	afterHigh, afterLow = nextStates()
	shiftOf             = shifts()
)

func nextStates() (high, low [128]uint8) {
	for i := range 128 {
		state, likely := uint8(i>>1), uint8(i&1)
		high[i] = min(state+1, 62)<<1 | likely
		if state == 63 {
			high[i] = uint8(i)
		}
		if state == 0 {
			likely ^= 1
		}
		low[i] = lowState[state]<<1 | likely
	}
	return high, low
}

func shifts() (n [32]uint8) {
	for i := range n {
		for span := max(i<<3, 6); span < 256; span <<= 1 { // 6 is the least
			n[i]++
		}
	}
	return n
}
