package mail

import (
	"bytes"
	"errors"

	"complain/pkg/dispute"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/internal/mimetree"
)

// faults counts what is wrong in a mail, and keeps the first of it.
type faults struct {
	count int
	first []dispute.Note
}

const maxFaults = 3

func (f *faults) add(code string, args ...any) {
	f.count++
	if len(f.first) >= maxFaults {
		return
	}
	for i := range args {
		if b, ok := args[i].([]byte); ok {
			args[i] = conversation.Excerpt(mimetree.DecodeText(bytes.TrimSpace(b), "").Text)
		}
	}
	f.first = append(f.first, dispute.Say(code, args...))
}

// wrong has the sentence of each fault of a structure, and what it is said with.
var wrong = map[mimetree.Wrong]struct {
	code string
	args func(mimetree.Fault) []any
}{
	mimetree.Unclosed:   {"mail.fault.unclosed", func(f mimetree.Fault) []any { return []any{string(f.Text)} }},
	mimetree.InHeader:   {"mail.fault.in-header", func(f mimetree.Fault) []any { return []any{f.Part} }},
	mimetree.Indent:     {"mail.fault.indent", func(f mimetree.Fault) []any { return []any{f.Text} }},
	mimetree.NoBlank:    {"mail.fault.no-blank", func(f mimetree.Fault) []any { return []any{f.Text} }},
	mimetree.NoBoundary: {"mail.fault.no-boundary", func(f mimetree.Fault) []any { return []any{f.Part} }},
	mimetree.BadType:    {"mail.fault.type", func(f mimetree.Fault) []any { return []any{f.Part, f.Text} }},
	mimetree.Valueless:  {"mail.fault.parameter", func(f mimetree.Fault) []any { return []any{f.Part, string(f.Text)} }},
}

// faultsOf are those of a structure.
func faultsOf(t *mimetree.Tree) (out faults) {
	for _, f := range t.Faults {
		out.add(wrong[f.Wrong].code, wrong[f.Wrong].args(f)...)
	}
	out.count = t.Wrong
	return out
}

// reason says why a mail cannot be read, if it is the mail that is at fault.
func reason(err error) (dispute.Note, bool) {
	switch {
	case errors.Is(err, mimetree.ErrHeader):
		return dispute.Say("mail.stop.header"), true
	case errors.Is(err, errCompound):
		return dispute.Say("mail.stop.msg"), true
	}
	return dispute.Note{}, false
}
