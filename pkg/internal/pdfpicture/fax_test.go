package pdfpicture

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"golang.org/x/image/ccitt"

	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdftest"
)

// packed is bits, written as text, as bytes.
func packed(bits string) string {
	bits = strings.ReplaceAll(bits, " ", "")
	out := make([]byte, (len(bits)+7)/8)
	for i, c := range bits {
		if c == '1' {
			out[i/8] |= 0x80 >> (i % 8)
		}
	}
	return string(out)
}

// Three rows of eight pixels, white, and twice with two black ones, in all ways
// in which faxes write them. The codes are those of T.4 and T.6.
func TestFax(t *testing.T) {
	const (
		mark  = "000000000001"
		white = "10011 "         // 8
		mixed = "0111 11 1011 "  // white 2, black 2, white 4
		same  = "1 1 1 "         // as above, three times
		runs  = "001 0111 11 1 " // white 2, black 2, to the end
		want  = "[255 255 255 255 255 255 255 255] [255 255 0 0 255 255 255 255] [255 255 0 0 255 255 255 255]"
		grey  = "/ColorSpace /DeviceGray/BitsPerComponent 1"
	)
	for _, c := range []struct{ name, dict, params, bits, want string }{
		{"Group 4", grey, "/K -1", "1 " + runs + same + mark + mark, want},
		{"Group 4, black is 1", grey, "/K -1/BlackIs1 true", "1 " + runs + same + mark + mark,
			"[0 0 0 0 0 0 0 0] [0 0 255 255 0 0 0 0] [0 0 255 255 0 0 0 0]"},
		{"a stencil", "/ImageMask true", "/K -1", "1 " + runs + same, want},
		{"Group 3, marked", grey, "/K 0/EndOfLine true", mark + white + mark + mixed + mark + mixed + strings.Repeat(mark, 6), want},
		{"Group 3, with zeros that fill", grey, "", mark + white + "0000000" + mark + mixed + "000" + mark + mixed, want},
		{"Group 3, without marks", grey, "/K 0", white + mixed + mixed, want},
		{"Group 3, rows in whole bytes", grey, "/K 0/EncodedByteAlign true", white + "000" + mixed + "000000" + mixed, want},
		{"Group 3 of two dimensions", grey, "/K 4", mark + "1" + white + mark + "0" + runs + mark + "0" + same, want},
		{"a damaged row", grey, "/K 0", mark + white + mark + "0111 11 00000000011" + mark + mixed,
			"[255 255 255 255 255 255 255 255] [255 255 0 0 255 255 255 255] [255 255 0 0 255 255 255 255]"},
		{"cut short", grey, "/K -1", "1 " + runs, "[255 255 255 255 255 255 255 255] [255 255 0 0 255 255 255 255] [255 255 255 255 255 255 255 255]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var f pdftest.File
			i := f.Stream("/Subtype /Image/Width 8/Height 3"+c.dict+"/Filter /CCITTFaxDecode/DecodeParms <</Columns 8/Rows 3"+c.params+">>", packed(c.bits))
			p := look(t, &f, pdftest.Page{Content: "80 0 0 30 0 0 cm /I Do", Resources: "/XObject <</I " + i + ">>", More: "/MediaBox [0 0 80 30]"})
			m, _, err := p.Draw(t.Context())
			if err != nil || rows(m) != c.want {
				t.Errorf("%v, %v; want %s", rows(orBlank(m)), err, c.want)
			}
		})
	}
}

// What the library reads of Group 4 without an error is what is read here.
func FuzzFaxAsTheLibrary(f *testing.F) {
	f.Add([]byte(packed("1 001 0111 11 1 1 1 1 000000000001 000000000001")), uint8(8), uint8(3))
	f.Add([]byte(packed("001 00110101 000101 0001 010 011 000000000001 000000000001")), uint8(40), uint8(2))
	f.Fuzz(func(t *testing.T, data []byte, width, height uint8) {
		w, h := int(width)+1, int(height)+1
		theirs, err := io.ReadAll(ccitt.NewReader(bytes.NewReader(data), ccitt.MSB, ccitt.Group4, w, h, nil))
		if err != nil {
			return
		}
		params := pdffile.Dict{"K": int64(-1), "Columns": int64(w)}
		ours, err := fax(t.Context(), &pdffile.File{}, data, params, drawn{width: w, height: h})
		if err != nil || len(ours) != len(theirs) {
			t.Fatalf("%d bytes, %v; theirs has %d", len(ours), err, len(theirs))
		}
		wide := (w + 7) / 8
		for y := range h {
			for x := range w {
				if (ours[y*wide+x/8]^theirs[y*wide+x/8])<<(x%8)&0x80 != 0 {
					t.Fatalf("pixel %d, %d of %d by %d: %x, theirs %x", x, y, w, h, ours, theirs)
				}
			}
		}
	})
}
