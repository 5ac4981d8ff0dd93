package plainterm

import (
	"math"
	"strconv"
	"testing"

	"github.com/charmbracelet/lipgloss"
)

// luminance is the relative luminance of WCAG 2.1 of one of the colours 16 to 255,
// whose values xterm fixed.
func luminance(t *testing.T, c lipgloss.Color) float64 {
	t.Helper()
	n, err := strconv.Atoi(string(c))
	if err != nil || n < 16 || n > 255 {
		t.Fatalf("%q is none of the colours that every terminal shows alike", c)
	}
	grey := 8 + 10*(n-232)
	rgb := [3]int{grey, grey, grey}
	if n < 232 {
		levels := [6]int{0, 95, 135, 175, 215, 255}
		rgb = [3]int{levels[(n-16)/36], levels[(n-16)/6%6], levels[(n-16)%6]}
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v := float64(rgb[i]) / 255
		if v <= 0.03928 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

func TestContrast(t *testing.T) {
	const black, white, least = 0.0, 1.0, 4.5
	for name, c := range map[string]struct {
		palette Palette
		on      []float64
	}{"dark": {onDark, []float64{black}}, "light": {onLight, []float64{white}}, "any": {onAny, []float64{black, white}}} {
		for _, colour := range []lipgloss.Color{c.palette.Accent, c.palette.Good, c.palette.Warn, c.palette.Bad, c.palette.Quiet} {
			for _, on := range c.on {
				l := luminance(t, colour)
				if ratio := (max(l, on) + 0.05) / (min(l, on) + 0.05); ratio < least {
					t.Errorf("%s: colour %s has a contrast of %.2f on %v", name, colour, ratio, on)
				}
			}
		}
	}
}

func TestOf(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want Palette
	}{
		{map[string]string{"TERM": "xterm-256color", "COLORFGBG": "15;0"}, onDark},
		{map[string]string{"TERM": "xterm-256color", "COLORFGBG": "0;15"}, onLight},
		{map[string]string{"TERM": "xterm-256color", "COLORFGBG": "0;default;15"}, onLight},
		{map[string]string{"COLORTERM": "truecolor", "COLORFGBG": "7;8"}, onDark},
		{map[string]string{"TERM": "screen-256color", "COLORFGBG": "default;default"}, onAny},
		{map[string]string{"TERM": "xterm-256color", "COLORFGBG": "7"}, onAny},
		{map[string]string{"WT_SESSION": "1"}, onAny},
		{map[string]string{"TERM": "linux", "COLORFGBG": "15;0"}, Palette{}},
		{nil, Palette{}},
	} {
		if got := Of(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: %+v", c.env, got)
		}
	}
}
