package plainterm

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"
)

// Palette is the colours of one background, by what they say. Empty ones are the
// terminal's own.
type Palette struct{ Accent, Good, Warn, Bad, Quiet lipgloss.Color }

// The palettes, of the 256 colours that are the same on every terminal. The first
// sixteen are the user's own: nobody knows how they look.
var (
	onDark  = Palette{Accent: "141", Good: "78", Warn: "214", Bad: "210", Quiet: "246"}
	onLight = Palette{Accent: "55", Good: "28", Warn: "94", Bad: "124", Quiet: "241"}
	onAny   = Palette{Accent: "98", Good: "29", Warn: "163", Bad: "131", Quiet: "243"}
)

// Of is the palette for a terminal: of its background, where COLORFGBG names it,
// and none where the terminal has not 256 colours.
func Of(getenv func(string) string) Palette {
	if !manyColours(getenv) {
		return Palette{}
	}
	switch dark, known := background(getenv("COLORFGBG")); {
	case !known:
		return onAny
	case dark:
		return onDark
	}
	return onLight
}

// manyColours reports whether a terminal says that it has 256 colours. Windows'
// terminal says its name.
func manyColours(getenv func(string) string) bool {
	return strings.Contains(getenv("TERM"), "256") || getenv("COLORTERM") != "" || getenv("WT_SESSION") != ""
}

// background reads COLORFGBG: the numbers of the letters' colour and, last, of the
// background, which rxvt, Konsole and others set. Of the sixteen colours 7 and
// those from 9 on are light.
func background(value string) (dark, known bool) {
	_, last, ok := strings.Cut(value, ";")
	if i := strings.LastIndexByte(last, ';'); i >= 0 {
		last = last[i+1:]
	}
	n, err := strconv.Atoi(last)
	if !ok || err != nil || n < 0 || n > 15 {
		return false, false
	}
	return n < 7 || n == 8, true
}
