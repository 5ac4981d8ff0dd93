package ingest

import (
	"bytes"
	"encoding/binary"

	"complain/pkg/importer"
	"complain/pkg/internal/media"
	"complain/pkg/internal/pattern"
)

// unopened is the archives that are kept closed, by media type, as people call
// them.
var unopened = map[string]string{
	"application/vnd.rar":         "RAR",
	"application/x-7z-compressed": "7z",
	"application/x-tar":           "tar",
	"application/gzip":            "gzip",
	"application/x-bzip2":         "bzip2",
	"application/x-xz":            "xz",
	"application/zstd":            "zstd",
}

// splitName is how programs name the parts of an archive that they split.
var splitName = pattern.New(`(?i)(\.(zip|7z|rar)\.\d{3}|\.z\d\d|\.part\d+\.rar|\.r\d\d)$`)

// split reports whether a file is one part of an archive that was split: by its
// name, or because it says so of itself.
func split(src *importer.Source) bool {
	if splitName.MatchString(src.Name) || bytes.HasPrefix(src.Head, []byte("PK\x07\x08")) {
		return true
	}
	// The last part ends with the listing, which says on which disk it lies.
	tail := make([]byte, min(src.Size(), 1<<10))
	if _, err := src.ReadAt(tail, src.Size()-int64(len(tail))); err != nil {
		return false
	}
	i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if i < 0 || len(tail)-i < 22 {
		return false
	}
	disk := binary.LittleEndian.Uint16(tail[i+4:])
	return disk > 0 && disk < 0xffff && media.Type(src.Head) != media.OLE // which may hold a whole archive
}
