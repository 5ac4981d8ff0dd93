// Package media tells what kind of file bytes are, from the bytes alone.
//
// It promises the same answer for the same first bytes, whatever the file is
// called: a name is never asked for. It forbids decoding: nothing here
// allocates by what a file claims about itself. Containers are named as
// containers ("application/zip" for a DOCX too); telling them apart needs their
// listing and is left to those who open them.
//
// Why not a library: gabriel-vasile/mimetype calls a table with "<svg" in a cell a
// picture, and knows neither WeChat's voice messages nor what a mail begins with.
package media

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

// The media types that other packages ask about by name.
const (
	JPEG    = "image/jpeg"
	PNG     = "image/png"
	GIF     = "image/gif"
	WebP    = "image/webp"
	BMP     = "image/bmp"
	TIFF    = "image/tiff"
	HEIC    = "image/heic"
	HEIF    = "image/heif"
	AVIF    = "image/avif"
	JXL     = "image/jxl"
	PDF     = "application/pdf"
	ZIP     = "application/zip"
	OLE     = "application/x-ole-storage"
	Text    = "text/plain"
	HTML    = "text/html"
	XML     = "application/xml"
	JSON    = "application/json"
	Mail    = "message/rfc822"
	Mbox    = "application/mbox"
	Unknown = "application/octet-stream"
)

// Picture reports whether mediaType is of a still picture made of pixels.
func Picture(mediaType string) bool {
	switch mediaType {
	case JPEG, PNG, GIF, WebP, BMP, TIFF, HEIC, HEIF, AVIF, JXL:
		return true
	}
	return false
}

// A signature is bytes that stand at a fixed place in every file of a type.
type signature struct {
	offset int
	magic  string
	media  string
}

// The longer signature of two that start alike comes first.
var signatures = []signature{
	{0, "\xff\xd8\xff", JPEG},
	{0, "\x89PNG\r\n\x1a\n", PNG},
	{0, "GIF87a", GIF},
	{0, "GIF89a", GIF},
	{0, "II*\x00", TIFF},
	{0, "MM\x00*", TIFF},
	{0, "II+\x00", TIFF}, // BigTIFF
	{0, "MM\x00+", TIFF},
	{0, "\x00\x00\x00\x0cJXL \r\n\x87\n", JXL},
	{0, "\xff\x0a", JXL},
	{0, "8BPS\x00", "image/vnd.adobe.photoshop"},
	{0, "%!PS", "application/postscript"},
	{0, "PK\x03\x04", ZIP},
	{0, "PK\x05\x06", ZIP}, // empty
	{0, "PK\x07\x08", ZIP}, // first part of several
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE},
	{0, "Rar!\x1a\x07", "application/vnd.rar"},
	{0, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
	{0, "\x1f\x8b\x08", "application/gzip"},
	{4, "1AY&SY", "application/x-bzip2"}, // after "BZh" and a digit
	{0, "\xfd7zXZ\x00", "application/x-xz"},
	{0, "\x28\xb5\x2f\xfd", "application/zstd"},
	{257, "ustar", "application/x-tar"},
	{0, "SQLite format 3\x00", "application/vnd.sqlite3"},
	{0, "age-encryption.org/v1\n", "application/x-age-encryption"},
	{0, "{\\rtf", "application/rtf"},
	{0, "#!AMR-WB\n", "audio/amr-wb"},
	{0, "#!AMR\n", "audio/amr"},
	{0, "#!SILK_V3", "audio/x-silk"},
	{0, "\x02#!SILK_V3", "audio/x-silk"}, // as WeChat keeps voice messages
	{0, flac, "audio/flac"},
	{0, "FLV\x01", "video/x-flv"},
	{0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"}, // WMA too
}

// Type is the media type of a file that begins with head; Unknown for bytes
// that nothing fits, and for none. A few kilobytes suffice for most files, 64
// KiB for all.
func Type(head []byte) string {
	for _, s := range signatures {
		if len(head) >= s.offset && bytes.HasPrefix(head[s.offset:], []byte(s.magic)) {
			return s.media
		}
	}
	for _, structured := range []func([]byte) string{tagged, riff, isoMedia, ogg, matroska, bitmap, pdf, mpegAudio, text} {
		if t := structured(head); t != "" {
			return t
		}
	}
	return Unknown
}

// TypeOf is Type for a file at hand: it looks behind a tag that is longer than
// head, as one with a picture in it is.
func TypeOf(r io.ReaderAt, head []byte) string {
	end, ok := tagEnd(head)
	if !ok || end+len(flac) <= len(head) {
		return Type(head)
	}
	var behind [len(flac)]byte
	n, _ := r.ReadAt(behind[:], int64(end)) // what cannot be read is not there
	return taggedType(behind[:n])
}

// tagged is what stands behind an ID3v2 tag, as far as head reaches; MP3 else.
func tagged(head []byte) string {
	if len(head) < 4 || string(head[:3]) != "ID3" || head[3] < 2 || head[3] > 4 {
		return ""
	}
	end, ok := tagEnd(head)
	if !ok {
		end = len(head)
	}
	return taggedType(head[min(end, len(head)):])
}

const flac = "fLaC"

// taggedType is of the sound behind a tag. Some programs put MP3's before FLAC.
func taggedType(sound []byte) string {
	if bytes.HasPrefix(sound, []byte(flac)) {
		return "audio/flac"
	}
	return "audio/mpeg"
}

// tagEnd is where the ID3v2 tag that a file begins with ends.
func tagEnd(head []byte) (end int, ok bool) {
	if len(head) < 10 || string(head[:3]) != "ID3" || head[3] < 2 || head[3] > 4 {
		return 0, false
	}
	end = 10
	for i, b := range head[6:10] {
		end += int(b&0x7f) << (7 * (3 - i))
	}
	if head[5]&0x10 != 0 {
		end += 10 // a footer
	}
	return end, true
}

func riff(head []byte) string {
	if len(head) < 12 || string(head[:4]) != "RIFF" {
		return ""
	}
	switch string(head[8:12]) {
	case "WEBP":
		return WebP
	case "WAVE":
		return "audio/wav"
	case "AVI ":
		return "video/x-msvideo"
	}
	return ""
}

// isoMedia tells the files apart that consist of ISO boxes: a length, a name.
// The first box names brands; a file of a general brand lists what it is
// compatible with.
func isoMedia(head []byte) string {
	if len(head) < 12 || head[0] >= ' ' {
		return "" // "The wide world" is no film
	}
	switch string(head[4:8]) {
	case "ftyp":
	case "moov", "mdat", "wide", "pnot":
		return "video/quicktime" // from before there were brands
	default:
		return ""
	}
	size := int(min(binary.BigEndian.Uint32(head), uint32(len(head))))
	major := string(head[8:12])
	if t := brand(major); t != "" {
		return t
	}
	compatible := make(map[string]bool)
	for i := 16; i+4 <= size; i += 4 {
		compatible[brand(string(head[i:i+4]))] = true
	}
	if major == "mif1" || major == "msf1" {
		for _, t := range []string{AVIF, HEIC} {
			if compatible[t] {
				return t
			}
		}
		return HEIF
	}
	return "video/mp4"
}

func brand(b string) string {
	switch b {
	case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs":
		return HEIC
	case "avif", "avis":
		return AVIF
	case "qt  ":
		return "video/quicktime"
	case "M4A ", "M4B ", "M4P ":
		return "audio/mp4"
	case "crx ":
		return "image/x-canon-cr3"
	}
	if strings.HasPrefix(b, "3gp") || strings.HasPrefix(b, "3g2") {
		return "video/3gpp"
	}
	return ""
}

// ogg: what the first stream of the file is of stands behind the head of its
// first page.
func ogg(head []byte) string {
	if !bytes.HasPrefix(head, []byte("OggS\x00")) {
		return ""
	}
	if bytes.Contains(head[:min(len(head), 64)], []byte("\x80theora")) {
		return "video/ogg"
	}
	return "audio/ogg"
}

// matroska: WebM says in its first element that it is that.
func matroska(head []byte) string {
	if !bytes.HasPrefix(head, []byte("\x1aE\xdf\xa3")) {
		return ""
	}
	if bytes.Contains(head[:min(len(head), 64)], []byte("webm")) {
		return "video/webm"
	}
	return "video/x-matroska"
}

// bitmap: "BM" alone begins many texts, so the length of the second header
// must be one of those in use.
func bitmap(head []byte) string {
	if len(head) < 18 || string(head[:2]) != "BM" {
		return ""
	}
	switch binary.LittleEndian.Uint32(head[14:]) {
	case 12, 40, 52, 56, 64, 108, 124:
		return BMP
	}
	return ""
}

// pdf: readers accept up to 1024 bytes before the header, and some mail
// gateways and scanners put some there.
func pdf(head []byte) string {
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return PDF
	}
	return ""
}

// mpegAudio checks the fields of a first frame: the sync bits alone are eleven
// ones.
func mpegAudio(head []byte) string {
	if len(head) < 4 || head[0] != 0xff {
		return ""
	}
	switch {
	case head[1] == 0xf1 || head[1] == 0xf9:
		return "audio/aac"
	case head[1]&0xe6 == 0xe2 && head[1]&0x18 != 0x08 && head[2]>>4 != 0 && head[2]>>4 != 15 && head[2]&0x0c != 0x0c:
		return "audio/mpeg" // layer III, a known version, bit rate and sampling rate
	}
	return ""
}
