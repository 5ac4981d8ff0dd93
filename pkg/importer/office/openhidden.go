package office

import (
	"strconv"
	"strings"

	"complain/pkg/internal/xmlstream"
)

// veil is what of an OpenDocument text nobody sees who reads it: hidden by its style, by
// its section or its paragraph, white where nothing is behind it, or too small.
type veil struct {
	styles  styles
	white   map[string]bool // styles in white letters, which are hidden on white paper
	colored bool            // something has a colour behind it
	named   string          // that is open
	open    []bool          // elements with a style, and whether they hide
	depth   int             // of those that hide
	text    strings.Builder // what is hidden
	begun   bool            // a piece of it
}

func newVeil() *veil {
	return &veil{styles: styles{hides: map[string]bool{}, based: map[string]string{}}, white: map[string]bool{}}
}

// mostStyles bounds the styles of a document.
const mostStyles = 20_000

// style takes a tag outside of the text: of a style, or a property of one.
func (v *veil) style(t *xmlstream.Tag, name string) error {
	switch {
	case name == "style" && t.End:
		v.named = ""
	case name == "style" && len(v.styles.based) < mostStyles:
		v.named = t.GetLocal("name")
		v.styles.based[v.named] = t.GetLocal("parent-style-name")
	case t.End || !strings.HasSuffix(name, "-properties"):
	default:
		behind := strings.ToLower(t.GetLocal("background-color"))
		v.colored = v.colored || behind != "" && behind != "transparent" && behind != "#ffffff"
		if v.named == "" || name != "text-properties" && name != "section-properties" {
			return nil
		}
		switch display := t.GetLocal("display"); {
		case display == "none", smallest(t.GetLocal("font-size")):
			v.styles.hides[v.named] = true
		case display == "true":
			v.styles.hides[v.named] = false
		}
		if strings.EqualFold(t.GetLocal("color"), "#ffffff") {
			v.white[v.named] = true
		}
	}
	return nil
}

// smallest reports a size of letters that nobody reads.
func smallest(size string) bool {
	points, ok := strings.CutSuffix(size, "pt")
	n, err := strconv.ParseFloat(points, 64)
	return ok && err == nil && n <= float64(tiny)/2
}

// tag takes a tag of the text.
func (v *veil) tag(t *xmlstream.Tag, name string) {
	switch name {
	case "p", "h", "span", "section", "a":
		if !t.End {
			style := t.GetLocal("style-name")
			hides := v.styles.hidden(style) || v.white[style] && !v.colored || name == "section" && t.GetLocal("display") == "none"
			v.push(hides)
			return
		}
		if v.hides() && name != "span" && name != "a" {
			v.part()
		}
		if v.pop(); !v.hides() {
			v.part()
		}
	case "hidden-paragraph":
		if n := len(v.open); !t.End && t.GetLocal("is-hidden") == "true" && n > 0 && !v.open[n-1] {
			v.open[n-1] = true
			v.depth++
		}
	case "hidden-text":
		if hidden := t.GetLocal("is-hidden") == "true"; !t.End && hidden {
			v.write(t.GetLocal("string-value"))
			v.part()
		}
	}
}

func (v *veil) push(hides bool) {
	if v.open = append(v.open, hides); hides {
		v.depth++
	}
}

func (v *veil) pop() {
	n := len(v.open) - 1
	if n < 0 {
		return
	}
	if v.open[n] {
		v.depth--
	}
	v.open = v.open[:n]
}

func (v *veil) hides() bool { return v.depth > 0 }

func (v *veil) write(text string) {
	v.text.WriteString(text)
	v.begun = true
}

// part ends a piece of what is hidden.
func (v *veil) part() {
	if v.begun {
		v.text.WriteByte('\n')
		v.begun = false
	}
}
