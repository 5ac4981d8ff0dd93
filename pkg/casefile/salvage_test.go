package casefile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"complain/pkg/dispute"
)

// cameBack opens damaged bytes for salvage and counts the evidence that comes
// back. Bytes other than those that were stored fail the test, and so does every
// answer but that the file is damaged.
func cameBack(t *testing.T, data []byte, want map[dispute.EvidenceID][]byte, where string) int {
	t.Helper()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "damaged"+Extension)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if f, err := Open(ctx, path, ReadOnly, clock); err == nil {
		f.Close()
	} else if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
		t.Errorf("%s: %v", where, err)
	}
	f, err := Open(ctx, path, Salvage, clock)
	if err != nil {
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", where, err)
		}
		return 0
	}
	defer f.Close()
	back := 0
	for id, bytesOf := range want {
		b, err := f.Open(ctx, id)
		if err != nil {
			continue
		}
		got := make([]byte, b.Size())
		if _, err := b.ReadAt(got, 0); err != nil {
			continue
		}
		if !bytes.Equal(got, bytesOf) {
			t.Errorf("%s: %s comes back as something else", where, id)
		}
		back++
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, data) {
		t.Errorf("%s: the file was written to (%v)", where, err)
	}
	return back
}

// tries is how often something is tried: 250 times where the proofs are asked for.
func tries(quick int) int {
	if os.Getenv("COMPLAIN_PROOFS") != "" {
		return 250
	}
	return quick
}

// manyFiles is a case of some files, and what is in them.
func manyFiles(t *testing.T, n int) ([]byte, map[dispute.EvidenceID][]byte) {
	t.Helper()
	f := newFile(t)
	want := map[dispute.EvidenceID][]byte{}
	random := rand.NewChaCha8([32]byte{7})
	for i := range n {
		data := make([]byte, 500+i*3000)
		_, _ = random.Read(data)
		want[store(t, f, fmt.Sprintf("%d.bin", i), data).ID] = data
	}
	f.Close()
	data, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	return data, want
}

// A copy that was interrupted gives back what had been copied.
func TestSalvageTruncated(t *testing.T) {
	data, want := manyFiles(t, 40)
	random := rand.New(rand.NewPCG(3, 3))
	var back, there, cuts int
	for range tries(60) {
		size := schemaPages*pageSize + random.IntN(len(data)-schemaPages*pageSize)
		got := cameBack(t, data[:size], want, fmt.Sprintf("cut to %d bytes", size))
		whole := 0
		for _, content := range want {
			if at := bytes.Index(data, content[max(len(content)-64, 0):]); at >= 0 && at+64 <= size {
				whole++
			}
		}
		back, there, cuts = back+got, there+whole, cuts+1
	}
	t.Logf("%d cuts: %d files came back of %d whose last bytes were there", cuts, back, there)
	if 10*back < 9*there {
		t.Errorf("only %d of %d files came back", back, there)
	}
}

// A bit in the header or in the schema costs nothing of what is stored.
func TestSalvageFlips(t *testing.T) {
	data, want := manyFiles(t, 5)
	random := rand.New(rand.NewPCG(5, 5))
	schemaAt := bytes.LastIndex(data[:pageSize], []byte("CREATE TABLE"))
	for name, region := range map[string][2]int{"header": {0, 100}, "page": {100, pageSize}, "schema": {schemaAt, pageSize}} {
		lost := 0
		for range tries(30) {
			at, bit := region[0]+random.IntN(region[1]-region[0]), byte(1)<<random.IntN(8)
			flipped := bytes.Clone(data)
			flipped[at] ^= bit
			if got := cameBack(t, flipped, want, fmt.Sprintf("bit %#x of byte %d", bit, at)); got != len(want) {
				lost++
				t.Errorf("%s: bit %#x of byte %d: %d of %d files came back", name, bit, at, got, len(want))
			}
		}
		t.Logf("%s: %d flips, %d lost something", name, tries(30), lost)
	}
}
