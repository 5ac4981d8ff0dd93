package crashtest

import (
	"maps"
	"slices"
)

// Disk is the disk under one folder: what is safe on it, and what has been done
// since and may or may not have reached it.
type Disk struct {
	names   map[string]int // as they are safe
	waiting []Operation    // Link, Unlink, Rename since the folder was synced
	inodes  map[int]*inode
}

type inode struct {
	safe    []byte
	waiting []Operation // Write, Truncate since the file was synced
}

// NewDisk is a disk on which the files are safe.
func NewDisk(files map[string][]byte) *Disk {
	d := &Disk{names: map[string]int{}, inodes: map[int]*inode{}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		n := len(d.inodes) + 1
		d.names[name] = n
		d.inodes[n] = &inode{safe: slices.Clone(files[name])}
	}
	return d
}

// Apply does an operation.
func (d *Disk) Apply(op Operation) {
	switch op.Kind {
	case Link, Unlink, Rename:
		if op.Kind == Link {
			d.inode(op.File)
		}
		d.waiting = append(d.waiting, op)
	case SyncFolder:
		for _, w := range d.waiting {
			rename(d.names, w)
		}
		d.waiting = nil
	case Write, Truncate:
		n := d.inode(op.File)
		n.waiting = append(n.waiting, op)
	case Sync:
		n := d.inode(op.File)
		for _, w := range n.waiting {
			n.safe = change(n.safe, w)
		}
		n.waiting = nil
	case Say:
	}
}

// inode is a file, which may have no name in the folder yet.
func (d *Disk) inode(file int) *inode {
	if d.inodes[file] == nil {
		d.inodes[file] = &inode{}
	}
	return d.inodes[file]
}

// Now is the folder as a program sees it while the power is on.
func (d *Disk) Now() map[string][]byte { return d.state(keepAll{}) }

// rename applies an operation on names.
func rename(names map[string]int, op Operation) {
	switch op.Kind {
	case Link:
		names[op.Name] = op.File
	case Unlink:
		delete(names, op.Name)
	case Rename:
		// The old name goes only if it still is this file's: the operation
		// that gave it may be among those lost.
		if names[op.Name] == op.File {
			delete(names, op.Name)
		}
		names[op.To] = op.File
	}
}

// change applies a Write or Truncate.
func change(data []byte, op Operation) []byte {
	if op.Kind == Truncate {
		return resized(data, op.Offset)
	}
	data = resized(data, max(int64(len(data)), op.Offset+int64(len(op.Data))))
	copy(data[op.Offset:], op.Data)
	return data
}

func resized(data []byte, size int64) []byte {
	if size <= int64(len(data)) {
		return data[:size:size]
	}
	return append(data, make([]byte, size-int64(len(data)))...)
}

// fate decides what becomes of what had not been synced.
type fate interface {
	name(Operation) bool // whether a Link, Unlink or Rename is kept
	// data applies to data what is kept of a Write or Truncate.
	data(data []byte, op Operation) []byte
}

type keepAll struct{}

func (keepAll) name(Operation) bool                   { return true }
func (keepAll) data(data []byte, op Operation) []byte { return change(data, op) }

func (d *Disk) state(f fate) map[string][]byte {
	names := maps.Clone(d.names)
	for _, op := range d.waiting {
		if f.name(op) {
			rename(names, op)
		}
	}
	out := map[string][]byte{}
	content := map[int][]byte{} // two names of one file show the same
	for _, name := range slices.Sorted(maps.Keys(names)) {
		file := names[name]
		if _, ok := content[file]; !ok {
			data := slices.Clone(d.inodes[file].safe)
			for _, op := range d.inodes[file].waiting {
				data = f.data(data, op)
			}
			content[file] = data
		}
		out[name] = content[file]
	}
	return out
}
