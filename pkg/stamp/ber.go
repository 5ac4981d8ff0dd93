package stamp

import "fmt"

// maxDepth is far deeper than any token nests.
const maxDepth = 40

// definite rewrites BER as DER as far as tokens differ from it: lengths that are
// not known at the beginning, and octet strings in pieces, which is how streaming
// signers write a message. What is signed in a token is DER before already, and
// comes out with the same bytes.
func definite(ber []byte) ([]byte, error) {
	e, rest, err := readElement(ber, 0)
	if err != nil {
		return nil, err
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("%d bytes behind the end: %w", len(rest), ErrNotAStamp)
	}
	return e.append(nil), nil
}

// element is one value: its tag's byte and its contents in DER.
type element struct {
	tag     byte
	content []byte
}

const (
	constructed       = 0x20
	octetString       = 0x04
	octetStringPieces = octetString | constructed
)

func (e element) append(out []byte) []byte {
	out = append(out, e.tag)
	switch n := len(e.content); {
	case n < 0x80:
		out = append(out, byte(n))
	case n <= 0xff:
		out = append(out, 0x81, byte(n))
	case n <= 0xffff:
		out = append(out, 0x82, byte(n>>8), byte(n))
	default:
		out = append(out, 0x83, byte(n>>16), byte(n>>8), byte(n))
	}
	return append(out, e.content...)
}

func readElement(in []byte, depth int) (e element, rest []byte, err error) {
	bad := func(why string) (element, []byte, error) {
		return element{}, nil, fmt.Errorf("%s: %w", why, ErrNotAStamp)
	}
	if depth > maxDepth {
		return bad("nested too deep")
	}
	if len(in) < 2 {
		return bad("cut")
	}
	e.tag = in[0]
	if e.tag&0x1f == 0x1f {
		return bad("a tag that no time stamp has")
	}
	n, endless := int(in[1]), false
	in = in[2:]
	switch {
	case n == 0x80:
		if e.tag&constructed == 0 {
			return bad("a value without length")
		}
		endless = true
	case n > 0x83:
		return bad("a length that no time stamp has")
	case n > 0x80:
		size := n - 0x80
		if len(in) < size {
			return bad("cut")
		}
		n = 0
		for _, b := range in[:size] {
			n = n<<8 | int(b)
		}
		in = in[size:]
	}
	body := in
	if !endless {
		if n > len(in) {
			return bad("cut")
		}
		body, rest = in[:n], in[n:]
	}
	if e.tag&constructed == 0 {
		e.content = body
		return e, rest, nil
	}
	for {
		if endless && len(body) >= 2 && body[0] == 0 && body[1] == 0 {
			rest = body[2:]
			break
		}
		if !endless && len(body) == 0 {
			break
		}
		var part element
		if part, body, err = readElement(body, depth+1); err != nil {
			return element{}, nil, err
		}
		switch {
		case e.tag != octetStringPieces:
			e.content = part.append(e.content)
		case part.tag != octetString:
			return bad("an octet string in pieces of another kind")
		default:
			e.content = append(e.content, part.content...)
		}
	}
	if e.tag == octetStringPieces {
		e.tag = octetString
	}
	return e, rest, nil
}
