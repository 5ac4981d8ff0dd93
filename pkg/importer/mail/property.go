package mail

import (
	"cmp"
	"encoding/binary"
	"strings"
	"time"

	"golang.org/x/text/encoding"

	"complain/pkg/internal/charset"
	"complain/pkg/internal/mimetree"
)

// The properties (MS-OXPROPS) that are read.
const (
	pidSubject       = "0037"
	pidHeaders       = "007D"
	pidSenderName    = "0C1A"
	pidSenderAddress = "0C1F"
	pidSenderSMTP    = "5D01"
	pidSentName      = "0042"
	pidSentAddress   = "0065"
	pidSentSMTP      = "5D02"
	pidDisplayTo     = "0E04"
	pidDisplayCc     = "0E03"
	pidBody          = "1000"
	pidRTF           = "1009"
	pidHTML          = "1013"
	pidMessageID     = "1035"
	pidInReplyTo     = "1042"
	pidName          = "3001"
	pidAddress       = "3003"
	pidSMTP          = "39FE"
	pidData          = "3701"
	pidShortName     = "3704"
	pidLongName      = "3707"
	pidMediaType     = "370E"

	tagSubmitted = 0x00390040 // when the sender's program sent it
	tagDelivered = 0x0E060040
	tagFlags     = 0x0E070003
	tagRecipient = 0x0C150003
	tagCodePage  = 0x3FFD0003 // of texts that are not Unicode
	tagHTMLPage  = 0x3FDE0003
	flagUnsent   = 8
)

// folder is one object of a message: itself, a recipient, an attachment.
type folder struct {
	c      *compound
	prefix string // "" or "__attach_version1.0_#00000000/"
	fixed  map[uint32][]byte
	page   encoding.Encoding
	as     string // what texts were read as for want of a code page
}

// object reads the properties of fixed length. Their list begins behind a head
// whose length depends on what the object is.
func (c *compound) object(prefix string, head int) *folder {
	f := &folder{c: c, prefix: prefix, fixed: map[uint32][]byte{}}
	p, _ := c.bytes(prefix+"__properties_version1.0", 1<<20)
	for at := head; at+16 <= len(p); at += 16 {
		f.fixed[binary.LittleEndian.Uint32(p[at:])] = p[at+8 : at+16]
	}
	return f
}

func (f *folder) number(tag uint32) (uint32, bool) {
	p, ok := f.fixed[tag]
	if !ok {
		return 0, false
	}
	return binary.LittleEndian.Uint32(p), true
}

// time is a FILETIME: tenths of microseconds since 1601, in UTC.
func (f *folder) time(tag uint32) (time.Time, bool) {
	p, ok := f.fixed[tag]
	if !ok {
		return time.Time{}, false
	}
	ticks := binary.LittleEndian.Uint64(p)
	const epoch = 116_444_736_000_000_000 // 1970 in ticks
	if ticks < epoch || ticks > epoch*4 {
		return time.Time{}, false
	}
	ticks -= epoch
	return time.Unix(int64(ticks/10_000_000), int64(ticks%10_000_000)*100).UTC(), true
}

func (f *folder) stream(id, kind string) string { return f.prefix + "__substg1.0_" + id + kind }

// text is a property that is text, in Unicode or in the message's code page.
// whole is false when it is cut.
func (f *folder) text(id string) (text string, whole bool) {
	if name := f.stream(id, "001F"); f.c.has(name) {
		p, whole := f.c.bytes(name, 2*maxText)
		return strings.TrimRight(charset.UTF16LE.Decode(p[:len(p)&^1]), "\x00"), whole
	}
	p, whole := f.c.bytes(f.stream(id, "001E"), maxText)
	p = []byte(strings.TrimRight(string(p), "\x00"))
	if f.page == nil {
		r := mimetree.Undeclared(p)
		f.as = cmp.Or(f.as, r.As)
		return r.Text, whole
	}
	return charset.DecodeAs(f.page, p), whole
}

// line is a property of one line.
func (f *folder) line(ids ...string) string {
	for _, id := range ids {
		if text, _ := f.text(id); strings.TrimSpace(text) != "" {
			return mimetree.Tidy(text)
		}
	}
	return ""
}

// person is a name and an address, as a From header puts them.
func person(name, address string) string {
	name = strings.Trim(name, `'"`)
	switch {
	case address == "" || strings.HasPrefix(strings.ToLower(address), "/o="): // a directory's path, no address
		return name
	case name == "" || strings.EqualFold(name, address):
		return address
	}
	return name + " <" + address + ">"
}
