package casefile

import "slices"

// ApplicationID marks a case file in byte 68 of its header: "CMPL".
const ApplicationID = 0x434d504c

// SchemaVersion is the user_version this program reads and writes.
const SchemaVersion = 3

// firstVersion is the user_version of the oldest case files there are.
const firstVersion = 1

// schemaOf is the schema of a version that was released. Version 2 added the
// table said, version 3 the proofs of 64 bytes.
func schemaOf(version int64) []string {
	out := slices.Clone(schema)
	if version < 3 {
		out[slices.Index(out, chunkTable)] = chunkTable2
	}
	if version < 2 {
		out = slices.DeleteFunc(out, func(statement string) bool { return statement == saidTable })
	}
	return out
}

const chunkTable = `CREATE TABLE chunk (
	-- A blob's bytes in order: all chunks but the last are 1048576 bytes long.
	-- The blob of purged evidence has none.
	id     INTEGER PRIMARY KEY,
	blob   INTEGER NOT NULL REFERENCES blob,
	seq    INTEGER NOT NULL, -- from 0
	-- What proves the chunk. 64 bytes: the eight words that the SHA-256 of the blob
	-- holds before it, and those it holds after it, or where the chunk is shorter
	-- the finished hash. 32 bytes: the SHA-256 of the chunk alone, for a blob of one
	-- shorter chunk and in what versions 1 and 2 stored.
	sha256 BLOB NOT NULL CHECK (length(sha256) IN (32, 64)),
	data   BLOB NOT NULL
) STRICT`

// chunkTable2 is the table in versions 1 and 2.
const chunkTable2 = `CREATE TABLE chunk (
	-- A blob's bytes in order: all chunks but the last are 1048576 bytes long.
	-- The blob of purged evidence has none.
	id     INTEGER PRIMARY KEY,
	blob   INTEGER NOT NULL REFERENCES blob,
	seq    INTEGER NOT NULL, -- from 0
	sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
	data   BLOB NOT NULL
) STRICT`

const saidTable = `CREATE TABLE said (
	-- What the user said of the case beside what has a table of its own: one row
	-- a thing. Each kind says what its bodies hold; a reader that does not know a
	-- kind leaves it as it is.
	kind TEXT NOT NULL, -- a word of a-z and '-'
	key  TEXT NOT NULL, -- which of its kind: a number from 1 that is never used twice, or a name
	body TEXT NOT NULL, -- JSON
	blob INTEGER REFERENCES blob, -- a file that belongs to it; NULL for none
	PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID`

const chunkOrder = `CREATE UNIQUE INDEX chunk_order ON chunk (blob, seq)`

// schema holds one statement an element. SQLite keeps their text, comments
// included, so a case file carries its own description; and Open refuses a
// file whose statements are not exactly these.
var schema = []string{
	`CREATE TABLE dispute (
	-- The case's own facts: exactly one row.
	one          INTEGER PRIMARY KEY CHECK (one = 1),
	id           TEXT NOT NULL, -- random, 32 lower-case hex digits
	title        TEXT NOT NULL,
	category     TEXT NOT NULL,
	platform     TEXT NOT NULL,
	order_no     TEXT NOT NULL,
	language     TEXT NOT NULL, -- of packets: 'zh' or 'en'
	zone         TEXT NOT NULL, -- IANA name
	currency     TEXT NOT NULL, -- ISO 4217
	jurisdiction TEXT NOT NULL, -- ISO 3166-1 alpha-2, lower case
	created      TEXT NOT NULL  -- RFC 3339, UTC
) STRICT`,
	`CREATE TABLE party (
	-- Who is in the dispute: one row a role.
	role        TEXT PRIMARY KEY,
	name        TEXT NOT NULL,
	address     TEXT NOT NULL,
	phone       TEXT NOT NULL,
	email       TEXT NOT NULL,
	identifiers TEXT NOT NULL, -- JSON array of {Kind, Value}
	aliases     TEXT NOT NULL  -- JSON array of strings
) STRICT`,
	`CREATE TABLE claim (
	-- What is demanded. Numbers are never used twice.
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	kind     TEXT NOT NULL,
	minor    INTEGER, -- minor units of currency; NULL when not for money
	currency TEXT,
	text     TEXT NOT NULL,
	basis    TEXT NOT NULL
) STRICT`,
	`CREATE TABLE blob (
	-- Bytes, once for each content, however often they were received.
	id     INTEGER PRIMARY KEY AUTOINCREMENT,
	sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
	size   INTEGER NOT NULL
) STRICT`,
	chunkTable,
	chunkOrder,
	`CREATE TABLE evidence (
	-- One received file each. Numbers (E1, E2 ...) are never used twice; rows
	-- are never deleted, evidence is withdrawn with a reason.
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	blob       INTEGER NOT NULL REFERENCES blob,
	name       TEXT NOT NULL, -- base name as first received
	path       TEXT NOT NULL, -- slash-separated path as first received
	media_type TEXT NOT NULL, -- by content
	modified   TEXT NOT NULL, -- RFC 3339, UTC; '' when unknown
	added      TEXT NOT NULL, -- RFC 3339, UTC
	parent     INTEGER REFERENCES evidence, -- the archive it came out of
	batch      INTEGER NOT NULL, -- files that arrived in one folder or archive
	title      TEXT NOT NULL,
	source     TEXT NOT NULL,
	proves     TEXT NOT NULL,
	captured   TEXT NOT NULL, -- JSON of a stored time; '' when not said
	official   TEXT NOT NULL, -- JSON: what the user said of an office's answer; '' for other evidence
	derived    TEXT NOT NULL, -- JSON: how it was made from other evidence; '' for what was received
	withdrawn  TEXT NOT NULL, -- the reason; '' while it stands
	purged     TEXT NOT NULL, -- why its bytes were removed; '' while they are there
	reading    TEXT NOT NULL, -- JSON: what came of reading it
	options    TEXT NOT NULL, -- JSON: what the reading depended on beside the bytes
	records    BLOB           -- SHA-256 over the sums of its records, in order; NULL when none were read
) STRICT`,
	`CREATE INDEX evidence_blob ON evidence (blob)`,
	`CREATE TABLE receipt (
	-- Each time the same bytes came again: another name, another folder.
	id       INTEGER PRIMARY KEY,
	evidence INTEGER NOT NULL REFERENCES evidence,
	name     TEXT NOT NULL,
	path     TEXT NOT NULL,
	parent   INTEGER REFERENCES evidence,
	batch    INTEGER NOT NULL,
	at       TEXT NOT NULL -- RFC 3339, UTC
) STRICT`,
	`CREATE TABLE record (
	-- What importers read, verbatim, and what the user stated (evidence NULL). A
	-- row holds up to 256 records that follow one another; the numbers R1, R2 ...
	-- of those after the first follow its id, and are never used twice.
	id       INTEGER PRIMARY KEY AUTOINCREMENT, -- number of the first record
	evidence INTEGER REFERENCES evidence,
	seq      INTEGER NOT NULL, -- the first one's place among the evidence's records, from 1
	count    INTEGER NOT NULL, -- of records
	-- Each record: four bytes, big-endian, with a bit for each part that differs
	-- from the record before (at first: from nothing), the lowest for the first
	-- part; then those parts. Texts are their length and their UTF-8 bytes;
	-- numbers what they are more than before; lists their length and their texts.
	-- Lengths are unsigned, numbers zigzag LEB128. Texts: kind, zone, zone from,
	-- time from, entry, sheet, who, text, currency, direction, status, type,
	-- order, merchant's number, raw. Numbers: wall clock in milliseconds since
	-- 1970, precision (0 unknown, 1 year ... 7 millisecond), zone's seconds east
	-- of UTC, page, row, line, lines after it, byte, length, 1 for an amount,
	-- minor units, 1 for a refund. Lists: names and values of fields, names of
	-- attachments, remarks (each a code, the number of its arguments, and those).
	data     BLOB NOT NULL,
	sum      BLOB NOT NULL CHECK (length(sum) = 32) -- SHA-256 over all of the above but id
) STRICT`,
	`CREATE INDEX record_evidence ON record (evidence, seq)`,
	`CREATE TABLE pin (
	-- What the user put into packets (pinned 1) or kept out of them (0). It
	-- names a place, not a record, so that it outlives a new reading.
	evidence INTEGER NOT NULL, -- 0 for the user's own statements
	locator  TEXT NOT NULL,
	pinned   INTEGER NOT NULL,
	PRIMARY KEY (evidence, locator)
) STRICT, WITHOUT ROWID`,
	saidTable,
	`CREATE TABLE rendition (
	-- Pictures made for packets, beside the originals and never instead of them.
	evidence   INTEGER NOT NULL REFERENCES evidence,
	purpose    TEXT NOT NULL,    -- 'print'
	piece      INTEGER NOT NULL, -- from 0; long screenshots have several
	facts      TEXT NOT NULL,    -- JSON: pixels, what was done
	blob       INTEGER NOT NULL REFERENCES blob,
	PRIMARY KEY (evidence, purpose, piece)
) STRICT, WITHOUT ROWID`,
	`CREATE TABLE recognised (
	-- Text that a program saw in a picture or page: to find things by, never
	-- the record. What was recognised anew replaces what stood here.
	evidence  INTEGER NOT NULL REFERENCES evidence,
	page      INTEGER NOT NULL, -- from 1
	engine    TEXT NOT NULL,    -- the program and its version
	languages TEXT NOT NULL,    -- as given to the program
	at        TEXT NOT NULL,    -- RFC 3339, UTC
	text      TEXT NOT NULL,
	words     TEXT NOT NULL,    -- JSON array: each word with its box and the program's confidence
	PRIMARY KEY (evidence, page)
) STRICT, WITHOUT ROWID`,
	`CREATE TABLE stamp (
	-- Requests for RFC 3161 time stamps, and the tokens that came for them.
	-- Numbers (S1, S2 ...) are never used twice.
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	kind     TEXT NOT NULL CHECK (kind IN ('request', 'token')),
	evidence INTEGER REFERENCES evidence, -- what it is over; NULL for the manifest
	manifest TEXT NOT NULL, -- the lines it is over; '' for an evidence
	answers  INTEGER REFERENCES stamp, -- of a token: the request it came for
	name     TEXT NOT NULL, -- of the file written or read
	added    TEXT NOT NULL, -- RFC 3339, UTC
	data     BLOB NOT NULL, -- the file's bytes
	identity TEXT NOT NULL, -- of a token: SHA-256 over what its authority signed, and the signature; '' else
	proof    TEXT NOT NULL, -- PEM of the certificates with which the token was verified; '' before
	proven   TEXT NOT NULL  -- when that was, RFC 3339, UTC; '' before
) STRICT`,
	`CREATE TABLE custody (
	-- The log of what was done to this file. hash = SHA-256 over a domain, the
	-- hash before, and the entry's canonical bytes.
	seq     INTEGER PRIMARY KEY,
	at      TEXT NOT NULL, -- RFC 3339, UTC
	action  TEXT NOT NULL,
	subject TEXT NOT NULL,
	detail  TEXT NOT NULL, -- JSON
	hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT`,
	`CREATE TRIGGER custody_keeps_entries BEFORE DELETE ON custody
BEGIN SELECT RAISE(ABORT, 'the custody log is append-only'); END`,
	`CREATE TRIGGER custody_keeps_words BEFORE UPDATE ON custody
BEGIN SELECT RAISE(ABORT, 'the custody log is append-only'); END`,
	`CREATE TRIGGER evidence_stays BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is withdrawn, never deleted'); END`,
	`CREATE TRIGGER evidence_bytes_stay BEFORE UPDATE OF id, blob, name, path, media_type, modified, added, parent, batch, derived ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence never changes'); END`,
	`CREATE TRIGGER chunk_stays BEFORE UPDATE ON chunk
BEGIN SELECT RAISE(ABORT, 'evidence never changes'); END`,
}
