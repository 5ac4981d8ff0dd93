package main

import (
	"bufio"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// in are the arguments of a command on a case of the working folder.
func in(file string, args ...string) []string { return append([]string{"-C", file}, args...) }

// fresh makes a new case, and removes what a run before left.
func (b *bench) fresh(file string) func() error {
	return func() error {
		os.Remove(filepath.Join(b.dir, file))
		_, err := b.once(b.program, "new", "Bench", "--path", file, "--tz", "Asia/Shanghai", "--currency", "CNY")
		return err
	}
}

// task is a command of complain, and what the table calls it.
type task struct {
	what string
	args []string
}

// rows runs commands of complain, one row each.
func (b *bench) rows(list []task) ([]row, error) {
	var out []row
	for _, one := range list {
		u, err := b.run(nil, b.program, one.args...)
		if err != nil {
			return nil, err
		}
		out = append(out, row{what: one.what, used: u})
	}
	return out, nil
}

// start is what every command costs before it does anything.
func (b *bench) start() ([]row, error) {
	if err := b.fresh("small.complain")(); err != nil {
		return nil, err
	}
	return b.rows([]task{
		{"`--version`", []string{"--version"}},
		{"`evidence list`, an empty case", in("small.complain", "evidence", "list")},
		{"`status`, an empty case", in("small.complain", "status")},
	})
}

func (b *bench) chat() ([]row, error) {
	if err := b.write("WhatsApp Chat with Shop.txt", b.chatFile); err != nil {
		return nil, err
	}
	u, err := b.run(b.fresh("chat.complain"), b.program, in("chat.complain", "add-evidence", "WhatsApp Chat with Shop.txt", "--date-order", "dmy")...)
	if err != nil {
		return nil, err
	}
	first := row{what: fmt.Sprintf("%d WhatsApp messages read and stored", b.size.messages), used: u}
	if peer, ok := b.parser(); ok {
		first.beside = beside("whatsapp-chat-parser, parsing only", peer, u)
	}
	rest, err := b.rows([]task{
		{"`records --json` of them", in("chat.complain", "records", "--json")},
		{"`search 发货` in them", in("chat.complain", "search", "发货")},
		{"`timeline --key` of them", in("chat.complain", "timeline", "--key")},
		{"`timeline` of them", in("chat.complain", "timeline")},
		{"`check` of them", in("chat.complain", "check", "--to", "regulator")},
		{"`export` of them", in("chat.complain", "export", "--to", "regulator", "-o", "chat.pdf", "--force")},
		{"`verify` of them", in("chat.complain", "verify")},
	})
	return append([]row{first}, rest...), err
}

// parser is what whatsapp-chat-parser needs to parse the same file, where it is
// installed.
func (b *bench) parser() (usage, bool) {
	const script = `const fs=require("fs");const w=require("whatsapp-chat-parser");` +
		`const m=w.parseString(fs.readFileSync("WhatsApp Chat with Shop.txt","utf8"),{daysFirst:true});if(!m.length)process.exit(1)`
	u, err := b.run(nil, "node", "-e", script)
	return u, err == nil
}

func (b *bench) bill() ([]row, error) {
	if err := b.write("alipay.csv", b.billFile); err != nil {
		return nil, err
	}
	u, err := b.run(b.fresh("bill.complain"), b.program, in("bill.complain", "add-evidence", "alipay.csv")...)
	if err != nil {
		return nil, err
	}
	rest, err := b.rows([]task{{"`timeline` of them", in("bill.complain", "timeline")}})
	return append([]row{{what: fmt.Sprintf("%d rows of an Alipay bill read and stored", b.size.rows), used: u}}, rest...), err
}

// photos are stored and printed as they are; img2pdf makes a PDF of the same.
func (b *bench) photos() ([]row, error) {
	data, err := photo(1)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(b.dir, "photos"), 0o700); err != nil {
		return nil, err
	}
	var names []string
	for i := range b.size.photos {
		name := filepath.Join("photos", fmt.Sprintf("%04d.jpg", i))
		// A comment behind the start of the file makes each another one.
		own := append(append(append([]byte{}, data[:2]...), ends(i)...), data[2:]...)
		if err := os.WriteFile(filepath.Join(b.dir, name), own, 0o600); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	u, err := b.run(b.fresh("photos.complain"), b.program, in("photos.complain", "add-evidence", "photos")...)
	if err != nil {
		return nil, err
	}
	out := []row{{what: fmt.Sprintf("%d photos of 12 megapixels (%d MiB) stored", b.size.photos, len(data)*b.size.photos>>20), used: u}}
	u, err = b.run(nil, b.program, in("photos.complain", "export", "--to", "regulator", "--photos", "original", "-o", "photos.pdf", "--force")...)
	if err != nil {
		return nil, err
	}
	printed := row{what: "a packet with them untouched", used: u}
	if peer, err := b.run(nil, "img2pdf", append([]string{"-o", "peer.pdf"}, names...)...); err == nil {
		printed.beside = beside("img2pdf", peer, u)
	}
	pages, err := b.pages()
	return append(append(out, printed), pages...), err
}

// pages are packets of much text; weasyprint typesets the same paragraphs.
func (b *bench) pages() (out []row, err error) {
	for _, paragraphs := range b.size.paragraphs {
		one, err := b.text(paragraphs)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// text is a packet of so many paragraphs.
func (b *bench) text(paragraphs int) (row, error) {
	paragraph := func(i int) string {
		return fmt.Sprintf("第%d段：买家在%d月%d日收到商品后发现杯子有裂纹，当日通过平台联系商家要求退款，商家回复称需要先寄回检测，买家不同意。", i, 1+i%12, 1+i%28)
	}
	if err := b.fresh("pages.complain")(); err != nil {
		return row{}, err
	}
	const together = 20
	for i := 0; i < paragraphs; i += together {
		text := ""
		for j := range together {
			text += paragraph(i + j)
		}
		if _, err := b.once(b.program, in("pages.complain", "event", "add", text, "--at", "2026-03-05")...); err != nil {
			return row{}, err
		}
	}
	u, err := b.run(nil, b.program, in("pages.complain", "export", "--to", "regulator", "-o", "pages.pdf", "--force", "--lang", "zh")...)
	if err != nil {
		return row{}, err
	}
	out := row{what: fmt.Sprintf("a packet of %d paragraphs", paragraphs), used: u}
	if n, ok := b.pagesOf("pages.pdf"); ok {
		out.what += fmt.Sprintf(", %d pages", n)
	}
	if _, err := exec.LookPath("weasyprint"); err != nil {
		return out, nil
	}
	if err := b.write("pages.html", func(w *bufio.Writer) {
		fmt.Fprint(w, "<meta charset=utf-8><body style='font-family:serif'>")
		for i := range paragraphs {
			fmt.Fprintf(w, "<p>%s</p>", html.EscapeString(paragraph(i)))
		}
	}); err != nil {
		return row{}, err
	}
	if peer, err := b.run(nil, "weasyprint", "pages.html", "peer.pdf"); err == nil {
		out.beside = beside("weasyprint", peer, u)
	}
	return out, nil
}

// pagesOf is how many pages a PDF has, where qpdf is installed to say it.
func (b *bench) pagesOf(file string) (int, bool) {
	c := exec.Command("qpdf", "--show-npages", file)
	c.Dir = b.dir
	said, err := c.Output()
	if err != nil {
		return 0, false
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(said)))
	return n, err == nil
}
