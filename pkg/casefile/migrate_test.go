package casefile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/internal/golden"
)

// ofVersion is a copy of a case file of testdata/case that a program of an
// earlier version made.
func ofVersion(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "old"+Extension)
	unzip(t, filepath.Join(golden.Root(t), "testdata", "case", name+".complain.gz"), path)
	return path
}

// holds is all that a case says, as text.
func holds(t *testing.T, f *File) string {
	t.Helper()
	ctx := context.Background()
	var all []any
	take := func(v any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	c, err := f.Case(ctx)
	take(c, err)
	parties, err := f.Parties(ctx)
	take(parties, err)
	claims, err := f.Claims(ctx)
	take(claims, err)
	evidence, err := f.AllEvidence(ctx)
	take(evidence, err)
	pins, err := f.Pins(ctx)
	take(len(pins), err)
	seen, err := f.Recognised(ctx, 0)
	take(seen, err)
	stamps, err := f.Stamps(ctx)
	take(stamps, err)
	for r, err := range f.Records(ctx, Filter{Withdrawn: true}) {
		take(r, err)
	}
	for _, e := range evidence {
		b, err := f.Open(ctx, e.ID)
		if errors.Is(err, ErrPurged) {
			continue
		}
		take(nil, err)
		data := make([]byte, b.Size())
		_, err = b.ReadAt(data, 0)
		take(string(data), err)
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Cases of every earlier version are read where they lie, and migrated to be
// written to: nothing is lost, and the original stays until it is settled.
func TestMigrate(t *testing.T) {
	ctx := context.Background()
	for _, name := range released {
		path := ofVersion(t, name)
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		old, err := Open(ctx, path, ReadOnly, clock)
		if err != nil {
			t.Fatal(err)
		}
		want := holds(t, old)
		if err := old.CheckRows(ctx); err != nil {
			t.Error(err)
		}
		if said, err := old.Said(ctx, "mask"); err != nil || said != nil {
			t.Errorf("%v, %v", said, err)
		}
		numbers := numbersOf(t, old)
		old.Close()
		if _, err := Open(ctx, path, ReadWrite, clock); !errors.Is(err, ErrOlder) {
			t.Fatalf("an old file opens for writing: %v", err)
		}
		// What a migration that was killed may have left.
		for _, left := range []string{".migrating", ".migrating-journal"} {
			if err := os.WriteFile(filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+left), []byte("half"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Link(path, backupName(path, int64(before[63]))); err != nil {
			t.Fatal(err)
		}
		m, err := Migrate(ctx, path, clock)
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
		v, err := f.Verify(ctx, nil)
		if err != nil || len(v.Damaged) > 0 {
			t.Errorf("%s, %v", list(v.Damaged), err)
		}
		if got := holds(t, f); got != want {
			t.Errorf("%s: the migrated case says\n%s\nwant\n%s", name, got, want)
		}
		h, err := f.history(ctx)
		if err != nil || !maps.Equal(h.firsts(), numbers) || len(numbers) == 0 {
			t.Errorf("%s: the log says that the records begin with %v, %v", name, h.firsts(), err)
		}
		if _, err := f.Say(ctx, Saying{Kind: "mask", Body: json.RawMessage(`"x"`)}, nil); err != nil {
			t.Error(err)
		}
		// What is stored from now on is proven by both its ends, in the same table.
		long, _ := io.ReadAll(noise(3*chunkSize/2, 5))
		if e := store(t, f, "long", long); e.Size != int64(len(long)) {
			t.Errorf("%+v", e)
		}
		if n, err := f.count(ctx, `SELECT count(*) FROM chunk WHERE length(sha256) = 64`); err != nil || n != 2 {
			t.Errorf("%s: %d chunks have both ends, %v", name, n, err)
		}
		if v, err := f.Verify(ctx, nil); err != nil || len(v.Damaged) > 0 {
			t.Errorf("%s: %s, %v", name, list(v.Damaged), err)
		}
		f.Close()
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
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
}

// numbersOf is the number of the first record of each evidence that has any.
func numbersOf(t *testing.T, f *File) map[dispute.EvidenceID]int64 {
	t.Helper()
	all, err := f.AllEvidence(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	out := map[dispute.EvidenceID]int64{}
	for _, e := range all {
		n, err := f.firstRecord(context.Background(), e.ID)
		if err != nil {
			t.Fatal(err)
		}
		if n != 0 {
			out[e.ID] = n
		}
	}
	return out
}

// What was damaged before is damaged after, under the same names; a case of
// today can be mended.
func TestMigrateKeepsDamage(t *testing.T) {
	ctx := context.Background()
	path := ofVersion(t, "v1")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, bytes.ReplaceAll(data, []byte("evidence one"), []byte("evidence two")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Migrate(ctx, path, clock); err != nil {
		t.Fatal(err)
	}
	f, err := Open(ctx, path, ReadWrite, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Mend(ctx, 1, strings.NewReader("evidence one")); err != nil {
		t.Fatal(err)
	}
	if v, err := f.Verify(ctx, nil); err != nil || len(v.Damaged) > 0 {
		t.Errorf("%s, %v", list(v.Damaged), err)
	}
}

// A backup that is there already is used where it is of the same case, and never
// replaced where it is not.
func TestMigrateBesideABackup(t *testing.T) {
	ctx := context.Background()
	path := ofVersion(t, "v1")
	original, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	backup := backupName(path, 1)
	other := bytes.Clone(original)
	other[len(other)-1]++
	for _, data := range [][]byte{nil, []byte("an earlier case"), other} {
		if err := os.WriteFile(backup, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Migrate(ctx, path, clock); !errors.Is(err, ErrExists) {
			t.Errorf("beside a backup of %d bytes: %v", len(data), err)
		}
		if kept, err := os.ReadFile(backup); err != nil || !bytes.Equal(kept, data) {
			t.Errorf("the backup was changed: %v", err)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, original) {
			t.Errorf("the case was changed: %v", err)
		}
	}
	// A kill where there are no hard links leaves a copy of the case.
	if err := os.WriteFile(backup, original, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Migrate(ctx, path, clock); err != nil {
		t.Error(err)
	}
}

// Only the files that a migration of this case leaves are removed once it is
// whole.
func TestSettleRemovesNothingElse(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows takes none of these names, or takes two for one")
	}
	path := filepath.Join(t.TempDir(), "a [1]*"+Extension)
	stay := []string{"", ".bak", ".v1", ".v.bak", ".vx.bak", ".v1x.bak", ".v-1.bak", ".v1.bak.part", ".v1.BAK", ".v1.bak2", "b.v1.bak"}
	for _, end := range append(stay, ".v1.bak", ".v12.bak") {
		if err := os.WriteFile(path+end, []byte(end), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(path), "a"+Extension+".v1.bak"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path+".v3.bak", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, path+".v4.bak"); err != nil {
		t.Fatal(err)
	}
	removed, err := Settle(path)
	if want := []string{path + ".v1.bak", path + ".v12.bak"}; err != nil || !reflect.DeepEqual(removed, want) {
		t.Errorf("removed %q, want %q (%v)", removed, want, err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != len(stay)+3 {
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
		"step fails":      {[]migration{{1, func(context.Context, *File) error { return broken }}, {2, proofsOfBothEnds}}, broken},
		"schema is wrong": {[]migration{{1, func(context.Context, *File) error { return nil }}, {2, proofsOfBothEnds}}, ErrDamaged},
		"damage": {[]migration{migrations()[0], {2, func(ctx context.Context, f *File) error {
			return errors.Join(proofsOfBothEnds(ctx, f), f.exec(ctx, "UPDATE evidence SET title = 'lost'"))
		}}}, ErrDamaged},
	} {
		path := ofVersion(t, "v1")
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := migrate(ctx, path, clock, SchemaVersion, c.steps); !errors.Is(err, c.want) {
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

// What the user said is kept, found again, taken back, and covered by the log; a
// file that belongs to it is bytes like others.
func TestSayings(t *testing.T) {
	ctx := context.Background()
	f := newFile(t)
	say := func(kind, key, body string) Saying {
		t.Helper()
		s, err := f.Say(ctx, Saying{Kind: kind, Key: key, Body: json.RawMessage(body)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	filing, err := f.Say(ctx, Saying{Kind: "filing", Body: json.RawMessage(`{"to":"cn.12315"}`)}, strings.NewReader("%PDF the packet"))
	if err != nil || filing.Key != "1" || filing.Size != 15 || len(filing.SHA256) != 64 {
		t.Fatalf("%+v, %v", filing, err)
	}
	if again := say("filing", "1", `{"to":"cn.12315","reference":"7"}`); again.SHA256 != filing.SHA256 {
		t.Errorf("the file is gone: %+v", again)
	}
	for range 11 {
		say("filing", "", `{}`)
	}
	say("filing-note", "a b", `"x"`)
	for _, key := range []string{"12", "3"} {
		if err := f.Unsay(ctx, "filing", key); err != nil {
			t.Fatal(err)
		}
	}
	if s := say("filing", "", `{}`); s.Key != "13" {
		t.Errorf("a number was used twice: %s", s.Key)
	}
	all, err := f.Said(ctx, "filing")
	var keys []string
	for _, s := range all {
		keys = append(keys, s.Key)
	}
	if want := strings.Fields("1 2 4 5 6 7 8 9 10 11 13"); err != nil || !reflect.DeepEqual(keys, want) {
		t.Errorf("%v, want %v (%v)", keys, want, err)
	}
	b, err := f.OpenSaid(ctx, filing)
	if err != nil {
		t.Fatal(err)
	}
	data := make([]byte, b.Size())
	if _, err := b.ReadAt(data, 0); err != nil || string(data) != "%PDF the packet" {
		t.Errorf("%q, %v", data, err)
	}
	// The same bytes as evidence stay when that is purged.
	e := store(t, f, "packet.pdf", data)
	if _, err := f.Purge(ctx, e.ID, "not wanted"); err != nil {
		t.Fatal(err)
	}
	v, err := f.Verify(ctx, nil)
	if err != nil || len(v.Damaged) > 0 {
		t.Fatalf("%s, %v", list(v.Damaged), err)
	}
	var missing *MissingError
	if err := f.Unsay(ctx, "mask", "1"); !errors.As(err, &missing) || missing.What != "mask 1" {
		t.Error(err)
	}
	for _, bad := range []Saying{{Kind: "", Body: []byte("1")}, {Kind: "a b", Body: []byte("1")}, {Kind: "a"}, {Kind: "a", Body: []byte("{")}} {
		if _, err := f.Say(ctx, bad, nil); !errors.Is(err, ErrUnfit) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	for change, want := range map[string]string{
		`UPDATE said SET body = '{"to":"cn.12316","reference":"7"}' WHERE key = '1'`: "said filing 1",
		`DELETE FROM said WHERE key = 'a b'`:                                         "said filing-note a b",
		`INSERT INTO said VALUES ('mask', '1', '"x"', NULL)`:                         "said mask 1",
		`UPDATE said SET blob = NULL`:                                                "said filing 1",
		`DELETE FROM chunk`:                                                          "said filing 1",
	} {
		if _, err := f.conn.ExecContext(ctx, "BEGIN;"+change); err != nil {
			t.Fatal(err)
		}
		f.viewing = true
		v, err := f.Verify(ctx, nil)
		f.viewing = false
		if err != nil || len(v.Damaged) == 0 || v.Damaged[0].What != want {
			t.Errorf("%s: found %s, %v", change, list(v.Damaged), err)
		}
		if _, err := f.conn.ExecContext(ctx, "ROLLBACK"); err != nil {
			t.Fatal(err)
		}
	}
}
