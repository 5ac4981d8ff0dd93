package mail

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"complain/pkg/internal/golden"
)

// entry is a stream or, with children, a folder of a compound file.
type entry struct {
	name     string
	data     []byte
	children []*entry
	folder   bool
}

func stored(name string, data []byte) *entry { return &entry{name: name, data: data} }

func storage(name string, children ...*entry) *entry {
	return &entry{name: name, children: children, folder: true}
}

func wide16(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

func property16(id, text string) *entry { return stored("__substg1.0_"+id+"001F", wide16(text)) }

// fixed is a list of properties of fixed length behind a head of that many zeros.
func fixed(head int, pairs ...uint64) *entry {
	b := make([]byte, head)
	for i := 0; i < len(pairs); i += 2 {
		b = binary.LittleEndian.AppendUint32(b, uint32(pairs[i]))
		b = binary.LittleEndian.AppendUint32(b, 6)
		b = binary.LittleEndian.AppendUint64(b, pairs[i+1])
	}
	return stored("__properties_version1.0", b)
}

func filetime(t time.Time) uint64 { return uint64(t.Unix()+11_644_473_600) * 10_000_000 }

// compoundFile writes a compound file of version 3: one sector of FAT, all
// siblings in a row.
func compoundFile(t *testing.T, root *entry) []byte {
	t.Helper()
	const sector, end, none = 512, 0xfffffffe, 0xffffffff
	type dir struct {
		*entry
		right, child uint32
		start, size  uint32
	}
	dirs := []*dir{{entry: root, right: none, child: none}}
	var list func(parent *dir)
	list = func(parent *dir) {
		children := slices.Clone(parent.children)
		slices.SortFunc(children, func(a, b *entry) int {
			return cmp.Or(cmp.Compare(len(a.name), len(b.name)), strings.Compare(strings.ToUpper(a.name), strings.ToUpper(b.name)))
		})
		var added []*dir
		for i, c := range children {
			d := &dir{entry: c, right: none, child: none}
			if i == 0 {
				parent.child = uint32(len(dirs))
			} else {
				added[i-1].right = uint32(len(dirs))
			}
			dirs, added = append(dirs, d), append(added, d)
		}
		for _, d := range added {
			list(d)
		}
	}
	list(dirs[0])

	var body, mini []byte
	var fat, miniFat []uint32
	chain := func(table *[]uint32, into *[]byte, data []byte, unit int) uint32 {
		start := uint32(len(*into) / unit)
		padded := append(bytes.Clone(data), make([]byte, (unit-len(data)%unit)%unit)...)
		*into = append(*into, padded...)
		for n := len(padded) / unit; n > 0; n-- {
			next := uint32(len(*table)) + 1
			if n == 1 {
				next = end
			}
			*table = append(*table, next)
		}
		return start
	}
	for _, d := range dirs[1:] {
		d.size = uint32(len(d.data))
		switch {
		case d.folder:
		case len(d.data) == 0:
			d.start = end
		case len(d.data) < 4096:
			d.start = chain(&miniFat, &mini, d.data, 64)
		default:
			d.start = chain(&fat, &body, d.data, sector)
		}
	}
	dirs[0].start, dirs[0].size = chain(&fat, &body, mini, sector), uint32(len(mini))
	var table []byte
	for _, n := range miniFat {
		table = binary.LittleEndian.AppendUint32(table, n)
	}
	for len(table)%sector != 0 {
		table = binary.LittleEndian.AppendUint32(table, none)
	}
	miniSectors := len(table) / sector
	miniStart := chain(&fat, &body, table, sector)
	var directory []byte
	for i, d := range dirs {
		e := make([]byte, 128)
		name := append(wide16(d.name), 0, 0)
		copy(e, name)
		binary.LittleEndian.PutUint16(e[64:], uint16(len(name)))
		e[66], e[67] = 2, 1
		if d.folder {
			e[66] = 1
		}
		if i == 0 {
			e[66] = 5
		}
		binary.LittleEndian.PutUint32(e[68:], none)
		binary.LittleEndian.PutUint32(e[72:], d.right)
		binary.LittleEndian.PutUint32(e[76:], d.child)
		binary.LittleEndian.PutUint32(e[116:], d.start)
		binary.LittleEndian.PutUint32(e[120:], d.size)
		directory = append(directory, e...)
	}
	for len(directory)%sector != 0 {
		e := make([]byte, 128)
		for at := 68; at < 80; at += 4 {
			binary.LittleEndian.PutUint32(e[at:], none)
		}
		directory = append(directory, e...)
	}
	dirStart := chain(&fat, &body, directory, sector)
	fatSector := uint32(len(body) / sector)
	fat = append(fat, 0xfffffffd)
	if len(fat) > sector/4 {
		t.Fatal("too large for one sector of FAT")
	}
	for range sector/4 - len(fat) {
		fat = append(fat, none)
	}
	for _, n := range fat {
		body = binary.LittleEndian.AppendUint32(body, n)
	}
	h := make([]byte, sector)
	copy(h, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	for at, v := range map[int]uint16{24: 0x3e, 26: 3, 28: 0xfffe, 30: 9, 32: 6} {
		binary.LittleEndian.PutUint16(h[at:], v)
	}
	for at, v := range map[int]uint32{44: 1, 48: dirStart, 56: 4096, 60: miniStart, 64: uint32(miniSectors), 68: end, 76: fatSector} {
		binary.LittleEndian.PutUint32(h[at:], v)
	}
	for at := 80; at < sector; at += 4 {
		binary.LittleEndian.PutUint32(h[at:], none)
	}
	return append(h, body...)
}

// The fixtures of Outlook's format are built here, so that it can be read what
// is in them.
func TestOutlookFixtures(t *testing.T) {
	picture := append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte("picture "), 700)...)
	sent := time.Date(2026, 3, 2, 2, 11, 12, 0, time.UTC)
	gbk := func(id, bytes string) *entry { return stored("__substg1.0_"+id+"001E", []byte(bytes)) }
	cases := map[string]*entry{
		"msg": storage("Root Entry",
			storage("__nameid_version1.0", stored("__substg1.0_00020102", nil)),
			fixed(32, tagSubmitted, filetime(sent), tagDelivered, filetime(sent.Add(3*time.Second)), tagFlags, 1, tagCodePage, 1200),
			property16(pidSubject, "退货申请：订单号 7730012026030288"),
			property16(pidSenderName, "王小雨"),
			property16(pidSenderAddress, "/O=MAIL/OU=FIRST/CN=WANG"),
			property16(pidSenderSMTP, "wangxy@mailbox.example"),
			property16(pidMessageID, "<m1@mailbox.example>"),
			property16(pidBody, "您好：\r\n围巾有破洞，要求退款 ¥128.00。\r\n"),
			storage("__recip_version1.0_#00000000", fixed(8, tagRecipient, 1), property16(pidName, "青禾家居客服"), property16(pidSMTP, "kefu@qinghe.example")),
			storage("__recip_version1.0_#00000001", fixed(8, tagRecipient, 2), property16(pidName, "zhao@mailbox.example"), property16(pidSMTP, "zhao@mailbox.example")),
			storage("__attach_version1.0_#00000000", fixed(8, 0x37050003, 1), property16(pidLongName, "破洞.png"), property16(pidShortName, "A.PNG"),
				property16(pidMediaType, "image/png"), stored("__substg1.0_37010102", picture)),
			storage("__attach_version1.0_#00000001", fixed(8, 0x37050003, 5), property16(pidName, "之前的邮件"), storage("__substg1.0_3701000D",
				fixed(24, tagSubmitted, filetime(sent.Add(-48*time.Hour))), property16(pidSubject, "发货通知"), property16(pidSenderName, "青禾家居客服"),
				property16(pidBody, "围巾已发货。\r\n"+strings.Repeat("详情见附件。\r\n", 300)),
				storage("__attach_version1.0_#00000000", fixed(8, 0x37050003, 1), property16(pidLongName, "小票.png"), stored("__substg1.0_37010102", picture[:900])))),
			storage("__attach_version1.0_#00000002", fixed(8, 0x37050003, 6), property16(pidName, "表格"), storage("__substg1.0_3701000D", stored("CONTENTS", []byte("no message")))),
		),
		"msg-headers": storage("Root Entry",
			fixed(32, tagSubmitted, filetime(sent), tagCodePage, 936),
			property16(pidHeaders, "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from x by y; Mon, 2 Mar 2026 10:12:00 +0800\r\nDate: Mon, 2 Mar 2026 10:11:12 +0800\r\n"+
				"From: =?gbk?B?x+C6zLzSvtM=?= <kefu@qinghe.example>\r\nDKIM-Signature: v=1\r\nSubject: =?gbk?B?zcu/7g==?=\r\n"),
			gbk(pidSubject, "\xcd\xcb\xbf\xee"),
			stored("__substg1.0_10130102", []byte("<html><head><meta charset=gbk></head><body><p>\xcd\xac\xd2\xe2\xcd\xcb\xbf\xee</p></body></html>")),
		),
		"msg-draft": storage("Root Entry",
			fixed(32, tagFlags, flagUnsent, tagHTMLPage, 936),
			gbk(pidSubject, "\xcd\xcb\xbf\xee\x00"),
			gbk(pidDisplayTo, "kefu@qinghe.example"),
			stored("__substg1.0_10090102", packedRTF()),
		),
	}
	for name, root := range cases {
		golden.Check(t, filepath.Join(golden.Root(t), "testdata", "import", "mail", name, "input.msg"), compoundFile(t, root))
	}
}

// packedRTF is the example of MS-OXRTFCP 4.1.
func packedRTF() []byte {
	return []byte("\x2d\x00\x00\x00\x2b\x00\x00\x00LZFu\xf1\xc5\xc7\xa7\x03\x00\x0a\x00rcpg125\x42\x32\x0a\xf3 hel\x09\x00 bw\x05\xb0ld}\x0a\x80\x0f\xa0")
}

func TestUnpackRTF(t *testing.T) {
	if got, ok := unpackRTF(packedRTF()); !ok || string(got) != "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n" {
		t.Errorf("%t %q", ok, got)
	}
	for n := range len(packedRTF()) {
		unpackRTF(packedRTF()[:n]) // no panic
	}
}
