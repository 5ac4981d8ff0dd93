package channel

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"path"
	"reflect"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v3"

	"complain/pkg/internal/golden"
)

// packer writes a tree as unpack reads it.
type packer struct {
	texts []string
	at    map[string]int
	nodes int
	out   []byte
}

func pack(tree *yaml.Node) []byte {
	p := &packer{at: map[string]int{}}
	p.node(tree)
	head := binary.AppendUvarint(nil, uint64(len(p.texts)))
	for _, text := range p.texts {
		head = append(binary.AppendUvarint(head, uint64(len(text))), text...)
	}
	return append(binary.AppendUvarint(head, uint64(p.nodes)), p.out...)
}

func (p *packer) node(n *yaml.Node) {
	if n.Anchor != "" || n.Alias != nil {
		panic("the data has an anchor, which packed trees do not carry")
	}
	p.nodes++
	for _, v := range []int{int(n.Kind), int(n.Style), p.ref(n.Tag), p.ref(n.Value), n.Line, n.Column, len(n.Content)} {
		p.out = binary.AppendUvarint(p.out, uint64(v))
	}
	for _, child := range n.Content {
		p.node(child)
	}
}

func (p *packer) ref(text string) int {
	i, ok := p.at[text]
	if !ok {
		i = len(p.texts)
		p.at[text] = i
		p.texts = append(p.texts, text)
	}
	return i
}

// The trees are those of today's data, and hold what a parser finds in it.
func TestParsedTreesAreFresh(t *testing.T) {
	names, err := fs.Glob(data, "data/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no data", err)
	}
	var all []byte
	for _, name := range names {
		text, err := data.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var tree yaml.Node
		if err := yaml.Unmarshal(text, &tree); err != nil {
			t.Fatal(err)
		}
		uncommented(&tree)
		packed := pack(&tree)
		back, err := unpack(string(packed))
		if err != nil || !reflect.DeepEqual(back, &tree) {
			t.Errorf("%s: what is unpacked is not what was packed: %v", name, err)
		}
		sum := sha256.Sum256(text)
		all = append(binary.BigEndian.AppendUint32(append(all, sum[:]...), uint32(len(packed))), packed...)
	}
	if golden.Updating() {
		golden.Check(t, "parsed.bin", all)
	} else if string(all) != parsedTrees {
		t.Error("the data was edited: go test ./pkg/channel -run ParsedTrees -update")
	}
}

// uncommented takes off comments, which no reader of the data needs.
func uncommented(n *yaml.Node) {
	n.HeadComment, n.LineComment, n.FootComment = "", "", ""
	if n.Content == nil {
		n.Content = []*yaml.Node{}
	}
	for _, child := range n.Content {
		uncommented(child)
	}
}

// A tree that is cut or changed is refused and never half believed.
func TestDamagedTreesAreRefused(t *testing.T) {
	var tree yaml.Node
	if err := yaml.Unmarshal([]byte("a: [1, b]\nc: {d: e}\n"), &tree); err != nil {
		t.Fatal(err)
	}
	packed := pack(&tree)
	for i := range packed {
		if _, err := unpack(string(packed[:i])); err == nil {
			t.Errorf("the first %d of %d bytes pass", i, len(packed))
		}
	}
	for i := range packed {
		for _, bit := range []byte{1, 0x80, 0xff} {
			changed := bytes.Clone(packed)
			changed[i] ^= bit
			unpack(string(changed)) // must not panic
		}
	}
}

// A tree is read without the check that every field has a place: here the same
// data is parsed, and has it.
func TestDataHasNoUnknownField(t *testing.T) {
	names, err := fs.Glob(data, "data/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no data", err)
	}
	own := fstest.MapFS{}
	for _, name := range names {
		text, err := data.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text = append(text, "\n# no tree is of these bytes\n"...)
		if _, ok := treeOf(text); ok {
			t.Fatal("the tree of other bytes serves")
		}
		own[path.Base(name)] = &fstest.MapFile{Data: text}
	}
	book, err := Load(own)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := book.Practice(); err != nil {
		t.Fatal(err)
	}
	if _, err := book.Howto(); err != nil {
		t.Fatal(err)
	}
	if _, err := book.Letters(); err != nil {
		t.Fatal(err)
	}
}
