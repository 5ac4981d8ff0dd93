package personal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// FuzzKnown holds what is found of many data in one go against what is found of each
// alone.
func FuzzKnown(f *testing.F) {
	f.Add("王小明 王小 13800000000 abab", "王小明说，ABABAB abab 138-0000-0000，找王小")
	f.Fuzz(func(t *testing.T, data, text string) {
		var all Known
		var apartOf []Found
		for i, datum := range strings.Fields(data) {
			kind := []Kind{Name, Phone, Address}[i%3]
			if all.Has(Key(datum)) {
				continue
			}
			all.Add(kind, datum)
			var one Known
			one.Add(kind, datum)
			apartOf = append(apartOf, one.Find(text)...)
		}
		if got, want := all.Find(text), apart(apartOf); !slices.Equal(got, want) {
			t.Errorf("%q in %q: %v, want %v", data, text, got, want)
		}
		for _, found := range all.Find(text) {
			if !all.Has(Key(text[found.Start:found.End])) {
				t.Errorf("%q in %q: %q is none of them", data, text, text[found.Start:found.End])
			}
		}
	})
}

// BenchmarkKnown looks through a row for few data and for many: the second costs about
// as much as the first.
func BenchmarkKnown(b *testing.B) {
	for _, n := range []int{10, 10_000} {
		var known Known
		for i := range n {
			known.Add(Phone, fmt.Sprintf("138%08d", i*7))
			known.Add(Name, string([]rune{'王', rune(0x4e00 + i%5000), rune(0x5000 + i/5000)}))
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				known.Find("某某商店: 收件人王小明 13800000049 杯子 7 号")
			}
		})
	}
}

// BenchmarkFind looks for what is personal in a row as bills have them, with nothing
// in it, and in one with an address and a number.
func BenchmarkFind(b *testing.B) {
	for name, text := range map[string]string{"nothing": "某某商店7: 杯子 12345 号 订单 4316208857120346159", "address": "收件人王小明 13800000049 杭州市西湖区文三路 90 号 2 栋 301 室"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Find(text)
			}
		})
	}
}

// What hasUnit rules out, the form of doors does not find.
func FuzzHasUnit(f *testing.F) {
	f.Add("文三路90号2栋301室")
	f.Add("杯子 7 号_号Ａ座")
	f.Fuzz(func(t *testing.T, text string) {
		s := fold(text).s
		if !hasUnit(s) && door.MatchString(s) {
			t.Errorf("%q", s)
		}
	})
}
