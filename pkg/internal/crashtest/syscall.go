package crashtest

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// syscall is one system call that strace saw succeed.
type syscall struct {
	name   string
	args   []string // as printed; of text with its quotes
	result int64
}

// calls reads what strace -f -xx wrote: each call when it ended, but close when
// it began, because its number may be given away before it ends.
func calls(r io.Reader, each func(syscall) error) error {
	in := bufio.NewReaderSize(r, 1<<20)
	begun := map[string]string{} // by thread
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the trace: %w", err)
		}
		thread, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		text = strings.TrimLeft(text, " ")
		if strings.HasPrefix(text, "---") || strings.HasPrefix(text, "+++") {
			continue
		}
		if start, ok := strings.CutSuffix(text, " <unfinished ...>"); ok {
			if strings.HasPrefix(start, "close(") {
				text = strings.TrimSuffix(start, ")") + ") = 0"
			} else {
				begun[thread] = start
				continue
			}
		} else if rest, ok := strings.CutPrefix(text, "<... "); ok {
			name, end, ok := strings.Cut(rest, " resumed>")
			if !ok {
				return fmt.Errorf("read the trace: %q", brief(line))
			}
			if name == "close" {
				continue
			}
			text = begun[thread] + end
			delete(begun, thread)
		}
		call, ok, err := parseCall(text)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := each(call); err != nil {
			return fmt.Errorf("%w: %s", err, brief(text))
		}
	}
}

func brief(text string) string { return text[:min(len(text), 200)] }

// parseCall reads name(args) = result. Calls that failed did nothing; ok is
// false for them.
func parseCall(text string) (c syscall, ok bool, err error) {
	open, end := strings.IndexByte(text, '('), strings.LastIndex(text, ") ")
	if open < 0 || end < open {
		return c, false, fmt.Errorf("read the trace: %q", brief(text))
	}
	result, found := strings.CutPrefix(strings.TrimLeft(text[end+1:], " "), "= ")
	if !found {
		return c, false, fmt.Errorf("read the trace: %q", brief(text))
	}
	result, _, _ = strings.Cut(result, " ")
	if result == "?" { // the process ended inside the call
		return c, false, nil
	}
	c.name, c.args = text[:open], splitArgs(text[open+1:end])
	if c.result, err = strconv.ParseInt(result, 0, 64); err != nil {
		return c, false, fmt.Errorf("read the trace: result %q of %s", result, c.name)
	}
	return c, c.result >= 0, nil
}

// splitArgs splits at the commas outside quotes and brackets.
func splitArgs(text string) []string {
	var out []string
	depth, quoted, start := 0, false, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{', c == '[':
			depth++
		case c == '}', c == ']':
			depth--
		case c == ',' && depth == 0:
			out = append(out, text[start:i])
			start = i + 2
		}
	}
	return append(out, text[min(start, len(text)):])
}

func (c syscall) number(i int) (int64, error) {
	if i >= len(c.args) {
		return 0, fmt.Errorf("%s has no argument %d", c.name, i)
	}
	n, err := strconv.ParseInt(c.args[i], 0, 64)
	if err != nil {
		return 0, fmt.Errorf("%s: argument %d is no number", c.name, i)
	}
	return n, nil
}

// text decodes a string argument, which -xx prints in hexadecimal.
func (c syscall) text(i int) ([]byte, error) {
	if i >= len(c.args) || len(c.args[i]) < 2 || c.args[i][0] != '"' {
		return nil, fmt.Errorf("%s: argument %d is no text", c.name, i)
	}
	quoted := c.args[i]
	if strings.HasSuffix(quoted, "...") {
		return nil, errors.New("the trace is cut short")
	}
	digits := bytes.ReplaceAll([]byte(quoted[1:len(quoted)-1]), []byte(`\x`), nil)
	out := make([]byte, len(digits)/2)
	if _, err := hex.Decode(out, digits); err != nil {
		return nil, fmt.Errorf("%s: argument %d: %w", c.name, i, err)
	}
	return out, nil
}

func (c syscall) has(i int, flag string) bool {
	if i >= len(c.args) {
		return false
	}
	for word := range strings.SplitSeq(c.args[i], "|") {
		if word == flag {
			return true
		}
	}
	return false
}
