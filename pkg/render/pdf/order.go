package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// sortPictures puts the pictures in the order of their names. gofpdf writes
// pictures of the same width in the order of a Go map, which is another one
// each time.
func (f *file) sortPictures() error {
	pictureRef := regexp.MustCompile(`/I([0-9a-f]{40}) (\d+) 0 R`)
	type one struct {
		name   string
		object int
		body   []byte
	}
	var all []one
	seen := map[int]bool{}
	for _, m := range pictureRef.FindAllSubmatch(f.objects[resources], -1) {
		n, err := strconv.Atoi(string(m[2]))
		if err != nil {
			return err
		}
		if seen[n] {
			continue // the same bytes under another key
		}
		seen[n] = true
		_, body, ok := bytes.Cut(f.objects[n], []byte(" 0 obj\n"))
		if !ok || !bytes.Contains(body[:min(len(body), 200)], []byte("/Subtype /Image")) {
			return fmt.Errorf("gofpdf's object %d is no picture", n)
		}
		all = append(all, one{string(m[1]), n, body})
	}
	numbers := make([]int, len(all))
	for i, p := range all {
		numbers[i] = p.object
	}
	slices.Sort(numbers)
	slices.SortFunc(all, func(a, b one) int { return cmp.Compare(a.name, b.name) })
	moved := map[string]int{}
	for i, p := range all {
		moved[p.name] = numbers[i]
		f.objects[numbers[i]] = append(fmt.Appendf(nil, "%d 0 obj\n", numbers[i]), p.body...)
	}
	f.objects[resources] = pictureRef.ReplaceAllFunc(f.objects[resources], func(m []byte) []byte {
		name := string(pictureRef.FindSubmatch(m)[1])
		return fmt.Appendf(nil, "/I%s %d 0 R", name, moved[name])
	})
	return nil
}
