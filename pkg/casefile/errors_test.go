package casefile

import (
	"context"
	"errors"
	"testing"
)

// A flipped bit in the head of a row makes a number a text, of which SQLite says
// nothing when it reads.
func TestAValueOfAnotherKindIsDamage(t *testing.T) {
	f := newFile(t)
	for _, query := range []string{`SELECT ''`, `SELECT 'a'`, `SELECT NULL`, `SELECT x'00ff'`} {
		if _, err := f.count(context.Background(), query); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s where a number stands: %v", query, err)
		}
	}
}
