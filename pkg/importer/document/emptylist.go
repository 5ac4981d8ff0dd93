package document

import (
	"io"
	"slices"
	"strings"

	"complain/pkg/importer"
	"complain/pkg/internal/jsonstream"
	"complain/pkg/internal/sheet"
)

// dealingLists are words in the names of lists of payments and orders, as programs
// and shops call them; plainLists are names that say so where nothing else does.
var (
	dealingLists = []string{"transaction", "order", "payment", "purchase", "refund", "booking", "movement", "bill", "statement", "entries", "交易", "订单", "账单", "流水", "明细", "umsatz", "buchung", "注文", "주문"}
	plainLists   = []string{"data", "list", "items", "rows", "records", "results", "result"}
)

// saying are the names under which programs say why they answer with nothing.
var saying = []string{"message", "error_description", "errormessage", "error_message", "errormsg", "msg", "detail", "reason", "title", "error"}

// mostEmpty is how large a document can be of which somebody says that it is empty.
const mostEmpty = 1 << 20

// emptyList is the name of a list of dealings in which nothing stands, and what the
// document says of it; found is false where it holds any other list.
func emptyList(src *importer.Source) (name, said string, found bool) {
	if sheet.FormOf(src.Head) != sheet.JSON || src.Size() > mostEmpty {
		return "", "", false
	}
	data, err := io.ReadAll(src.Reader())
	if err != nil {
		return "", "", false
	}
	e := emptied{}
	e.look("", jsonstream.Parse(data))
	return e.name, e.said, e.name != "" && !e.filled
}

type emptied struct {
	name, said string
	filled     bool // some list is not empty
}

func (e *emptied) look(name string, v jsonstream.Value) {
	small := strings.ToLower(name)
	switch v.Kind {
	case jsonstream.Array:
		if e.filled = e.filled || len(v.Items) > 0; len(v.Items) > 0 {
			return
		}
		holds := func(word string) bool { return strings.Contains(small, word) }
		if e.name == "" && (slices.ContainsFunc(dealingLists, holds) || slices.Contains(plainLists, small)) {
			e.name = name
		}
	case jsonstream.String:
		if e.said == "" && slices.Contains(saying, small) {
			e.said = v.Text
		}
	}
	for _, m := range v.Members {
		e.look(m.Name, m.Value)
	}
}
