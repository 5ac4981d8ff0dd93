package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"complain/pkg/dispute"
)

// bytesOf is a case file after some SQL was run in it.
func bytesOf(t testing.TB, change string) []byte {
	t.Helper()
	f := newFile(t)
	if change != "" {
		if _, err := f.conn.ExecContext(context.Background(), change); err != nil {
			t.Fatal(err)
		}
	}
	f.Close()
	data, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// rewritten is a case file whose schema says something else: what SQL refuses
// is put in by hand.
func rewritten(t testing.TB, change string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, bytesOf(t, ""), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("PRAGMA writable_schema = ON; " + change); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// foreign is another SQLite file that calls itself a case.
func foreign(t testing.TB, statements string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec(fmt.Sprintf("PRAGMA application_id = %d; %s", ApplicationID, statements)); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestOpenRefuses(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	whole := bytesOf(t, "")
	with := func(at int, value uint32) []byte {
		data := bytes.Clone(whole)
		binary.BigEndian.PutUint32(data[at:], value)
		return data
	}
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", []byte{}, ErrNotACase},
		{"text", bytes.Repeat([]byte("hello "), 5000), ErrNotACase},
		{"99 bytes", whole[:99], ErrNotACase},
		{"header alone", whole[:100], ErrDamaged},
		{"half", whole[:len(whole)/2/pageSize*pageSize], ErrDamaged},
		{"a page less", whole[:len(whole)-pageSize], ErrDamaged},
		{"other database", bytesOf(t, "PRAGMA application_id = 5"), ErrDamaged},
		{"another program's tables", foreign(t, "PRAGMA page_size = 16384; VACUUM; PRAGMA user_version = 3; CREATE TABLE note (text)"), ErrNotACase},
		{"page size 512", foreign(t, "PRAGMA page_size = 512; VACUUM; PRAGMA user_version = 3; CREATE TABLE note (text)"), ErrDamaged},
		{"page size 0", with(16, 0), ErrDamaged},
		{"page size of no power", with(16, 16383<<16|0x0101), ErrDamaged},
		{"UTF-16", with(56, 2), ErrDamaged},
		{"auto-vacuum", with(52, 3), ErrDamaged},
		{"WAL", with(16, pageSize<<16|0x0202), ErrDamaged},
		{"negative version", with(60, 0xffffffff), ErrDamaged},
		{"version 0", with(60, 0), ErrDamaged},
		{"newer, with more tables", bytesOf(t, "PRAGMA user_version = 99; CREATE TABLE future (x)"), ErrNewer},
		{"huge freelist", with(36, 0x7fffffff), ErrDamaged},
		{"freelist on a page that is used", func() []byte { d := with(36, 1); binary.BigEndian.PutUint32(d[32:], 3); return d }(), ErrDamaged},
		{"trigger", bytesOf(t, "CREATE TRIGGER evil AFTER INSERT ON claim BEGIN DELETE FROM party; END"), ErrNotACase},
		{"view", bytesOf(t, "CREATE VIEW v AS SELECT 1"), ErrNotACase},
		{"table", bytesOf(t, "CREATE TABLE t (x)"), ErrNotACase},
		{"index", bytesOf(t, "CREATE INDEX i ON claim (text)"), ErrNotACase},
		{"virtual table", bytesOf(t, "CREATE VIRTUAL TABLE v USING fts5(x)"), ErrNotACase},
		{"generated column", bytesOf(t, "ALTER TABLE claim ADD COLUMN g TEXT AS (text || basis)"), ErrDamaged},
		{"lost table", bytesOf(t, "DROP TABLE pin"), ErrDamaged},
		{"lost trigger", bytesOf(t, "DROP TRIGGER chunk_stays"), ErrDamaged},
		{"view in the place of a table", bytesOf(t, "DROP TABLE pin; CREATE VIEW pin AS SELECT 1 AS evidence, '' AS locator, 1 AS pinned"), ErrDamaged},
		{"our words on another table", rewritten(t, "UPDATE sqlite_schema SET tbl_name = 'party' WHERE name = 'evidence_blob'"), ErrDamaged},
		{"two tables on one page", rewritten(t, "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'party') WHERE name = 'claim'"), ErrDamaged},
		{"sequence with a body", rewritten(t, "UPDATE sqlite_schema SET sql = 'CREATE TABLE sqlite_sequence(name,seq,x AS (name))' WHERE name = 'sqlite_sequence'"), ErrDamaged},
	} {
		path := filepath.Join(dir, "c.complain")
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, mode := range []Mode{ReadWrite, ReadOnly} {
			f, err := Open(ctx, path, mode, clock)
			if err == nil {
				f.Close()
			}
			if !errors.Is(err, c.want) {
				t.Errorf("%s, mode %d: %v, want %v", c.name, mode, err, c.want)
			}
		}
	}
	for name, want := range map[string]error{filepath.Join(dir, "none"): os.ErrNotExist, dir: ErrNotACase} {
		if _, err := Open(ctx, name, ReadOnly, clock); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 {
		t.Errorf("opening left files: %v, %v", left, err)
	}
}

// A newer program may have written a file that we understand whole: it is read,
// and never written.
func TestNewerVersionOfOurSchemaIsReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "c.complain")
	if err := os.WriteFile(path, bytesOf(t, fmt.Sprintf("PRAGMA user_version = %d", SchemaVersion+1)), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(context.Background(), path, ReadOnly, clock)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	var version *VersionError
	if _, err := Open(context.Background(), path, ReadWrite, clock); !errors.As(err, &version) || version.Has != SchemaVersion+1 || !errors.Is(err, ErrNewer) {
		t.Errorf("got %v", err)
	}
}

// Every truncation at a page's boundary, and within a page, is refused or
// reported: none gives an empty case in silence.
func TestTruncations(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	f.Close()
	whole, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "cut.complain")
	for at := 0; at < len(whole); at += pageSize {
		for _, n := range []int{at, at + 1, at + pageSize/2} {
			if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
				t.Fatal(err)
			}
			if f, err := Open(ctx, path, ReadOnly, clock); err == nil {
				f.Close()
				t.Errorf("cut to %d bytes: opened", n)
			}
			if damaged, err := damagedIn(ctx, path); err == nil && len(damaged) == 0 {
				t.Errorf("cut to %d bytes: nothing found", n)
			}
		}
	}
}

// A damaged file is not written to, and what is whole in it can be taken out.
func TestSalvage(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	f.Close()
	data, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte("first words"))
	page := data[at/pageSize*pageSize:][:pageSize]
	binary.BigEndian.PutUint16(page[3:], 60000) // more cells than the page can hold
	if err := os.WriteFile(f.path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []Mode{ReadWrite, ReadOnly} {
		if f, err := Open(ctx, f.path, mode, clock); !errors.Is(err, ErrDamaged) {
			t.Errorf("mode %d: %v", mode, err)
			f.Close()
		}
	}
	f, err = Open(ctx, f.path, Salvage, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := f.Open(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	got := make([]byte, b.Size())
	if _, err := b.ReadAt(got, 0); err != nil || string(got) != "evidence one" {
		t.Errorf("%q, %v", got, err)
	}
}

func FuzzOpen(f *testing.F) {
	ctx := context.Background()
	c := fullFile(f)
	c.Close()
	whole, err := os.ReadFile(c.path)
	if err != nil {
		f.Fatal(err)
	}
	for _, at := range []uint32{16, 28, 36, 56, 60, 68, 100, 103, pageSize, pageSize + 5, 3*pageSize + 3} {
		f.Add(at, uint32(0xffff), uint32(len(whole)))
	}
	path := filepath.Join(f.TempDir(), "fuzz.complain")
	f.Fuzz(func(t *testing.T, at, value, size uint32) {
		data := bytes.Clone(whole)
		binary.BigEndian.PutUint32(data[int(at)%(len(data)-4):], value)
		data = data[:min(int(size), len(data))]
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
		defer cancel()
		for _, mode := range []Mode{Salvage, ReadOnly} {
			f, err := Open(ctx, path, mode, clock)
			if err != nil {
				continue
			}
			if _, err := f.Verify(ctx, nil); errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("verify hangs")
			}
			all, err := f.AllEvidence(ctx)
			if err == nil && len(all) == 0 {
				t.Errorf("a case of three evidence opens as an empty one")
			}
			for _, err := range f.Records(ctx, Filter{}) {
				if err != nil {
					break
				}
			}
			for _, e := range all {
				readAll(ctx, t, f, e)
			}
			if _, err := f.Case(ctx); err == nil {
				_, _ = f.Parties(ctx)
			}
			f.Close()
		}
	})
}

// readAll reads the bytes and the pictures of an evidence: what is given out is
// what the case says it is.
func readAll(ctx context.Context, t *testing.T, f *File, e dispute.Evidence) {
	t.Helper()
	b, err := f.Open(ctx, e.ID)
	if err == nil {
		sum := sha256.New()
		missing, err := b.WriteReadable(sum)
		if err == nil && missing == nil && b.Size() == e.Size && hex.EncodeToString(sum.Sum(nil)) != e.SHA256 && f.CheckBytes(ctx, []dispute.EvidenceID{e.ID}) == nil {
			t.Errorf("%s: other bytes are given out as whole", e.ID)
		}
	}
	pictures, err := f.Renditions(ctx, e.ID, "print")
	for i := 0; err == nil && i < len(pictures); i++ {
		_, err = f.RenditionBytes(ctx, e.ID, "print", i)
	}
}

// Whatever was done to a case, a rescue makes a case that is whole, or none.
func FuzzRescue(f *testing.F) {
	c := fullFile(f)
	c.Close()
	whole, err := os.ReadFile(c.path)
	if err != nil {
		f.Fatal(err)
	}
	for _, at := range []uint32{16, 28, 100, pageSize, pageSize + 5, 3*pageSize + 3} {
		f.Add(at, uint32(0xffff), at+7, uint32(0x01010101), uint32(len(whole)))
	}
	f.Add(uint32(0), uint32(0), uint32(0), uint32(0), uint32(len(whole)/2))
	f.Fuzz(func(t *testing.T, at, value, other, more, size uint32) {
		data := bytes.Clone(whole)
		binary.BigEndian.PutUint32(data[int(at)%(len(data)-4):], value)
		binary.BigEndian.PutUint32(data[int(other)%(len(data)-4):], more)
		dir := t.TempDir()
		from, to := filepath.Join(dir, "from"), filepath.Join(dir, "to")
		if err := os.WriteFile(from, data[:min(int(size), len(data))], 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := Rescue(context.Background(), from, to, clock, func(dispute.EvidenceID) string { return "lost" }, func(int64, int64) {})
		if _, there := os.Lstat(to); (there == nil) != (err == nil) {
			t.Errorf("%v, and the new case: %v", err, there)
		}
		if err == nil && len(out.Verified.Damaged) > 0 {
			t.Errorf("the new case is damaged: %s", list(out.Verified.Damaged))
		}
	})
}

func TestReadOnlyOpensAfterAKilledWriter(t *testing.T) {
	ctx := context.Background()
	f := fullFile(t)
	path := f.path
	// A hot journal: what stands on the disk when a writer is killed after it
	// began to change the file.
	if _, err := f.conn.ExecContext(ctx, "PRAGMA cache_spill = 1; PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE record SET data = randomblob(400000)"); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "killed.complain")
	for _, ending := range []string{"", "-journal"} {
		data, err := os.ReadFile(path + ending)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(copied+ending, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.conn.ExecContext(ctx, "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	k, err := Open(ctx, copied, ReadOnly, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	if v, err := k.Verify(ctx, nil); err != nil || len(v.Damaged) > 0 {
		t.Errorf("%s, %v", list(v.Damaged), err)
	}
	if r, err := k.Record(ctx, 1); err != nil || r.Raw != "" {
		t.Errorf("half a write is seen: %d bytes, %v", len(r.Raw), err)
	}
}

func TestSettings(t *testing.T) {
	f := newFile(t)
	for pragma, want := range map[string]string{
		"page_size": "16384", "journal_mode": "delete", "synchronous": "3", "foreign_keys": "1", "trusted_schema": "0",
		"cell_size_check": "1", "secure_delete": "1", "encoding": "UTF-8", "auto_vacuum": "0",
	} {
		var got string
		if err := f.conn.QueryRowContext(context.Background(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %s, want %s (%v)", pragma, got, want, err)
		}
	}
}

func TestReadOnlyWritesNothing(t *testing.T) {
	f := newFile(t)
	path := f.path
	f.Close()
	ro, err := Open(context.Background(), path, ReadOnly, clock)
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	if _, err := ro.AddClaim(context.Background(), dispute.Claim{Kind: dispute.Refund}); !errors.Is(err, ErrSealed) {
		t.Errorf("a claim was added: %v", err)
	}
}
