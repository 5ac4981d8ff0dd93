package media

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestType(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("微信支付账单明细,交易时间\r\n")
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("日期,金额\n")
	if err != nil {
		t.Fatal(err)
	}
	bmp := "BM" + strings.Repeat("\x00", 12) + "\x28\x00\x00\x00"
	tests := []struct{ name, head, want string }{
		{"empty", "", Unknown},
		{"jpeg", "\xff\xd8\xff\xe1\x00\x10Exif", JPEG},
		{"png", "\x89PNG\r\n\x1a\n\x00\x00", PNG},
		{"gif", "GIF89a\x01\x00", GIF},
		{"webp", "RIFF\x10\x00\x00\x00WEBPVP8 ", WebP},
		{"wav", "RIFF\x10\x00\x00\x00WAVEfmt ", "audio/wav"},
		{"other riff", "RIFF\x10\x00\x00\x00ACON\x00\x00\x00\x00", Unknown},
		{"bmp", bmp, BMP},
		{"text that begins with BM", "BMW 320i, bought 2026-03-05", Text},
		{"tiff little", "II*\x00\x08\x00\x00\x00", TIFF},
		{"tiff big", "MM\x00*\x00\x00\x00\x08", TIFF},
		{"heic", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", HEIC},
		{"heic by its compatible brand", "\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1heicMiHB", HEIC},
		{"heif", "\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1jpeg", HEIF},
		{"avif", "\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf", AVIF},
		{"brand beyond its box", "\x00\x00\x00\x14ftypmif1\x00\x00\x00\x00mif1heic", HEIF},
		{"mp4", "\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2", "video/mp4"},
		{"mov", "\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", "video/quicktime"},
		{"no film", "The wide world of sports", Text},
		{"no music", "ID3 tags are in front of an MP3", Text},
		{"bzip2", "BZh91AY&SY\x00", "application/x-bzip2"},
		{"mov without brands", "\x00\x00\x00\x08wide\x00\x01\x02\x03mdat", "video/quicktime"},
		{"m4a", "\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A mp42", "audio/mp4"},
		{"3gp", "\x00\x00\x00\x18ftyp3gp4\x00\x00\x00\x003gp4", "video/3gpp"},
		{"amr", "#!AMR\n\x3c\x91", "audio/amr"},
		{"wechat voice", "\x02#!SILK_V3\x17\x00", "audio/x-silk"},
		{"mp3 with a tag", "ID3\x03\x00\x00\x00", "audio/mpeg"},
		{"flac behind mp3's tag", "ID3\x04\x00\x00\x00\x00\x00\x03abcfLaC", "audio/flac"},
		{"and behind its footer", "ID3\x04\x00\x10\x00\x00\x00\x003DI4567890fLaC", "audio/flac"},
		{"mp3 behind a long tag", "ID3\x04\x00\x00\x00\x01\x00\x00fLaC", "audio/mpeg"},
		{"mp3 frame", "\xff\xfb\x90\x64\x00\x0f", "audio/mpeg"},
		{"no mp3 frame", "\xff\xfb\xff\xff\x00\x0f", Unknown},
		{"aac", "\xff\xf1\x50\x80\x00", "audio/aac"},
		{"ogg", "OggS\x00\x02\x00", "audio/ogg"},
		{"theora", "OggS\x00\x02" + strings.Repeat("\x00", 20) + "\x01\x2a\x80theora\x03", "video/ogg"},
		{"webm", "\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "video/webm"},
		{"matroska", "\x1aE\xdf\xa3\xa3B\x86\x81\x01B\x82\x88matroska", "video/x-matroska"},
		{"pdf", "%PDF-1.7\n", PDF},
		{"pdf after junk", "\n\n\x00\x01junk%PDF-1.4\n", PDF},
		{"zip", "PK\x03\x04\x14\x00", ZIP},
		{"empty zip", "PK\x05\x06\x00\x00", ZIP},
		{"ole", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", OLE},
		{"tar", strings.Repeat("a", 257) + "ustar\x0000", "application/x-tar"},
		{"sqlite", "SQLite format 3\x00\x40\x00", "application/vnd.sqlite3"},
		{"text", "hello", Text},
		{"chinese text", "您好，请退款。", Text},
		{"gb18030", gbk, Text},
		{"utf-16", utf16, Text},
		{"text with a mark", "\xef\xbb\xbf交易时间,金额", Text},
		{"html", "<!DOCTYPE html><html>", HTML},
		{"html after a mark and space", "\xef\xbb\xbf\r\n <html lang=zh>", HTML},
		{"html after a comment", "<!-- saved from url=(0014)about:internet -->\n<html>", HTML},
		{"xhtml", "<?xml version=\"1.0\"?><html xmlns=\"x\">", HTML},
		{"xml", "<?xml version=\"1.0\"?><a/>", XML},
		{"svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "image/svg+xml"},
		{"json object", `{"a":1,"b":[2,3]}`, JSON},
		{"json lines", "{\"a\":1}\n{\"a\":2}\n", JSON},
		{"cut json", "[" + strings.Repeat(`{"text":"你好"},`, 60), JSON},
		{"short cut json", `[{"a":`, Text},
		{"chat line", "[2026/3/5 14:03:22] 张三: 你好\n[2026/3/5 14:04:00] 李四: 在\n", Text},
		{"chat line with a number", "[12] a", Text},
		{"mail", "Received: from x\r\n\tby y\r\nFrom: a@example.com\r\nSubject: x\r\n\r\nhi", Mail},
		{"mbox", "From a@example.com Thu Mar  5 14:03:22 2026\nFrom: a@example.com\nDate: x\n\n", Mbox},
		{"a note with a subject", "Subject: refund\n\nplease", Text},
		{"a note", "From: me to you\nthis is no header\n", Text},
		{"vcard", "BEGIN:VCARD\r\nVERSION:3.0", "text/vcard"},
		{"binary without zeros", "\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10", Unknown},
		{"zeros", strings.Repeat("\x00", 64), Unknown},
	}
	for _, tt := range tests {
		if got := Type([]byte(tt.head)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// A head may end anywhere, also inside a character.
func TestTypeOfCutText(t *testing.T) {
	whole := []byte("交易时间,金额\n2026-03-05,128.00\n")
	for n := 1; n <= len(whole); n++ {
		if n < 3 {
			continue // not one whole character
		}
		if got := Type(whole[:n]); got != Text {
			t.Errorf("first %d bytes: %s", n, got)
		}
	}
}

func FuzzType(f *testing.F) {
	for _, s := range signatures {
		f.Add(append(bytes.Repeat([]byte{0}, s.offset), s.magic...))
	}
	f.Add([]byte("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic"))
	f.Add([]byte(`{"a":[1,2,{"b":null}]}`))
	f.Add([]byte("From: a\nTo: b\n\n"))
	f.Fuzz(func(t *testing.T, head []byte) {
		if Type(head) == "" {
			t.Error("no type")
		}
	})
}

// A tag with a picture in it is longer than the head of a file.
func TestTypeOfBehindALongTag(t *testing.T) {
	long := "ID3\x04\x00\x00\x00\x05\x00\x00" + strings.Repeat("p", 5<<14)
	for behind, want := range map[string]string{"fLaC\x00": "audio/flac", "\xff\xfb": "audio/mpeg", "": "audio/mpeg", "fLa": "audio/mpeg"} {
		file := long + behind
		if got := TypeOf(strings.NewReader(file), []byte(file[:64<<10])); got != want {
			t.Errorf("%q behind the tag: %s", behind, got)
		}
		if got := TypeOf(strings.NewReader(file), []byte(file)); got != want {
			t.Errorf("%q behind the tag, all at hand: %s", behind, got)
		}
	}
	if got := TypeOf(strings.NewReader("PK\x03\x04"), []byte("PK\x03\x04")); got != ZIP {
		t.Error(got)
	}
}
