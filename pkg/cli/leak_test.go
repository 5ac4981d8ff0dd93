package cli

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"complain/pkg/casefile"
	"complain/pkg/channel"
	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdftext"
	"complain/pkg/locale"
)

// secrets are forty data of people who are not of the case, as text says them and
// the part that no packet may say. All are invented.
var secrets = []struct{ said, never string }{
	{"身份证号440301198512305619", "440301198512305619"}, {"身份证32010219900307283X", "32010219900307283X"},
	{"身份证：510107 20011105 4228", "20011105"}, {"护照号E12345678", "E12345678"}, {"港澳通行证：C01234567", "C01234567"},
	{"银行卡号6222021001116245710", "6222021001116245710"}, {"卡号：6217 0012 3456 7890 122", "0012 3456"},
	{"信用卡4111112222333347", "4111112222333347"}, {"收款账号5525341234567892", "5525341234567892"}, {"IBAN GB53XMPL00000012345678", "GB53XMPL00000012345678"},
	{"电话13912345678", "13912345678"}, {"手机：137-0000-1111", "137-0000-1111"}, {"打我 +86 18612345678", "18612345678"}, {"座机0755-26681234", "26681234"},
	{"联系电话：010-62345678", "62345678"}, {"（021）51234567", "51234567"}, {"香港电话 +852 9123 4567", "9123 4567"}, {"+44 7700 900123", "7700 900123"},
	{"call 07700 900456", "07700 900456"}, {"phone (415) 555-2671", "555-2671"}, {"邮箱linzhixia_88@example.com", "linzhixia_88"}, {"发到 chen.y@mail.example.cn", "chen.y@"},
	{"jo.smith@example.org", "jo.smith"}, {"车牌粤B12345", "粤B12345"}, {"新能源沪AD12345", "AD12345"}, {"number plate AB12 CDE", "AB12 CDE"},
	{"收件人：王小明，电话13612345678", "王小明"}, {"李雷 13700002222", "李雷"}, {"欧阳修远，13600002222", "修远"}, {"持卡人赵云飞，卡号6217001234567890122", "云飞"},
	{"Recipient: John Smithson, +44 7700 900124", "Smithson"}, {"my neighbour Tom Hardyman took it in", "Hardyman"},
	{"浙江省杭州市余杭区五常街道荆长路12号3幢1单元502室", "荆长路"}, {"北京市朝阳区望京东园四区8号楼1602", "望京东园"}, {"上海市徐汇区漕宝路70弄9号401室", "漕宝路"},
	{"广东省深圳市南山区科技园南路88号B座1203室", "科技园南路"}, {"12 Harbour Street, Bristol BS1 4QD", "Harbour"}, {"1600 Maple Avenue, Springfield, IL 62704", "Maple"},
	{"passport 987654320", "987654320"}, {"my NI number is AB 12 34 56 C", "AB 12 34 56"},
}

// Every packet of a case full of other people's data, for every kind of
// addressee, in every language and form, holds none of them in any of its bytes.
func TestNothingPersonalLeaves(t *testing.T) {
	if len(secrets) < 40 {
		t.Fatalf("%d secrets", len(secrets))
	}
	dir := t.TempDir()
	t.Chdir(dir)
	sys := OS()
	sys.Out, sys.Err, sys.Random = io.Discard, io.Discard, zeros{}
	sys.Getenv = func(string) string { return "" }
	sys.Now = func() time.Time { return time.Date(2026, 3, 20, 1, 2, 3, 0, time.UTC) }
	sys.Today = sys.Now
	run := func(want int, args ...string) {
		t.Helper()
		var out bytes.Buffer
		sys.Out, sys.Err = &out, &out
		if code := Main(append(args, "--no-input"), sys); code != want && !(want == 0 && code == exitLook) {
			t.Fatalf("complain %s: %d\n%s", strings.Join(args, " "), code, out.String())
		}
	}
	var chat, mail strings.Builder
	for i, s := range secrets {
		fmt.Fprintf(&chat, "小夏 2026-03-01 %02d:%02d:00\n麻烦了，%s。谢谢\n\n", 10+i/60, i%60, s.said)
		fmt.Fprintf(&mail, "%s.\r\n", s.said)
	}
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("聊天 王小明 13912345678.txt", chat.String())
	write("mail.eml", "From: shop@shop.example\r\nTo: jo.smith@example.org\r\nSubject: 收件人：王小明 +44 7700 900123\r\nDate: Mon, 02 Mar 2026 10:00:00 +0800\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: text/plain; charset=utf-8\r\n\r\n"+mail.String())
	write("note 李雷 13700002222.html", "<!doctype html><html><head><meta charset=utf-8><title>收件人：王小明 13912345678</title></head><body><p>订单页面</p></body></html>")
	if err := os.WriteFile("面单 手机13912345678.png", picturePNG(t), 0o600); err != nil {
		t.Fatal(err)
	}
	run(0, "new", "耳机 收件人：王小明 13912345678", "--seller", "云桥数码", "--order", "4316208857120346159", "--path", "a.complain")
	run(0, "add-evidence", "聊天 王小明 13912345678.txt", "--as", "pasted")
	run(0, "add-evidence", "mail.eml", "note 李雷 13700002222.html", "面单 手机13912345678.png")
	run(0, "party", "set", "complainant", "--name", "林知夏", "--phone", "13800138000", "--address", "浙江省杭州市西湖区文三路1号2幢301室", "--id", "id-number=110101190001010014", "--alias", "小夏")
	run(0, "claim", "add", "refund", "--amount", "299", "--text", "退给李雷 13700002222")
	run(0, "evidence", "set", "E2", "--title", "邮件 收件人：王小明 13612345678", "--source", "来自 chen.y@mail.example.cn", "--proves", "车牌粤B12345")
	run(0, "event", "add", "致电 （021）51234567 找 收件人：王小明", "--at", "2026-03-05")
	for i := range len(secrets) + 3 {
		run(0, "event", "pin", fmt.Sprintf("R%d", i+1))
	}
	f, err := casefile.Open(context.Background(), "a.complain", casefile.ReadWrite, sys.Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.AddRecognised(context.Background(), casefile.Recognised{Evidence: 4, Page: 1, Engine: "x", Text: "收件人：王小明 13912345678", At: sys.Now()}); err != nil {
		t.Fatal(err)
	}
	f.Close()
	n := 0
	for _, to := range []string{"seller", "platform", "association", "regulator", "any.regulator", "any.platform"} {
		for _, lang := range locale.Langs() {
			for _, form := range formats() {
				name := fmt.Sprintf("out-%s-%s%s", to, lang, form.extension)
				var out bytes.Buffer
				sys.Out, sys.Err = &out, &out
				code := Main([]string{"export", "--to", to, "--lang", lang.Tag(), "--format", form.name, "-o", name, "--no-input"}, sys)
				if code == exitFailed || code == exitUsage {
					continue // no packet is written for it
				}
				if lang == locale.English && !strings.Contains(out.String(), "the picture E4 shows") {
					t.Errorf("%s: the picture is no finding:\n%s", name, out.String())
				}
				n++
				holdsNone(t, name, to)
			}
		}
	}
	if n < 12 {
		t.Errorf("only %d packets were written", n)
	}

	// Every other addressee, as text; and the page that is for others.
	book, err := channel.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	made := [][]string{{"view", "--share", "-o"}}
	for _, ch := range book.Channels() {
		if ch.Packet != "" {
			made = append(made, []string{"export", "--to", ch.ID, "--format", "text", "-o"})
		}
	}
	others := 0
	for i, args := range made {
		name := fmt.Sprintf("other-%d.txt", i)
		if args[0] == "view" {
			name = "other.html"
		}
		var out bytes.Buffer
		sys.Out, sys.Err = &out, &out
		if code := Main(append(args, name, "--no-input"), sys); code == exitFailed || code == exitUsage {
			continue
		}
		others++
		for _, part := range insides(t, name) {
			for _, s := range secrets {
				saysNone(t, strings.Join(args, " "), part, []string{s.never})
			}
		}
	}
	if others < 20 {
		t.Errorf("only %d of %d others were written", others, len(made))
	}
}

var xmlTags = regexp.MustCompile(`<[^>]*>`)

var pdfStream = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)

// holdsNone looks into a packet as deep as it goes: its bytes, its streams, what
// its pages say to a reader, in UTF-8 and in UTF-16.
func holdsNone(t *testing.T, name, to string) {
	t.Helper()
	parts := insides(t, name)
	forbidden := []string{"TestNothingPersonalLeaves"}
	for _, s := range secrets {
		forbidden = append(forbidden, s.never)
	}
	if to == "seller" || to == "platform" || to == "any.platform" {
		forbidden = append(forbidden, "110101190001010014")
	}
	said := 0
	for _, part := range parts {
		saysNone(t, name, part, forbidden)
		if bytes.Contains(part, []byte("4316208857120346159")) && bytes.Contains(part, []byte("139****5678")) {
			said++
		}
	}
	if said == 0 {
		t.Errorf("%s: the order or what stands for a number was not found; is the text read?", name)
	}
}

// saysNone looks for words in bytes, in UTF-8 and in UTF-16.
func saysNone(t *testing.T, name string, part []byte, forbidden []string) {
	t.Helper()
	for _, word := range forbidden {
		for _, form := range [][]byte{[]byte(word), utf16Bytes(word), []byte(fmt.Sprintf("%X", utf16Bytes(word)))} {
			if i := bytes.Index(part, form); i >= 0 {
				t.Errorf("%s says %q: …%q", name, word, part[max(0, i-40):min(len(part), i+len(form)+20)])
			}
		}
	}
}

// insides is what a packet holds, as deep as it goes.
func insides(t *testing.T, name string) [][]byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	parts := [][]byte{data}
	if filepath.Ext(name) == ".pdf" {
		for _, m := range pdfStream.FindAllSubmatch(data, -1) {
			if r, err := zlib.NewReader(bytes.NewReader(m[1])); err == nil {
				plain, _ := io.ReadAll(r) // a picture's may end early
				parts = append(parts, plain)
			}
		}
		parts = append(parts, pageTexts(t, data))
	}
	if filepath.Ext(name) == ".docx" {
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			plain, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, []byte(f.Name), plain, xmlTags.ReplaceAll(plain, nil))
		}
	}
	if filepath.Ext(name) == ".html" {
		parts = append(parts, xmlTags.ReplaceAll(data, nil))
	}
	return parts
}

// pageTexts is what all pages say, without the ends of lines.
func pageTexts(t *testing.T, data []byte) []byte {
	t.Helper()
	f, err := pdffile.Open(context.Background(), data, nil)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	r := pdftext.NewReader(f)
	for _, p := range pages {
		text, err := r.Page(p)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(strings.ReplaceAll(text.Text, "\n", "") + "\n" + text.Text + "\n")
	}
	return []byte(b.String())
}

func utf16Bytes(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}

func picturePNG(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 90, 120))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
