package packet

import (
	"errors"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// A message as long as a book is quoted in part, wherever it is quoted, and what
// is left out is counted.
func TestQuotationsHaveALimit(t *testing.T) {
	const more = 100_000
	b := newBuilder(t, locale.Chinese)
	chat := b.evidence(dispute.Evidence{Name: "聊天.txt", MediaType: "text/plain", Reading: dispute.Reading{State: dispute.Read, Importer: "pasted", Records: 1, Units: 1}})
	b.message(chat, 1, "2026-11-03 11:30:59", "客服小云", strings.Repeat("长", mostQuoted+more), true)
	d, _ := compose(t, b.made(), "regulator")
	var out strings.Builder
	if err := doc.Dump(&out, d); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "〔其余 100000 字见证据〕"); n < 2 {
		t.Errorf("what is left out is counted %d times", n)
	}
	if n := strings.Count(out.String(), "长"); n > 3*mostQuoted {
		t.Errorf("%d characters are quoted", n)
	}
}

func TestTooManyExhibitsAreAnError(t *testing.T) {
	p := &Plan{exhibits: make([]*exhibit, 3)}
	var large *TooMuchError
	if err := p.Within(2); !errors.As(err, &large) || !errors.Is(err, ErrTooMuch) || large.Exhibits != 3 {
		t.Errorf("got %v", err)
	}
	if err := p.Within(3); err != nil {
		t.Error(err)
	}
}
