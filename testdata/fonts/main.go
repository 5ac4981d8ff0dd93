// Command fonts parts a large TrueType font, so that the program unpacks only the
// outlines that a document needs: the file without outlines first, then those of the
// common Chinese characters and all that is no Chinese character, those of less common
// ones, and the rest. What zstd made of the parts, join puts into the file that is
// embedded.
//
//	go run ./testdata/fonts part FONT.ttf FOLDER
//	zstd --ultra -22 FOLDER/*.part
//	go run ./testdata/fonts join FOLDER FONT.parts.zst
package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// The parts of outlines, in the order of the file.
const (
	common = iota
	second
	rest
	parts
)

func main() {
	do := map[string]func(from, to string) error{"part": part, "join": join}
	if len(os.Args) != 4 || do[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: fonts part FONT.ttf FOLDER, fonts join FOLDER FONT.parts.zst")
		os.Exit(2)
	}
	if err := do[os.Args[1]](os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func part(name, folder string) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	glyf, loca, cmap, err := tables(b)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	glyphs := len(loca)/4 - 1
	of := make([]byte, glyphs)
	for i := range of {
		of[i] = rest
	}
	level := levels()
	mapped(cmap, func(r rune, gid int) {
		if gid < glyphs {
			of[gid] = min(of[gid], level(r))
		}
	})
	of[0] = common
	var ink [parts][]byte
	for gid, at := range of {
		from, to := binary.BigEndian.Uint32(loca[4*gid:]), binary.BigEndian.Uint32(loca[4*gid+4:])
		ink[at] = append(ink[at], b[glyf.at+int(from):glyf.at+int(to)]...)
	}
	without := slices.Concat(b[:glyf.at], b[glyf.at+glyf.size:], of)
	for i, p := range append([][]byte{without}, ink[:]...) {
		if err := os.WriteFile(filepath.Join(folder, partName(i)), p, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func partName(i int) string { return fmt.Sprintf("%d.part", i) }

// join writes the packed parts behind a frame that decoders of Zstandard pass over,
// which has their sizes.
func join(folder, name string) error {
	var sizes, all []byte
	for i := range parts + 1 {
		b, err := os.ReadFile(filepath.Join(folder, partName(i)+".zst"))
		if err != nil {
			return err
		}
		sizes = binary.LittleEndian.AppendUint32(sizes, uint32(len(b)))
		all = append(all, b...)
	}
	head := binary.LittleEndian.AppendUint32(nil, 0x184D2A50)
	head = binary.LittleEndian.AppendUint32(head, uint32(len(sizes)))
	return os.WriteFile(name, slices.Concat(head, sizes, all), 0o644)
}

type table struct{ at, size int }

// tables finds where the outlines stand, and the two tables that say whose they are.
func tables(b []byte) (glyf table, loca, cmap []byte, err error) {
	found := map[string]table{}
	for i := range int(binary.BigEndian.Uint16(b[4:])) {
		rec := b[12+16*i:]
		found[string(rec[:4])] = table{int(binary.BigEndian.Uint32(rec[8:])), int(binary.BigEndian.Uint32(rec[12:]))}
	}
	head := found["head"].at
	if binary.BigEndian.Uint16(b[head+50:]) != 1 {
		return glyf, nil, nil, errors.New("the font is too small to be worth parting")
	}
	part := func(t table) []byte { return b[t.at : t.at+t.size] }
	return found["glyf"], part(found["loca"]), part(found["cmap"]), nil
}

// mapped calls see for each character of the map of format 12.
func mapped(cmap []byte, see func(r rune, gid int)) {
	u32 := func(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }
	for i := range int(binary.BigEndian.Uint16(cmap[2:])) {
		sub := cmap[u32(cmap, 8+8*i):]
		if binary.BigEndian.Uint16(sub) != 12 {
			continue
		}
		for g := range u32(sub, 12) {
			first, last, gid := u32(sub, 16+12*g), u32(sub, 20+12*g), u32(sub, 24+12*g)
			for r := first; r <= last; r++ {
				see(rune(r), gid+r-first)
			}
		}
	}
}

// levels tells in which part a character stands: GB 2312 has the common Chinese
// characters in its rows from 16 and the less common in those from 56 (0xB0 and 0xD8
// in EUC-CN).
func levels() func(r rune) byte {
	of := map[rune]byte{}
	for row := 0xB0; row <= 0xF7; row++ {
		for cell := 0xA1; cell <= 0xFE; cell++ {
			text, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{byte(row), byte(cell)})
			if r := []rune(string(text)); err == nil && len(r) == 1 {
				of[r[0]] = map[bool]byte{true: common, false: second}[row < 0xD8]
			}
		}
	}
	return func(r rune) byte {
		at, listed := of[r]
		switch {
		case listed:
			return at
		case ideograph(r):
			return rest
		}
		return common
	}
}

// ideograph also says so of the syllables of Korean, which are as many.
func ideograph(r rune) bool {
	switch {
	case r >= 0x3400 && r <= 0x9FFF, r >= 0xAC00 && r <= 0xD7FF, r >= 0xF900 && r <= 0xFAFF, r >= 0x20000:
		return true
	}
	return false
}
