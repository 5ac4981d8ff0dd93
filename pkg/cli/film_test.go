package cli

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"slices"
	"strconv"
	"strings"
)

// standInTaker is what scripts find as ffmpeg: it takes frames out of any MP4, the
// lighter the later. $FFMPEG makes it fail.
func standInTaker() int {
	args := os.Args[1:]
	after := func(flag string) string {
		if i := slices.Index(args, flag); i >= 0 && i+1 < len(args) {
			return args[i+1]
		}
		return ""
	}
	switch {
	case os.Getenv("FFMPEG") == "broken":
		return 127
	case slices.Equal(args, []string{"-version"}):
		fmt.Println("ffmpeg version 7.0-stand-in Copyright (c) nobody")
		return 0
	case os.Getenv("FFMPEG") == "failing":
		return 1
	}
	film, err := os.ReadFile(strings.TrimPrefix(after("-i"), "file:"))
	at, err2 := strconv.ParseFloat(after("-ss"), 64)
	if err != nil || err2 != nil || after("-f") != "mov" || len(film) < 8 || !bytes.Equal(film[4:8], []byte("ftyp")) {
		return 1
	}
	frame := image.NewGray(image.Rect(0, 0, 160, 90))
	for i := range frame.Pix {
		frame.Pix[i] = color.Gray{Y: uint8(3 * at)}.Y
	}
	if png.Encode(os.Stdout, frame) != nil {
		return 1
	}
	return 0
}
