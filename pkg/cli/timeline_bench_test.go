package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// longCase makes a case with a conversation of so many messages, and a bill of so
// many rows.
func longCase(b *testing.B, messages, rows int) string {
	dir := b.TempDir()
	path := filepath.Join(dir, "long.complain")
	run(b, "new", "long", "--path", path, "--lang", "zh", "--seller", "shop 7")
	at := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC)
	if messages > 0 {
		var text bytes.Buffer
		for i := range messages {
			at = at.Add(4 * time.Minute)
			fmt.Fprintf(&text, "%s - %s: message %d, nothing of note\n", at.Format("2006/1/2 15:04"), []string{"me", "shop 7"}[i%2], i)
		}
		add(b, path, filepath.Join(dir, "chat.txt"), text.Bytes())
	}
	if rows > 0 {
		text := bytes.NewBufferString("Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Reference Txn ID,Item Title\n")
		for i := range rows {
			at = at.Add(9 * time.Minute)
			fmt.Fprintf(text, "%s,PST,shop %d,Express Checkout Payment,Completed,USD,-%d.00,0.00,-%d.00,a@example.com,b@example.com,%017X,,thing %d\n",
				at.Format("01/02/2006,15:04:05"), i%500, i%90+1, i%90+1, i, i)
		}
		add(b, path, filepath.Join(dir, "bill.csv"), text.Bytes())
	}
	return path
}

func add(b *testing.B, path, file string, data []byte) {
	b.Helper()
	if err := os.WriteFile(file, data, 0o600); err != nil {
		b.Fatal(err)
	}
	run(b, "-C", path, "add-evidence", file)
}

// BenchmarkTimeline is a whole timeline: of a million messages with
// -benchtime 1x, as text and as JSON, and of a bill of 200,000 rows.
func BenchmarkTimeline(b *testing.B) {
	for _, of := range []struct {
		name           string
		messages, rows int
		args           []string
	}{
		{"messages", 1_000_000, 0, []string{"timeline"}},
		{"messages-json", 1_000_000, 0, []string{"timeline", "--json"}},
		{"messages-key", 1_000_000, 0, []string{"timeline", "--key"}},
		{"rows", 0, 200_000, []string{"timeline"}},
	} {
		b.Run(of.name, func(b *testing.B) {
			path := longCase(b, of.messages, of.rows)
			b.ReportAllocs()
			for b.Loop() {
				run(b, append([]string{"-C", path}, of.args...)...)
			}
		})
	}
}
