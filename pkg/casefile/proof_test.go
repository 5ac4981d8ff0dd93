package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"testing"

	"complain/pkg/dispute"
)

// sizes are those at which proofs have another form, and some between.
var sizes = []int64{1, 63, 64, chunkSize - 1, chunkSize, chunkSize + 1, 2 * chunkSize, 2*chunkSize + 100, 4*chunkSize + 63}

// Proofs say what the bytes are: all together they lead to the hash of the whole,
// and each is of its chunk alone.
func TestProofs(t *testing.T) {
	for _, size := range sizes {
		data, _ := io.ReadAll(noise(size, 3))
		p, end := newProver(), []byte(nil)
		for seq, chunk := range slices.Collect(slices.Chunk(data, chunkSize)) {
			got, err := p.next(chunk)
			if err != nil {
				t.Fatal(err)
			}
			at := int64(seq)
			if end != nil && (!got.linked() || !bytes.Equal(got[:stateSize], end)) {
				t.Errorf("%d bytes: chunk %d does not begin where the one before ended", size, seq)
			}
			end = got[len(got)-stateSize:]
			if !got.proves(chunk, at) {
				t.Errorf("%d bytes: chunk %d is not proven", size, seq)
			}
			for _, i := range []int{0, len(chunk) / 2, len(chunk) - 1} {
				other := bytes.Clone(chunk)
				other[i] ^= 1
				if got.proves(other, at) {
					t.Errorf("%d bytes: chunk %d with another byte %d is proven", size, seq, i)
				}
			}
			if got.proves(chunk[:len(chunk)-1], at) || got.proves(append(bytes.Clone(chunk), 0), at) {
				t.Errorf("%d bytes: chunk %d of another length is proven", size, seq)
			}
			for i := range got {
				other := bytes.Clone(got)
				other[i] ^= 0x80
				if proof(other).proves(chunk, at) {
					t.Errorf("%d bytes: chunk %d is proven with another byte %d of its proof", size, seq, i)
				}
			}
			if got.linked() && len(chunk) < chunkSize && got.proves(chunk, at+1) {
				t.Errorf("%d bytes: the last chunk is proven at another place", size)
			}
		}
		if p.sum() != sha256.Sum256(data) || size%chunkSize != 0 && !bytes.Equal(end, p.whole.Sum(nil)) {
			t.Errorf("%d bytes have another hash", size)
		}
	}
	for _, bad := range []proof{nil, {1}, make(proof, 31), make(proof, 63), make(proof, 65)} {
		if bad.shaped() || bad.proves(nil, 0) {
			t.Errorf("%d bytes are a proof", len(bad))
		}
	}
}

// Whatever happens to one chunk, it is the one that is named, and all others are
// read; so for what this version stores and for what earlier ones did.
func TestEachChunkIsProvenAlone(t *testing.T) {
	ctx := context.Background()
	const chunks = 4
	data, _ := io.ReadAll(noise(chunks*chunkSize-5, 9))
	for _, form := range []string{"both ends", "hashes"} {
		f := newFile(t)
		e := store(t, f, "long", data)
		if form == "hashes" { // as versions 1 and 2 stored them
			if err := f.exec(ctx, `DROP TRIGGER chunk_stays`); err != nil {
				t.Fatal(err)
			}
			for seq, chunk := range slices.Collect(slices.Chunk(data, chunkSize)) {
				sum := sha256.Sum256(chunk)
				if err := f.exec(ctx, `UPDATE chunk SET sha256 = ? WHERE seq = ?`, sum[:], seq); err != nil {
					t.Fatal(err)
				}
			}
		}
		if v, err := f.Verify(ctx, nil); err != nil || len(v.Damaged) > 0 {
			t.Fatalf("%s: %s, %v", form, list(v.Damaged), err)
		}
		for seq := range int64(chunks) {
			for _, change := range []string{
				`UPDATE chunk SET data = CAST(substr(data, 1, 77) || zeroblob(1) || substr(data, 79) AS BLOB) WHERE seq = %d`,
				`UPDATE chunk SET sha256 = CAST(zeroblob(1) || substr(sha256, 2) AS BLOB) WHERE seq = %d`,
				`UPDATE chunk SET sha256 = CAST(substr(sha256, 1, length(sha256) - 1) || zeroblob(1) AS BLOB) WHERE seq = %d`,
				`UPDATE chunk SET sha256 = zeroblob(32) WHERE seq = %d`,
				`DELETE FROM chunk WHERE seq = %d`,
			} {
				change := fmt.Sprintf(change, seq)
				if _, err := f.conn.ExecContext(ctx, "SAVEPOINT one; DROP TRIGGER IF EXISTS chunk_stays;"+change); err != nil {
					t.Fatal(err)
				}
				onlyChunk(t, f, form+": "+change, e.ID, data, seq)
				if _, err := f.conn.ExecContext(ctx, "ROLLBACK TO one; RELEASE one"); err != nil {
					t.Fatal(err)
				}
			}
		}
		f.Close()
	}
}

// onlyChunk holds that one chunk of an evidence is damaged and no other.
func onlyChunk(t *testing.T, f *File, what string, id dispute.EvidenceID, data []byte, bad int64) {
	t.Helper()
	ctx := context.Background()
	f.viewing = true
	err := f.CheckBytes(ctx, []dispute.EvidenceID{id})
	f.viewing = false
	var damage *DamageError
	if !errors.As(err, &damage) || damage.Damaged[0].What != id.String() {
		t.Fatalf("%s: %v", what, err)
	}
	cut := dispute.Say("damage.size", bad*chunkSize, len(data)) // what ends too soon
	if why := damage.Damaged[0].Why; !reflect.DeepEqual(why, cut) && (why.Code != "damage.chunk" || why.Args[0] != fmt.Sprint(bad*chunkSize)) {
		t.Errorf("%s: it says %s %v", what, why.Code, why.Args)
	}
	b := &Blob{f: f, ctx: ctx, id: 1, size: int64(len(data)), label: "E1", part: PartBytes, at: -1}
	for seq := range (b.size + chunkSize - 1) / chunkSize {
		got := make([]byte, min(chunkSize, b.size-seq*chunkSize))
		_, err := b.ReadAt(got, seq*chunkSize)
		if whole := err == nil && bytes.Equal(got, data[seq*chunkSize:][:len(got)]); whole == (seq == bad) {
			t.Errorf("%s: chunk %d: %v", what, seq, err)
		}
	}
}
