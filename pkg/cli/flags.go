package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"complain/pkg/locale"
)

// valueNames says, by the flag's name, or by its command's and its own where
// commands differ, what help calls its value.
var valueNames = map[string]string{
	"address":         "value.text",
	"addressee":       "value.text",
	"alias":           "value.name",
	"answer":          "value.answer",
	"amount":          "value.amount",
	"as":              "value.importer",
	"add as":          "value.element",
	"set as":          "value.element",
	"mask add as":     "value.kind",
	"at":              "value.time",
	"basis":           "value.text",
	"ca":              "value.file",
	"captured":        "value.time",
	"case":            "value.file",
	"box":             "value.box",
	"line":            "value.count",
	"page":            "value.count",
	"preview":         "value.file",
	"record":          "value.record",
	"remove":          "value.count",
	"row":             "value.count",
	"category":        "value.id",
	"cites":           "value.evidence",
	"color":           "value.when",
	"confirm":         "value.evidence",
	"copy":            "value.count",
	"country":         "value.code",
	"currency":        "value.code",
	"date":            "value.time",
	"date-order":      "value.order",
	"days":            "value.count",
	"document":        "value.id",
	"done":            "value.step",
	"email":           "value.text",
	"encoding":        "value.encoding",
	"evidence":        "value.evidence",
	"extended":        "value.count",
	"format":          "value.format",
	"from":            "value.time",
	"hash":            "value.algorithm",
	"head":            "value.hash",
	"hotline":         "value.text",
	"id":              "value.pair",
	"jurisdiction":    "value.code",
	"kept":            "value.time",
	"kind":            "value.kind",
	"lang":            "value.language",
	"language":        "value.language",
	"limit":           "value.count",
	"limit-images":    "value.count",
	"limit-text":      "value.count",
	"map":             "value.file",
	"max-exhibits":    "value.count",
	"me":              "value.name",
	"name":            "value.name",
	"no-alias":        "value.name",
	"no-id":           "value.kind",
	"group":           "value.kind",
	"max-files":       "value.count",
	"max-pages":       "value.count",
	"max-size":        "value.size",
	"note":            "value.text",
	"number":          "value.number",
	"office":          "value.name",
	"on":              "value.time",
	"operator":        "value.number",
	"order":           "value.number",
	"output":          "value.file",
	"packet":          "value.file",
	"paused":          "value.count",
	"passphrase-file": "value.file",
	"password-file":   "value.file",
	"path":            "value.file",
	"phone":           "value.number",
	"photos":          "value.photos",
	"platform":        "value.id",
	"proves":          "value.text",
	"received":        "value.time",
	"redact":          "value.id",
	"ref":             "value.number",
	"rows":            "value.rows",
	"sample":          "value.percent",
	"seed":            "value.seed",
	"seller":          "value.name",
	"source":          "value.text",
	"text":            "value.text",
	"title":           "value.text",
	"to":              "value.where",
	"search to":       "value.time",
	"timeline ics":    "value.file",
	"timeline svg":    "value.file",
	"timeline to":     "value.time",
	"translation":     "value.text",
	"tz":              "value.zone",
	"undone":          "value.step",
	"until":           "value.time",
	"untrusted":       "value.file",
	"who":             "value.name",
	"word":            "value.text",
	"why":             "value.text",
	"url":             "value.text",
}

// namedValue is a flag's value under the name that help shows for it: pflag
// would show the Go type.
type namedValue struct {
	pflag.Value
	name string
}

func (v namedValue) Type() string { return v.name }

// above is the name of the command that c is below.
func above(c *cobra.Command) string {
	if p := c.Parent(); p != nil {
		return p.Name()
	}
	return ""
}

// nameValues names the values of all flags of a command and those below it.
func nameValues(lang locale.Lang, c *cobra.Command) {
	name := func(f *pflag.Flag) {
		code, ok := "", false
		for _, key := range []string{f.Name, c.Name() + " " + f.Name, above(c) + " " + c.Name() + " " + f.Name} {
			if named, has := valueNames[key]; has {
				code, ok = named, true
			}
		}
		if ok {
			f.Value = namedValue{f.Value, lang.Say(code)}
		}
	}
	c.Flags().VisitAll(name)
	c.PersistentFlags().VisitAll(name)
	for _, sub := range c.Commands() {
		nameValues(lang, sub)
	}
}
