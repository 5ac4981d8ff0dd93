package photo

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/jpeg"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/filedate"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/internal/exif"
	"complain/pkg/internal/media"
)

func TestReadXMP(t *testing.T) {
	const (
		head = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`
		ns   = ` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:iptc="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:tc="http://tc260.org.cn/ns/AIGC/1.0/"`
		tail = `</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
	)
	tests := []struct{ name, xmp, key, want string }{
		{"attribute", `<rdf:Description` + ns + ` xmp:CreateDate="2026-03-05"/>`, "CreateDate", "2026-03-05"},
		{"element", `<rdf:Description` + ns + `><xmp:CreateDate> 2026-03-05 </xmp:CreateDate></rdf:Description>`, "CreateDate", "2026-03-05"},
		{"several", `<rdf:Description` + ns + `/><rdf:Description` + ns + ` exif:DateTimeOriginal="2026-03-05"/>`, "DateTimeOriginal", "2026-03-05"},
		{"second choice", `<rdf:Description` + ns + ` photoshop:DateCreated="2026-03-04"/>`, "DateTimeOriginal", "2026-03-04"},
		{"first choice", `<rdf:Description` + ns + ` exif:DateTimeOriginal="2026-03-05" photoshop:DateCreated="2026-03-04"/>`, "DateTimeOriginal", "2026-03-05"},
		{"an ingredient's", `<rdf:Description` + ns + `><xmpMM:Ingredients><rdf:Bag><rdf:li><rdf:Description xmp:CreateDate="1999-01-01"/></rdf:li></rdf:Bag></xmpMM:Ingredients></rdf:Description>`, "CreateDate", ""},
		{"another namespace", `<rdf:Description xmlns:y="urn:y" y:CreateDate="1999-01-01"/>`, "CreateDate", ""},
		{"resource", `<rdf:Description` + ns + `><iptc:DigitalSourceType rdf:resource="urn:trainedAlgorithmicMedia"/></rdf:Description>`, "DigitalSourceType", "urn:trainedAlgorithmicMedia"},
		{"mark", `<rdf:Description` + ns + `><tc:AIGC>{"Label":"1"}</tc:AIGC></rdf:Description>`, "AIGC", `{"Label":"1"}`},
		{"damage behind", `<rdf:Description` + ns + ` xmp:CreateDate="2026-03-05"/><<<`, "CreateDate", "2026-03-05"},
		{"deep", strings.Repeat("<a>", 100) + `<rdf:Description` + ns + ` xmp:CreateDate="2026-03-05"/>`, "CreateDate", ""},
	}
	for _, tt := range tests {
		m := newMetadata()
		m.readXMP(strings.NewReader(head + tt.xmp + tail))
		if got := m.xmp[tt.key]; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// chunk is a chunk of a PNG file.
func chunk(name, data string) string {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(b, name+data...)
	return string(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:])))
}

func zlibbed(text string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(text))
	z.Close()
	return b.String()
}

const pngHead = "\x89PNG\r\n\x1a\n"

func TestReadPNG(t *testing.T) {
	ihdr := chunk("IHDR", "\x00\x00\x00\x20\x00\x00\x00\x18\x08\x02\x00\x00\x00")
	whole := pngHead + ihdr +
		chunk("tEXt", "Creation Time\x002026:03:05 14:03:22") +
		chunk("IDAT", strings.Repeat("x", 1000)) +
		chunk("iTXt", "Title\x00\x00\x00zh\x00标题\x00退款") +
		chunk("iTXt", "Packed\x00\x01\x00\x00\x00"+zlibbed("包裹")) +
		chunk("zTXt", "Comment\x00\x00"+zlibbed("parcel")) +
		chunk("tIME", "\x07\xea\x03\x05\x06\x03\x16") +
		chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00<xmp/>") +
		chunk("tEXt", "Author\x00\xd5\xc5\xc8\xfd") + // 张三 in GBK
		chunk("tEXt", "no text") +
		chunk("eXIf", "Exif\x00\x00MM\x00*") + chunk("IEND", "")
	c := readPNG(context.Background(), strings.NewReader(whole), int64(len(whole)))
	if c.cut || c.text["Creation Time"] != "2026:03:05 14:03:22" || c.text["Title"] != "退款" || c.text["Author"] != "张三" ||
		c.text["Packed"] != "包裹" || c.text["Comment"] != "parcel" || c.changed != "2026-03-05T06:03:22Z" ||
		c.xmp != "<xmp/>" || c.exif != "MM\x00*" || len(c.text) != 5 {
		t.Errorf("%+v", c)
	}
	for n := range len(whole) {
		if c := readPNG(context.Background(), strings.NewReader(whole[:n]), int64(n)); !c.cut && n < len(whole)-4 {
			t.Fatalf("cut at %d of %d and not noticed", n, len(whole))
		}
	}
	long := pngHead + ihdr + strings.Repeat(chunk("tEXt", "k\x00"+strings.Repeat("v", 100_000)), 20) + chunk("IEND", "")
	if c := readPNG(context.Background(), strings.NewReader(long), int64(len(long))); !c.cut {
		t.Error("two megabytes of text were read")
	}
	endless := pngHead + strings.Repeat(chunk("IDAT", ""), 20_010)
	if c := readPNG(context.Background(), strings.NewReader(endless), int64(len(endless))); !c.cut {
		t.Error("too many chunks, and not noticed")
	}
}

// slow is a source each read of which takes long, as from a failing disk.
type slow struct {
	data  []byte
	pause time.Duration
	reads atomic.Int64
}

func (s *slow) ReadAt(p []byte, off int64) (int, error) {
	time.Sleep(s.pause)
	s.reads.Add(1)
	return bytes.NewReader(s.data).ReadAt(p, off)
}

// A picture whose metadata takes too long is a picture without metadata, and
// nothing reads on behind Extract's back.
func TestTimeLimit(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the time limit")
	}
	const chunks = 10_000
	s := &slow{data: []byte(pngHead + strings.Repeat(chunk("IDAT", ""), chunks)), pause: 20 * time.Millisecond}
	src := importer.NewSource("IMG_20260305_140322.png", "", s, int64(len(s.data)), importertest.Options(t, "Asia/Shanghai"))
	_, records, err := importertest.Extract(context.Background(), Importer{}, src)
	if err != nil || len(records) != 1 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	if r := records[0]; r.At.String() != "2026-03-05T14:03:22+08:00" || len(r.Remarks) != 2 {
		t.Errorf("%s %v", r.At, r.Remarks)
	}
	reads := s.reads.Load()
	if reads >= chunks {
		t.Errorf("%d reads: all of the picture was gone through", reads)
	}
	time.Sleep(100 * time.Millisecond)
	if again := s.reads.Load(); again != reads {
		t.Errorf("%d reads after the end", again-reads)
	}
}

func TestStopsWithContext(t *testing.T) {
	const chunks = 10_000
	s := &slow{data: []byte(pngHead + strings.Repeat(chunk("IDAT", ""), chunks)), pause: 20 * time.Millisecond}
	src := importer.NewSource("a.png", "", s, int64(len(s.data)), importertest.Options(t, "Asia/Shanghai"))
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if _, records, err := importertest.Extract(ctx, Importer{}, src); err == nil || len(records) != 0 {
		t.Errorf("%d records, %v", len(records), err)
	}
}

func TestNoPicture(t *testing.T) {
	src := source(t, "%PDF-1.7")
	if m := (Importer{}).Identify(src); m.Confidence != importer.None {
		t.Errorf("%+v", m)
	}
	var stopped *importer.Stopped
	if _, _, err := importertest.Extract(context.Background(), Importer{}, src); !errors.As(err, &stopped) {
		t.Error(err)
	}
}

// counting is a source that counts the bytes read from it.
type counting struct {
	r io.ReaderAt
	n atomic.Int64
}

func (c *counting) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.r.ReadAt(p, off)
	c.n.Add(int64(n))
	return n, err
}

// large is a JPEG of 12 million pixels with the EXIF of a fixture.
func large(t testing.TB) []byte {
	t.Helper()
	picture := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	for i := range picture.Y {
		picture.Y[i] = byte(i*7 + i/4000*13)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, &jpeg.Options{Quality: 85}); err != nil {
		t.Fatal(err)
	}
	for _, c := range importertest.Cases(t, "photo") {
		if !strings.HasSuffix(c.Dir, "phone") {
			continue
		}
		small := c.Source.Head
		segment := 2 + int(binary.BigEndian.Uint16(small[4:]))
		if string(small[2:4]) != "\xff\xe1" {
			t.Fatal("the fixture does not begin with EXIF")
		}
		return append(append([]byte("\xff\xd8"), small[2:2+segment]...), b.Bytes()[2:]...)
	}
	t.Fatal("no fixture")
	return nil
}

// Only the parts with metadata are read, whatever the picture's size.
func TestReadsLittle(t *testing.T) {
	data := large(t)
	c := &counting{r: bytes.NewReader(data)}
	src := importer.NewSource("a.jpg", "", c, int64(len(data)), importertest.Options(t, "Asia/Shanghai"))
	_, records, err := importertest.Extract(context.Background(), Importer{}, src)
	if err != nil || records[0].Field("make") != "Xiaomi" || records[0].Field("width") != "3000" {
		t.Fatalf("%+v, %v", records, err)
	}
	if n := c.n.Load(); n > importer.HeadSize+100_000 {
		t.Errorf("read %d of %d bytes", n, len(data))
	}
}

func BenchmarkPhotoRead(b *testing.B) {
	data := large(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		src := importertest.Source(b, "IMG_20260305_140322.jpg", data)
		if _, _, err := importertest.Extract(context.Background(), Importer{}, src); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzReadPNG(f *testing.F) {
	f.Add(pngHead + chunk("tEXt", "a\x00b") + chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00<a/>") + chunk("IEND", ""))
	f.Fuzz(func(t *testing.T, data string) {
		c := readPNG(context.Background(), strings.NewReader(data), int64(len(data)))
		newMetadata().readXMP(strings.NewReader(c.xmp))
	})
}

func TestScreenshot(t *testing.T) {
	tests := []struct {
		name          string
		width, height int
		exif          map[string]string
		want          string
	}{
		{"a.png", 1080, 2400, nil, "size"},
		{"a.png", 2400, 1080, nil, "size"},
		{"a.png", 1080, 1440, nil, ""},
		{"a.png", 1080, 9000, nil, ""}, // several joined: nothing says so
		{"a.jpg", 1080, 2400, map[string]string{"Make": "Xiaomi"}, ""},
		{"a.jpg", 1170, 2532, map[string]string{"UserComment": "Screenshot"}, "stated"},
		{"Screenshot_20260305-140322.jpg", 30, 40, nil, "stated"},
		{"mmexport1772690602123.jpg", 1080, 1920, nil, ""},
		{"mmexport1772690602123.jpg", 1080, 2400, nil, "size"},
	}
	for _, tt := range tests {
		m := newMetadata()
		m.width, m.height = tt.width, tt.height
		maps.Copy(m.exif, tt.exif)
		mediaType := map[bool]string{true: media.PNG, false: media.JPEG}[strings.HasSuffix(tt.name, "png")]
		name, _ := filedate.Read(tt.name, time.UTC, dispute.ZoneCase)
		if got := string(screenshot(mediaType, m, name)); got != tt.want {
			t.Errorf("%s %d by %d: %q, want %q", tt.name, tt.width, tt.height, got, tt.want)
		}
	}
}

func TestDegreesXMP(t *testing.T) {
	for text, want := range map[string]float64{
		"31,13.825N": 31 + 13.825/60, "31,13,49N": 31 + 13.0/60 + 49.0/3600, "0,0.5S": -0.5 / 60, "90,0,0S": -90,
	} {
		if got, ok := degreesXMP(text, "N", "S", 90); !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("%q is %f, %t, want %f", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "N", "31N", "31,13", "31,13.8E", "31,60N", "91,0N", "-31,13N", "31,,N", "1e2,3N", "NaN,0N", "1,2,3,4N"} {
		if got, ok := degreesXMP(text, "N", "S", 90); ok {
			t.Errorf("%q is %f", text, got)
		}
	}
}

// The fraction of a second is read as it is written: its zeros count.
func TestReadTagged(t *testing.T) {
	ifd := func(order binary.AppendByteOrder, mark string, fraction string) string {
		b := order.AppendUint32([]byte(mark), 8)
		b = order.AppendUint16(b, 1) // one entry: the EXIF directory, at 26
		b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, exif.TagEXIF), 4), 1)
		b = order.AppendUint32(order.AppendUint32(b, 26), 0)
		b = order.AppendUint16(b, 1)
		b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, exif.TagSubSecTaken), 2), uint32(len(fraction)))
		if len(fraction) <= 4 {
			b = append(b, (fraction + "\x00\x00\x00\x00")[:4]...)
			return string(order.AppendUint32(b, 0))
		}
		b = order.AppendUint32(b, 44)
		return string(order.AppendUint32(b, 0)) + fraction
	}
	for _, fraction := range []string{"005\x00", "5\x00", "05", "054", "0054321\x00"} {
		want := strings.Trim(fraction, "\x00")
		for name, data := range map[string]string{
			"little": ifd(binary.LittleEndian, "II*\x00", fraction), "big": ifd(binary.BigEndian, "MM\x00*", fraction),
		} {
			if got := readTagged(strings.NewReader(data)); got.taken != want {
				t.Errorf("%s: %q is read as %q", name, fraction, got.taken)
			}
			for n := range len(data) {
				readTagged(strings.NewReader(data[:n]))
			}
		}
	}
	for fraction, want := range map[string]int{"005": 5, "5": 500, "05": 50, "054": 54, "0054321": 5} {
		if ms, ok := thousandths(fraction); !ok || ms != want {
			t.Errorf("%s is %d thousandths, want %d", fraction, ms, want)
		}
	}
}

func FuzzLook(f *testing.F) {
	for _, c := range importertest.Cases(f, "photo") {
		f.Add(string(c.Source.Head))
	}
	f.Fuzz(func(t *testing.T, data string) {
		r := strings.NewReader(data)
		for _, mediaType := range []string{media.JPEG, media.WebP, media.TIFF, media.HEIC} {
			if in := look(context.Background(), r, r.Size(), mediaType); in.exif != nil {
				readTagged(in.exif)
			}
		}
	})
}

// BenchmarkSlowPicture takes the time limit for a picture whose every read waits.
func BenchmarkSlowPicture(b *testing.B) {
	data := []byte(pngHead + strings.Repeat(chunk("IDAT", ""), 10_000))
	options := importertest.Options(b, "Asia/Shanghai")
	for b.Loop() {
		src := importer.NewSource("a.png", "", &slow{data: data, pause: 20 * time.Millisecond}, int64(len(data)), options)
		if _, _, err := importertest.Extract(context.Background(), Importer{}, src); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkThousandPhotos reads the metadata of 1,000 photographs of 12 million
// pixels, and says how much longer that takes than reading their bytes.
func BenchmarkThousandPhotos(b *testing.B) {
	data := large(b)
	path := filepath.Join(b.TempDir(), "a.jpg")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.Fatal(err)
	}
	const photos = 1000
	options := importertest.Options(b, "Asia/Shanghai")
	buffer := make([]byte, 1<<20)
	var metadata, bytes time.Duration
	for b.Loop() {
		for range photos {
			start := time.Now()
			f, err := os.Open(path)
			if err != nil {
				b.Fatal(err)
			}
			src := importer.NewSource("IMG_20260305_140322.jpg", "", f, int64(len(data)), options)
			if _, _, err := importertest.Extract(context.Background(), Importer{}, src); err != nil {
				b.Fatal(err)
			}
			metadata += time.Since(start)
			start = time.Now()
			if _, err := f.Seek(0, io.SeekStart); err != nil {
				b.Fatal(err)
			}
			for err == nil {
				_, err = f.Read(buffer)
			}
			bytes += time.Since(start)
			f.Close()
		}
	}
	b.ReportMetric(float64(metadata.Milliseconds())/float64(b.N), "ms/1000photos")
	b.ReportMetric(float64(metadata)/float64(bytes), "of-reading-bytes")
}
