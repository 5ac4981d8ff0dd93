package mail

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// unshown reports whether an element says of itself that it is not shown.
// Letters of no size are left out: layouts use them around text of a size.
func unshown(attribute map[string]string) bool {
	if _, ok := attribute["hidden"]; ok {
		return true
	}
	s := style(attribute["style"])
	for _, way := range []string{";display:none", ";mso-hide:all", ";visibility:hidden", ";opacity:0;", ";opacity:0!"} {
		if strings.Contains(s, way) {
			return true
		}
	}
	if strings.Contains(s, ";overflow:hidden") && noRoom().MatchString(s) {
		return true
	}
	return strings.Contains(s, ";position:absolute") && (outside().MatchString(s) || strings.Contains(s, ";clip:rect(0") || strings.Contains(s, ";clip:rect(1px,1px")) || strings.Contains(s, ";text-indent:-99")
}

var (
	noRoom  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`;(?:max-)?height:0(?:px|pt|em|%)?(?:!important)?;`) })
	outside = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`;(?:left|top|right):-\d{3,}(?:px|em|pt)?`) })

	// colored is a mail with a colour behind some of it.
	colored = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)bgcolor\s*=\s*["']?#?(?:[0-9a-e]|f[0-9a-e]|[a-vx-z])|background(?:-color|-image)?\s*[:=]\s*["']?\s*(?:url|#?(?:[0-9a-e]|f[0-9a-e])[0-9a-f]{2}|rgb|[a-su-vx-z]|linear)`)
	})
	tiny = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`;font-size:(?:0|0?\.\d+|1)(?:px|pt|em)?(?:!important)?;`)
	})
	ems          = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`;font-size:(?:1|0?\.[1-9]\d*)em`) })
	whiteOnWhite = sync.OnceValue(func() *regexp.Regexp {
		const white = `(?:#fff|#ffffff|white)`
		return regexp.MustCompile(`;color:` + white + `;(?:.*;)?background(?:-color)?:` + white + `;|;background(?:-color)?:` + white + `;(?:.*;)?color:` + white + `;`)
	})
	pale = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`;color:(?:#fff|#ffffff|white|rgb\(255,255,255\)|rgba\(\d+,\d+,\d+,0\)|transparent)(?:!important)?;`)
	})
)

// unreadable reports an element whose letters are too small or as white as the paper.
// Of what holds other elements only those are looked at that hold words as a rule:
// around others layouts set letters of no size.
func (q *quotations) unreadable(name string, attribute map[string]string) bool {
	if whiteOnWhite().MatchString(style(attribute["style"])) {
		return true
	}
	if !slices.Contains([]string{"span", "p", "font", "a", "b", "i", "em", "strong", "small"}, name) {
		return false
	}
	s := style(attribute["style"])
	if tiny().MatchString(s) && !ems().MatchString(s) || strings.Contains(s, ";color:transparent;") {
		return true
	}
	color := strings.ToLower(strings.TrimSpace(attribute["color"]))
	return q.paper && (pale().MatchString(s) || name == "font" && slices.Contains([]string{"#fff", "#ffffff", "white"}, color))
}

var (
	styleSheets = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?is)<style[^>]*>(.*?)</style>`) })
	classHides  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?is)(?:^|[}\s,>])((?:[a-z]*\.[\w-]+\s*,?\s*)+)\{[^{}]*?(?:display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden)[^{}]*\}`)
	})
	className = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\.([\w-]+)`) })
)

// unseenClasses are the classes that the document's own style sheet hides on every
// screen; what it says of some screens only, in an at-rule, is left out.
func unseenClasses(document string) map[string]bool {
	var out map[string]bool
	for _, sheet := range styleSheets().FindAllStringSubmatch(document, -1) {
		for _, rule := range classHides().FindAllStringSubmatch(withoutAtRules(sheet[1]), -1) {
			for _, class := range className().FindAllStringSubmatch(rule[1], -1) {
				if out == nil {
					out = map[string]bool{}
				}
				out[class[1]] = true
			}
		}
	}
	return out
}

// withoutAtRules is a style sheet without the blocks of its at-rules.
func withoutAtRules(sheet string) string {
	var b strings.Builder
	for {
		at := strings.IndexByte(sheet, '@')
		if at < 0 {
			return b.String() + sheet
		}
		b.WriteString(sheet[:at])
		open := strings.IndexAny(sheet[at:], "{;")
		if open < 0 {
			return b.String()
		}
		end, depth := at+open+1, 1
		if sheet[at+open] == ';' {
			depth = 0
		}
		for ; end < len(sheet) && depth > 0; end++ {
			switch sheet[end] {
			case '{':
				depth++
			case '}':
				depth--
			}
		}
		sheet = sheet[end:]
	}
}
