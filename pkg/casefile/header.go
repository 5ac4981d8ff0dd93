package casefile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// pageSize is the size of every case file's pages.
const pageSize = 16384

// header is what the first 100 bytes of a case file say
// (https://www.sqlite.org/fileformat2.html#the_database_header). They are read
// before SQLite sees the file, so that nothing of a file that is not ours is
// parsed.
type header struct {
	version int64 // user_version
}

// readHeader looks at the file at path. It must not be called while a File is
// open on the path: closing any other descriptor would drop its locks on
// systems without open-file-description locks.
func readHeader(path string) (header, int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return header{}, 0, fmt.Errorf("open the case: %w", err)
	}
	if !info.Mode().IsRegular() {
		return header{}, 0, &FileError{"open the case", path, ErrNotACase}
	}
	r, err := os.Open(path)
	if err != nil {
		return header{}, 0, fmt.Errorf("open the case: %w", err)
	}
	defer r.Close()
	b := make([]byte, 100)
	if _, err := io.ReadFull(r, b); errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return header{}, 0, &FileError{"open the case", path, ErrNotACase}
	} else if err != nil {
		return header{}, 0, fmt.Errorf("open the case: %w", err)
	}
	h, err := parseHeader(b)
	if err != nil {
		return h, 0, &FileError{"open the case", path, err}
	}
	if info.Size() < pageSize {
		return h, 0, &FileError{"open the case", path, reason(ErrDamaged, "damage.size", info.Size(), pageSize)}
	}
	return h, info.Size(), nil
}

func parseHeader(b []byte) (header, error) {
	word := func(at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
	switch {
	case string(b[:16]) != "SQLite format 3\x00", word(68) != ApplicationID:
		return header{}, ErrNotACase
	case b[18] == 2 || b[19] == 2:
		// Somebody switched the file to a write-ahead log. Part of the case may
		// be in a second file, and opening it would make more.
		return header{}, reason(ErrNotACase, "damage.wal")
	case int(binary.BigEndian.Uint16(b[16:])) != pageSize, b[18] != 1, b[19] != 1, b[20] != 0, word(56) != 1, word(52) != 0:
		// Page size, versions, reserved bytes, UTF-8, no auto-vacuum.
		return header{}, reason(ErrDamaged, "damage.header")
	}
	return header{version: int64(int32(word(60)))}, nil
}
