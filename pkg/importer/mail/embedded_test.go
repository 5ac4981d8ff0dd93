package mail

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"complain/pkg/importer"
)

// A message that was attached to a message reads as one that was saved.
func TestAttachedMessage(t *testing.T) {
	var inner found
	for _, p := range parts(t, fixture(t, "msg")) {
		if p.Name == "之前的邮件.msg" {
			inner = p
		}
	}
	src := source(t, inner.Name, inner.content)
	if m := (Importer{}).Identify(src); m.Confidence != importer.Certain || m.Variant != variantMSG {
		t.Errorf("identified as %+v", m)
	}
	_, records := read(t, inner.Name, inner.content)
	if len(records) != 1 {
		t.Fatalf("%d records", len(records))
	}
	r := records[0]
	if r.Who != "青禾家居客服" || !strings.HasPrefix(r.Text, "围巾已发货。\n详情") || strings.Count(r.Text, "\n") != 300 {
		t.Errorf("%q wrote %d bytes", r.Who, len(r.Text))
	}
	if got := r.At.String(); got != "2026-02-28T02:11:12+00:00" {
		t.Errorf("sent at %s", got)
	}
	ps := parts(t, src)
	if len(ps) != 1 || ps[0].Name != "小票.png" || !bytes.HasPrefix(ps[0].content, []byte("\x89PNG")) || len(ps[0].content) != 900 {
		t.Errorf("its attachments: %d", len(ps))
	}
}

// Files of any size read back as they were written: in both versions of the
// format, with and without small streams.
func TestCompoundWriter(t *testing.T) {
	for _, sizes := range [][]int64{
		{}, {0}, {1}, {63, 64, 65}, {4095}, {4096}, {4097, 1}, {70_000, 300, 0, 12_345},
		{8 << 20, 5, 9000}, // more than version 3 lists in its header
	} {
		root := &object{folder: true}
		sub := &object{name: "folder", folder: true}
		root.children = append(root.children, sub)
		want := map[string][]byte{}
		for i, size := range sizes {
			content := bytes.Repeat([]byte{byte('a' + i)}, int(size))
			name := fmt.Sprintf("__substg1.0_%04d", i)
			o := &object{name: name, size: size, open: func() (io.Reader, error) { return bytes.NewReader(content), nil }}
			if i%2 == 1 {
				sub.children, name = append(sub.children, o), "folder/"+name
			} else {
				root.children = append(root.children, o)
			}
			want[name] = content
		}
		w := layOut(root)
		data, err := io.ReadAll(w.reader())
		if err != nil || int64(len(data)) != w.size {
			t.Fatalf("%d: wrote %d bytes of %d, %v", sizes, len(data), w.size, err)
		}
		c, err := openCompound(source(t, "a.msg", data))
		if err != nil {
			t.Fatalf("%d: %v", sizes, err)
		}
		for name, content := range want {
			got, whole := c.bytes(name, 16<<20)
			if !c.has(name) || !whole || !bytes.Equal(got, content) {
				t.Errorf("%d: %s has %d bytes, want %d", sizes, name, len(got), len(content))
			}
		}
	}
}
