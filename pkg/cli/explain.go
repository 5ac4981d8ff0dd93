package cli

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"complain/pkg/casefile"
	"complain/pkg/cli/screen"
	"complain/pkg/importer"
	causeof "complain/pkg/internal/cause"
	"complain/pkg/packet"
)

// explain turns any error into words, a hint and an exit code.
func explain(err error) *complaint {
	var c *complaint
	if errors.As(err, &c) {
		return c
	}
	if c := explainTyped(err); c != nil {
		return c
	}
	for _, k := range knownErrors {
		if k.is(err) {
			return k.about(err)
		}
	}
	if path := fileOf(err); path != "" {
		return behind(err, exitFailed, "error.file", "", path, err)
	}
	return behind(err, exitFailed, "error.because", "", err)
}

// behind is the complaint of an error, with what it says of its reason.
func behind(err error, code int, say, hint string, args ...any) *complaint {
	c := &complaint{say: say, args: args, code: code, err: err}
	if hint != "" {
		c.next(hint)
	}
	if why := (*casefile.ReasonError)(nil); errors.As(err, &why) {
		c.why = &why.Why
	}
	return c
}

// knownError is how a kind of errors is said.
type knownError struct {
	is        func(error) bool
	code      int
	say, hint string
	file      bool // which is named; where none is, the cause alone is said
}

func (k knownError) about(err error) *complaint {
	if !k.file {
		return behind(err, k.code, k.say, k.hint)
	}
	if path := fileOf(err); path != "" {
		return behind(err, k.code, k.say, k.hint, path)
	}
	return behind(err, k.code, "error.because", k.hint, err)
}

func wrapped(target error) func(error) bool {
	return func(err error) bool { return errors.Is(err, target) }
}

func caused(by string) func(error) bool {
	return func(err error) bool { return causeof.Of(err) == by }
}

// knownErrors are those that say all by what they are. The first that fits is said.
var knownErrors = []knownError{
	{wrapped(screen.ErrNoAnswer), exitUsage, "error.no-answer", "hint.no-answer", false},
	{wrapped(screen.ErrNotConfirmed), exitUsage, "error.confirm", "hint.confirm", false},
	{wrapped(screen.ErrAborted), exitInterrupted, "error.interrupted", "", false},
	{wrapped(context.Canceled), exitInterrupted, "error.interrupted", "hint.interrupted", false},
	{wrapped(casefile.ErrNotACase), exitFailed, "error.not-a-case", "hint.not-a-case", true},
	{wrapped(casefile.ErrClock), exitFailed, "error.clock-year", "hint.clock-year", false},
	{wrapped(casefile.ErrDisk), exitFailed, "error.disk", "hint.disk", true},
	{caused(causeof.Disk), exitFailed, "error.disk", "hint.disk", true},
	{wrapped(casefile.ErrSealed), exitFailed, "error.sealed", "hint.permission", true},
	{wrapped(casefile.ErrFull), exitFailed, "error.full", "hint.full", true},
	{caused(causeof.Full), exitFailed, "error.full", "hint.full", true},
	{wrapped(casefile.ErrExists), exitFailed, "error.output-exists", "hint.exists", true},
	{wrapped(packet.ErrNoTemplate), exitUsage, "error.no-packet", "hint.channel", false},
	{wrapped(fs.ErrNotExist), exitFailed, "error.case-missing", "", true},
	{caused(causeof.Folder), exitFailed, "error.is-folder", "", true},
	{caused(causeof.OpenElsewhere), exitFailed, "error.open-elsewhere", "hint.open-elsewhere", true},
	{wrapped(fs.ErrPermission), exitFailed, "error.permission", "hint.permission", true},
}

// explainTyped says errors that tell more than what they are; nil for any other.
func explainTyped(err error) *complaint {
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
	case errors.Is(err, context.Canceled), errors.Is(err, screen.ErrAborted):
		return nil // whatever was going on
	case errors.As(err, &version) && errors.Is(err, casefile.ErrNewer):
		return behind(err, exitFailed, "error.newer", "hint.newer", version.Path, version.Has, version.Reads)
	case errors.As(err, &version):
		return behind(err, exitFailed, "error.older", "hint.older", version.Path, version.Has)
	case errors.As(err, &busy):
		return busyIn(busy)
	case errors.As(err, &purged):
		return behind(err, exitFailed, "error.purged", "", purged.Evidence, purged.Reason)
	case errors.Is(err, casefile.ErrDisk), errors.Is(err, casefile.ErrSealed), causeof.Of(err) == causeof.Disk:
		return nil // what the disk does comes before what is read of it then
	case errors.As(err, &room):
		return behind(err, exitFailed, "error.room", "hint.full", shown(room.Path), room.Needs, room.Free)
	case errors.Is(err, casefile.ErrFull), causeof.Of(err) == causeof.Full:
		return nil
	case errors.As(err, &damage):
		c := behind(err, exitDamaged, "error.damaged-parts", "hint.damaged", len(damage.Damaged))
		c.damaged = damage.Damaged
		return c
	case errors.Is(err, casefile.ErrDamaged):
		return behind(err, exitDamaged, "error.damaged", "hint.damaged", damagedIn(err))
	case errors.As(err, &missing):
		return behind(err, exitFailed, "error.not-in-case", "hint.not-found", missing.What)
	case errors.Is(err, casefile.ErrNotFound):
		return behind(err, exitFailed, "error.because", "hint.not-found", err)
	case errors.As(err, &unknown):
		return unknownImporter(unknown, err)
	case errors.As(err, &mistake):
		return templateFault(mistake, err)
	case errors.As(err, &large):
		return behind(err, exitFailed, "error.too-much", "", large.Exhibits, large.Most).next("hint.too-much", large.Exhibits)
	}
	return nil
}

// unknownImporter names the importers that there are, the nearest first.
func unknownImporter(e *importer.UnknownError, err error) *complaint {
	known := strings.Join(e.Known, ", ")
	c := behind(err, exitUsage, "error.importer", "", screen.Clean(e.Name))
	if near, ok := screen.Near(e.Name, plainChoices("importer", e.Known)); ok {
		return c.next("hint.importer-nearest", near.Value, known)
	}
	return c.next("hint.importer", known)
}
