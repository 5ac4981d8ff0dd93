package exif

import (
	"encoding/binary"
	"io"
	"strings"
	"testing"

	"complain/pkg/internal/media"
)

// tiff is a TIFF file with an orientation and a text in its first directory.
func tiff(order binary.AppendByteOrder, orientation uint16, text string) string {
	head := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		head = []byte("MM\x00*")
	}
	b := order.AppendUint32(head, 8)
	b = order.AppendUint16(b, 2)
	b = order.AppendUint16(order.AppendUint16(b, TagOrientation), kindShort)
	b = order.AppendUint16(order.AppendUint16(order.AppendUint32(b, 1), orientation), 0)
	b = order.AppendUint16(order.AppendUint16(b, TagSubSecTaken), kindText)
	b = order.AppendUint32(order.AppendUint32(b, uint32(len(text))), 8+2+24+4)
	b = order.AppendUint32(b, 0)
	return string(append(b, text...))
}

func chunk(order binary.AppendByteOrder, name, content, behind string) string {
	size := string(order.AppendUint32(nil, uint32(len(content))))
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		return name + size + content + behind
	}
	return size + name + content + behind
}

func TestOf(t *testing.T) {
	little, big := tiff(binary.LittleEndian, 6, "0123456"), tiff(binary.BigEndian, 6, "0123456")
	app1 := func(content string) string {
		return "\xff\xe1" + string(binary.BigEndian.AppendUint16(nil, uint16(len(content)+2))) + content
	}
	for name, c := range map[string]struct{ media, file string }{
		"jpeg":                   {media.JPEG, "\xff\xd8" + app1("http://ns.adobe.com/xap/1.0/\x00") + "\xff" + app1(header+little) + "\xff\xda"},
		"png":                    {media.PNG, "\x89PNG\r\n\x1a\n" + chunk(binary.BigEndian, "IHDR", "x", "sum.") + chunk(binary.BigEndian, "eXIf", big, "sum.")},
		"png with jpeg's header": {media.PNG, "\x89PNG\r\n\x1a\n" + chunk(binary.BigEndian, "eXIf", header+big, "sum.")},
		"webp":                   {media.WebP, "RIFF\x00\x00\x00\x00WEBP" + chunk(binary.LittleEndian, "VP8 ", "odd", "\x00") + chunk(binary.LittleEndian, "EXIF", little, "")},
		"tiff":                   {media.TIFF, little},
	} {
		r := Of(strings.NewReader(c.file), int64(len(c.file)), c.media)
		if got := Orientation(r); got != 6 {
			t.Errorf("%s: orientation %d", name, got)
		}
		f, ok := Open(r)
		if !ok {
			t.Fatal(name)
		}
		f.First(func(e Entry) {
			if e.Tag == TagSubSecTaken && (e.Text(7) != "0123456" || e.Text(6) != "" || e.Short() != 0) {
				t.Errorf("%s: %q, %q", name, e.Text(7), e.Text(6))
			}
		})
	}
	if Of(strings.NewReader("\xff\xd8\xff\xda"), 4, media.JPEG) != nil {
		t.Error("a JPEG without EXIF has some")
	}
}

func TestOrientation(t *testing.T) {
	for text, want := range map[string]int{
		tiff(binary.LittleEndian, 8, ""): 8, tiff(binary.LittleEndian, 9, ""): 0, tiff(binary.BigEndian, 0, ""): 0,
		"": 0, "II*\x00": 0, "II*\x00\xff\xff\xff\xff": 0, "MM\x00*\x00\x00\x00\x08\xff\xff": 0,
		"II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x03\x00\x00\x00": 3,
	} {
		if got := Orientation(strings.NewReader(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
	if Orientation(nil) != 0 {
		t.Error("nothing is turned")
	}
}

func TestPages(t *testing.T) {
	page := func(subfile uint32, next int) string {
		b := binary.LittleEndian.AppendUint16(nil, 1)
		b = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(b, 0xfe), 4)
		b = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, 1), subfile)
		return string(binary.LittleEndian.AppendUint32(b, uint32(next)))
	}
	for text, want := range map[string]int{
		"II*\x00\x08\x00\x00\x00" + page(0, 0):                             1,
		"II*\x00\x08\x00\x00\x00" + page(0, 26) + page(1, 0):               1,
		"II*\x00\x08\x00\x00\x00" + page(0, 26) + page(2, 44) + page(2, 0): 3,
		"II*\x00\x08\x00\x00\x00" + page(0, 8):                             maxPages, // in a circle
	} {
		f, _ := Open(strings.NewReader(text))
		if got := f.Pages(); got != want {
			t.Errorf("%q: %d pages, want %d", text, got, want)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x08"+header), uint8(0))
	f.Add([]byte(tiff(binary.LittleEndian, 3, "12")), uint8(3))
	kinds := []string{media.JPEG, media.PNG, media.WebP, media.TIFF}
	f.Fuzz(func(t *testing.T, data []byte, kind uint8) {
		r := Of(strings.NewReader(string(data)), int64(len(data)), kinds[int(kind)%len(kinds)])
		if o := Orientation(r); o < 0 || o > 8 {
			t.Fatal(o)
		}
		if f, ok := Open(r); ok {
			f.Pages()
			f.First(func(e Entry) {
				if len(e.Text(32)) > 32 {
					t.Fatal("too long")
				}
			})
		}
		if r != nil {
			io.Copy(io.Discard, io.NewSectionReader(r, 0, int64(len(data))))
		}
	})
}
