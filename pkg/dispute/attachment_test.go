package dispute

import "testing"

func TestAttachments(t *testing.T) {
	a := NewAttachments([]Evidence{
		{ID: 1, Batch: 1, Name: "chat.txt"}, {ID: 2, Batch: 1, Name: "a.jpg"}, {ID: 3, Batch: 2, Name: "b.jpg"},
		{ID: 4, Batch: 1, Name: "letter.eml"}, {ID: 5, Batch: 3, Parent: 4, Name: "a.jpg"}, {ID: 6, Batch: 4, Parent: 9, Name: "c.jpg"},
	})
	for _, c := range []struct {
		of   EvidenceID
		name string
		want EvidenceID
	}{
		{1, "a.jpg", 2},
		{1, "photos/a.jpg", 2},
		{1, "b.jpg", 0},    // came at another time
		{1, "c.jpg", 0},    // came in an archive
		{1, "chat.txt", 0}, // itself
		{4, "a.jpg", 5},    // its own attachment before its neighbour
		{7, "a.jpg", 0},
	} {
		if id, ok := a.Find(c.of, c.name); id != c.want || ok != (c.want != 0) {
			t.Errorf("%s names %s: %s, %t", c.of, c.name, id, ok)
		}
	}
}
