package casefile

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
)

func TestMend(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	photo := bytes.Repeat([]byte("picture"), 300_000)
	if _, err := f.conn.ExecContext(ctx, `DROP TRIGGER chunk_stays;
		UPDATE chunk SET data = zeroblob(length(data)) WHERE blob = 2 AND seq = 1; DELETE FROM chunk WHERE blob = 2 AND seq = 2; UPDATE blob SET size = 9 WHERE id = 2;
		`+schema[len(schema)-1]); err != nil {
		t.Fatal(err)
	}
	if v, err := f.Verify(ctx, nil); err != nil || len(v.Damaged) == 0 || v.Damaged[0].Evidence != 2 {
		t.Fatalf("%s, %v", list(v.Damaged), err)
	}
	if err := f.Mend(ctx, 2, strings.NewReader("another file")); !errors.Is(err, ErrOtherBytes) {
		t.Errorf("another file: %v", err)
	}
	if v, err := f.Verify(ctx, nil); err != nil || len(v.Damaged) == 0 {
		t.Errorf("another file mended it: %v", err)
	}
	if err := f.Mend(ctx, 2, bytes.NewReader(photo)); err != nil {
		t.Fatal(err)
	}
	if v, err := f.Verify(ctx, nil); err != nil || len(v.Damaged) != 0 {
		t.Errorf("%s, %v", list(v.Damaged), err)
	}
}
