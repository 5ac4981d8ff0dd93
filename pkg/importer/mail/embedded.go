package mail

import (
	"bytes"
	"context"
	"io"
	"strings"
)

// A message attached to a message of Outlook is a folder of its compound file,
// and no file. It is handed out as the file that Outlook makes of it (MS-OXMSG
// 2.2.2.1): every stream as it was, in a compound file (MS-CFB) of its own. The
// two formats differ in eight bytes: the head of the properties of a message is
// longer when the message stands by itself.

const (
	maxObjects = 20_000
	maxNested  = 32 // folders in each other
)

// holdsMessage reports whether the folder at prefix is a message that can be
// handed out: one that claims no more bytes than the whole file has.
func (c *compound) holdsMessage(prefix string) bool {
	if !c.has(prefix + properties) {
		return false
	}
	content := int64(0)
	for _, name := range c.names {
		if strings.HasPrefix(name, prefix) && c.sizes[name] > 0 {
			content += c.sizes[name]
		}
	}
	return content <= c.src.Size()
}

// embedded is the message in the folder at prefix, as the file that Outlook
// would save. It is put together when it is opened: a message can hold many.
func (c *compound) embedded(prefix string) func(context.Context) (io.ReadCloser, error) {
	return func(ctx context.Context) (io.ReadCloser, error) {
		root, ok := c.folderTree(prefix)
		if !ok {
			return nil, errCompound
		}
		named := false
		for _, o := range root.children {
			if o.name == properties && !o.folder {
				o.lengthen()
			}
			named = named || o.name == nameID
		}
		if names, ok := c.folderTree(nameID + "/"); ok && len(names.children) > 0 && !named {
			names.name = nameID // of the whole file: the message has none of its own
			root.children = append(root.children, names)
		}
		w := layOut(root)
		if w == nil {
			return nil, errCompound
		}
		return io.NopCloser(cancelled{ctx, w.reader()}), nil
	}
}

const (
	nameID     = "__nameid_version1.0"
	properties = "__properties_version1.0"
)

// folderTree is what lies in the folder at prefix. It fails where that claims
// more bytes than the whole file has.
func (c *compound) folderTree(prefix string) (*object, bool) {
	root := &object{folder: true}
	content := int64(0)
	folders := map[string]*object{strings.TrimSuffix(prefix, "/"): root}
	for n, name := range c.names { // a folder stands before what is in it
		if !strings.HasPrefix(name, prefix) {
			continue
		}
		at := strings.LastIndexByte(name, '/')
		parent := folders[name[:max(at, 0)]]
		if parent == nil || n > maxObjects || strings.Count(name[len(prefix):], "/") > maxNested {
			return nil, false
		}
		o := &object{name: name[at+1:], folder: c.doc.File[c.streams[name]].FileInfo().IsDir()}
		parent.children = append(parent.children, o)
		if o.folder {
			folders[name] = o
			continue
		}
		o.size = c.sizes[name]
		if content += o.size; o.size < 0 || content > c.src.Size() {
			return nil, false
		}
		o.open = func() (io.Reader, error) { return c.open(name) }
	}
	return root, true
}

// lengthen makes the properties of an embedded message those of a file: eight
// bytes that mean nothing follow the first 24.
func (o *object) lengthen() {
	const short, more = 24, 8
	if o.size < short {
		return
	}
	open := o.open
	o.size += more
	o.open = func() (io.Reader, error) {
		r, err := open()
		if err != nil {
			return nil, err
		}
		return io.MultiReader(io.LimitReader(r, short), bytes.NewReader(make([]byte, more)), r), nil
	}
}
