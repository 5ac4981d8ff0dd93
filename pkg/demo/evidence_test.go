package demo

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := fs.ReadFile(Files("headphones"), name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func archive(t testing.TB) *zip.Reader {
	t.Helper()
	data := read(t, support)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// text is a file's text, wherever the file is and however it is encoded.
func text(t testing.TB, name string) string {
	t.Helper()
	if name == supportLog {
		f, err := archive(t).Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		data, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	data := read(t, name)
	if name != bill {
		return string(data)
	}
	s, err := simplifiedchinese.GBK.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(s, utf8.RuneError) {
		t.Fatalf("%s is not GBK: %v", name, err)
	}
	return string(s)
}

// Every file is embedded, of a size that fits a program, and spoken of.
func TestFiles(t *testing.T) {
	want := map[string][2]int{ // least and most kilobytes
		bill: {4, 16}, chat: {2, 8}, sentLabel: {60, 200}, unboxing: {150, 400}, label: {150, 400},
		poster: {60, 250}, screenshot: {80, 300}, invoice: {10, 60}, support: {60, 250},
	}
	total, found := 0, 0
	err := fs.WalkDir(Files("headphones"), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		size := len(read(t, name))
		total, found = total+size, found+1
		bounds, known := want[name]
		if !known {
			t.Errorf("%s: an unexpected file", name)
		} else if size < bounds[0]<<10 || size > bounds[1]<<10 {
			t.Errorf("%s: %d bytes, want %d to %d kB", name, size, bounds[0], bounds[1])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found != len(want) {
		t.Errorf("%d files, want %d", found, len(want))
	}
	if total >= 2<<20 {
		t.Errorf("%d bytes in all: too much for the program", total)
	}
	exhibits := theStory(t, "zh").Exhibits
	inside := []string{supportLog, reference}
	for name := range want {
		if _, ok := exhibits[name]; !ok {
			t.Errorf("%s: the story does not speak of it", name)
		}
	}
	for name := range exhibits {
		if _, ok := want[name]; !ok && !slices.Contains(inside, name) {
			t.Errorf("%s: the story speaks of a file that is not there", name)
		}
	}
}

type billRow struct {
	time, text, direction, status, order, merchant string
	fen                                            int64
}

type billFile struct {
	preamble []string
	rows     []billRow
}

func readBill(t testing.TB) billFile {
	t.Helper()
	var b billFile
	header := -1
	lines := strings.Split(strings.TrimSuffix(text(t, bill), "\n"), "\n")
	for i, line := range lines {
		cells := strings.Split(line, ",")
		if strings.HasPrefix(line, "交易时间 ") {
			header = i
			if len(cells) != 13 || cells[12] != "" {
				t.Errorf("the header has %d cells", len(cells))
			}
			continue
		}
		if header < 0 {
			b.preamble = append(b.preamble, line)
			continue
		}
		if len(cells) != 13 || cells[12] != "" {
			t.Fatalf("line %d has %d cells", i+1, len(cells))
		}
		for k := range cells[:12] {
			if ends := strings.HasSuffix(cells[k], "\t"); ends != (k == 9 || k == 10) {
				t.Errorf("line %d: cell %d: ends in a tab: %t", i+1, k+1, ends)
			}
			cells[k] = strings.TrimSpace(cells[k])
		}
		b.rows = append(b.rows, billRow{time: cells[0], text: cells[4], direction: cells[5], fen: fen(t, cells[6]),
			status: cells[8], order: cells[9], merchant: cells[10]})
	}
	return b
}

func fen(t testing.TB, amount string) int64 {
	t.Helper()
	whole, cents, _ := strings.Cut(amount, ".")
	n, err := strconv.ParseInt(whole+cents, 10, 64)
	if err != nil || len(cents) != 2 {
		t.Fatalf("amount %q", amount)
	}
	return n
}

func find(t testing.TB, rows []billRow, text string) billRow {
	t.Helper()
	i := slices.IndexFunc(rows, func(r billRow) bool { return r.text == text })
	if i < 0 {
		t.Fatalf("no row %q", text)
	}
	return rows[i]
}

// The bill is of the third generation, and what it declares is what it holds.
func TestBill(t *testing.T) {
	b := readBill(t)
	if n := len(b.preamble); n != 24 || b.preamble[n-1] != strings.Repeat("-", 24)+"支付宝支付科技有限公司  电子客户回单"+strings.Repeat("-", 24) {
		t.Errorf("%d lines before the header: %q", n, b.preamble[n-1])
	}
	if b.preamble[4] != "起始时间：[2026-02-01 00:00:00]    终止时间：[2026-03-15 23:59:59]" {
		t.Errorf("period: %s", b.preamble[4])
	}
	if want := "共" + strconv.Itoa(len(b.rows)) + "笔记录"; b.preamble[7] != want {
		t.Errorf("%s, want %s", b.preamble[7], want)
	}
	for i, direction := range []string{"收入", "支出", "不计收支"} {
		count, sum := 0, int64(0)
		for _, r := range b.rows {
			if r.direction == direction {
				count, sum = count+1, sum+r.fen
			}
		}
		cents := strconv.FormatInt(sum, 10)
		want := direction + "：" + strconv.Itoa(count) + "笔 " + cents[:len(cents)-2] + "." + cents[len(cents)-2:] + "元"
		if count == 0 || b.preamble[8+i] != want {
			t.Errorf("%s, want %s", b.preamble[8+i], want)
		}
	}
	if !slices.IsSortedFunc(b.rows, func(x, y billRow) int { return strings.Compare(y.time, x.time) }) {
		t.Error("the newest row is not the first")
	}
	orders := map[string]bool{}
	for _, r := range b.rows {
		if r.time < "2026-02-01" || r.time > "2026-03-15 23:59:59" {
			t.Errorf("%s is outside the period", r.time)
		}
		if orders[r.order] {
			t.Errorf("%s stands twice", r.order)
		}
		orders[r.order] = true
	}
	paid := find(t, b.rows, "澄光CG-H70头戴式降噪耳机 雾银")
	back := find(t, b.rows, "退款-"+paid.text)
	if !strings.HasPrefix(back.order, paid.order+"_") || back.merchant != paid.merchant || back.status != "退款成功" || back.direction != "不计收支" {
		t.Errorf("payment %+v, refund %+v", paid, back)
	}
}

func TestChat(t *testing.T) {
	s := text(t, chat)
	if !strings.HasPrefix(s, "云栖数码客服小栖 和 晓禾 在微信上的聊天记录如下，请查收。\n\n—————  2026-02-28  —————\n") {
		t.Error("not as WeChat mails it")
	}
	if n := len(regexp.MustCompile(`(?m)^(云栖数码客服小栖|晓禾)  \d\d:\d\d$`).FindAllString(s, -1)); n != 28 {
		t.Errorf("%d messages", n)
	}
	if n := strings.Count(s, "—————  2026-"); n != 3 {
		t.Errorf("%d days", n)
	}
	for _, want := range []string{"😀", "👍🏽", "🙏", "😡", "𠮷", "\n[图片: " + sentLabel + "(请在附件中查看)]\n"} {
		if !strings.Contains(s, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

func TestArchive(t *testing.T) {
	z := archive(t)
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, []string{supportLog, reference}) {
		t.Fatalf("entries %q", names)
	}
	s := text(t, supportLog)
	if !strings.Contains(s, ": "+reference+" (file attached)\n") {
		t.Error("the attachment is not named")
	}
	line := regexp.MustCompile(`(?m)^(\d\d)/(\d\d)/2026, \d\d:\d\d - `)
	if n := len(line.FindAllString(s, -1)); n != 9 {
		t.Errorf("%d messages", n)
	}
	// A day after the twelfth settles which of the two numbers is the day.
	if !slices.ContainsFunc(line.FindAllStringSubmatch(s, -1), func(m []string) bool { return m[1] > "12" && m[2] == "03" }) {
		t.Error("the order of day and month is left open")
	}
	f, err := z.File[1].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, _, err := image.Decode(f); err != nil {
		t.Error(err)
	}
}

// Whatever is embedded must not reach anyone: telephone numbers are masked or
// of the sample's own row, addresses of mail and web end in example.
func TestNothingReal(t *testing.T) {
	s := theStory(t, "zh")
	all := text(t, bill) + text(t, chat) + text(t, supportLog)
	for _, p := range s.Parties {
		all += "\n" + p.Phone + "\n" + p.Email
	}
	for _, m := range regexp.MustCompile(`\b1[3-9]\d{9}\b`).FindAllString(all, -1) {
		if !strings.HasPrefix(m, "138000000") {
			t.Errorf("telephone number %s", m)
		}
	}
	for _, m := range regexp.MustCompile(`[\w*.]+@[\w.]+`).FindAllString(all, -1) {
		if !strings.HasSuffix(m, "@example.com") {
			t.Errorf("mail address %s", m)
		}
	}
}

// The photos carry what a phone writes into them; what passed through WeChat
// carries nothing.
func TestPictures(t *testing.T) {
	for name, size := range map[string]image.Point{
		unboxing: {2000, 1500}, label: {2000, 1500}, poster: {1080, 1440}, sentLabel: {1080, 1440}, screenshot: {1080, 2340},
	} {
		p, _, err := image.Decode(bytes.NewReader(read(t, name)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := p.Bounds().Size(); got != size {
			t.Errorf("%s: %v, want %v", name, got, size)
		}
	}
	for name, orientation := range map[string]uint16{unboxing: 1, label: 6} {
		data := read(t, name)
		at := bytes.Index(data[:64], []byte("Exif\x00\x00"))
		if at < 0 {
			t.Errorf("%s: no EXIF", name)
			continue
		}
		tiff := data[at+6:]
		if got := short(t, tiff, 0x0112); got != orientation {
			t.Errorf("%s: orientation %d, want %d", name, got, orientation)
		}
		if short(t, tiff, 0x8825) == 0 {
			t.Errorf("%s: no position", name)
		}
		digits := strings.NewReplacer("IMG_", "", ".jpg", "", "_", "").Replace(name)
		taken := digits[:4] + ":" + digits[4:6] + ":" + digits[6:8] + " " + digits[8:10] + ":" + digits[10:12] + ":" + digits[12:]
		for _, want := range []string{"Example Phone 3", taken, "+08:00"} {
			if !bytes.Contains(tiff[:min(len(tiff), 4096)], []byte(want)) {
				t.Errorf("%s: EXIF does not say %q", name, want)
			}
		}
	}
	for _, name := range []string{poster, sentLabel} {
		if data := read(t, name); bytes.Contains(data[:1024], []byte("Exif")) {
			t.Errorf("%s: EXIF survived WeChat", name)
		}
	}
}

// short is the value of a tag in the first directory of a TIFF, as far as it
// fits 16 bits; 0 when there is none.
func short(t testing.TB, tiff []byte, tag uint16) uint16 {
	t.Helper()
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	directory := tiff[order.Uint32(tiff[4:]):]
	for i := range int(order.Uint16(directory)) {
		entry := directory[2+12*i:]
		if order.Uint16(entry) != tag {
			continue
		}
		if order.Uint16(entry[2:]) == 4 {
			return uint16(order.Uint32(entry[8:]))
		}
		return order.Uint16(entry[8:])
	}
	return 0
}
