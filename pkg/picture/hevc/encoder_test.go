package hevc

// writer writes headers and, by CABAC, the few syntax elements of pictures
// whose samples are not coded (PCM): for tools of the standard that the
// encoder of the other streams does not use.
type writer struct {
	bytes []byte
	free  int // bits of the last byte
	// The encoder of clause 9.3.5.
	low, span, waiting int
	first              bool
	states             contexts
}

func (w *writer) u(n, v int) {
	for i := n - 1; i >= 0; i-- {
		if w.free == 0 {
			w.bytes, w.free = append(w.bytes, 0), 8
		}
		w.free--
		w.bytes[len(w.bytes)-1] |= byte(v>>i&1) << w.free
	}
}

func (w *writer) flags(bits ...int) {
	for _, b := range bits {
		w.u(1, b)
	}
}

func (w *writer) ue(vs ...int) {
	for _, v := range vs {
		n := 0
		for (v+1)>>(n+1) > 0 {
			n++
		}
		w.u(n, 0)
		w.u(n+1, v+1)
	}
}

func (w *writer) align() { w.free = 0 }

// unit is what was written as a unit of a kind.
func (w *writer) unit(kind int) []byte {
	out := []byte{byte(kind << 1), 1}
	zeros := 0
	for _, b := range w.bytes {
		if zeros == 2 && b <= 3 {
			out, zeros = append(out, 3), 0
		}
		if out = append(out, b); b == 0 {
			zeros++
		} else {
			zeros = 0
		}
	}
	return out
}

func (w *writer) start() { w.low, w.span, w.waiting, w.first = 0, 510, 0, true }

func (w *writer) put(bit int) {
	if !w.first {
		w.u(1, bit)
	}
	for w.first = false; w.waiting > 0; w.waiting-- {
		w.u(1, 1-bit)
	}
}

func (w *writer) renorm() {
	for ; w.span < 256; w.span, w.low = w.span<<1, w.low<<1 {
		switch {
		case w.low < 256:
			w.put(0)
		case w.low >= 512:
			w.low -= 512
			w.put(1)
		default:
			w.low -= 256
			w.waiting++
		}
	}
}

func (w *writer) bin(context, v int) {
	state := w.states[context]
	low := int(lowSpan[state>>1][w.span>>6&3])
	w.span -= low
	if v == int(state&1) {
		w.states[context] = afterHigh[state]
	} else {
		w.low, w.span = w.low+w.span, low
		w.states[context] = afterLow[state]
	}
	w.renorm()
}

// end writes the bin that ends parts; after a last one, the code is flushed.
func (w *writer) end(last bool) {
	w.span -= 2
	if !last {
		w.renorm()
		return
	}
	w.low, w.span = w.low+w.span, 2
	w.renorm()
	w.put(w.low >> 9 & 1)
	w.u(2, w.low>>7&3|1)
	w.align()
}
