package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// standInTesseract is what scripts find as tesseract: it "sees" the words of
// $SEES, a line of words a line, 60 pixels apart. $TESSERACT makes it fail.
func standInTesseract() int {
	args := strings.Join(os.Args[1:], " ")
	switch {
	case os.Getenv("TESSERACT") == "broken":
		fmt.Fprintln(os.Stderr, "cannot open shared object file")
		return 127
	case args == "--version":
		fmt.Println("tesseract 5.3.0")
		return 0
	case args == "--list-langs":
		fmt.Println("List of available languages (2):\neng")
		if os.Getenv("TESSERACT") != "english" {
			fmt.Println("chi_sim")
		}
		return 0
	}
	picture, err := io.ReadAll(os.Stdin)
	switch {
	case err != nil || !strings.HasPrefix(string(picture), "\x89PNG"):
		fmt.Fprintln(os.Stderr, "no picture")
		return 1
	case os.Getenv("TESSERACT") == "failing":
		fmt.Fprintln(os.Stderr, "Error during processing.")
		return 1
	case os.Getenv("TESSERACT") == "slow":
		_ = os.WriteFile(os.Getenv("WORK")+"/recognising", nil, 0o600)
		time.Sleep(time.Minute)
	}
	fmt.Println("level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext")
	for y, line := range strings.Split(os.Getenv("SEES"), "/") {
		x := 40
		for i, word := range strings.Fields(line) {
			width := 12 * len(word)
			fmt.Printf("5\t1\t1\t1\t%d\t%d\t%d\t%d\t%d\t30\t91.5\t%s\n", y+1, i+1, x, 100+60*y, width, word)
			x += width + 12
		}
	}
	return 0
}
