package channel

import "testing"

// What the first command that needs the data pays: reading all of it.
func BenchmarkLoad(b *testing.B) {
	b.Run("book", func(b *testing.B) {
		for b.Loop() {
			if _, err := load(nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("practice", func(b *testing.B) {
		for b.Loop() {
			book, err := load(nil)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := book.Practice(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
