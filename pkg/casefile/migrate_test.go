package casefile

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// versionZero is a case as a version before the first would have kept it:
// without the column purged.
func versionZero(t *testing.T) string {
	t.Helper()
	ctx := context.Background()
	f := newFile(t)
	store(t, f, "a.txt", []byte("evidence"))
	if err := f.exec(ctx, "PRAGMA user_version = 0"); err != nil {
		t.Fatal(err)
	}
	if err := f.exec(ctx, "ALTER TABLE evidence DROP COLUMN purged"); err != nil {
		t.Fatal(err)
	}
	// An old log says nothing of the column.
	if err := f.exec(ctx, `DROP TRIGGER custody_keeps_entries`); err != nil {
		t.Fatal(err)
	}
	if err := f.exec(ctx, `DELETE FROM custody WHERE action = 'add'`); err != nil {
		t.Fatal(err)
	}
	if err := f.log(ctx, "add", "E1", nil); err != nil {
		t.Fatal(err)
	}
	if err := f.exec(ctx, `CREATE TRIGGER custody_keeps_entries BEFORE DELETE ON custody
BEGIN SELECT RAISE(ABORT, 'the custody log is append-only'); END`); err != nil {
		t.Fatal(err)
	}
	f.Close()
	return f.path
}

// toOne builds the table anew, since ALTER TABLE would not give the text of our
// schema.
func toOne(ctx context.Context, f *File) error {
	var table string
	for _, s := range schema {
		if strings.HasPrefix(s, "CREATE TABLE evidence ") {
			table = s
		}
	}
	statements := []string{"PRAGMA defer_foreign_keys = 1", "CREATE TEMP TABLE kept AS SELECT * FROM evidence",
		"DROP TRIGGER evidence_stays", "DELETE FROM evidence", "DROP TABLE evidence", table,
		`INSERT INTO evidence SELECT id, blob, name, path, media_type, modified, added, parent, batch, title, source, proves, captured, '', '', withdrawn, '', reading, options, records FROM kept`,
		"DROP TABLE kept"}
	for _, s := range schema {
		if strings.Contains(s, " ON evidence") && !strings.HasPrefix(s, "CREATE TABLE") {
			statements = append(statements, s)
		}
	}
	for _, s := range statements {
		if err := f.exec(ctx, s); err != nil {
			return err
		}
	}
	return f.logRow(ctx, "edit", &evidenceRow, "evidence.id = 1")
}

func TestMigrate(t *testing.T) {
	ctx := context.Background()
	path := versionZero(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, ReadWrite, clock); !errors.Is(err, ErrOlder) {
		t.Fatalf("an old file opens: %v", err)
	}
	m, err := migrate(ctx, path, clock, 1, []migration{{0, toOne}})
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := os.ReadFile(m.Backup); err != nil || !bytes.Equal(kept, before) {
		t.Errorf("the original was not kept as it was: %v", err)
	}
	f, err := Open(ctx, path, ReadWrite, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	v, err := f.Verify(ctx, nil)
	if err != nil || len(v.Damaged) > 0 {
		t.Errorf("%s, %v", list(v.Damaged), err)
	}
	if e, err := f.Evidence(ctx, 1); err != nil || e.Name != "a.txt" || e.Purged != "" {
		t.Errorf("%+v, %v", e, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	removed, err := Settle(path)
	if err != nil || len(removed) != 1 || removed[0] != m.Backup {
		t.Errorf("settled %v, %v", removed, err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("left %v, %v", left, err)
	}
}

// A migration that goes wrong leaves the case as it was.
func TestFailedMigrationChangesNothing(t *testing.T) {
	ctx := context.Background()
	broken := errors.New("broken")
	for name, c := range map[string]struct {
		steps []migration
		want  error
	}{
		"no step":         {nil, ErrOlder},
		"step fails":      {[]migration{{0, func(context.Context, *File) error { return broken }}}, broken},
		"schema is wrong": {[]migration{{0, func(context.Context, *File) error { return nil }}}, ErrNotACase},
		"damage": {[]migration{{0, func(ctx context.Context, f *File) error {
			if err := toOne(ctx, f); err != nil {
				return err
			}
			return f.exec(ctx, "UPDATE evidence SET title = 'lost'")
		}}}, ErrDamaged},
	} {
		path := versionZero(t)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := migrate(ctx, path, clock, 1, c.steps); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		after, err := os.ReadFile(path)
		if err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: the case was changed (%v)", name, err)
		}
		if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
			t.Errorf("%s: left %v, %v", name, left, err)
		}
	}
}
