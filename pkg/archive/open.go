package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"syscall"

	"complain/pkg/casefile"
	"complain/pkg/dispute"
	"complain/pkg/internal/safezip"
)

// Bag is an opened archive. Its listing and its tag files have been checked,
// its payload has not.
type Bag struct {
	Manifest string // SHA-256 of its manifest
	Sealed   bool   // it is encrypted

	payload  manifest
	files    map[string]*safezip.Entry // by name in the bag
	order    []string                  // of the files in the archive
	info     map[string]string
	caseFile string // name in the bag
}

// Open reads the listing and the tag files of the archive in the size bytes of
// r. Where it is encrypted, passphrase is asked for one. What is wrong with an
// archive is a *Fault.
func Open(ctx context.Context, r io.ReaderAt, size int64, passphrase func() (string, error)) (*Bag, error) {
	b := &Bag{files: map[string]*safezip.Entry{}}
	if b.Sealed = sealed(r); b.Sealed {
		words, err := passphrase()
		if err != nil {
			return nil, err
		}
		if r, size, err = unseal(r, size, words); err != nil {
			return nil, err
		}
	}
	head := make([]byte, 4)
	if n, err := r.ReadAt(head, 0); n < 4 || string(head) != "PK\x03\x04" {
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, broken("", err)
		}
		return nil, fault(ErrNotArchive, nil, dispute.Say("archive.fault.not-archive"))
	}
	z, err := safezip.OpenWithin(limits(), r, size)
	if err != nil {
		return nil, broken("", err)
	}
	if err := b.list(z, size); err != nil {
		return nil, err
	}
	if err := b.readTags(ctx); err != nil {
		return nil, err
	}
	return b, b.compare()
}

// list takes the files out of the zip's listing, without the bag's folder.
func (b *Bag) list(z *safezip.Archive, size int64) error {
	if len(z.Refused) > 0 {
		return fault(ErrUnsafe, nil, dispute.Say("archive.fault.refused", shown(z.Refused[0].Name)))
	}
	folder, found := "", false
	for _, e := range z.Entries {
		if top, ok := strings.CutSuffix(e.Name, bagitFile); ok && strings.Count(top, "/") == min(len(top), 1) {
			folder, found = top, true
			break
		}
	}
	if !found {
		return fault(ErrNotArchive, nil, dispute.Say("archive.fault.no-bag", bagitFile))
	}
	var packed int64
	for _, e := range z.Entries {
		name, inside := strings.CutPrefix(e.Name, folder)
		switch {
		case !inside:
			return fault(ErrDamaged, nil, dispute.Say("archive.fault.extra", shown(e.Name)))
		case e.Duplicate:
			return fault(ErrUnsafe, nil, dispute.Say("archive.fault.twice", shown(name)))
		case e.Compressed > size-packed:
			// Files that share their bytes are how small bombs are made.
			return fault(ErrUnsafe, nil, dispute.Say("archive.fault.bomb", shown(name)))
		}
		packed += e.Compressed
		b.files[name] = e
		b.order = append(b.order, name)
	}
	return nil
}

// readTags checks the tag files against their manifest, and reads them.
func (b *Bag) readTags(ctx context.Context) error {
	tags, err := b.manifestOf(ctx, tagsFile)
	if err != nil {
		return err
	}
	for _, name := range []string{bagitFile, infoFile, manifestFile} {
		if tags[name] == "" {
			return fault(ErrDamaged, nil, dispute.Say("archive.fault.untagged", name, tagsFile))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		if err := b.hold(ctx, name, tags[name], nil); err != nil {
			return err
		}
	}
	for _, name := range b.order {
		if !strings.HasPrefix(name, payload) && tags[name] == "" && name != tagsFile {
			return fault(ErrDamaged, nil, dispute.Say("archive.fault.extra", shown(name)))
		}
	}
	b.Manifest = tags[manifestFile]
	text, err := b.small(ctx, bagitFile)
	if err != nil {
		return err
	}
	if text != declaration {
		return fault(ErrNotArchive, nil, dispute.Say("archive.fault.version", bagitFile))
	}
	if text, err = b.small(ctx, infoFile); err != nil {
		return err
	}
	b.info = readInfo(text)
	b.payload, err = b.manifestOf(ctx, manifestFile)
	return err
}

// compare holds the listing against the manifest.
func (b *Bag) compare() error {
	for _, name := range slices.Sorted(maps.Keys(b.payload)) {
		if b.files[name] == nil {
			return fault(ErrDamaged, nil, dispute.Say("archive.fault.missing", shown(name)))
		}
	}
	var octets, count int64
	for _, name := range b.order {
		if !strings.HasPrefix(name, payload) {
			continue
		}
		if b.payload[name] == "" {
			return fault(ErrDamaged, nil, dispute.Say("archive.fault.extra", shown(name)))
		}
		octets += b.files[name].Size
		count++
		if strings.HasPrefix(name, casePath) && strings.HasSuffix(name, casefile.Extension) {
			if b.caseFile != "" {
				return fault(ErrUnsafe, nil, dispute.Say("archive.fault.twice", shown(name)))
			}
			b.caseFile = name
		}
	}
	if b.caseFile == "" {
		return fault(ErrNotArchive, nil, dispute.Say("archive.fault.no-case"))
	}
	if said := fmt.Sprintf("%d.%d", octets, count); b.info[labelOxum] != said {
		return fault(ErrDamaged, nil, dispute.Say("archive.fault.info", labelOxum, infoFile))
	}
	return nil
}

// check reads the whole payload and compares it with the manifest. The bytes
// of the case file also go to w, where there is one.
func (b *Bag) check(ctx context.Context, w io.Writer, m *meter) error {
	for _, name := range b.order {
		if !strings.HasPrefix(name, payload) {
			continue
		}
		m.begin(name)
		var to io.Writer = m
		if w != nil && name == b.caseFile {
			to = io.MultiWriter(m, w)
		}
		if err := b.hold(ctx, name, b.payload[name], to); err != nil {
			return err
		}
	}
	return nil
}

// hold compares one file with its hash; its bytes also go to w.
func (b *Bag) hold(ctx context.Context, name, want string, w io.Writer) error {
	sum := sha256.New()
	var to io.Writer = sum
	if w != nil {
		to = io.MultiWriter(sum, w)
	}
	err := b.read(ctx, name, func(r io.Reader) error {
		_, err := io.Copy(to, r)
		return err
	})
	if err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != want {
		return fault(ErrDamaged, nil, dispute.Say("archive.fault.hash", shown(name)))
	}
	return nil
}

func (b *Bag) read(ctx context.Context, name string, do func(io.Reader) error) error {
	e := b.files[name]
	if e == nil {
		return fault(ErrDamaged, nil, dispute.Say("archive.fault.missing", shown(name)))
	}
	r, err := e.Open(ctx)
	if err != nil {
		return broken(name, err)
	}
	defer r.Close()
	if err := do(r); err != nil {
		return broken(name, err)
	}
	return nil
}

func (b *Bag) manifestOf(ctx context.Context, name string) (m manifest, err error) {
	err = b.read(ctx, name, func(r io.Reader) error {
		m, err = readManifest(r, name)
		return err
	})
	return m, err
}

// small reads a file that is a few lines long.
func (b *Bag) small(ctx context.Context, name string) (text string, err error) {
	err = b.read(ctx, name, func(r io.Reader) error {
		p, err := io.ReadAll(io.LimitReader(r, 1<<20))
		text = string(p)
		return err
	})
	return text, err
}

// broken turns an error of reading the archive into a Fault: about one file of
// it, or about the whole when name is "". What the system did, or the user
// wanted, is no fault of the archive.
func broken(name string, err error) error {
	var f *Fault
	var limit *safezip.LimitError
	var system *fs.PathError
	var number syscall.Errno
	switch {
	case errors.As(err, &f), errors.As(err, &system), errors.As(err, &number),
		errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &limit) && name == "":
		return fault(ErrUnsafe, err, dispute.Say("archive.fault.many", maxFiles))
	case errors.As(err, &limit):
		return fault(ErrUnsafe, err, dispute.Say("archive.fault.bomb", shown(name)))
	case name == "":
		return fault(ErrDamaged, err, dispute.Say("archive.fault.structure"))
	}
	return fault(ErrDamaged, err, dispute.Say("archive.fault.unreadable", shown(name)))
}
