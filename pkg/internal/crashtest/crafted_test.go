package crashtest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// crafted is a case file that somebody made by hand to do harm: SQL that changes
// an ordinary one, and entries of the custody log that say that it is so. With
// entries it is what it says, and commands must bear it; without, what the log
// does not say is damage.
type crafted struct {
	name string
	sql  string
	log  []forged
	// record, where it is not nil, makes another bundle of E1's records, with all
	// its sums.
	record func(row *forgedRow)
}

// forged is an entry of the log: what a row holds from now on, as JSON.
type forged struct{ action, subject, detail string }

// forgedRow is a row of the table record.
type forgedRow struct {
	id, seq, count int64
	data           []byte
}

// craft makes the case file.
func (c *crafted) craft(t *testing.T, base, path string) {
	t.Helper()
	data, err := os.ReadFile(base)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	do := func(statement string, args ...any) {
		t.Helper()
		if _, err := db.ExecContext(ctx, statement, args...); err != nil {
			t.Fatalf("%s: %.200s: %v", c.name, statement, err)
		}
	}
	do(`PRAGMA foreign_keys = 0`)
	do(`PRAGMA ignore_check_constraints = 1`)
	triggers := stop(t, db)
	if c.record != nil {
		c.forgeRecord(t, db)
	}
	if c.sql != "" {
		do(c.sql)
	}
	for _, e := range c.log {
		e.append(t, db)
	}
	for _, text := range triggers {
		do(text)
	}
}

// stop takes the triggers out, and returns what makes them.
func stop(t *testing.T, db *sql.DB) (texts []string) {
	t.Helper()
	rows, err := db.Query(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			t.Fatal(err)
		}
		names, texts = append(names, name), append(texts, text)
	}
	rows.Close()
	for _, name := range names {
		if _, err := db.Exec(`DROP TRIGGER ` + name); err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

// append adds an entry to the log as the format says (pkg/casefile).
func (e forged) append(t *testing.T, db *sql.DB) {
	t.Helper()
	var picture, facts string
	_ = db.QueryRow(`SELECT 'picture E' || evidence || ' ' || purpose, facts FROM rendition ORDER BY evidence LIMIT 1`).Scan(&picture, &facts)
	e.subject = strings.Replace(e.subject, "PICTURE", picture, 1)
	if e.detail == "FACTS" {
		var sum string
		var size int64
		if err := db.QueryRow(`SELECT lower(hex(sha256)), size FROM rendition JOIN blob ON blob.id = blob ORDER BY evidence LIMIT 1`).Scan(&sum, &size); err != nil {
			t.Fatal(err)
		}
		e.detail = fmt.Sprintf(`{"facts":%s,"sha256":%q,"size":%d}`, facts, sum, size)
	}
	var seq int64
	var before []byte
	if err := db.QueryRow(`SELECT seq, hash FROM custody ORDER BY seq DESC LIMIT 1`).Scan(&seq, &before); err != nil {
		t.Fatal(err)
	}
	seq++
	const at = "2026-03-09T02:00:00Z"
	h := sha256.New()
	h.Write([]byte("complain/custody/1\n"))
	h.Write(before)
	for _, part := range []string{strconv.FormatInt(seq, 10), at, e.action, e.subject, e.detail} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	if _, err := db.Exec(`INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?)`, seq, at, e.action, e.subject, e.detail, h.Sum(nil)); err != nil {
		t.Fatal(err)
	}
}

// forgeRecord puts another row in place of E1's, with all sums.
func (c *crafted) forgeRecord(t *testing.T, db *sql.DB) {
	t.Helper()
	var r forgedRow
	if err := db.QueryRow(`SELECT id, seq, count, data FROM record WHERE evidence = 1 ORDER BY seq DESC LIMIT 1`).Scan(&r.id, &r.seq, &r.count, &r.data); err != nil {
		t.Fatal(err)
	}
	id := r.id
	c.record(&r)
	b := append([]byte("complain/record/1\n"), 1)
	for _, n := range []int64{1, r.seq, r.count} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	sum := sha256.Sum256(append(b, r.data...))
	if _, err := db.Exec(`UPDATE record SET id = ?, seq = ?, count = ?, data = ?, sum = ? WHERE id = ?`, r.id, r.seq, r.count, r.data, sum[:], id); err != nil {
		t.Fatal(err)
	}
	rows, err := db.Query(`SELECT sum FROM record WHERE evidence = 1 ORDER BY seq`)
	if err != nil {
		t.Fatal(err)
	}
	h := sha256.New()
	for rows.Next() {
		var s []byte
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		h.Write(s)
	}
	rows.Close()
	all := h.Sum(nil)
	if _, err := db.Exec(`UPDATE evidence SET records = ? WHERE id = 1`, all); err != nil {
		t.Fatal(err)
	}
	detail, err := json.Marshal(map[string]string{"records": hex.EncodeToString(all)})
	if err != nil {
		t.Fatal(err)
	}
	c.log = append([]forged{{"read", "E1", string(detail)}}, c.log...)
}

// askings are the commands that are asked of each crafted case: those that read,
// and those that write.
func askings() [][]string {
	return append(sayings(), [][]string{
		{"evidence", "show", "E1", "--json"}, {"evidence", "get", "E1", "-o", "-"}, {"story", "--json"}, {"next", "--json"}, {"deadlines", "--json"}, {"filings", "--json"},
		{"mask", "list", "--json"}, {"custody", "--json"}, {"undo", "--list"}, {"stamp", "list", "--json"}, {"verify", "--json"}, {"packet", "list", "--json"},
		{"archive", "-o", "bag.zip", "--force"}, {"reimport", "E1"}, {"read-text", "E1"}, {"redact", "E1", "--box", "1,1,9,9", "--why", "x"},
		{"claim", "add", "apology"}, {"event", "add", "called", "--at", "2026-03-09"}, {"add-evidence", "more.txt"}, {"event", "pin", "R2"}, {"evidence", "set", "E1", "--title", "x"},
		{"rescue", "rescued.complain"}, {"export", "--to", "regulator", "-o", "p.pdf", "--damaged", "--force"},
	}...)
}

// The most that a crafted case may cost.
const (
	mostMemory = 512 << 20
	// Of the processor. No command may need more than 10 on a quiet machine, where
	// the slowest takes 3.1; a busy one has taken four times that for the same.
	mostSeconds = 40
)

// bears runs a command on a crafted case, and says what is wrong with the way it
// ends. right is what it says of the case before.
func (c *crafted) bears(t *testing.T, program, path string, args []string, right said) error {
	t.Helper()
	dir := filepath.Dir(path)
	_ = os.Remove(filepath.Join(dir, "rescued.complain"))
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, append([]string{"-C", path, "--quiet", "--no-input", "--yes"}, args...)...)
	// What is said may be long, and a child's memory is counted with its parent's.
	out, errs := sha256.New(), &beginning{}
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, environment(t), out, errs
	_ = cmd.Run() // how it ends is looked at below
	code := cmd.ProcessState.ExitCode()
	used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	memory := residentPeak(cmd.ProcessState)
	switch {
	case used > mostSeconds*time.Second:
		return fmt.Errorf("takes %v", used)
	case memory > mostMemory:
		return fmt.Errorf("takes %d MiB", memory>>20)
	case code < 0, bytes.Contains(errs.text, []byte("goroutine ")), bytes.Contains(errs.text, []byte("unexpected")):
		return fmt.Errorf("panics: %.600s", errs.text)
	case code == 4, len(c.log) > 0 && slices.Contains([]int{0, 1, 2, 3}, code):
	case right.answer != "" && (said{code, hex.EncodeToString(out.Sum(nil))}) == right:
	case len(c.log) == 0 && right.answer != "":
		return fmt.Errorf("ends with %d and says something else: %.300s", code, errs.text)
	case code < 0 || code > 3:
		return fmt.Errorf("ends with %d: %.300s", code, errs.text)
	}
	return nil
}

// beginning keeps the first of what is written to it.
type beginning struct{ text []byte }

func (b *beginning) Write(p []byte) (int, error) {
	b.text = append(b.text, p[:min(len(p), 4000-len(b.text))]...)
	return len(p), nil
}

// Each crafted case, and each command: what comes out is right, or the command
// ends with 4; nothing costs more than it may, and nothing panics.
func TestCraftedCases(t *testing.T) {
	began, real := time.Now(), program(t)
	base := rich(t, 30)
	dir := filepath.Dir(base)
	photo := filepath.Join(dir, "photo.jpg")
	if err := os.WriteFile(photo, picture(t), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, dir, real, "-C", caseName, "--quiet", "add-evidence", photo)
	must(t, dir, real, "-C", caseName, "--quiet", "event", "pin", "R1", "R5")
	run(t, dir, real, "-C", caseName, "--quiet", "export", "--to", "regulator", "-o", "packet.pdf") // makes renditions
	tried, all := 0, crafts()
	path := filepath.Join(dir, "crafted", caseName) // whose name some answers say
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "crafted", "more.txt"), []byte("more words\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(base)
	if err == nil {
		err = os.WriteFile(path, whole, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]said{}
	for _, args := range sayings() {
		right := ask(t, real, path, args)
		right.answer = hexSum([]byte(right.answer))
		want[strings.Join(args, " ")] = right
	}
	for i := range all {
		c := &all[i]
		c.craft(t, base, path)
		made, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for j, args := range askings() {
			if (i+j)%proofs().crafted != 0 {
				continue
			}
			if err := os.WriteFile(path, made, 0o600); err != nil {
				t.Fatal(err)
			}
			_ = os.Remove(path + "-journal")
			command := strings.Join(args, " ")
			if err := c.bears(t, real, path, args, want[command]); err != nil {
				t.Errorf("%s: %s: %v", c.name, command, err)
			}
			tried++
		}
	}
	t.Logf("%d crafted cases, %d commands run (%v)", len(all), tried, time.Since(began).Round(time.Second))
}

func picture(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 400, 300))
	for i := range 400 {
		img.Set(i, i*3/4, color.White)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
