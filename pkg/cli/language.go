package cli

import (
	"strings"

	"complain/pkg/locale"
)

// language chooses the language before anything is said: --lang, then the
// environment in gettext's order, then the configuration, then English.
// The first of them that is set and names a language decides.
func language(args []string, getenv func(string) string, configured func() string) locale.Lang {
	if lang, ok := parseLang(flagValue(args, "lang")); ok {
		return lang
	}
	if lang, ok := parseLang(getenv("COMPLAIN_LANG")); ok {
		return lang
	}
	if lang, ok := parseLang(configured()); ok {
		return lang
	}
	for _, name := range []string{"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"} {
		value := getenv(name)
		if value == "" {
			continue
		}
		for one := range strings.SplitSeq(value, ":") {
			if lang, ok := parseLang(one); ok {
				return lang
			}
		}
		return locale.English
	}
	return locale.English
}

// parseLang reads "zh", "zh_CN.UTF-8", "en-GB".
func parseLang(value string) (locale.Lang, bool) {
	value = strings.ToLower(value)
	if i := strings.IndexAny(value, "_-.@"); i >= 0 {
		value = value[:i]
	}
	for _, lang := range locale.Langs() {
		if value == string(lang) {
			return lang, true
		}
	}
	return locale.English, false
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
