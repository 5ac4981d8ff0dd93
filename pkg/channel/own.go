package channel

import (
	"bytes"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// Edit is one field of a channel as the user knows it better. Path leads to it
// below the entry: "limits", "text".
type Edit struct {
	Path []string
	Text string // "" together with a Number of 0 takes the field away
	// Number is written in place of Text where Text is "".
	Number int
}

// OwnFile is the name of the file that Copied writes, in the user's folder of data.
const OwnFile = channelsFile

// Copied puts a copy of the channel named id into own, which is the user's own
// channels.yaml and may be empty, with edits made; an entry that is there
// already is edited where it stands, and comments stay. Source, where it is not
// empty, is added to what the entry names as its sources: where the user has
// it from, and on which day.
//
// The copy replaces the built-in entry whole: what later versions of the program
// know of this channel is not seen until the copy is taken out again (Disown).
func Copied(own []byte, id string, edits []Edit, source Source) ([]byte, error) {
	top, err := ownData(own)
	if err != nil {
		return nil, err
	}
	list := listOf(top, "channels")
	entry := entryOf(list, id)
	if entry == nil {
		if entry, err = builtInEntry(id); err != nil {
			return nil, err
		}
		list.Content = append(list.Content, entry)
	}
	for _, e := range edits {
		setAt(entry, e.Path, e)
	}
	if title := source.Title.In(""); title != "" {
		key := "own." + id
		setAt(mappingOf(top, "sources"), []string{key, "title"}, Edit{Text: title})
		setAt(mappingOf(top, "sources"), []string{key, "date"}, Edit{Text: source.Date})
		if names := listOf(entry, "source"); !slices.ContainsFunc(names.Content, func(n *yaml.Node) bool { return n.Value == key }) {
			names.Content = append(names.Content, scalar(key))
		}
	}
	return written(top)
}

// OwnEntry says whether the channel named id is the user's own, and the day of the
// built-in one that it replaces: "" where it replaces none.
func (b *Book) OwnEntry(id string) (replaced string, own bool) {
	replaced, own = b.replaced[id]
	return replaced, own
}

// Disown takes the user's copy of a channel out of own; was is false where there
// is none.
func Disown(own []byte, id string) (out []byte, was bool, err error) {
	top, err := ownData(own)
	if err != nil {
		return nil, false, err
	}
	list := listOf(top, "channels")
	before := len(list.Content)
	list.Content = slices.DeleteFunc(list.Content, func(n *yaml.Node) bool { return isEntry(n, id) })
	out, err = written(top)
	return out, len(list.Content) < before, err
}

// ownData is the mapping at the top of a file of data; one that is empty is made.
func ownData(own []byte) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(own, &doc); err != nil {
		return nil, inFile{channelsFile, readable(err, &channelsData{})}
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return &yaml.Node{Kind: yaml.MappingNode, HeadComment: doc.HeadComment}, nil
	}
	top := doc.Content[0]
	if top.HeadComment == "" {
		top.HeadComment = doc.HeadComment
	}
	return top, nil
}

// builtInEntry is the channel named id as the built-in data has it, with its day
// written into it.
func builtInEntry(id string) (*yaml.Node, error) {
	text, err := data.ReadFile("data/" + channelsFile)
	if err != nil {
		return nil, err
	}
	top, err := ownData(text)
	if err != nil {
		return nil, err
	}
	entry := entryOf(listOf(top, "channels"), id)
	if entry == nil {
		return nil, unknown("channel", id)
	}
	if valueOf(entry, "as_of") == nil {
		setAt(entry, []string{"as_of"}, Edit{Text: valueOf(top, "as_of").Value})
	}
	return entry, nil
}

func isEntry(n *yaml.Node, id string) bool {
	named := valueOf(n, "id")
	return named != nil && named.Value == id
}

func entryOf(list *yaml.Node, id string) *yaml.Node {
	if i := slices.IndexFunc(list.Content, func(n *yaml.Node) bool { return isEntry(n, id) }); i >= 0 {
		return list.Content[i]
	}
	return nil
}

// setAt sets, makes or takes away the value to which path leads below n.
func setAt(n *yaml.Node, path []string, e Edit) {
	if len(path) > 1 {
		setAt(mappingOf(n, path[0]), path[1:], e)
		return
	}
	if e.Text == "" && e.Number == 0 {
		drop(n, path[0])
		return
	}
	value := scalar(e.Text)
	if e.Text == "" {
		value = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.Itoa(e.Number)}
	}
	*at(n, path[0]) = *value
}

// scalar is a text that stays one, whatever it looks like: a telephone number, a day.
func scalar(text string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text, Style: yaml.DoubleQuotedStyle}
}

// at is the value of a key of n, made where it is missing.
func at(n *yaml.Node, key string) *yaml.Node {
	if v := valueOf(n, key); v != nil {
		return v
	}
	v := new(yaml.Node)
	n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, v)
	return v
}

func mappingOf(n *yaml.Node, key string) *yaml.Node { return ofKind(at(n, key), yaml.MappingNode) }
func listOf(n *yaml.Node, key string) *yaml.Node    { return ofKind(at(n, key), yaml.SequenceNode) }

// ofKind is n, made empty where it is of another kind: a key without a value.
func ofKind(n *yaml.Node, kind yaml.Kind) *yaml.Node {
	if n.Kind != kind {
		*n = yaml.Node{Kind: kind}
	}
	return n
}

func drop(n *yaml.Node, key string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			n.Content = slices.Delete(n.Content, i, i+2)
			return
		}
	}
}

func written(top *yaml.Node) ([]byte, error) {
	var out bytes.Buffer
	e := yaml.NewEncoder(&out)
	e.SetIndent(2)
	if err := e.Encode(top); err != nil {
		return nil, err
	}
	return out.Bytes(), e.Close()
}
