package dispute

import (
	"fmt"
	"strconv"
)

// Note is a sentence the program says about something it read: why a file was
// recognised, why a row was skipped, how sure a date is. It is kept as a code
// with arguments, so that one case can be read in any language; package locale
// holds the words.
type Note struct {
	Code string   `json:"code"`
	Args []string `json:"args,omitempty"`
}

// Say makes a Note. Arguments are formatted with %v; the locale entry for code
// must have as many placeholders as there are arguments.
func Say(code string, args ...any) Note {
	if len(args) == 0 {
		return Note{Code: code}
	}
	n := Note{code, make([]string, len(args))}
	for i, a := range args {
		switch a := a.(type) { // a timeline has millions of them
		case string:
			n.Args[i] = a
		case int:
			n.Args[i] = strconv.Itoa(a)
		default:
			n.Args[i] = fmt.Sprint(a)
		}
	}
	return n
}
