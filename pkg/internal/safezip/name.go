package safezip

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"

	"complain/pkg/internal/charset"
)

// Reason says why an item of the listing is not opened. Its text is the code
// of a sentence in package locale.
type Reason string

// The reasons.
const (
	Outside    Reason = "zip.outside"     // the name leads out of the archive: "..", "/x", "C:\x"
	Backslash  Reason = "zip.backslash"   // readers disagree on what it means
	Control    Reason = "zip.control"     // a control character or zero byte in the name
	NoName     Reason = "zip.no-name"     // nothing is left of the name
	LongName   Reason = "zip.long-name"   // more than 4096 bytes
	NotRegular Reason = "zip.not-regular" // a link or device
	Overlap    Reason = "zip.overlap"     // its bytes are another item's too
)

const maxName = 4096

// decodeName is the item's name as text. Archives of Chinese Windows programs
// hold GBK without saying so; those that know better add the Unicode name in
// an extra field. The flag for UTF-8 is not trusted either way: valid UTF-8 is
// UTF-8. chinese says that the others of the archive are GBK. A name that is neither costs no file: its bytes beyond ASCII are written
// out, "caf%82.txt", and its encoding is "".
func decodeName(f *zip.File, said charset.Encoding, chinese bool) (text, encoding string) {
	if text, ok := unicodeName(f); ok {
		return norm.NFC.String(text), "utf-8"
	}
	if utf8.ValidString(f.Name) {
		return norm.NFC.String(f.Name), "utf-8"
	}
	if said != "" && said != charset.UTF8 {
		if text := said.Decode([]byte(f.Name)); !strings.ContainsRune(text, utf8.RuneError) {
			return norm.NFC.String(text), string(said)
		}
	}
	if text, ok := chineseName(f.Name); ok && chinese {
		return norm.NFC.String(text), "gb18030"
	}
	return spelled(f.Name), ""
}

func chineseName(name string) (text string, ok bool) {
	text, err := simplifiedchinese.GB18030.NewDecoder().String(name)
	return text, err == nil && !strings.ContainsRune(text, utf8.RuneError) && likelyChinese(name)
}

// chineseNames reports whether the names of an archive that are not UTF-8 are GBK: one
// program wrote them all, so that where few of them can be Chinese none is.
func chineseNames(files []*zip.File) bool {
	can, cannot := 0, 0
	for _, f := range files {
		if utf8.ValidString(f.Name) {
			continue
		}
		if _, ok := chineseName(f.Name); ok {
			can++
		} else {
			cannot++
		}
	}
	return can > 2*cannot
}

// likelyChinese reports whether the bytes of a name are more likely GBK than what
// archives of other countries hold: nearly any two bytes are some character of GBK.
func likelyChinese(name string) bool {
	if e, certain := charset.Judge([]byte(name)); e == charset.GB18030 && certain {
		return true
	}
	all := charset.Candidates([]byte(name))
	return len(all) > 0 && all[0].Encoding == charset.GB18030
}

// spelled is a name whose bytes beyond ASCII are written as numbers, with a backslash
// behind one: in what the bytes may mean it is half a character, and no separator.
func spelled(name string) string {
	var b strings.Builder
	for i := range len(name) {
		if c := name[i]; c < utf8.RuneSelf && (c != '\\' || i == 0 || name[i-1] < utf8.RuneSelf) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// unicodeName reads Info-ZIP's Unicode Path field. It belongs to the name only
// while its checksum is that of the name: programs that rename an item may
// leave an old field behind.
func unicodeName(f *zip.File) (string, bool) {
	field := extraField(f.Extra, 0x7075)
	if len(field) < 6 || field[0] != 1 || binary.LittleEndian.Uint32(field[1:]) != crc32.ChecksumIEEE([]byte(f.Name)) {
		return "", false
	}
	name := string(field[5:])
	return name, utf8.ValidString(name)
}

// hasExtendedTime reports whether the item has a time that states its zone:
// NTFS, Unix or Info-ZIP's extended timestamp.
func hasExtendedTime(extra []byte) bool {
	for _, id := range []uint16{0x5455, 0x000a, 0x000d, 0x5855} {
		if extraField(extra, id) != nil {
			return true
		}
	}
	return false
}

func extraField(extra []byte, id uint16) []byte {
	for len(extra) >= 4 {
		tag, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if size > len(extra) {
			return nil
		}
		if tag == id {
			return extra[:size:size]
		}
		extra = extra[size:]
	}
	return nil
}

// cleanName judges a decoded name. Names are never used as paths here, but
// they are shown, compared and stored, and one that means two things to two
// readers is no name for evidence.
func cleanName(text string) (name string, refused Reason) {
	switch {
	case len(text) > maxName:
		return "", LongName
	case strings.ContainsFunc(text, unicode.IsControl):
		return "", Control
	case strings.HasPrefix(text, "/") || hasDrive(text):
		return "", Outside
	}
	// A path with backslashes that leads outside is named for the worse fault.
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '\\' }) {
		if part == ".." {
			return "", Outside
		}
	}
	if strings.Contains(text, `\`) {
		if strings.HasPrefix(text, `\`) {
			return "", Outside
		}
		return "", Backslash
	}
	if name = path.Clean(text); name == "." {
		return "", NoName
	}
	return name, ""
}

func hasDrive(name string) bool {
	return len(name) >= 2 && name[1] == ':' && (name[0]|0x20) >= 'a' && (name[0]|0x20) <= 'z'
}

// litter are folders that operating systems and network disks make, and endings
// of files that programs leave while they work: a link of Windows, a download that
// is not done.
var (
	litter  = []string{"__MACOSX", "@eaDir", ".Spotlight-V100", ".Trashes", ".fseventsd", ".TemporaryItems", "#recycle", "$RECYCLE.BIN", "System Volume Information"}
	passing = []string{".lnk", ".tmp", ".part", ".crdownload"}
)

// Junk reports whether a file of this name, with the folders above it, was left by
// a program rather than put there by a person; or a folder, whose name ends in a
// slash.
func Junk(name string) bool {
	_, base := path.Split(name)
	for part := range strings.SplitSeq(name, "/") {
		if slices.Contains(litter, part) {
			return true
		}
	}
	if strings.HasPrefix(base, "._") || strings.HasPrefix(base, "~$") || slices.Contains(passing, strings.ToLower(path.Ext(base))) {
		return true
	}
	switch strings.ToLower(base) {
	case ".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".nomedia", "icon\r":
		return true
	}
	return false
}
