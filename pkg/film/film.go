// Package film takes single frames out of films with FFmpeg, where the user has
// installed it: https://ffmpeg.org.
//
// It promises that the program sees a copy of one film and nothing else: the
// format is told, so that no list of other files is taken for a film, and it may
// open files alone, no address; that it ends with the context, after its time, or
// when it says too much; and that frames come with the pixels that the film has,
// upright. It forbids shells, finding the program (that is told), and showing
// another frame in place of one that is not there.
package film

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"complain/pkg/internal/pattern"
	"complain/pkg/internal/scratch"
)

// The errors that a caller can name.
var (
	// ErrProgram is wrapped when the program is not there or cannot be used at all.
	ErrProgram = errors.New("no program is there that takes frames out of films")
	// ErrFormat is wrapped for films of which no frames are taken.
	ErrFormat = errors.New("no frames are taken out of films of this format")
	// ErrTooLarge is wrapped for films of more than MaxSize.
	ErrTooLarge = errors.New("the film is too large to take frames out of")
	// ErrTime is wrapped when the program took too long over a frame.
	ErrTime = errors.New("the program that takes frames took too long")
	// ErrNone is wrapped where the film has no frame.
	ErrNone = errors.New("the film has no frame there")
)

// The limits of one film and one frame.
const (
	MaxSize   = 4 << 30
	frameTime = 30 * time.Second
	askTime   = 10 * time.Second
	maxOutput = 128 << 20
)

// Program is where the program is.
type Program struct {
	Path    string   // "" where there is none
	Env     []string // the environment it runs in
	Scratch string   // the folder for copies of films, which live as long as frames are taken
}

// Taker takes frames.
type Taker struct {
	program Program
	Name    string // with its version: "ffmpeg 5.1.9"
}

var version = pattern.New(`^ffmpeg version ([0-9A-Za-z][0-9A-Za-z.+~_-]{0,39})`)

// Open asks the program for its version. Errors wrap ErrProgram, or are those of
// ctx.
func (p Program) Open(ctx context.Context) (*Taker, error) {
	if p.Path == "" {
		return nil, ErrProgram
	}
	out, err := p.run(ctx, askTime, "-version")
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProgram, err)
	}
	number := version.FindSubmatch(out)
	if number == nil {
		return nil, fmt.Errorf("it does not say its version: %w", ErrProgram)
	}
	return &Taker{p, "ffmpeg " + string(number[1])}, nil
}

// formats are the program's names for what it is told that a film is.
var formats = map[string]string{
	"video/mp4": "mov", "video/quicktime": "mov", "video/3gpp": "mov",
	"video/webm": "matroska", "video/x-matroska": "matroska",
	"video/ogg": "ogg",
}

// Film is a film from which frames are taken.
type Film struct {
	taker  *Taker
	folder *scratch.Folder
	path   string
	format string
}

// Film copies a film of this type to where the program reads it. Close removes the
// copy. Errors wrap ErrFormat or ErrTooLarge, or are of reading or writing.
func (t *Taker) Film(mediaType string, src io.ReaderAt, size int64) (*Film, error) {
	format, ok := formats[mediaType]
	switch {
	case !ok:
		return nil, fmt.Errorf("%s: %w", mediaType, ErrFormat)
	case size > MaxSize:
		return nil, ErrTooLarge
	}
	folder, err := scratch.Make(t.program.Scratch)
	if err != nil {
		return nil, err
	}
	f := &Film{taker: t, folder: folder, path: filepath.Join(folder.Path(), "film"), format: format}
	if err := f.copy(src, size); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (f *Film) copy(src io.ReaderAt, size int64) error {
	to, err := os.OpenFile(f.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, io.NewSectionReader(src, 0, size))
	return errors.Join(err, to.Close())
}

// Close removes the copy.
func (f *Film) Close() error { return f.folder.Close() }

// Frame is the first frame at a place of the film or after it, as PNG. Errors wrap
// ErrNone or ErrTime, or are those of ctx.
func (f *Film) Frame(ctx context.Context, at time.Duration) ([]byte, error) {
	out, err := f.taker.program.run(ctx, frameTime,
		"-nostdin", "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file", "-threads", "1",
		"-f", f.format, "-ss", strconv.FormatFloat(at.Seconds(), 'f', 3, 64), "-i", "file:"+f.path,
		"-map", "0:V:0", "-an", "-sn", "-dn", "-frames:v", "1",
		"-vf", "scale=w=max(2\\,round(iw*sar)):h=ih:flags=bicubic+accurate_rnd+bitexact", // pixels of some films are no squares
		"-pix_fmt", "rgb24", "-c:v", "png", "-flags:v", "+bitexact", "-f", "image2pipe", "-protocol_whitelist", "pipe", "pipe:1")
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, ErrTime):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrNone, err)
	case len(out) == 0:
		return nil, ErrNone
	}
	return out, nil
}

// run runs the program to its end and returns what it wrote on standard output.
func (p Program) run(ctx context.Context, limit time.Duration, args ...string) ([]byte, error) {
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(timed, p.Path, args...)
	cmd.Env = p.Env
	out := bounded{most: maxOutput}
	cmd.Stdout = &out
	cmd.WaitDelay = 2 * time.Second
	err := cmd.Run()
	if err != nil && ctx.Err() == nil && timed.Err() != nil {
		return nil, fmt.Errorf("more than %s: %w", limit, ErrTime)
	}
	return out.Bytes(), err
}

// bounded keeps what is written to it up to a limit.
type bounded struct {
	bytes.Buffer
	most int
}

var errTooMuch = errors.New("it writes more than any frame has")

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.most {
		return 0, errTooMuch
	}
	return b.Buffer.Write(p)
}

// Places are n places of a film of this length, as far apart from each other as
// twice the first is from its beginning, to the second where they are some apart. Of
// a film whose length is not known it is the beginning.
func Places(length time.Duration, n int) []time.Duration {
	if length <= 0 {
		return []time.Duration{0}
	}
	unit := time.Millisecond
	if length >= time.Duration(2*n)*time.Second {
		unit = time.Second
	}
	out := make([]time.Duration, n)
	for i := range out {
		out[i] = (length * time.Duration(2*i+1) / time.Duration(2*n)).Truncate(unit)
	}
	return out
}
