package htmlstream

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func never() error { return nil }

func wanted(n *Node) bool { return n.Is("div", "m") }

func read(text string) (out []string, err error) {
	err = Read(strings.NewReader(text), 0, never, Handler{Wanted: wanted, Take: func(n *Node) error {
		out = append(out, n.Words()+"|"+text[n.Offset:n.Offset+n.Length])
		return nil
	}})
	return out, err
}

func TestRead(t *testing.T) {
	got, err := read(`<html><body><p>no<div class="x m" id=1>a &amp;<br>b <b>c
 d</b><img src="i"></div></i><div class=m><span>e</div> tail`)
	if err != nil || len(got) != 2 || got[0] != "a &\nb c d|<div class=\"x m\" id=1>a &amp;<br>b <b>c\n d</b><img src=\"i\"></div>" || !strings.HasPrefix(got[1], "e|") {
		t.Errorf("%q %v", got, err)
	}
}

func TestReadEnds(t *testing.T) {
	for text, want := range map[string]error{
		`<div class=m>a</div><div class=m>b`:                ErrCut,
		`<div class=m>a</div><div cla`:                      ErrCut,
		`<div class=m>a</div>` + strings.Repeat("<p>", 300): ErrDepth,
	} {
		got, err := read(text)
		var at *Error
		if !errors.Is(err, want) || !errors.As(err, &at) || len(got) != 1 {
			t.Errorf("%.50q: %q %v", text, got, err)
		}
	}
}

type endless string

func (e endless) Read(p []byte) (int, error) {
	n := 0
	for n+len(e) <= len(p) {
		n += copy(p[n:], e)
	}
	return n, nil
}

func TestLimits(t *testing.T) {
	for _, text := range []string{"<div class=m>", "<div class=m>x</p>", "xxxxxxxx", "<br>", `<a b="`} {
		r := io.MultiReader(strings.NewReader("<div class=m>"), io.LimitReader(endless(text), 40<<20))
		err := Read(r, 0, never, Handler{Wanted: wanted, Take: func(*Node) error { return nil }})
		var at *Error
		if !errors.As(err, &at) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
