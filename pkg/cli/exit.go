package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/importer"
	causeof "complain/pkg/internal/cause"
	"complain/pkg/internal/pattern"
	"complain/pkg/locale"
	"complain/pkg/packet"
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

// explain turns any error into words, a hint and an exit code.
func explain(err error) *complaint {
	var c *complaint
	if errors.As(err, &c) {
		return c
	}
	wrap := func(code int, say string, hint string, args ...any) *complaint {
		c := &complaint{say: say, args: args, code: code, err: err}
		if hint != "" {
			c.next(hint)
		}
		if why := (*casefile.ReasonError)(nil); errors.As(err, &why) {
			c.why = &why.Why
		}
		return c
	}
	// about is wrap with the file that the error is about; where none is named, the
	// cause alone is said.
	about := func(code int, say, hint string) *complaint {
		if path := fileOf(err); path != "" {
			return wrap(code, say, hint, path)
		}
		return wrap(code, "error.because", hint, err)
	}
	var (
		version *casefile.VersionError
		busy    *casefile.BusyError
		purged  *casefile.PurgedError
		missing *casefile.MissingError
		damage  *casefile.DamageError
		unknown *importer.UnknownError
		large   *packet.TooMuchError
		room    *casefile.RoomError
		mistake *packet.TemplateError
	)
	switch {
	case errors.Is(err, screen.ErrNoAnswer):
		return wrap(exitUsage, "error.no-answer", "hint.no-answer")
	case errors.Is(err, screen.ErrNotConfirmed):
		return wrap(exitUsage, "error.confirm", "hint.confirm")
	case errors.Is(err, screen.ErrAborted):
		return wrap(exitInterrupted, "error.interrupted", "")
	case errors.Is(err, context.Canceled):
		return wrap(exitInterrupted, "error.interrupted", "hint.interrupted")
	case errors.Is(err, casefile.ErrNotACase):
		return about(exitFailed, "error.not-a-case", "hint.not-a-case")
	case errors.As(err, &version) && errors.Is(err, casefile.ErrNewer):
		return wrap(exitFailed, "error.newer", "hint.newer", version.Path, version.Has, version.Reads)
	case errors.As(err, &version):
		return wrap(exitFailed, "error.older", "hint.older", version.Path, version.Has)
	case errors.As(err, &busy):
		return busyIn(busy)
	case errors.As(err, &purged):
		return wrap(exitFailed, "error.purged", "", purged.Evidence, purged.Reason)
	case errors.Is(err, casefile.ErrClock):
		return wrap(exitFailed, "error.clock-year", "hint.clock-year")
	case errors.Is(err, casefile.ErrDisk), causeof.Of(err) == causeof.Disk:
		return about(exitFailed, "error.disk", "hint.disk")
	case errors.Is(err, casefile.ErrSealed):
		return about(exitFailed, "error.sealed", "hint.permission")
	case errors.As(err, &room):
		return wrap(exitFailed, "error.room", "hint.full", shown(room.Path), room.Needs, room.Free)
	case errors.Is(err, casefile.ErrFull), causeof.Of(err) == causeof.Full:
		return about(exitFailed, "error.full", "hint.full")
	case errors.As(err, &damage):
		c := wrap(exitDamaged, "error.damaged-parts", "hint.damaged", len(damage.Damaged))
		c.damaged = damage.Damaged
		return c
	case errors.Is(err, casefile.ErrDamaged):
		return wrap(exitDamaged, "error.damaged", "hint.damaged", damagedIn(err))
	case errors.Is(err, casefile.ErrExists):
		return about(exitFailed, "error.output-exists", "hint.exists")
	case errors.As(err, &missing):
		return wrap(exitFailed, "error.not-in-case", "hint.not-found", missing.What)
	case errors.Is(err, casefile.ErrNotFound):
		return wrap(exitFailed, "error.because", "hint.not-found", err)
	case errors.As(err, &unknown):
		known := strings.Join(unknown.Known, ", ")
		c := wrap(exitUsage, "error.importer", "", screen.Clean(unknown.Name))
		if near, ok := screen.Near(unknown.Name, plainChoices("importer", unknown.Known)); ok {
			return c.next("hint.importer-nearest", near.Value, known)
		}
		return c.next("hint.importer", known)
	case errors.As(err, &mistake):
		return templateFault(mistake, err)
	case errors.As(err, &large):
		return wrap(exitFailed, "error.too-much", "", large.Exhibits, large.Most).next("hint.too-much", large.Exhibits)
	case errors.Is(err, packet.ErrNoTemplate):
		return wrap(exitUsage, "error.no-packet", "hint.channel")
	case errors.Is(err, fs.ErrNotExist):
		return about(exitFailed, "error.case-missing", "")
	case causeof.Of(err) == causeof.Folder:
		return about(exitFailed, "error.is-folder", "")
	case causeof.Of(err) == causeof.OpenElsewhere:
		return about(exitFailed, "error.open-elsewhere", "hint.open-elsewhere")
	case errors.Is(err, fs.ErrPermission):
		return about(exitFailed, "error.permission", "hint.permission")
	}
	if path := fileOf(err); path != "" {
		return wrap(exitFailed, "error.file", "", path, err)
	}
	return wrap(exitFailed, "error.because", "", err)
}

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
	fmt.Fprintf(scr.Err, "%s%s\n", scr.Err.Style.Bad.Render(scr.Say("label.error")), text)
	listDamage(scr, c.damaged)
	if hint != "" {
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
