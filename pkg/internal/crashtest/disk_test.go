package crashtest

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// ends lists all the folders that a power cut can leave, as "name=content".
func ends(d *Disk, seeds int) []string {
	seen := map[string]bool{}
	for _, c := range Cuts(0, seeds, 1) {
		files := d.Cut(c)
		var parts []string
		for _, name := range slices.Sorted(maps.Keys(files)) {
			parts = append(parts, name+"="+string(files[name]))
		}
		seen[strings.Join(parts, " ")] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

func disk(start map[string][]byte, operations ...Operation) *Disk {
	d := NewDisk(start)
	for _, op := range operations {
		d.Apply(op)
	}
	return d
}

func TestDiskKeepsWhatWasSynced(t *testing.T) {
	old := map[string][]byte{"a": []byte("old")}
	write := Operation{Kind: Write, File: 1, Data: []byte("new")}
	for _, c := range []struct {
		name       string
		operations []Operation
		want       []string
	}{
		{"a write", []Operation{write}, []string{"a=new", "a=old"}},
		{"a synced write", []Operation{write, {Kind: Sync, File: 1}}, []string{"a=new"}},
		{"another file synced", []Operation{{Kind: Link, File: 2, Name: "b"}, write, {Kind: SyncFolder}, {Kind: Sync, File: 2}}, []string{"a=new b=", "a=old b="}},
		{"a removal", []Operation{{Kind: Unlink, Name: "a"}}, []string{"", "a=old"}},
		{"a removal and its folder synced", []Operation{{Kind: Unlink, Name: "a"}, {Kind: SyncFolder}}, []string{""}},
		{"a removal and the file synced", []Operation{{Kind: Unlink, Name: "a"}, {Kind: Sync, File: 1}}, []string{"", "a=old"}},
		{"a rename", []Operation{{Kind: Rename, File: 1, Name: "a", To: "b"}}, []string{"a=old", "b=old"}},
		{"a cut", []Operation{{Kind: Truncate, File: 1, Offset: 1}}, []string{"a=o", "a=old"}},
	} {
		if got := ends(disk(old, c.operations...), 60); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A file that takes another's name keeps its own bytes: the model is of inodes.
func TestDiskKnowsInodes(t *testing.T) {
	d := disk(map[string][]byte{"a": []byte("old")},
		Operation{Kind: Link, File: 2, Name: "tmp"}, Operation{Kind: Write, File: 2, Data: []byte("new")}, Operation{Kind: Sync, File: 2},
		Operation{Kind: Rename, File: 2, Name: "tmp", To: "a"})
	want := []string{"a=new", "a=new tmp=new", "a=old", "a=old tmp=new"}
	for _, got := range ends(d, 60) {
		if !slices.Contains(want, got) {
			t.Errorf("%q cannot be", got)
		}
	}
	d.Apply(Operation{Kind: SyncFolder})
	if got := ends(d, 60); !slices.Equal(got, []string{"a=new"}) {
		t.Errorf("after the sync: %q", got)
	}
}

func TestDiskTears(t *testing.T) {
	d := disk(map[string][]byte{"a": bytes.Repeat([]byte{'.'}, 8192)}, Operation{Kind: Write, File: 1, Offset: 100, Data: bytes.Repeat([]byte{'#'}, 8000)})
	torn := map[int]bool{}
	for _, c := range Cuts(0, 200, 1) {
		data := d.Cut(c)["a"]
		if len(data) != 8192 {
			t.Fatalf("%+v: %d bytes", c, len(data))
		}
		for at := 1; at < len(data); at++ {
			if data[at] != data[at-1] && at != 100 && at != 8100 {
				if at%512 != 0 || c.Sector == 4096 && at%4096 != 0 {
					t.Fatalf("%+v: torn at %d", c, at)
				}
				torn[at] = true
			}
		}
	}
	if len(torn) < 12 {
		t.Errorf("torn at %d places only", len(torn))
	}
}

// The same cut of the same disk gives the same bytes.
func TestCutsRepeat(t *testing.T) {
	d := disk(nil, Operation{Kind: Link, File: 1, Name: "a"}, Operation{Kind: Write, File: 1, Data: bytes.Repeat([]byte("words"), 5000)})
	for _, c := range Cuts(3, 20, 9) {
		if a, b := fmt.Sprint(d.Cut(c)), fmt.Sprint(d.Cut(c)); a != b {
			t.Errorf("%+v differs", c)
		}
	}
}

func TestTraceIsRead(t *testing.T) {
	hexed := func(s string) string {
		var b strings.Builder
		for _, c := range []byte(s) {
			fmt.Fprintf(&b, `\x%02x`, c)
		}
		return `"` + b.String() + `"`
	}
	lines := []string{
		`7 openat(AT_FDCWD, ` + hexed("/dir/a") + `, O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 3`,
		`7 openat(AT_FDCWD, ` + hexed("/elsewhere/b") + `, O_RDWR|O_CREAT, 0600) = 4`,
		`7 pwrite64(3, ` + hexed("with, comma") + `, 11, 5 <unfinished ...>`,
		`8 write(4, ` + hexed("not ours") + `, 8) = 8`,
		`7 <... pwrite64 resumed>) = 11`,
		`9 close(3 <unfinished ...>`,
		`8 openat(AT_FDCWD, ` + hexed("/dir") + `, O_RDONLY) = 3`,
		`9 <... close resumed>) = 0`,
		`8 fsync(3) = 0`,
		`8 unlink(` + hexed("/dir/none") + `) = -1 ENOENT (No such file or directory)`,
		`8 --- SIGURG {si_signo=SIGURG} ---`,
		`8 unlinkat(AT_FDCWD, ` + hexed("a") + `, 0) = 0`,
		`8 write(1, ` + hexed("done\n") + `, 5) = 5`,
		`8 +++ exited with 0 +++`,
	}
	r := newRecorder("/dir", nil)
	if err := calls(strings.NewReader(strings.Join(lines, "\n")+"\n"), r.take); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, op := range r.operations {
		got = append(got, fmt.Sprintf("%s %d %q @%d %q", op.Kind, op.File, op.Name, op.Offset, op.Data))
	}
	want := []string{`link 1 "a" @0 ""`, `write 1 "" @5 "with, comma"`, `sync folder 0 "" @0 ""`, `unlink 0 "a" @0 ""`, `say 0 "" @0 "done\n"`}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, line := range []string{
		`7 symlink(` + hexed("a") + `, ` + hexed("/dir/b") + `) = 0`,
		`7 rename(` + hexed("/dir/sub/a") + `, ` + hexed("/dir/a") + `) = 0`,
		`7 rename(` + hexed("/elsewhere/a") + `, ` + hexed("/dir/a") + `) = 0`,
		`7 sync() = 0`,
		`7 write(1, "\x61"..., 5) = 5`,
	} {
		if err := calls(strings.NewReader(line+"\n"), newRecorder("/dir", nil).take); err == nil {
			t.Errorf("%s: passes", line)
		}
	}
}

// A file that is made in a subfolder, and given a name in the folder when it is
// whole, is nothing before and everything after.
func TestFileFromASubfolder(t *testing.T) {
	lines := []string{
		`7 openat(AT_FDCWD, "/dir/sub/new", O_RDWR|O_CREAT|O_EXCL|O_CLOEXEC, 0600) = 3`,
		`7 write(3, "whole", 5) = 5`,
		`7 fsync(3) = 0`,
		`7 linkat(AT_FDCWD, "/dir/sub/new", AT_FDCWD, "/dir/a", 0) = 0`,
		`7 renameat(AT_FDCWD, "/dir/sub/new", AT_FDCWD, "/dir/b") = 0`,
	}
	for i := range lines {
		for _, word := range []string{"/dir/sub/new", "/dir/a", "/dir/b", "whole"} {
			var b strings.Builder
			for _, c := range []byte(word) {
				fmt.Fprintf(&b, `\x%02x`, c)
			}
			lines[i] = strings.ReplaceAll(lines[i], `"`+word+`"`, `"`+b.String()+`"`)
		}
	}
	for after, want := range map[int]string{3: "map[]", 4: "map[a:whole]", 5: "map[a:whole b:whole]"} {
		r := newRecorder("/dir", nil)
		if err := calls(strings.NewReader(strings.Join(lines[:after], "\n")+"\n"), r.take); err != nil {
			t.Fatal(err)
		}
		d := disk(nil, r.operations...)
		got := map[string]string{}
		for name, data := range d.Now() {
			got[name] = string(data)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("after %d calls: %v, want %s", after, got, want)
		}
	}
}
