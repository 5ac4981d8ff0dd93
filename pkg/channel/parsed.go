package channel

import (
	"crypto/sha256"
	_ "embed"
	"encoding/binary"
	"errors"
	"sync"

	"go.yaml.in/yaml/v3"
)

// Most of the time of reading YAML goes into its grammar: 28 of 35 ms for the
// built-in data, which every command on a case reads. So the trees of its files
// are kept beside them as they were parsed. A tree serves for the very bytes that
// it was made of, by their SHA-256, and for no others: where the data was edited
// and this was not made anew (go test ./pkg/channel -update), the file is parsed.
//
//go:embed parsed.bin
var parsedTrees string

// parsed are the trees by the SHA-256 of their files' bytes.
var parsed = sync.OnceValue(func() map[string]string {
	trees := map[string]string{}
	for rest := parsedTrees; len(rest) > sha256.Size+4; {
		size := binary.BigEndian.Uint32([]byte(rest[sha256.Size : sha256.Size+4]))
		tree := rest[sha256.Size+4:]
		if uint64(size) > uint64(len(tree)) {
			break
		}
		trees[rest[:sha256.Size]] = tree[:size]
		rest = tree[size:]
	}
	return trees
})

// treeOf is the tree of a file's bytes, where it is kept.
func treeOf(text []byte) (*yaml.Node, bool) {
	sum := sha256.Sum256(text)
	packed, ok := parsed()[string(sum[:])]
	if !ok {
		return nil, false
	}
	tree, err := unpack(packed)
	return tree, err == nil
}

var errTree = errors.New("not a packed tree")

// unpack reads what pack wrote: the texts, each once, then the nodes in the order
// of the file, each before its children.
func unpack(packed string) (*yaml.Node, error) {
	r := &unpacker{rest: packed}
	texts := make([]string, r.count())
	for i := range texts {
		texts[i] = r.text()
	}
	r.texts = texts
	r.nodes = make([]yaml.Node, r.count())
	r.links = make([]*yaml.Node, len(r.nodes))
	tree := r.node()
	if r.bad || len(r.rest) > 0 {
		return nil, errTree
	}
	return tree, nil
}

type unpacker struct {
	rest  string
	texts []string
	nodes []yaml.Node  // those that are not used yet
	links []*yaml.Node // likewise
	bad   bool
}

func (r *unpacker) number() int {
	n := 0
	for i := range min(len(r.rest), 4) { // 2^28 is more than there can be
		n |= int(r.rest[i]&0x7f) << (7 * i)
		if r.rest[i] < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.bad = true
	return 0
}

// count is a number of things that take a byte each, or more.
func (r *unpacker) count() int {
	n := r.number()
	if n > len(r.rest) {
		r.bad = true
		return 0
	}
	return n
}

func (r *unpacker) text() string {
	n := r.count()
	text := r.rest[:n]
	r.rest = r.rest[n:]
	return text
}

func (r *unpacker) node() *yaml.Node {
	if r.bad || len(r.nodes) == 0 {
		r.bad = true
		return &yaml.Node{}
	}
	n := &r.nodes[0]
	r.nodes = r.nodes[1:]
	n.Kind, n.Style = yaml.Kind(r.number()), yaml.Style(r.number())
	n.Tag, n.Value = r.ref(), r.ref()
	n.Line, n.Column = r.number(), r.number()
	children := r.number()
	if children > len(r.links) {
		r.bad = true
		return n
	}
	n.Content, r.links = r.links[:children:children], r.links[children:]
	for i := range n.Content {
		n.Content[i] = r.node()
	}
	return n
}

func (r *unpacker) ref() string {
	i := r.number()
	if i >= len(r.texts) {
		r.bad = true
		return ""
	}
	return r.texts[i]
}
