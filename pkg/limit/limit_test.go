package limit

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"complain/pkg/channel"
	"complain/pkg/doc"
	"complain/pkg/locale"
	"complain/pkg/packet"
)

func TestSizes(t *testing.T) {
	for text, want := range map[string]int64{"10MB": 10e6, "500 KB": 5e5, "1.5m": 1.5e6, "20 MiB": 20e6, "10240": 10240, "7b": 7, "2G": 2e9} {
		if got, ok := ParseSize(text); got != want || !ok {
			t.Errorf("%q: %d, %t", text, got, ok)
		}
	}
	for _, text := range []string{"", "huge", "-1", "0", "1e99 GB", "NaN", "MB", "1", "20", "0.1b"} {
		if n, ok := ParseSize(text); ok {
			t.Errorf("%q: %d", text, n)
		}
	}
	for bytes, want := range map[int64]string{0: "0 B", 999: "999 B", 2_400_000: "2.4 MB", 1e9: "1.0 GB"} {
		if got := SizeText(bytes); got != want {
			t.Errorf("%d: %q", bytes, got)
		}
	}
}

// What the user says of the size goes before what is known of the channel.
func TestBudgetWith(t *testing.T) {
	got := Budget{Pages: 7}.With(channel.Limits{Bytes: 5, Pages: 9, Images: 3})
	if got != (Budget{Size: 5, Pages: 7, Files: 3}) {
		t.Errorf("%+v", got)
	}
}

// letter is a packet of exhibits that have some pages each.
func letter(pages ...int) Packet {
	line := func(text string) doc.Block { return doc.Paragraph{Text: []doc.Inline{doc.Text(text)}} }
	d := &doc.Document{Lang: "en", Title: "Complaint", ID: strings.Repeat("0a", 32), Words: packet.Words(locale.English), Blocks: []doc.Block{line("To the office")}}
	for i, n := range pages {
		x := doc.Exhibit{Mark: fmt.Sprint("Exhibit ", i+1), Anchor: fmt.Sprint("exhibit-", i+1)}
		for p := range n {
			if p > 0 {
				x.Blocks = append(x.Blocks, doc.PageBreak{})
			}
			x.Blocks = append(x.Blocks, line(fmt.Sprintf("page %d of exhibit %d", p+1, i+1)))
		}
		d.Blocks = append(d.Blocks, x)
	}
	return Packet{Document: d, Lang: locale.English}
}

// volumes are the exhibits that stand in each volume.
func volumes(d *doc.Document) (out [][]string) {
	out = [][]string{nil}
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case doc.PageBreak:
			if b.Volume {
				out = append(out, nil)
			}
		case doc.Exhibit:
			out[len(out)-1] = append(out[len(out)-1], b.Mark)
		}
	}
	return out
}

func TestDivide(t *testing.T) {
	for _, c := range []struct {
		pages  []int
		budget Budget
		want   int // volumes
		over   bool
	}{
		{[]int{1, 1, 1}, Budget{Pages: 100}, 1, false},
		{[]int{2, 2, 2, 2}, Budget{Pages: 5}, 2, false},
		{[]int{1, 9}, Budget{Pages: 4}, 2, true}, // an exhibit of text is not cut
		{[]int{1, 1}, Budget{Size: 1000}, 3, true},
		{[]int{1, 1}, Budget{Size: 1}, 3, true}, // what is tried never falls to 0, which is any
	} {
		p := letter(c.pages...)
		p.Budget = c.budget
		d, over, err := Divide(p)
		if err != nil {
			t.Fatal(err)
		}
		got, all := volumes(d), []string(nil)
		for _, v := range got {
			all = append(all, v...)
		}
		if len(got) != c.want || over != c.over {
			t.Errorf("%v within %+v: %q, over %t", c.pages, c.budget, got, over)
		}
		for i := range c.pages {
			if i >= len(all) || all[i] != fmt.Sprint("Exhibit ", i+1) {
				t.Errorf("%v within %+v: %q", c.pages, c.budget, all)
				break
			}
		}
	}
}

func TestFits(t *testing.T) {
	ten := func(w io.Writer) error { _, err := w.Write(make([]byte, 10)); return err }
	for _, c := range []struct {
		budget Budget
		paged  bool
		want   bool
	}{
		{Budget{}, true, true}, {Budget{Size: 10}, true, true}, {Budget{Size: 9}, true, false},
		{Budget{Pages: 4}, true, true}, {Budget{Pages: 2}, true, false}, {Budget{Pages: 2}, false, true},
	} {
		p := letter(1, 2)
		p.Budget = c.budget
		if got, err := Fits(p, c.paged, ten); got != c.want || err != nil {
			t.Errorf("%+v, paged %t: %t, %v", c.budget, c.paged, got, err)
		}
	}
	broken := errors.New("broken")
	if _, err := Fits(Packet{Budget: Budget{Size: 1}}, false, func(io.Writer) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("what rendering says is %v", err)
	}
}
