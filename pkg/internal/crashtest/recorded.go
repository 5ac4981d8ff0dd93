package crashtest

import (
	"errors"
	"strings"
)

// errUnknown is for calls on the folder's files that the model does not know.
var errUnknown = errors.New("the model does not know this call")

// take turns one system call into an operation, if it touches the folder.
func (r *recorder) take(c syscall) error {
	switch c.name {
	case "open", "openat", "creat", "openat2":
		return r.open(c)
	case "rename", "renameat", "renameat2":
		return r.rename(c)
	case "link", "linkat":
		return r.link(c)
	case "unlink", "unlinkat":
		return r.unlink(c)
	case "truncate", "symlink", "symlinkat":
		at := map[string]int{"truncate": 0, "symlink": 1, "symlinkat": 2}[c.name]
		if _, ok, err := r.name(c, at); err != nil || ok {
			return errors.Join(err, errUnknown)
		}
		return nil
	case "sync", "syncfs", "io_uring_setup", "io_submit":
		return errUnknown
	}
	at := 0
	switch c.name {
	case "copy_file_range", "splice":
		at = 2
	case "mmap":
		at = 4
	}
	fd, err := c.number(at)
	if err != nil {
		return err
	}
	h := r.handles[fd]
	if h == nil {
		return nil
	}
	return r.descriptor(c, fd, h)
}

// descriptor takes a call on an open file of the folder.
func (r *recorder) descriptor(c syscall, fd int64, h *handle) error {
	switch c.name {
	case "close":
		delete(r.handles, fd)
	case "dup", "dup2", "dup3":
		r.handles[c.result] = h
	case "fcntl":
		if strings.HasPrefix(c.args[1], "F_DUPFD") {
			r.handles[c.result] = h
		}
	case "fsync", "fdatasync":
		switch {
		case h.standard:
		case h.file == 0:
			r.add(Operation{Kind: SyncFolder})
		default:
			r.add(Operation{Kind: Sync, File: h.file})
		}
	case "lseek":
		h.position = c.result
	case "ftruncate":
		size, err := c.number(1)
		if err != nil {
			return err
		}
		r.sizes[h.file] = size
		r.add(Operation{Kind: Truncate, File: h.file, Offset: size})
	case "write":
		return r.write(c, h)
	case "pwrite64":
		offset, err := c.number(3)
		if err != nil {
			return err
		}
		return r.put(c, h, offset)
	case "mmap":
		if c.has(3, "MAP_SHARED") && c.has(2, "PROT_WRITE") {
			return errUnknown
		}
	default:
		return errUnknown
	}
	return nil
}

func (r *recorder) write(c syscall, h *handle) error {
	switch {
	case h.standard:
		data, err := c.text(1)
		if err != nil {
			return err
		}
		r.add(Operation{Kind: Say, Data: data[:c.result]})
		return nil
	case h.appends:
		h.position = r.sizes[h.file]
	}
	// Reading moves the position too and is not traced; a program that mixes
	// both ends with other files than the model, which Record reports.
	err := r.put(c, h, h.position)
	h.position += c.result
	return err
}

func (r *recorder) put(c syscall, h *handle, offset int64) error {
	data, err := c.text(1)
	if err != nil {
		return err
	}
	if h.file == 0 || int64(len(data)) < c.result {
		return errUnknown
	}
	r.sizes[h.file] = max(r.sizes[h.file], offset+c.result)
	r.add(Operation{Kind: Write, File: h.file, Offset: offset, Data: data[:c.result]})
	return nil
}

func (r *recorder) open(c syscall) error {
	at, flags := 0, 1
	if strings.HasPrefix(c.name, "openat") {
		at, flags = 1, 2
	}
	name, ok, err := r.name(c, at)
	if err != nil {
		return err
	}
	if !ok {
		delete(r.handles, c.result)
		return r.openBelow(c, at, flags)
	}
	if c.name == "creat" || c.name == "openat2" || c.has(flags, "O_TMPFILE") {
		return errUnknown
	}
	if name == "" {
		r.handles[c.result] = &handle{}
		return nil
	}
	file, known := r.names[name]
	if !known && !c.has(flags, "O_CREAT") { // a subfolder
		delete(r.handles, c.result)
		return nil
	}
	if !known {
		r.files++
		file = r.files
		r.named(file, name)
	} else if c.has(flags, "O_TRUNC") {
		r.sizes[file] = 0
		r.add(Operation{Kind: Truncate, File: file})
	}
	r.handles[c.result] = &handle{file: file, appends: c.has(flags, "O_APPEND")}
	return nil
}

// openBelow takes a file that the program makes in a subfolder. Its name there is
// not the folder's; what is written to it matters if it gets one.
func (r *recorder) openBelow(c syscall, at, flags int) error {
	name, ok, err := r.path(c, at)
	if err != nil || !ok || strings.Count(name, "/") != 1 {
		return err
	}
	file, known := r.below[name]
	switch {
	case !known && !c.has(flags, "O_EXCL"):
		return nil
	case !known:
		r.files++
		file = r.files
		r.below[name] = file
	case c.has(flags, "O_TRUNC"):
		return errUnknown
	}
	r.handles[c.result] = &handle{file: file, appends: c.has(flags, "O_APPEND")}
	return nil
}

// names are where the two names of a call stand among its arguments.
func (c syscall) pair() (first, second int) {
	if c.name == "rename" || c.name == "link" {
		return 0, 1
	}
	return 1, 3
}

// comesUp is the file of a subfolder that a link or rename gives a name in the
// folder; 0 when that is not what it does.
func (r *recorder) comesUp(c syscall) (file int, from, to string, err error) {
	first, second := c.pair()
	from, _, err = r.path(c, first)
	if err != nil || r.below[from] == 0 {
		return 0, "", "", err
	}
	to, ok, err := r.name(c, second)
	if err != nil || !ok {
		return 0, "", "", errors.Join(err, errUnknown)
	}
	return r.below[from], from, to, nil
}

// pair reads the two names of a link or rename. A file must not come in from
// elsewhere or go there: the model would not know what it holds.
func (r *recorder) pair(c syscall) (from, to string, ok bool, err error) {
	first, second := c.pair()
	from, inFrom, err := r.name(c, first)
	if err != nil {
		return "", "", false, err
	}
	to, inTo, err := r.name(c, second)
	if err != nil {
		return "", "", false, err
	}
	if inFrom != inTo {
		return "", "", false, errUnknown
	}
	return from, to, inFrom, nil
}

func (r *recorder) rename(c syscall) error {
	file, below, name, err := r.comesUp(c)
	switch {
	case err != nil:
		return err
	case file != 0 && c.has(4, "RENAME_EXCHANGE"):
		return errUnknown
	case file != 0:
		delete(r.below, below)
		r.named(file, name)
		return nil
	}
	from, to, ok, err := r.pair(c)
	if err != nil || !ok {
		return err
	}
	if c.has(4, "RENAME_EXCHANGE") {
		return errUnknown
	}
	if file = r.names[from]; file == 0 { // a subfolder
		return errUnknown
	}
	delete(r.names, from)
	r.names[to] = file
	r.add(Operation{Kind: Rename, File: file, Name: from, To: to})
	return nil
}

// named gives a file a name in the folder.
func (r *recorder) named(file int, name string) {
	r.names[name] = file
	r.add(Operation{Kind: Link, File: file, Name: name})
}

func (r *recorder) link(c syscall) error {
	file, _, to, err := r.comesUp(c)
	if err == nil && file == 0 {
		var from string
		var ok bool
		if from, to, ok, err = r.pair(c); ok {
			file = r.names[from]
		}
	}
	if err == nil && file != 0 {
		r.named(file, to)
	}
	return err
}

func (r *recorder) unlink(c syscall) error {
	at := 0
	if c.name == "unlinkat" {
		at = 1
	}
	name, ok, err := r.name(c, at)
	if err != nil || !ok || c.has(2, "AT_REMOVEDIR") {
		return err
	}
	delete(r.names, name)
	r.add(Operation{Kind: Unlink, Name: name})
	return nil
}
