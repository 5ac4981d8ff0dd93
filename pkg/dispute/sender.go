package dispute

import "strings"

// DisplayName is who a message is from without the address that a mail gives behind
// the name: "Gadget Barn" of "Gadget Barn <orders@gadgetbarn.example>". A name that
// itself holds an address is none to go by, and is given back whole, as is whatever
// is no name and address.
func DisplayName(who string) string {
	name, address, ok := cutLast(strings.TrimSuffix(who, ">"), "<")
	name = strings.TrimSpace(name)
	if !ok || !strings.HasSuffix(who, ">") || !strings.Contains(address, "@") || name == "" || strings.ContainsAny(name, "@<>") {
		return who
	}
	return name
}

// DisplayNames are who several messages are from: by display name, but for those
// whose name another address has too.
func DisplayNames(who []string) []string {
	count := map[string]int{}
	for _, w := range who {
		count[DisplayName(w)]++
	}
	out := make([]string, len(who))
	for i, w := range who {
		if out[i] = DisplayName(w); count[out[i]] > 1 {
			out[i] = w
		}
	}
	return out
}

func cutLast(text, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(text, sep); i >= 0 {
		return text[:i], text[i+len(sep):], true
	}
	return text, "", false
}
