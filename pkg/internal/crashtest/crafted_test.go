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

// nested is JSON that goes deep.
func nested(depth int) string { return strings.Repeat("[", depth) + strings.Repeat("]", depth) }

// crafts lists the case files.
func crafts() []crafted {
	edit := func(subject, detail string) []forged { return []forged{{"edit", subject, detail}} }
	set := func(name, table, column, value, where, subject, logged string) crafted {
		return crafted{name: name, sql: fmt.Sprintf(`UPDATE %s SET %s = %s WHERE %s`, table, column, value, where),
			log: edit(subject, fmt.Sprintf(`{%q:%s}`, column, logged))}
	}
	evidence := func(column, value, logged string) crafted {
		return set("evidence "+column+" "+value[:min(len(value), 20)], "evidence", column, value, "id = 1", "E1", logged)
	}
	digest := func(text string) string { return fmt.Sprintf("%q", hexSum([]byte(text))) }
	deep := nested(100000)
	many := `{"State":"read","Importer":"whatsapp","Records":9223372036854775807,"Units":-1,"Problems":[` + strings.Repeat(`{"At":{"Row":1},"Why":{"Code":"x"}},`, 200000) + `{}]}`
	list := []crafted{
		{name: "size beyond the file", sql: `UPDATE blob SET size = 1 << 62 WHERE id = 1`},
		{name: "size below zero", sql: `UPDATE blob SET size = -5 WHERE id = 1`},
		{name: "size beyond the file, logged", sql: `UPDATE blob SET size = 1 << 62 WHERE id = 1`, log: edit("E1", `{"size":4611686018427387904}`)},
		{name: "size below zero, logged", sql: `UPDATE blob SET size = -5 WHERE id = 1`, log: edit("E1", `{"size":-5}`)},
		{name: "chunk far away", sql: `UPDATE chunk SET seq = 1 << 62 WHERE blob = 1`},
		{name: "chunk before the first", sql: `UPDATE chunk SET seq = -1 WHERE blob = 1`},
		{name: "no chunks", sql: `DELETE FROM chunk`},
		{name: "no blobs", sql: `DELETE FROM blob`},
		{name: "blob of nothing", sql: `UPDATE evidence SET blob = 1 << 62 WHERE id = 1`},
		{name: "count of records", sql: `UPDATE record SET count = 1 << 40 WHERE evidence = 1`},
		{name: "no records in a row", sql: `UPDATE record SET count = 0 WHERE evidence = 1`},
		{name: "place of records", sql: `UPDATE record SET seq = 1 << 62 WHERE evidence = 1`},
		{name: "number of records", sql: `UPDATE record SET id = (1 << 62) + id WHERE evidence = 1`},
		{name: "records of nobody", sql: `UPDATE record SET evidence = 99 WHERE evidence = 1`},
		{name: "count, with its sum", record: func(r *forgedRow) { r.count = 1 << 40 }},
		{name: "many of one, with its sum", record: func(r *forgedRow) { r.count = 500000; r.data = append(r.data, make([]byte, 4*500000)...) }},
		{name: "repeated text, with its sum", record: repeatedText},
		{name: "length of a text, with its sum", record: func(r *forgedRow) {
			r.data = binary.AppendUvarint([]byte{0, 0, 0, 1}, 1<<62)
		}},
		{name: "length of a list, with its sum", record: func(r *forgedRow) {
			r.data = binary.AppendUvarint([]byte{0x08, 0, 0, 0}, 1<<62)
		}},
		{name: "numbers of a record, with their sum", record: func(r *forgedRow) {
			r.count, r.data = 1, []byte{0x07, 0xff, 0x80, 0x00}
			for range 12 {
				r.data = binary.AppendVarint(r.data, -1<<62)
			}
		}},
		evidence("batch", "1 << 62", "4611686018427387904"),
		evidence("batch", "-1", "-1"),
		evidence("parent", "1", "1"),
		{name: "parents in a ring", sql: `UPDATE evidence SET parent = 3 - id WHERE id < 3`, log: []forged{{"edit", "E1", `{"parent":2}`}, {"edit", "E2", `{"parent":1}`}}},
		evidence("added", "'x'", `"x"`),
		evidence("added", "'9999-12-31T23:59:59Z'", `"9999-12-31T23:59:59Z"`),
		evidence("modified", "'0001-01-01T00:00:00Z'", `"0001-01-01T00:00:00Z"`),
		evidence("captured", `'{"Wall":4611686018427387904,"Precision":200,"Zone":{"Offset":4611686018427387904}}'`, `{"Wall":4611686018427387904,"Precision":200,"Zone":{"Offset":4611686018427387904}}`),
		evidence("captured", `'[]'`, `[]`),
		evidence("official", `'{"kind":"nothing","on":{"Wall":-4611686018427387904}}'`, `{"kind":"nothing","on":{"Wall":-4611686018427387904}}`),
		evidence("derived", `'{"Of":1,"Boxes":[{"X":-1,"Width":4611686018427387904}]}'`, `{"Of":1,"Boxes":[{"X":-1,"Width":4611686018427387904}]}`),
		evidence("reading", "'"+deep+"'", digest(deep)),
		evidence("reading", "'"+many+"'", digest(many)),
		evidence("reading", "''", digest("")),
		evidence("options", "'"+nested(5000)+"'", nested(5000)),
		evidence("media_type", "'image/jpeg'", `"image/jpeg"`),
		evidence("media_type", "'application/pdf'", `"application/pdf"`),
		evidence("name", "'../../../x'||char(10,27,0x202e)", `"../../../x\n\u001b\u202e"`),
		evidence("name", "''", `""`),
		evidence("name", "replace(hex(zeroblob(10000)),'0','长')", `"`+strings.Repeat("长", 20000)+`"`),
		set("least amount", "claim", "minor", "-9223372036854775808", "id = 1", "claim 1", "-9223372036854775808"),
		set("currency of nowhere", "claim", "currency", "'\u202e€€€€'", "id = 1", "claim 1", `"\u202e€€€€"`),
		set("long claim", "claim", "text", "hex(zeroblob(300000))", "id = 1", "claim 1", `"`+strings.Repeat("00", 300000)+`"`),
		set("identifiers", "party", "identifiers", "'{}'", "role = 'seller'", "party seller", "{}"),
		set("aliases", "party", "aliases", "'["+strings.Repeat(`"a",`, 20000)+`"b"]'`, "role = 'seller'", "party seller", "["+strings.Repeat(`"a",`, 20000)+`"b"]`),
		set("zone", "dispute", "zone", "'../../etc/passwd'", "one = 1", "case", `"../../etc/passwd"`),
		set("currency", "dispute", "currency", "''", "one = 1", "case", `""`),
		set("language", "dispute", "language", "'xx'", "one = 1", "case", `"xx"`),
		set("made when", "dispute", "created", "'x'", "one = 1", "case", `"x"`),
		set("category", "dispute", "category", "'../../x'", "one = 1", "case", `"../../x"`),
		{name: "no case", sql: `DELETE FROM dispute`},
		{name: "no log", sql: `DELETE FROM custody`},
		{name: "log far away", sql: `UPDATE custody SET seq = (1 << 62) + seq`},
		{name: "log of numbers below zero", sql: `UPDATE custody SET seq = -seq`},
		{name: "deep entry", log: []forged{{"note", "case", `"` + strings.Repeat("x", 100) + `"`}, {"edit", "case", nested(200000)}}},
		{name: "names in the log", log: []forged{{"add", "", `{}`}, {"add", " ", `{}`}, {"say", "said ", `{}`}, {"picture", "picture E", `{}`}, {"again", "E9 receipt", `{}`}, {"remove", "claim", `null`}, {"add", "E99999999999999999999", `{}`}}},
		{name: "last numbers", sql: `UPDATE sqlite_sequence SET seq = 9223372036854775807`},
		{name: "last numbers below zero", sql: `UPDATE sqlite_sequence SET seq = -9223372036854775808`},
		{name: "last numbers that are words", sql: `UPDATE sqlite_sequence SET seq = 'x'`},
		{name: "no last numbers", sql: `DELETE FROM sqlite_sequence`},
		{name: "piece of a picture", sql: `UPDATE rendition SET piece = 1 << 40`},
		{name: "piece of a picture, logged", sql: `UPDATE rendition SET piece = 1 << 40 WHERE evidence = (SELECT min(evidence) FROM rendition)`, log: []forged{{"picture", "PICTURE 1099511627776", "FACTS"}, {"discard", "PICTURE 0", "null"}}},
		{name: "size of a picture", sql: `UPDATE rendition SET facts = '{"Width":2000000000,"Height":2000000000,"FromWidth":1,"FromHeight":-1,"Top":-5,"Bottom":4611686018427387904,"MediaType":"image/jpeg"}'`,
			log: []forged{{"picture", "PICTURE 0", `{"facts":{"Width":2000000000,"Height":2000000000,"FromWidth":1,"FromHeight":-1,"Top":-5,"Bottom":4611686018427387904,"MediaType":"image/jpeg"}}`}}},
		{name: "many pieces", sql: `INSERT INTO rendition WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT evidence, purpose, i, facts, blob FROM rendition, n WHERE evidence = (SELECT min(evidence) FROM rendition)`},
		{name: "pin of no place", sql: `INSERT INTO pin VALUES (1, 'row=99999999999999999999 %zz', 1), (99, '', 7)`, log: []forged{{"pin", "pin E1 row=99999999999999999999 %zz", `{"pinned":1}`}, {"pin", "pin E99", `{"pinned":7}`}}},
		{name: "receipt from itself", sql: `INSERT INTO receipt VALUES (7, 1, 'x', 'x', 1, -1, 'x')`, log: []forged{{"again", "E1 receipt 7", `{"name":"x","path":"x","parent":1,"batch":-1,"at":"x"}`}}},
		{name: "recognised", sql: `INSERT INTO recognised VALUES (1, 1 << 62, '', '', '2026-03-09T02:00:00Z', 'words', '{}')`,
			log: []forged{{"recognise", "text E1 4611686018427387904", `{"engine":"","languages":"","at":"2026-03-09T02:00:00Z","text":` + digest("words") + `,"words":` + digest("{}") + `}`}}},
		{name: "stamp of nothing", sql: `INSERT INTO stamp VALUES (1 << 62, 'token', NULL, '', 1 << 61, '', 'x', zeroblob(0), '', '', '')`,
			log: []forged{{"stamp", "S4611686018427387904", `{"kind":"token","evidence":null,"manifest":` + digest("") + `,"answers":2305843009213693952,"name":"","added":"x","data":` + digest("") + `,"identity":"","proof":` + digest("") + `,"proven":""}`}}},
	}
	for _, kind := range []string{"filing", "contact", "flag", "happened", "field", "event", "join", "split", "element", "order", "mask", "step", "agreed", "rescue", "packet"} {
		for i, body := range []string{`[]`, `null`, `{"x":1e999}`, nested(9000), `"text"`, `{"on":{"Wall":4611686018427387904},"At":{"Wall":-1},"evidence":[99999],"id":-1,"events":[null]}`} {
			if (len(kind)+i)%3 == 0 || i == 5 {
				key := []string{"-1", "x", "99999999999999999999"}[i%3]
				list = append(list, crafted{name: fmt.Sprintf("said %s %s %.10s", kind, key, body), sql: fmt.Sprintf(`INSERT OR REPLACE INTO said VALUES ('%s', '%s', '%s', NULL)`, kind, key, body),
					log: []forged{{"say", "said " + kind + " " + key, `{"body":` + body + `,"sha256":null,"size":null}`}}})
			}
		}
	}
	return list
}

// repeatedText is one long text in as many records as a row can say.
func repeatedText(r *forgedRow) {
	text := strings.Repeat("words ", 200000)
	r.data = append(binary.AppendUvarint([]byte{0, 0, 0, 0x80}, uint64(len(text))), text...)
	for r.count = 1; r.count < 100000; r.count++ {
		r.data = append(r.data, 0, 0, 0, 0)
	}
}

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
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
