package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

// Objects of the structure stand in object streams, some hundred in each: there are
// several for each row of a table, and compressed one by one, or not at all, they
// would take more room than what they are about.
const objectsAStream = 500

// objectStream is objects that are compressed together.
type objectStream struct {
	count int
	data  []byte // packed
	first int    // where in it, unpacked, the first object stands
}

// objectWriter collects objects that are numbered one after the other.
type objectWriter struct {
	next    int // the number of the next object
	offsets bytes.Buffer
	objects bytes.Buffer
	count   int
	done    []objectStream
	packer
}

// add takes an object, whose number it gives.
func (w *objectWriter) add(object []byte) (int, error) {
	w.offsets.WriteString(strconv.Itoa(w.next) + " " + strconv.Itoa(w.objects.Len()) + " ")
	w.objects.Write(object)
	w.objects.WriteByte('\n')
	w.next++
	if w.count++; w.count == objectsAStream {
		return w.next - 1, w.flush()
	}
	return w.next - 1, nil
}

func (w *objectWriter) flush() error {
	if w.count == 0 {
		return nil
	}
	packed, err := w.compressed(w.offsets.Bytes(), w.objects.Bytes())
	if err != nil {
		return err
	}
	w.done = append(w.done, objectStream{w.count, bytes.Clone(packed), w.offsets.Len()})
	w.offsets.Reset()
	w.objects.Reset()
	w.count = 0
	return nil
}

// tagged is the structure of a document, or of the pages of it that are a file.
type tagged struct {
	*structure
	pieces []fragment // in the order in which they are drawn
	links  []linkElement
	pages  int

	annotation map[elementID]int // of each link: the number of its object
}

// addStructure numbers the elements of which something is drawn from first on, and
// packs them. What is on each page leads to its elements, and the catalog to all.
func (f *file) addStructure(t tagged, first int) error {
	parents := first + 1
	annotations := parents + 1 + t.pages
	number := t.numbers(annotations + len(t.links))
	w := &objectWriter{next: first}
	if _, err := w.add(fmt.Appendf(nil, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>", number[documentElement], parents, t.pages+len(t.links))); err != nil {
		return err
	}
	b := []byte("<</Nums[")
	for i := range t.pages {
		b = fmt.Appendf(b, "%d %d 0 R ", i, parents+1+i)
	}
	t.annotation = make(map[elementID]int, len(t.links))
	for i, l := range t.links {
		b = appendRef(append(strconv.AppendInt(b, int64(t.pages+i), 10), ' '), number[l.element])
		t.annotation[l.element] = annotations + i
	}
	if _, err := w.add(append(b, "]>>"...)); err != nil {
		return err
	}
	if err := f.addPages(w, t, number); err != nil {
		return err
	}
	if err := f.addLinks(w, t); err != nil {
		return err
	}
	if err := t.write(w, number, first); err != nil {
		return err
	}
	if err := w.flush(); err != nil {
		return err
	}
	f.packed = w.done
	f.replace(f.find("/Type /Catalog"), "/Type /Catalog", fmt.Sprintf("/Type /Catalog\n/MarkInfo <</Marked true>>\n/StructTreeRoot %d 0 R", first))
	return nil
}

// addPages packs of each page the elements of its pieces.
func (f *file) addPages(w *objectWriter, t tagged, number []int32) error {
	var b []byte
	at := 0
	for i := range t.pages {
		b = append(b[:0], '[')
		for ; at < len(t.pieces) && int(t.pieces[at].page) == i; at++ {
			if p := t.pieces[at]; p.child == 0 {
				b = appendRef(b, number[p.element])
			}
		}
		if _, err := w.add(append(b, ']')); err != nil {
			return err
		}
		page := pageObject(i)
		if !bytes.Contains(f.objects[page], []byte("<</Type /Page\n")) {
			return fmt.Errorf("gofpdf's object %d is not a page", page)
		}
		f.replace(page, "<</Type /Page\n", fmt.Sprintf("<</Type /Page\n/StructParents %d\n/Tabs /S\n", i))
	}
	return nil
}

// addLinks packs the annotations that lead somewhere as objects of their own, to which
// the structure can point, and puts them in place of gofpdf's.
func (f *file) addLinks(w *objectWriter, t tagged) error {
	at := 0
	for i := range t.pages {
		page := pageObject(i)
		_, rest, _ := bytes.Cut(f.objects[page], []byte("/Annots ["))
		old, refs := len(rest), []byte(nil)
		for ; bytes.HasPrefix(rest, []byte("<<")); at++ {
			entries, behind, ok := bytes.Cut(rest, []byte(">>"))
			if !ok || at == len(t.links) || int(t.links[at].page) != i {
				return fmt.Errorf("gofpdf's object %d has other links than were drawn", page)
			}
			b := fmt.Appendf(bytes.Clone(entries), "/StructParent %d/Contents<FEFF%s>>>", t.pages+at, utf16Hex(visible(t.links[at].says)))
			n, err := w.add(b)
			if err != nil {
				return err
			}
			refs, rest = appendRef(refs, int32(n)), behind
		}
		if len(refs) > 0 {
			whole := f.objects[page]
			start := len(whole) - old
			f.objects[page] = slices.Concat(whole[:start], refs, rest)
		}
	}
	if at < len(t.links) {
		return fmt.Errorf("of %d links %d are on no page", len(t.links), len(t.links)-at)
	}
	return nil
}

// pageObject is the number of gofpdf's object for a page of the file, from 0.
func pageObject(page int) int { return resources + 1 + 2*page }

func appendRef(b []byte, number int32) []byte {
	b = strconv.AppendInt(b, int64(number), 10)
	return append(b, " 0 R "...)
}

// numbers are those of the objects of elements: 0 where nothing of one is drawn.
func (t tagged) numbers(first int) []int32 {
	number := make([]int32, len(t.elements))
	number[documentElement] = 1
	for _, p := range t.pieces {
		number[p.element], number[p.child] = 1, 1
	}
	for i := len(t.elements) - 1; i > int(documentElement); i-- {
		if number[i] != 0 {
			number[t.elements[i].parent] = 1
		}
	}
	number[artifact] = 0
	for i := range number {
		if number[i] != 0 {
			number[i] = int32(first)
			first++
		}
	}
	return number
}

// write writes the elements in their order.
func (t tagged) write(w *objectWriter, number []int32, root int) error {
	// What an element holds: lists that begin at it, each linked to the next.
	n := len(t.elements)
	links := make([]int32, 4*n+len(t.pieces))
	child, lastChild, sibling, piece, next := links[:n], links[n:2*n], links[2*n:3*n], links[3*n:4*n], links[4*n:]
	for i := int(documentElement) + 1; i < n; i++ {
		if number[i] == 0 {
			continue
		}
		if p := t.elements[i].parent; child[p] == 0 {
			child[p], lastChild[p] = int32(i), int32(i)
		} else {
			sibling[lastChild[p]], lastChild[p] = int32(i), int32(i)
		}
	}
	for i := len(t.pieces) - 1; i >= 0; i-- {
		e := t.pieces[i].element
		next[i], piece[e] = piece[e], int32(i+1)
	}
	var b []byte
	for i := range t.elements {
		if number[i] == 0 {
			continue
		}
		e := t.elements[i]
		parent := int32(root)
		if elementID(i) != documentElement {
			parent = number[e.parent]
		}
		b = append(b[:0], "<</S/"+kindNames[e.kind]+"/P "...)
		b = append(appendRef(b, parent), attributes(e)...)
		if alt := t.alt[elementID(i)]; alt != "" {
			b = append(b, "/Alt<FEFF"+utf16Hex(visible(alt))+">"...)
		}
		if at := piece[i]; at != 0 || e.kind == kindLink {
			b = t.appendPieces(b, elementID(i), next, at, number)
		} else {
			b = append(b, "/K["...)
			for k := child[i]; k != 0; k = sibling[k] {
				b = appendRef(b, number[k])
			}
			b = append(b, ']')
		}
		if _, err := w.add(append(b, ">>"...)); err != nil {
			return err
		}
	}
	return nil
}

// appendPieces are the pieces of an element and the links in it, in their order, and
// the annotation of a link: by their numbers where all are on the page of the first.
func (t tagged) appendPieces(b []byte, of elementID, next []int32, at int32, number []int32) []byte {
	annotation, leads := t.annotation[of]
	if at == 0 {
		return append(appendRef(append(b, "/K<</Type/OBJR/Obj "...), int32(annotation)), ">>"...)
	}
	first := t.pieces[at-1].page
	b = append(b, "/Pg "...)
	b = appendRef(b, int32(pageObject(int(first))))
	if p := t.pieces[at-1]; next[at-1] == 0 && p.child == 0 && !leads {
		return strconv.AppendInt(append(b, "/K "...), int64(p.number), 10)
	}
	b = append(b, "/K["...)
	for ; at != 0; at = next[at-1] {
		p := t.pieces[at-1]
		switch {
		case p.child != 0:
			b = appendRef(b, number[p.child])
		case p.page == first:
			b = append(strconv.AppendInt(b, int64(p.number), 10), ' ')
		default:
			b = append(b, "<</Type/MCR/Pg "...)
			b = appendRef(b, int32(pageObject(int(p.page))))
			b = append(strconv.AppendInt(append(b, "/MCID "...), int64(p.number), 10), ">>"...)
		}
	}
	if leads {
		b = append(appendRef(append(b, "<</Type/OBJR/Obj "...), int32(annotation)), ">>"...)
	}
	return append(b, ']')
}

// attributes are what a table needs to be read.
func attributes(e element) string {
	scope, span := "", ""
	switch e.kind {
	case kindHead:
		scope = "/Scope/Column"
	case kindGroup:
		scope = "/Scope/Row"
	case kindCell:
	default:
		return ""
	}
	if e.span > 1 {
		span = "/ColSpan " + strconv.Itoa(int(e.span))
	}
	if scope+span == "" {
		return ""
	}
	return "/A<</O/Table" + scope + span + ">>"
}
