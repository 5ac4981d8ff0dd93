package doc

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Words is what renderers say by themselves, in the document's language. {0} is
// where what is named first goes, {1} what is named second.
type Words struct {
	PageNumber     string // the number of a page, and of how many: "Page {0} of {1}"
	ExhibitPage    string // which page of its exhibit a page is, and of how many: "page {0} of {1} of this exhibit"
	Reference      string // a label and the page it leads to: "{0}, p. {1}"
	ReferencedPage string // the same without a label: "p. {0}"
	BeforeNumbers  string // words that stay in one line with the number behind them, a space between two
	GoesOn         string // behind the number of a message that began on the page before: " (cont.)"
	Blank          string // behind a line to write on, what belongs there: " ({0})"
	Colon          string // behind a label that has none
	Mark           string // the mark of an exhibit before its title, where there are no pages: "[{0}] "
	Picture        string // in place of a picture, its name and its size: "picture {0}, {1} pixels"
	NoPicture      string // its name, and why it cannot be shown
	Sheet          string // in place of a page of a paper, the paper's name and the page's number
	NoSheet        string // the same, and why it cannot be shown as {2}
}

// Check returns an error that names the first word that is missing: a renderer
// without words would leave out what it has to say.
func (w Words) Check() error {
	v := reflect.ValueOf(w)
	for i := range v.NumField() {
		if v.Field(i).String() == "" {
			return fmt.Errorf("the document's words lack %s", v.Type().Field(i).Name)
		}
	}
	return nil
}

// Put is a word with what goes into it.
func Put(word string, values ...string) string {
	pairs := make([]string, 0, 2*len(values))
	for i, v := range values {
		pairs = append(pairs, "{"+strconv.Itoa(i)+"}", v)
	}
	return strings.NewReplacer(pairs...).Replace(word)
}

// Chinese reports whether the document is set by the customs of Chinese print:
// in em squares, paragraphs indented, lines as wide as their column.
func (d *Document) Chinese() bool { return d.Lang == "zh" || strings.HasPrefix(d.Lang, "zh-") }
