package sheet

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

func readHTML(text string) (string, error) {
	b, err := Open(context.Background(), strings.NewReader(text), int64(len(text)), 0, FormOf([]byte(text)))
	if err != nil {
		return "", err
	}
	s := b.At(0)
	var rows []string
	for {
		row, err := s.Next()
		if err != nil {
			if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
				err = nil
			}
			return strings.Join(rows, " "), err
		}
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
}

func TestHTMLRows(t *testing.T) {
	for _, c := range []struct {
		text, want string
		err        error
	}{
		{"<html><table><tr><td>a</td><td colspan=2> b&amp;b</td><td>c</td></tr></table>out", "a|b&b||c", nil},
		{"<table><tr><td>a<td>b<tr><td>c</table>", "a|b c", nil},
		{"<table><thead><tr><th>a</th></tr></thead><tbody><tr></tr><tr><td></td></tr></tbody></table>", "a ", nil},
		{"<table><tr><td>a<table><tr><td>in</td></tr></table></td><td>b</td></tr></table>", "in a|b", nil},
		{"<table><tr><td>a</td></tr><tr><td>b", "a", io.ErrUnexpectedEOF},
		{"<table><tr>" + strings.Repeat("<td colspan=999>a", 3), "", ErrLimit},
		{strings.Repeat("<table>", 20), "", ErrLimit},
	} {
		if c.err == ErrLimit && strings.HasPrefix(c.text, "<table><tr>") {
			c.text += "</table>"
		}
		got, err := readHTML(c.text)
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%.60s: %q %v, want %q %v", c.text, got, err, c.want, c.err)
		}
	}
}
