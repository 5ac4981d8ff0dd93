package isobox

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"slices"
	"testing"
)

func box(kind string, content ...byte) []byte {
	return append(binary.BigEndian.AppendUint32(nil, uint32(8+len(content))), append([]byte(kind), content...)...)
}

func walk(data []byte) (kinds []string, w *Walker) {
	w = &Walker{Context: context.Background(), R: bytes.NewReader(data)}
	w.Each(0, int64(len(data)), 0, func(b Box) bool {
		kinds = append(kinds, b.Kind)
		return true
	})
	return kinds, w
}

func TestBoxesAreFoundByTheirHeads(t *testing.T) {
	long := append([]byte("\x00\x00\x00\x01long\x00\x00\x00\x00\x00\x00\x00\x12"), 1, 2)
	for name, c := range map[string]struct {
		data []byte
		want []string
		cut  bool
	}{
		"one after the other":     {slices.Concat(box("ftyp", 1), box("moov")), []string{"ftyp", "moov"}, false},
		"a size of 64 bits":       {slices.Concat(long, box("free")), []string{"long", "free"}, false},
		"to the end":              {slices.Concat(box("ftyp"), []byte("\x00\x00\x00\x00mdat123")), []string{"ftyp", "mdat"}, false},
		"cut":                     {box("mdat", 1, 2, 3)[:9], []string{"mdat"}, true},
		"cut in a head of 16":     {long[:12], nil, true},
		"smaller than its head":   {[]byte("\x00\x00\x00\x07free"), nil, true},
		"a size that overflows":   {[]byte("\x00\x00\x00\x01mdat\xff\xff\xff\xff\xff\xff\xff\xff"), nil, true},
		"a few bytes after a box": {append(box("free"), 0, 0, 0), []string{"free"}, false},
		"no bytes":                {nil, nil, false},
	} {
		if kinds, w := walk(c.data); !slices.Equal(kinds, c.want) || w.Cut != c.cut || w.Over || w.Err != nil {
			t.Errorf("%s: %q, cut %v, over %v, %v", name, kinds, w.Cut, w.Over, w.Err)
		}
	}
}

func TestLimitsEndAWalk(t *testing.T) {
	if _, w := walk(bytes.Repeat(box("free"), MaxBoxes+1)); !w.Over {
		t.Error("boxes without end")
	}
	w := &Walker{Context: context.Background(), R: bytes.NewReader(nil)}
	if w.Each(0, 0, MaxDepth+1, nil); !w.Over {
		t.Error("depth without end")
	}
}

type broken struct{}

var errDisk = errors.New("the disk fails")

func (broken) ReadAt([]byte, int64) (int, error) { return 0, errDisk }

func TestADiskThatFailsIsNoDamage(t *testing.T) {
	w := &Walker{Context: context.Background(), R: broken{}}
	w.Each(0, 100, 0, func(Box) bool { return true })
	if w.Err != errDisk {
		t.Errorf("%v", w.Err)
	}
}

// Runs of bytes whose numbers take none themselves: 1,000 items of 65,535 runs
// each in 10 kilobytes.
func TestItemsOfTooManyRuns(t *testing.T) {
	iloc := []byte("\x00\x00\x00\x00\x00\x00\x03\xe8")
	for i := range 1000 {
		iloc = append(iloc, byte(i>>8), byte(i), 0, 0, 0xff, 0xff)
	}
	given := 0
	if Places(iloc, func(_ uint32, p Place) { given += len(p.Extents) }) || given > maxExtents {
		t.Errorf("%d runs", given)
	}
}

func FuzzBoxes(f *testing.F) {
	f.Add(slices.Concat(box("ftyp", 1), box("meta", box("iinf", 0, 0, 0, 0, 0, 1)...)))
	f.Add([]byte("\x01\x00\x00\x00\x44\x40\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10\x00\x00\x00\x20"))
	f.Fuzz(func(t *testing.T, data []byte) {
		w := &Walker{Context: context.Background(), R: bytes.NewReader(data)}
		last := int64(0)
		w.Each(0, int64(len(data)), 0, func(b Box) bool {
			if b.From < last || b.To < b.From || b.To > int64(len(data)) || b.End < b.To {
				t.Fatalf("%+v after %d of %d", b, last, len(data))
			}
			last = b.To
			return true
		})
		Kinds(data, func(uint32, string) {})
		Places(data, func(uint32, Place) {})
		for c := (Cursor{Data: data}); len(c.Data) > 0; {
			c.Box()
		}
	})
}
