package sgml

import (
	"strings"
	"testing"
)

func plain(p []byte) string { return string(p) }

// dump writes a node as name(text child child).
func dump(n *Node) string {
	var b strings.Builder
	b.WriteString(n.Name + "(" + n.Text)
	for _, c := range n.Children {
		b.WriteString(" " + dump(c))
	}
	b.WriteString(")")
	if !n.Closed {
		b.WriteString("!")
	}
	return b.String()
}

func TestElement(t *testing.T) {
	tests := []struct{ doc, want string }{
		{"<A><B>1<C>2</A>", "A( B(1)! C(2)!)"},
		{"<A><B>1</B><C>2</C></A>", "A( B(1) C(2))"},
		{"<A><EMPTY><C>2</A>", "A( EMPTY()! C(2)!)"},
		{"<A><G><B>1</G><C>2</A>", "A( G( B(1)!) C(2)!)"},
		{"<A><E1><E2><B>1</A>", "A( E1()! E2()! B(1)!)"},
		{"<A><B/><C>2</A>", "A( B() C(2)!)"},
		{"<A><B>a &amp; &lt;b&gt; &#65;&#x42; &unknown; &</A>", "A( B(a & <b> AB &unknown; &)!)"},
		{"<A><B><![CDATA[<x> & y]]> z</B></A>", "A( B(<x> & y z))"},
		{"<A><!-- <B>no</B> --><B>1</B></A>", "A( B(1))"},
		{"<n:A x='1'><n:B y=\"a>b\">1</n:B></n:A>", "A( B(1))"},
		{"<A><B>1 < 2</B></A>", "A( B(1 < 2))"},
		{"<A></STRAY><B>1</A>", "A( B(1)!)"},
		{"<A><B>1", "A( B(1)!)!"},
		{"<A><B>1<A><B>2</A>", "A( B(1)!)!"},
		{"<A><B>1</BANKTRANLIST>", "A( B(1)!)!"},
		{"<A/>", "A()"},
	}
	for _, tt := range tests {
		r := NewReader([]byte(tt.doc), 0, plain)
		tag, ok := r.Next()
		if !ok {
			t.Fatalf("%s: no tag", tt.doc)
		}
		n, err := r.Element(tag)
		if err != nil {
			t.Fatal(err)
		}
		if got := dump(n); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.doc, got, tt.want)
		}
		if n.Cut == n.Closed && !strings.Contains(tt.want, ")!)!") {
			t.Errorf("%s: cut %t, closed %t", tt.doc, n.Cut, n.Closed)
		}
	}
}

// What ends an element is read again by whoever reads on.
func TestNextAfterElement(t *testing.T) {
	doc := "<A><B>1<A><B>2</LIST><C>"
	r := NewReader([]byte(doc), 0, plain)
	var names []string
	for tag, ok := r.Next(); ok; tag, ok = r.Next() {
		names = append(names, tag.Name)
		if tag.Name == "A" {
			n, err := r.Element(tag)
			if err != nil || doc[n.Offset:n.End] == "" || !strings.HasPrefix(doc[n.Offset:], "<A>") {
				t.Errorf("%+v, %v", n, err)
			}
		}
	}
	if got := strings.Join(names, " "); got != "A A LIST C" {
		t.Errorf("tags %s", got)
	}
}

func TestAttribute(t *testing.T) {
	tag := Tag{Attr: `xmlns:x='urn:y' Ccy = "E&amp;R" z=1 last`}
	for name, want := range map[string]string{"Ccy": "E&R", "xmlns:x": "urn:y", "z": "1", "last": "", "none": ""} {
		if got := attribute(tag.Attr, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestElementLimits(t *testing.T) {
	var deep strings.Builder
	for i := range MaxDepth + 5 {
		deep.WriteString("<n" + strings.Repeat("x", i) + ">")
	}
	for _, doc := range []string{deep.String(), "<x>" + strings.Repeat("<a>1", MaxNodes+1)} {
		r := NewReader([]byte(doc), 0, plain)
		tag, _ := r.Next()
		if _, err := r.Element(tag); err != ErrLarge {
			t.Errorf("%.20s: %v", doc, err)
		}
	}
}

func FuzzElement(f *testing.F) {
	f.Add([]byte("<A><B>1<C>2</A><A x='1'><!-- <B> --><B><![CDATA[x]]></B></A>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(data, 0, plain)
		last := 0
		for tag, ok := r.Next(); ok; tag, ok = r.Next() {
			if tag.Offset < last || tag.End > len(data) || tag.End < tag.Offset {
				t.Fatalf("tag at %d to %d after %d", tag.Offset, tag.End, last)
			}
			last = tag.Offset
			if tag.Open && len(tag.Name) == 1 {
				n, err := r.Element(tag)
				if err == nil && (n.End < n.Offset || n.End > len(data)) {
					t.Fatalf("element at %d to %d", n.Offset, n.End)
				}
			}
		}
	})
}
