package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/internal/pattern"
	"complain/pkg/locale"
)

// The exit codes: part of the stable interface, printed by complain help
// exit-codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitLook        = 3 // done, but something needs a look
	exitDamaged     = 4
	exitInterrupted = 130
)

// complaint is an error in words for people, with what to do next. An error among
// its arguments is said by its cause, and a Note as its sentence.
type complaint struct {
	say  string // the code of its sentence
	args []any
	why  *dispute.Note // behind it, where the cause says more
	hint *dispute.Note
	code int
	err  error
	// damaged is what of a case is not what was stored, where that is known.
	damaged []casefile.Damage
}

func (c *complaint) Error() string { return c.say }

// in is the complaint in a language.
func (c *complaint) in(lang locale.Lang) string {
	args := slices.Clone(c.args)
	for i, arg := range args {
		switch arg := arg.(type) {
		case error:
			args[i] = lang.Note(cause(arg))
		case dispute.Note:
			args[i] = lang.Note(arg)
		}
	}
	text := lang.Note(dispute.Say(c.say, args...))
	if c.why != nil {
		text = lang.Say("error.why", text, screen.Clean(lang.Note(*c.why)))
	}
	return text
}
func (c *complaint) Unwrap() error { return c.err }

// usage is an error of the command line itself.
func usage(code string, args ...any) *complaint {
	return &complaint{say: code, args: args, code: exitUsage}
}

// failure is an error while doing what was asked.
func failure(code string, args ...any) *complaint {
	return &complaint{say: code, args: args, code: exitFailed}
}

func (c *complaint) next(code string, args ...any) *complaint {
	n := dispute.Say(code, args...)
	c.hint = &n
	return c
}

// errLook ends a command that did its work, with something that needs a look: it
// prints nothing by itself.
var errLook = errors.New("something needs a look")

// busyIn says who holds a case, where the system tells.
func busyIn(e *casefile.BusyError) *complaint {
	if len(e.Holders) == 0 {
		return &complaint{say: "error.busy", args: []any{shown(e.Path)}, hint: hintBusy(), code: exitFailed, err: e}
	}
	h := e.Holders[0]
	code := "error.busy-reader"
	if h.Writes {
		code = "error.busy-writer"
	}
	return &complaint{say: code, args: []any{shown(e.Path), h.PID, h.Since.Format("15:04:05"), screen.Clean(h.Command)}, hint: hintBusy(), code: exitFailed, err: e}
}

// fileOf is the file that an error is about; "" where it names none.
func fileOf(err error) string {
	var f *casefile.FileError
	var file *fs.PathError
	switch {
	case errors.As(err, &f):
		return shown(f.Path)
	case errors.As(err, &file):
		return shown(file.Path)
	}
	return ""
}

var numberOf = pattern.New(`\b[ERSF][0-9]+\b`)

// damagedIn names what of a case is damaged: a number, else the file, else the
// case itself.
func damagedIn(err error) any {
	if number := numberOf.FindString(err.Error()); number != "" {
		return number
	}
	if path := fileOf(err); path != "" {
		return path
	}
	return dispute.Say("subject.case")
}

func hintBusy() *dispute.Note {
	n := dispute.Say("hint.busy")
	return &n
}

// exitCodes lists the table for help.
func exitCodes() []struct {
	Code int
	Say  string
} {
	return []struct {
		Code int
		Say  string
	}{
		{exitDone, "exit.done"}, {exitFailed, "exit.failed"}, {exitUsage, "exit.usage"},
		{exitLook, "exit.look"}, {exitDamaged, "exit.damaged"}, {exitInterrupted, "exit.interrupted"},
	}
}

// damageLines is how many damages an error lists; verify lists them all.
const damageLines = 3

// report prints an error where errors belong and returns the exit code.
func report(scr *screen.Screen, err error) int {
	if errors.Is(err, errLook) {
		return exitLook
	}
	c := explain(err)
	text := c.in(scr.Lang)
	hint := ""
	if c.hint != nil {
		hint = scr.Lang.Note(*c.hint)
	}
	if scr.JSON {
		v := answer.Error{Error: text, Hint: hint, Code: c.code}
		if len(c.damaged) > 0 {
			v.Damaged = damageJSON(scr.Lang, c.damaged)
		}
		screen.EncodeJSON(scr.Err, v)
		return c.code
	}
	scr.TalkLine(scr.Err.Style.Bad.Render(scr.Say("label.error")) + text)
	listDamage(scr, c.damaged)
	if hint != "" { // as it is: a command in it is to be copied whole
		fmt.Fprintf(scr.Err, "%s%s\n", scr.Err.Style.Dim.Render(scr.Say("label.hint")), hint)
	}
	return c.code
}

// listDamage names the first of what is damaged, where errors belong.
func listDamage(scr *screen.Screen, damaged []casefile.Damage) {
	for _, d := range damaged[:min(len(damaged), damageLines)] {
		fmt.Fprintf(scr.Err, "    %s: %s\n", screen.Clean(subject(scr.Lang, d.What)), screen.Clean(damageText(scr.Lang, d)))
	}
}
