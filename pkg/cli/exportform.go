package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"unicode/utf16"

	"complain/pkg/cli/answer"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

// writeForm writes the fields of a form, numbered, so that one after the other can
// be copied. Nothing but the field's own text stands on its lines.
func writeForm(w io.Writer, c *composition) error {
	var b bytes.Buffer
	lang := c.lang
	for i, f := range c.fields {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintln(&b, lang.Say("form.field", i+1, f.Name, fieldSize(lang, f)))
		if f.Text == "" {
			fmt.Fprintln(&b, lang.Say("form.empty"))
			continue
		}
		fmt.Fprintln(&b, f.Text)
		for _, left := range f.Left {
			fmt.Fprintln(&b, lang.Say("form.left", left))
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

func fieldSize(lang locale.Lang, f packet.FormField) string {
	if f.Most > 0 {
		return lang.Say("form.count-of", f.Count, f.Most)
	}
	return lang.Say("form.count", f.Count)
}

func formJSON(lang locale.Lang, c *composition) answer.Form {
	out := answer.Form{Channel: c.channel.ID, Document: c.letter.ID, Fields: []answer.FormField{}, Findings: findingsJSON(lang, c.findings)}
	for i, f := range c.fields {
		out.Fields = append(out.Fields, answer.FormField{Number: i + 1, Part: f.Part, Name: f.Name, Text: f.Text, Count: f.Count, Most: f.Most,
			Left: append([]string{}, f.Left...)})
	}
	return out
}

// copyField puts the text of a field on the clipboard, or says that there is none.
func copyField(ctx context.Context, s *session, c *composition, n int) error {
	f := c.fields[n-1]
	switch err := toClipboard(ctx, s.sys, f.Text); {
	case errors.Is(err, errNoClipboard):
		s.Talk("form.no-clipboard", n)
		s.code = exitLook
	case err != nil:
		return err
	default:
		s.Talk("form.copied", n, f.Name, f.Count)
	}
	return nil
}

// errNoClipboard says that no program puts anything on a clipboard here.
var errNoClipboard = errors.New("no clipboard")

// clipboards are the programs that put what they read on the clipboard, by system:
// macOS, Wayland, X11, Termux, Windows. The last reads UTF-16.
var clipboards = []struct {
	name string
	args []string
	wide bool
}{
	{name: "pbcopy"}, {name: "wl-copy"}, {name: "xclip", args: []string{"-selection", "clipboard"}}, {name: "xsel", args: []string{"--clipboard", "--input"}},
	{name: "termux-clipboard-set"}, {name: "clip.exe", wide: true},
}

// toClipboard gives a text to the first program that takes it.
func toClipboard(ctx context.Context, sys System, text string) error {
	for _, p := range clipboards {
		path, err := sys.LookPath(p.name)
		if err != nil {
			continue
		}
		in := []byte(text)
		if p.wide {
			in = []byte{0xFF, 0xFE}
			for _, u := range utf16.Encode([]rune(text)) {
				in = append(in, byte(u), byte(u>>8))
			}
		}
		cmd := exec.CommandContext(ctx, path, p.args...)
		cmd.Env, cmd.Stdin = sys.Environ(), bytes.NewReader(in)
		if cmd.Run() == nil {
			return nil
		}
	}
	return errNoClipboard
}
