package mail

import "encoding/binary"

// rtfStart is what the window of the compression holds before the first byte
// (MS-OXRTFCP 2.2).
const rtfStart = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"

// unpackRTF undoes the compression that Outlook stores RTF in. ok is false for
// what is damaged or longer than a text may be.
func unpackRTF(p []byte) (out []byte, ok bool) {
	if len(p) < 16 {
		return nil, false
	}
	size, kind := binary.LittleEndian.Uint32(p[4:]), string(p[8:12])
	p = p[16:]
	if size > maxText {
		return nil, false
	}
	switch kind {
	case "MELA":
		return p[:min(len(p), int(size))], len(p) >= int(size)
	case "LZFu":
	default:
		return nil, false
	}
	var window [4096]byte
	at := copy(window[:], rtfStart)
	put := func(c byte) {
		out = append(out, c)
		window[at] = c
		at = (at + 1) % len(window)
	}
	for len(p) > 0 {
		flags := p[0]
		p = p[1:]
		for bit := 0; bit < 8; bit++ {
			if len(out) >= int(size) {
				return out[:size], true
			}
			if flags>>bit&1 == 0 {
				if len(p) == 0 {
					return out, false
				}
				put(p[0])
				p = p[1:]
				continue
			}
			if len(p) < 2 {
				return out, false
			}
			ref := int(p[0])<<8 | int(p[1])
			p = p[2:]
			from, length := ref>>4, ref&15+2
			if from == at {
				return out, len(out) == int(size)
			}
			for range length {
				put(window[from])
				from = (from + 1) % len(window)
			}
		}
	}
	return out, len(out) >= int(size)
}
