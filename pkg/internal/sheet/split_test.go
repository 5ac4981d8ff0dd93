package sheet

import (
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, line string
		comma      byte
		how        manner
		want       string // joined by |
		open       bool
	}{
		{"plain cells", `a,b,,c`, ',', strict, "a|b||c", false},
		{"one empty cell", ``, ',', strict, "", false},
		{"quoted", `"a,b","c""d",""`, ',', strict, `a,b|c"d|`, false},
		{"tab after the closing mark", "\"3985734\"\t,\"129847129\"\t,\"/\"", ',', strict, "3985734|129847129|/", false},
		{"padding before the opening mark", `a,  "b" ,c`, ',', strict, "a|b|c", false},
		{"tab inside the marks", "\"\t20200630\",x", ',', strict, "\t20200630|x", false},
		{"a mark inside a cell", `"点击底部"多多"频道",b`, ',', strict, `点击底部"多多"频道|b`, false},
		{"a mark inside a bare cell", `6.1"屏,b`, ',', strict, `6.1"屏|b`, false},
		{"undoubled marks at the end, strictly", `"底部"多多视频"","b"`, ',', strict, `底部"多多视频","b`, false},
		{"undoubled marks at the end", `"底部"多多视频"","b"`, ',', lax, `底部"多多视频"|b`, false},
		{"doubled mark before a comma", `"6.1"",黑",b`, ',', strict, `6.1",黑|b`, false},
		{"never closed", `a,"b,c`, ',', strict, `a|"b,c`, true},
		{"never closed, laxly", `a,"b,c`, ',', lax, `a|"b|c`, true},
		{"marks without meaning", `a,"b"x,"c"`, ',', plain, `a|"b"x|c`, false},
		{"formula", "=\"00123\"\t=\"人民币\"\t1.5", '\t', strict, "00123|人民币|1.5", false},
		{"formula with commas", `="00123",="4,5",=1+2`, ',', strict, "00123|4,5|=1+2", false},
		{"empty cells by tabs", "a\t\t\"b\"\t", '\t', strict, "a||b|", false},
		{"only marks", `"","""",""""""`, ',', strict, `|"|""`, false},
	} {
		cells, open := split(nil, c.line, c.comma, c.how)
		var got []string
		for _, x := range cells {
			got = append(got, x.Text)
		}
		if strings.Join(got, "|") != c.want || open != c.open {
			t.Errorf("%s: %q gives %q open=%t, want %q open=%t", c.name, c.line, strings.Join(got, "|"), open, c.want, c.open)
		}
	}
}

// Whatever a line holds, its cells as they stand in the file, with the commas
// between them, are the line.
func FuzzSplit(f *testing.F) {
	for _, line := range []string{`a,"b""c",="1"`, "\"a\"\t,\"b", `"a"",b`, `,,"`} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		for _, how := range []manner{strict, lax, plain} {
			for _, comma := range []byte{',', '\t'} {
				cells, _ := split(nil, line, comma, how)
				var src []string
				for _, c := range cells {
					src = append(src, c.Src)
				}
				if got := strings.Join(src, string(comma)); got != line {
					t.Errorf("manner %d: %q, want %q", how, got, line)
				}
			}
		}
	})
}
