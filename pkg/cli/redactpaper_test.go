package cli

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"strconv"

	"complain/pkg/internal/pdffile"
)

// standInPainter is what scripts find as pdftoppm: it draws a page of its size in
// grey, without a letter. $PDFTOPPM makes it fail.
func standInPainter() int {
	data, err := io.ReadAll(os.Stdin)
	if err != nil || os.Getenv("PDFTOPPM") == "failing" {
		return 1
	}
	dots, number := 0.0, 0
	for i, arg := range os.Args {
		switch arg {
		case "-r":
			dots, _ = strconv.ParseFloat(os.Args[i+1], 64)
		case "-f":
			number, _ = strconv.Atoi(os.Args[i+1])
		}
	}
	file, err := pdffile.Open(context.Background(), data, nil)
	if err != nil {
		return 1
	}
	pages, err := file.Pages()
	if err != nil || number < 1 || number > len(pages) {
		fmt.Fprintln(os.Stderr, "no such page")
		return 99
	}
	page := pages[number-1]
	m := image.NewGray(image.Rect(0, 0, int(math.Ceil(page.Width()*dots/72)), int(math.Ceil(page.Height()*dots/72))))
	for i := range m.Pix {
		m.Pix[i] = 200
	}
	m.Set(0, 0, color.White)
	if png.Encode(os.Stdout, m) != nil {
		return 1
	}
	return 0
}
