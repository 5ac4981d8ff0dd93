package pdfredraw

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"os/exec"
	"strings"
	"testing"

	"complain/pkg/internal/pdffile"
	"complain/pkg/internal/pdfpicture"
	"complain/pkg/internal/pdftest"
)

func letters() []byte {
	var f pdftest.File
	font := f.Add("<</Type /Font/Subtype /Type1/BaseFont /Courier>>")
	f.Paper("", pdftest.Page{Content: "BT /F 20 Tf 50 150 Td (Name: Lin Xiaohe) Tj ET", Resources: "/Font <</F " + font + ">>"})
	return f.Bytes()
}

// scanned is a page that a picture of black and white squares fills.
func scanned(more string) []byte {
	const width, height = 600, 400
	var samples strings.Builder
	for y := range height {
		for x := range width {
			if (x/100+y/100)%2 == 0 {
				samples.WriteByte(0)
			} else {
				samples.WriteByte(255)
			}
		}
	}
	var f pdftest.File
	picture := f.Stream(fmt.Sprintf("/Type /XObject/Subtype /Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace /DeviceGray", width, height), samples.String())
	f.Paper("", pdftest.Page{Content: "q 300 0 0 200 0 0 cm /P Do Q " + more, Resources: "/XObject <</P " + picture + ">>"})
	return f.Bytes()
}

func open(t *testing.T, data []byte) *File {
	t.Helper()
	f, err := Open(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestLettersNeedTheProgram(t *testing.T) {
	if _, err := (&Painter{}).Draw(context.Background(), open(t, letters()), 1); !errors.Is(err, ErrNoProgram) {
		t.Errorf("%v", err)
	}
	if _, err := Open(context.Background(), []byte("no PDF")); err == nil {
		t.Error("what is no PDF was opened")
	}
}

// A scan is drawn whole, and covered: what is written has no other pixel.
func TestScanIsDrawnAndCovered(t *testing.T) {
	f := open(t, scanned(""))
	d, err := (&Painter{}).Draw(context.Background(), f, 1)
	if err != nil {
		t.Fatal(err)
	}
	if size := d.Picture.Bounds(); size.Dx() != 834 || size.Dy() != 556 {
		t.Errorf("%v", size)
	}
	grey := func(m image.Image, x, y int) uint8 { return color.GrayModel.Convert(m.At(x, y)).(color.Gray).Y }
	if grey(d.Picture, 60, 60) > 20 || grey(d.Picture, 200, 60) < 235 || grey(d.Picture, 60, 200) < 235 {
		t.Error("the squares are not where they were")
	}
	box := d.Rect(pdffile.Rect{X0: 50, Y0: 150, X1: 100, Y1: 200})
	if part := d.Part(box); part.X0 > 50 || part.X1 < 100 || part.Y0 > 150 || part.Y1 < 200 || part.X1 > 101 {
		t.Errorf("%v is %+v", box, part)
	}
	d.Cover([]image.Rectangle{box})
	if grey(d.Picture, 200, 60) != 0 || grey(d.Picture, 60, 200) < 235 {
		t.Error("the box is not where it was asked for")
	}
	data, err := Write([]*Drawn{d, d})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Write([]*Drawn{d, d})
	if err != nil || !bytes.Equal(data, again) {
		t.Error("the same pictures make two files")
	}
	made := open(t, data)
	if len(made.Pages) != 2 || made.Pages[0].Width() != 300 || made.Pages[0].Height() != 200 {
		t.Fatalf("%d pages", len(made.Pages))
	}
	text, err := made.Text(2)
	if err != nil || text.Letters != 0 || text.Pictures != 1 || !bytes.Contains(data, []byte(Mark)) || bytes.Contains(data, []byte("/Font")) {
		t.Errorf("%+v, %v", text, err)
	}
	look, err := pdfpicture.Look(made.file, made.Pages[1])
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := look.Draw(context.Background())
	if err != nil || grey(m, 200, 60) != 0 || grey(m, 60, 200) < 235 {
		t.Errorf("what was written is not what was drawn: %v", err)
	}
}

// What is drawn over the pictures of a scan would be missing: it is not drawn.
func TestScanWithMoreIsRefused(t *testing.T) {
	var f pdftest.File
	font := f.Add("<</Type /Font/Subtype /Type1/BaseFont /Courier>>")
	picture := f.Stream("/Type /XObject/Subtype /Image/Width 64/Height 64/BitsPerComponent 8/ColorSpace /DeviceGray", strings.Repeat("\x80", 64*64))
	f.Paper("", pdftest.Page{Content: "q 300 0 0 200 0 0 cm /P Do Q BT /F 20 Tf 50 150 Td (stamp) Tj ET",
		Resources: "/Font <</F " + font + ">>/XObject <</P " + picture + ">>"})
	if _, err := (&Painter{}).Draw(context.Background(), open(t, f.Bytes()), 1); !errors.Is(err, ErrNoProgram) {
		t.Errorf("%v", err)
	}
}

// The program, where it is there, draws what the places are found in.
func TestProgram(t *testing.T) {
	path, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not installed")
	}
	f := open(t, letters())
	d, err := (&Painter{Program: path}).Draw(context.Background(), f, 1)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := f.Find(1, "Lin Xiaohe")
	if err != nil || len(parts) != 1 {
		t.Fatal(parts, err)
	}
	dark := func() (in, out int) {
		box := d.Rect(parts[0])
		size := d.Picture.Bounds()
		for y := size.Min.Y; y < size.Max.Y; y++ {
			for x := size.Min.X; x < size.Max.X; x++ {
				if color.GrayModel.Convert(d.Picture.At(x, y)).(color.Gray).Y < 128 {
					if (image.Point{X: x, Y: y}).In(box) {
						in++
					} else {
						out++
					}
				}
			}
		}
		return in, out
	}
	name, rest := dark()
	if name < 200 || rest < 100 {
		t.Fatalf("%d dark pixels of the name, %d of the rest", name, rest)
	}
	d.Cover([]image.Rectangle{d.Rect(parts[0])})
	if _, after := dark(); after != rest {
		t.Errorf("%d dark pixels of the rest, and %d before", after, rest)
	}
}
