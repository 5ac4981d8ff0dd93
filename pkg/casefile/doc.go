// Package casefile keeps one dispute in one SQLite file: the evidence bytes,
// what was read from them, what the user said, and a log of all that was done.
//
// # What it promises
//
// A stored evidence is on the disk, whole, before Store returns (inside Batch:
// before Batch returns), and its bytes never change. Every byte of evidence,
// every record and every row that matters is covered by a SHA-256 or by the
// custody log, which Verify compares; so does whoever reads: records are compared
// whenever they are read, and CheckRows and CheckBytes are for those who hand on
// what rows say and that bytes are unchanged. Each change is one transaction with
// its entry in the log. Copying the file while no command runs is a complete backup.
// Opening a file from elsewhere runs nothing that stands in it. Programs that
// use a case at once wait for one another; who waits in vain learns for whom.
//
// # What it forbids
//
// Opening a case file by any other way while a File is open on it; SQL outside
// this package; clocks (the time is passed in).
//
// # The file format, version 3
//
// What follows is meant to suffice to write another reader. The tables, with
// what each column holds, are in schema.go, and so in every case file, which
// keeps their text with its comments (sqlite3 NAME.complain .schema). TestFormat
// reads a file by these words alone.
//
// A case file is a SQLite 3 database (https://www.sqlite.org/fileformat2.html).
// Its header says: page size 16384, rollback journal (file format 1, not WAL),
// UTF-8, no auto-vacuum, application_id 0x434d504c ("CMPL"), user_version 3.
// sqlite_schema holds exactly the statements of schema.go, byte for byte, beside
// sqlite_sequence and the indexes that SQLite makes by itself. A file with any
// other object in it is no case file.
//
// Hashes are SHA-256. Columns hold them as 32 bytes; JSON and this text as 64
// lower-case hex digits. Times are RFC 3339 in UTC with whole seconds, but for
// those of records (see below). "Integer" is a signed 64-bit one, big-endian
// where it is hashed.
//
// # Evidence
//
// The bytes of evidence E are those of the blob that evidence.blob names: the
// data of its chunks in the order of seq, which counts from 0 without a gap.
// Every chunk but the last has 1048576 bytes. blob.sha256 is the hash of all of it,
// blob.size its length. A blob of no bytes has no chunks.
//
// chunk.sha256 proves the chunk. Where it has 64 bytes, they are the eight words
// (FIPS 180-4, section 6.2) that the SHA-256 of the blob holds before the chunk,
// and those that it holds after it; after a last chunk of fewer than 1048576 bytes
// the finished hash. So each chunk begins with what the one before it ended with,
// the first with the words of FIPS 180-4, section 5.3.3, and blob.sha256 follows
// from the last. Where chunk.sha256 has 32 bytes, they are the hash of the chunk's
// data alone: so it is for the one chunk of a blob of fewer than 1048576 bytes,
// whose hash is the blob's, and for all that versions 1 and 2 stored.
//
// One pass over the bytes gives both, and neither says less than a hash of each
// chunk would. A chunk is proven by its own row: the words before it and its data
// lead to the words after it, and other data that do so would be a collision of
// SHA-256, as with a hash of the data, since the rounds are the same and only begin
// from other words. Whoever changes rows on purpose can make proofs that fit, as
// he could make hashes that fit: against him stands blob.sha256, which the log has,
// and which people compare with what sha256sum says of the file. Damage to a row
// takes no other's proof with it, since both ends stand in each (proof.go).
//
// Evidence whose column purged is not empty has no chunks, unless a rendition has
// the same bytes; its blob keeps size and hash.
//
// evidence.reading and evidence.options are JSON: Reading of package dispute,
// with Go's names for its fields, and Stored of package ingest.
// evidence.official and evidence.derived are empty or JSON: official in
// official.go, and Derivation of package dispute. evidence.captured is empty or a
// time: {"Wall": milliseconds since 1970 on the wall clock of Zone, "Precision":
// as in records, "Zone": {"Name", "Offset": seconds east of UTC, "From"}, "From"}.
// A rendition is a picture made from evidence, with its own blob.
//
// # Records
//
// How the records of a row stand in record.data is said in schema.go. record.sum
// is the hash of: the text "complain/record/1\n"; a byte 0 where evidence is NULL,
// else a byte 1 and evidence as an integer; seq and count as integers; data.
// evidence.records is the hash of the sums of the evidence's rows, one after the
// other by seq; it is NULL where there are none. The number of a record is not
// in its sum, so what is read again from the same bytes has the same sum. The
// numbers of an evidence's records follow one another; the first of them is what
// the log says under "first" (see below), 0 where there are no records.
//
// The instant of a record is its wall clock less the zone's seconds. Entry,
// sheet, page, row, line and byte are its place in the evidence; 0 and the empty
// text mean that a part does not apply. Pins name a place as words "key=value"
// with a space between: entry, sheet (both with %XX for bytes that are no plain
// ones), page, row, line (N or N-M), byte (offset+length). Records with evidence
// NULL are what the user stated by hand.
//
// # The custody log
//
// Entries are numbered by seq from 1 without a gap. custody.hash is the hash of:
// the text "complain/custody/1\n"; the 32 bytes of the hash before, zeros for
// the first entry; then seq in decimal, at, action, subject and detail, each as
// its length in bytes in decimal, a colon, and its bytes. detail is a JSON
// object, or null; it is hashed as it stands.
//
// The actions new, add, again, read, edit, withdraw, restore, state, pin, say,
// picture, recognise, purge, stamp and number set columns of the row that subject names: each key of
// detail that is the name of a covered column says what the column holds from
// then on. The key "first" of read and number is the number of the evidence's first
// record; number says it where nothing was read. Other keys are for people. The actions remove, retract, unsay and
// discard say that the row is gone. All other actions (export, verify, migrate, archive,
// mend ...) tell of something that changed no row. The rows, their names in the
// log, and the columns covered are the table in row.go. A column's value stands
// in detail as: a text as a string, an integer as a number, NULL as null; a hash
// in hex; a column that holds JSON as that JSON, and as "" where it is empty;
// evidence.reading, and the manifest, data and proof of stamps, as the hash of
// their bytes. Two values are the same when they are the same JSON.
//
// So each row must hold what the last entries about it say, and each row that
// the log leaves standing must be there, and no other. That is what Verify
// compares. It shows what was changed by another program. It cannot show that
// somebody wrote the whole log anew: only a head that is kept elsewhere does, and
// so every packet prints one (see File.PacketHead and File.FindPoint).
//
// # What else the user says
//
// The table said holds all that the user says of a case and that has no table of
// its own: one row a thing, of a kind (a word that its package defines), under a
// key of that kind, with a body of JSON, and a file where one belongs to it. The
// log covers a row under the name "said KIND KEY" with its body and the hash and
// size of its file; so what was said before stands in the log, word for word. A
// new kind is a new word: it needs no new version of the file, no entry in row.go,
// and programs that do not know it keep and verify it all the same. A new table is
// for what has numbers or bytes that queries must find.
//
// # Settings
//
// Writers use synchronous EXTRA: with FULL, commits that had been acknowledged
// were lost in simulated power cuts, since the journal's removal was not on the
// disk. They use journal_mode DELETE (WAL was two to four times slower for large
// files, and leaves files that people forget to copy), foreign_keys,
// secure_delete (what is purged is overwritten), and wait ten seconds for one
// another. Everybody opens with trusted_schema off, defensive mode,
// cell_size_check and no memory map.
//
// # Damaged files
//
// Rescue makes a new case of what can be proven in a damaged one. It reads the
// pages of the file by themselves (package sqlitefile): each row that looks like
// one of a table, whatever page points to it. Chunks and records prove
// themselves by their hashes, all else by the custody log, from which rows that
// are gone are put back. The new log is the old one up to its first gap; what
// rows hold beyond that is logged anew, marked "rescued". A row of said, of the
// kind "rescue", says what is missing, and keeps a log with gaps as it was found.
// Evidence whose bytes are lost stays as if they had been purged, until Mend.
//
// # Other versions
//
// Version 2 added the table said, version 3 the proofs of 64 bytes, which cost one
// hash of the bytes where there were two, and the numbers of first records in the
// log. Else they are the same: chunks that an earlier version stored keep their
// hashes when the file is migrated. A file with a newer
// user_version is read where its schema is ours to the letter, and never written.
// An older one is read where it lies. To be written to it is migrated: a copy is
// made (VACUUM INTO), changed, verified, synced and renamed over the case; the
// original stays as NAME.complain.vN.bak until the case is verified. A cut at any
// moment leaves the one or the other under the name of the case, and the next try
// begins anew.
package casefile
