package recognise

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"complain/pkg/dispute"
)

// The columns of Tesseract's TSV: level, page_num, block_num, par_num,
// line_num, word_num, left, top, width, height, conf, text
// (https://tesseract-ocr.github.io/tessdoc/Command-Line-Usage.html).
const (
	columns   = 12
	wordLevel = "5"
)

// parseTSV reads the lines of words that the program saw in a picture of width
// by height pixels. Boxes are cut to the picture.
func parseTSV(out []byte, width, height int) ([][]Word, error) {
	if !utf8.Valid(out) {
		out = bytes.ToValidUTF8(out, []byte("\uFFFD"))
	}
	head, rest, _ := strings.Cut(string(out), "\n")
	if !strings.HasPrefix(head, "level\t") {
		return nil, fmt.Errorf("its answer is no table of words: %w", ErrFailed)
	}
	var lines [][]Word
	last := ""
	for row := range strings.Lines(rest) {
		cells := strings.SplitN(strings.TrimRight(row, "\r\n"), "\t", columns)
		if len(cells) < columns || cells[0] != wordLevel {
			continue
		}
		w, ok := readWord(cells, width, height)
		if !ok {
			continue
		}
		if line := strings.Join(cells[1:5], "."); line != last || len(lines) == 0 {
			lines = append(lines, nil)
			last = line
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], w)
	}
	return lines, nil
}

func readWord(cells []string, width, height int) (Word, bool) {
	var n [4]int
	for i := range n {
		v, err := strconv.Atoi(cells[6+i])
		if err != nil {
			return Word{}, false
		}
		n[i] = v
	}
	confidence, err := strconv.ParseFloat(cells[10], 64)
	if err != nil || !(confidence >= -1 && confidence <= 100) {
		return Word{}, false
	}
	text := strings.TrimSpace(strings.Map(visible, cells[11]))
	left, top := max(n[0], 0), max(n[1], 0)
	right, bottom := min(addSmall(n[0], n[2]), width), min(addSmall(n[1], n[3]), height)
	if text == "" || right <= left || bottom <= top {
		return Word{}, false
	}
	return Word{text, dispute.Box{X: left, Y: top, Width: right - left, Height: bottom - top}, max(int(confidence+0.5), 0)}, true
}

// addSmall is a + b where both fit a picture; anything else is no place.
func addSmall(a, b int) int {
	const most = 1 << 20
	if a < -most || a > most || b < 0 || b > most {
		return 0
	}
	return a + b
}

// visible leaves out characters that nothing is seen of.
func visible(r rune) rune {
	if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}
