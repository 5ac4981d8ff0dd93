package cli

import (
	"strings"

	"complain/pkg/locale"
)

// language chooses the language before anything is said: --lang, then
// COMPLAIN_LANG, the configuration, the environment in gettext's order, what the
// desktop was told, then English. The first of them that is set and names a language
// decides.
func language(args []string, sys System, configured func() string) locale.Lang {
	if lang, ok := sys.Languages.Find(flagValue(args, "lang")); ok {
		return lang
	}
	if lang, ok := sys.Languages.Find(sys.Getenv("COMPLAIN_LANG")); ok {
		return lang
	}
	if lang, ok := sys.Languages.Find(configured()); ok {
		return lang
	}
	for _, name := range []string{"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"} {
		value := sys.Getenv(name)
		if value == "" {
			continue
		}
		for one := range strings.SplitSeq(value, ":") {
			if lang, ok := sys.Languages.Find(one); ok {
				return lang
			}
		}
		return sys.Languages.For("en")
	}
	if sys.Preferred != nil {
		for _, one := range sys.Preferred() {
			if lang, ok := sys.Languages.Find(one); ok {
				return lang
			}
		}
	}
	return sys.Languages.For("en")
}

// flagValue finds a flag's value before flags are parsed, since even the words
// of a parsing error depend on it.
func flagValue(args []string, name string) string {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if value, ok := strings.CutPrefix(arg, "--"+name+"="); ok {
			return value
		}
		if arg == "--"+name && i+1 < len(args) {
			return args[i+1]
		}
	}
	return ""
}
