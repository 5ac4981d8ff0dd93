package jsonstream

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"complain/pkg/internal/broken"
)

func never() error { return nil }

func messages(path []string, kind Kind) Action {
	switch strings.Join(path, "/") {
	case "", "messages":
		return Enter
	case "name", "messages/":
		return Take
	}
	return Skip
}

func walk(text string, decide func([]string, Kind) Action) (taken []string, err error) {
	err = Walk(strings.NewReader(text), never, Handler{Decide: decide, Take: func(path []string, raw Raw) error {
		if raw.Bytes != nil && text[raw.Offset:raw.Offset+raw.Length] != string(raw.Bytes) {
			return fmt.Errorf("%q is not at %d+%d", raw.Bytes, raw.Offset, raw.Length)
		}
		taken = append(taken, strings.Join(path, "/")+"="+string(raw.Bytes))
		return nil
	}})
	return taken, err
}

func TestWalk(t *testing.T) {
	got, err := walk("\ufeff{ \"name\" : \"\\u5c0f\", \"x\":[[{\"messages\":[1]}]], \"messages\":[ {\"a\":[1,{}]} ,2,\"]\"] }\n", messages)
	want := `name="\u5c0f" messages/={"a":[1,{}]} messages/=2 messages/="]"`
	if err != nil || strings.Join(got, " ") != want {
		t.Errorf("%q %v", got, err)
	}
}

func TestWalkEnds(t *testing.T) {
	for text, want := range map[string]struct {
		err   error
		taken int
	}{
		``:                                           {broken.ErrCut, 0},
		`{"messages":[1,2`:                           {broken.ErrCut, 2},
		`{"messages":[{"a":1},{"a":`:                 {broken.ErrCut, 1},
		`{"messages":[{"a":1},{"a" 2}]}`:             {ErrSyntax, 1},
		`{"messages":[1]} x`:                         {ErrSyntax, 1},
		`{"messages":[1],}`:                          {ErrSyntax, 1},
		`{"messages":["` + "\x00" + `"]}`:            {ErrSyntax, 0},
		strings.Repeat("[", 300):                     {broken.ErrDepth, 0},
		`{"messages":[1,` + strings.Repeat("[", 300): {broken.ErrDepth, 1},
		`{"` + strings.Repeat("n", 1<<17) + `":1}`:   {ErrName, 0},
	} {
		got, err := walk(text, messages)
		var at *broken.Error
		if !errors.Is(err, want.err) || !errors.As(err, &at) || len(got) != want.taken {
			t.Errorf("%.40q: %v, took %d; want %v, %d", text, err, len(got), want.err, want.taken)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := Walk(strings.NewReader("[1]"), ctx.Err, Handler{Decide: messages})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// endless repeats a text without end.
type endless string

func (e endless) Read(p []byte) (int, error) {
	n := 0
	for n+len(e) <= len(p) {
		n += copy(p[n:], e)
	}
	return n, nil
}

// Ten million arrays inside one another, a name and a value without end: the
// memory stays flat.
func TestFlatMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for text, want := range map[string]error{"[": broken.ErrDepth, `{"a":`: broken.ErrDepth} {
		err := Walk(io.LimitReader(endless(text), 10<<20), never, Handler{Decide: func([]string, Kind) Action { return Enter }})
		if !errors.Is(err, want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	long := io.MultiReader(strings.NewReader(`{"messages":["`), io.LimitReader(endless("xxxxxxxx"), 200<<20), strings.NewReader(`",7]}`))
	var lengths []int64
	err := Walk(long, never, Handler{Decide: messages, Take: func(_ []string, raw Raw) error {
		lengths = append(lengths, raw.Length, int64(len(raw.Bytes)))
		return nil
	}})
	if err != nil || fmt.Sprint(lengths) != fmt.Sprint([]int64{200<<20 + 2, 0, 1, 1}) {
		t.Errorf("%v %v", lengths, err)
	}
	runtime.ReadMemStats(&after)
	if grown := after.HeapSys - before.HeapSys; grown > 128<<20 {
		t.Errorf("took %d MB", grown>>20)
	}
}

func TestParse(t *testing.T) {
	v := Parse([]byte(`{"n":-1.50,"s":"a\"\\\/\u00e9\ud83d\udc46\n","l":[true,null,{"x":"y"}],"n":2,"bad":"\ud83d"}`))
	if v.Get("n").Text != "-1.50" || v.Get("s").Str() != "a\"\\/é👆\n" || v.Get("l").Items[2].Get("x").Str() != "y" {
		t.Errorf("%+v", v)
	}
	if v.Twice() != "n" || !v.Broken || v.Get("bad").Text != "\uFFFD" || v.Get("no", "such").Kind != None {
		t.Errorf("%q %t", v.Twice(), v.Broken)
	}
	if v := Parse([]byte("{\"s\":\"caf\xe9\"}")); v.Get("s").Text != "caf\uFFFD" || !v.Broken {
		t.Errorf("%+v", v)
	}
	if v := Parse([]byte(`[` + strings.Repeat("1,", maxValues+1) + `1]`)); v.Kind != None {
		t.Errorf("%d items", len(v.Items))
	}
	if n, ok := Parse([]byte(`"1544006350"`)).Int(); !ok || n != 1544006350 {
		t.Errorf("%d", n)
	}
}

func FuzzWalk(f *testing.F) {
	f.Add(`{"name":"a","messages":[{"a":1},[2,"\u0041"]]}`)
	f.Fuzz(func(t *testing.T, text string) {
		err := Walk(strings.NewReader(text), never, Handler{Many: true, Decide: messages, Take: func(_ []string, raw Raw) error {
			Parse(raw.Bytes)
			if raw.Offset+raw.Length > int64(len(text)) {
				t.Errorf("%d+%d lies outside", raw.Offset, raw.Length)
			}
			return nil
		}})
		var at *broken.Error
		if err != nil && !errors.As(err, &at) {
			t.Error(err)
		}
	})
}
