package crashtest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
)

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
