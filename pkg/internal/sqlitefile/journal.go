package sqlitefile

import (
	"encoding/binary"
	"io"
)

// journalMagic begins each part of a journal
// (https://www.sqlite.org/fileformat2.html#the_rollback_journal).
const journalMagic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"

// UndoWrite has pages read as they stood before a write that was interrupted,
// from the journal that the program that died left beside the file. It writes
// nothing, and returns false where that is no journal of such a write.
func (f *File) UndoWrite(journal io.ReaderAt, size int64) bool {
	const headSize = 28
	before := map[int64]int64{}
	entry := make([]byte, f.page+8)
	pages := int64(-1)
	for at := int64(0); at+headSize <= size; {
		head := make([]byte, headSize)
		if _, err := journal.ReadAt(head, at); err != nil || string(head[:8]) != journalMagic {
			break
		}
		word := func(i int) uint32 { return binary.BigEndian.Uint32(head[8+4*i:]) }
		count, nonce, sector := int64(int32(word(0))), word(1), int64(word(3))
		if int(word(4)) != f.page || sector < headSize || sector > 1<<16 {
			return false
		}
		if pages < 0 {
			pages = int64(word(2))
		}
		at += sector
		for i := int64(0); (count < 0 || i < count) && at+int64(len(entry)) <= size; i++ {
			if _, err := journal.ReadAt(entry, at); err != nil || sum(nonce, entry[4:4+f.page]) != binary.BigEndian.Uint32(entry[4+f.page:]) {
				break
			}
			if n := int64(binary.BigEndian.Uint32(entry)); before[n] == 0 {
				before[n] = at + 4
			}
			at += int64(len(entry))
		}
		at = (at + sector - 1) / sector * sector
	}
	if pages < 0 {
		return false
	}
	f.journal, f.before = journal, before
	f.pages = min(f.pages, pages)
	return true
}

// sum is the journal's own sum of a page: of every 200th byte from the end.
func sum(nonce uint32, page []byte) uint32 {
	for i := len(page) - 200; i > 0; i -= 200 {
		nonce += uint32(page[i])
	}
	return nonce
}
