package dispute

import "testing"

func TestParseBox(t *testing.T) {
	for text, want := range map[string]Box{
		"10,20,30,40": {X: 10, Y: 20, Width: 30, Height: 40}, "10，20，30，40": {X: 10, Y: 20, Width: 30, Height: 40}, "-5 0 30 40": {X: -5, Width: 30, Height: 40},
		"1,2,3": {}, "1,2,0,4": {}, "1,2,3,-4": {}, "a,2,3,4": {}, "": {}, "1,2,3,99999999999": {}, "1,2,3,4,5": {},
	} {
		got, ok := ParseBox(text)
		if ok != (want.Width > 0) || ok && got != want {
			t.Errorf("%q: %+v, %t", text, got, ok)
		}
	}
}
