package cli

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/search"
)

// With a limit the earliest are kept, in whatever order they come.
func TestSearchKeepsTheEarliest(t *testing.T) {
	s := finder{o: searchOptions{limit: 3}, q: search.Parse("x"), width: 40}
	random := rand.New(rand.NewPCG(1, 1))
	for _, n := range random.Perm(1000) {
		at := dispute.Instant(time.Unix(int64(n), 0).UTC(), dispute.Second, dispute.ZoneFormat)
		s.add(hit{at: at, record: int64(n)}, func() []string { return []string{"x"} })
		if len(s.hits) > 2*3+100 {
			t.Fatalf("%d hits are held", len(s.hits))
		}
	}
	s.add(hit{record: 5000}, func() []string { return []string{"x"} }) // without a time
	s.sort(3)
	if len(s.hits) != 3 || s.hits[0].record != 0 || s.hits[1].record != 1 || s.hits[2].record != 2 || s.total != 1001 {
		t.Errorf("of %d: %+v", s.total, s.hits)
	}
}

// BenchmarkSearch goes through a conversation of 100,000 messages: for what is
// not there, for what is seldom there, and for what is everywhere.
func BenchmarkSearch(b *testing.B) {
	dir := b.TempDir()
	path, chat := filepath.Join(dir, "big.complain"), filepath.Join(dir, "_chat.txt")
	var text bytes.Buffer
	at := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 100_000 {
		at = at.Add(3 * time.Minute)
		fmt.Fprintf(&text, "[%s] %s: 第 %d 条：请问这款耳机什么时候发货，运费是 %d 元吗？\n", at.Format("2006/1/2 15:04:05"), []string{"晓禾", "客服"}[i%2], i, i%5000)
	}
	if err := os.WriteFile(chat, text.Bytes(), 0o644); err != nil {
		b.Fatal(err)
	}
	run(b, "new", "big", "--path", path)
	run(b, "-C", path, "add-evidence", chat)
	for name, word := range map[string]string{"nothing": "假货", "few": "￥4,321.00", "all": "耳机"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				run(b, "-C", path, "search", word)
			}
		})
	}
}
