package pdfpicture

import (
	"context"
	"testing"
	"time"

	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdftest"
)

// No picture and no page makes it panic, or draw more than its limits.
func FuzzDraw(f *testing.F) {
	add := func(dict, data, content string) { f.Add(dict, []byte(data), content) }
	add(gray8, eight, whole)
	add(gray8+"/Filter /FlateDecode/DecodeParms <</Predictor 15/Columns 4>>", deflated("\x02"+eight), whole)
	add("/Subtype /Image/Width 8/Height 3/ImageMask true/Filter /CCITTFaxDecode/DecodeParms <</K -1/Columns 8>>", "\x93\xf8\x00\x10\x01", "1 0 0 rg "+whole)
	add("/Subtype /Image/Width 8/Height 3/Filter /CCITTFaxDecode/DecodeParms <</K 0/EncodedByteAlign true>>", "\x00\x19\x93", whole)
	add(fourTwo+"/ColorSpace [/Indexed [/DeviceN [/A /B] /DeviceGray <<>>] 2 <000080ff>]/BitsPerComponent 4/Decode [9 -1]", eight, whole)
	add(fourTwo+"/ColorSpace [/Lab <<>>]/BitsPerComponent 16/SMask 1 0 R", eight, "q 40 9 -9 20 1 2 cm /I Do Q /I Do")
	add(gray8+"/Filter /DCTDecode", "\xff\xd8\xff\xc2\x00\x0b\x08\x00\x08\x00\x08\x01\x01\x11\x00\xff\xda", whole)
	add("/Subtype /Form/BBox [0 0 40 20]/Matrix [1 0 0 1 0 0]/Resources <</XObject <</I 1 0 R>>>>", "/I Do /I Do", "/I Do")
	add(gray8, eight, "BI /W 4 /H 2 /CS /G /BPC 8 ID 12345678 EI BI /IM true /W 9 /H 1 ID x EI 1e300 0 0 1e-300 0 0 cm /I Do")
	f.Fuzz(func(t *testing.T, dict string, data []byte, content string) {
		if len(dict)+len(data)+len(content) > 1<<14 {
			return
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		var paper pdftest.File
		i := paper.Stream(dict, string(data))
		paper.Paper("", pdftest.Page{Content: content, Resources: "/XObject <</I " + i + ">>", More: "/MediaBox [0 0 40 20]/Rotate 270"})
		file, err := pdffile.Open(ctx, paper.Bytes(), nil)
		if err != nil {
			return
		}
		pages, _ := file.Pages()
		for _, page := range pages {
			p, err := Look(file, page)
			if err != nil {
				continue
			}
			m, _, err := p.Draw(ctx)
			if (m == nil) == (err == nil) {
				t.Fatal(m == nil, err)
			}
			if m != nil && m.Rect.Dx()*m.Rect.Dy() > maxCanvas+2*maxLength {
				t.Fatal(m.Rect)
			}
		}
	})
}
