package channel

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v3"

	"complain/pkg/internal/golden"
)

// packer writes values as unpack reads them.
type packer struct{ out []byte }

func pack(v any) []byte {
	p := &packer{}
	p.value(reflect.ValueOf(v).Elem())
	return p.out
}

func (p *packer) number(n int) {
	if n < 0 || n >= 1<<28 {
		panic("a number that does not fit")
	}
	p.out = binary.AppendUvarint(p.out, uint64(n))
}

func (p *packer) value(v reflect.Value) {
	if whole, ok := v.Addr().Interface().(inParts); ok {
		for _, part := range whole.parts() {
			p.value(reflect.ValueOf(part).Elem())
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		p.number(v.Len())
		p.out = append(p.out, v.String()...)
	case reflect.Bool:
		p.number(map[bool]int{true: 1}[v.Bool()])
	case reflect.Int:
		p.number(int(v.Int()))
	case reflect.Slice, reflect.Map:
		if v.IsNil() {
			p.number(0)
			return
		}
		p.number(v.Len() + 1)
		if v.Kind() == reflect.Map {
			p.entries(v)
			return
		}
		for i := range v.Len() {
			p.value(v.Index(i))
		}
	case reflect.Struct:
		for _, i := range readFields(v.Type()) {
			p.value(v.Field(i))
		}
	default:
		panic("no form for " + v.Type().String())
	}
}

func (p *packer) entries(v reflect.Value) {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, key := range keys {
		for _, of := range []reflect.Value{key, v.MapIndex(key)} {
			one := reflect.New(of.Type()).Elem()
			one.Set(of)
			p.value(one)
		}
	}
}

// typesOfFiles are what each file of the data is read into.
func typesOfFiles() map[string]any {
	d := &practiceData{}
	return map[string]any{
		channelsFile: &channelsData{}, rulesFile: &rulesData{}, categoriesFile: &categoriesData{}, answersFile: &answersData{},
		profilesFile: &profilesData{}, vocabularyFile: &d.vocabulary, groundsFile: &d.grounds, wordingFile: &d.wording, claimsFile: &d.claims,
		storyFile: &d.story, triggersFile: &d.triggers, clocksFile: &d.clocks, holidaysFile: &d.holidays, routesFile: &d.routes,
		howtoFile: &howtoData{}, lettersFile: &lettersData{}, namesFile: &namesData{},
	}
}

// What is kept is what a reader of YAML finds in today's data.
func TestParsedTreesAreFresh(t *testing.T) {
	names, err := fs.Glob(data, "data/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no data", err)
	}
	types := typesOfFiles()
	var all []byte
	for _, name := range names {
		text, err := data.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		into := types[path.Base(name)]
		if into == nil {
			t.Fatalf("%s: what is it read into?", name)
		}
		if err := yaml.Unmarshal(text, into); err != nil {
			t.Fatal(err)
		}
		packed := pack(into)
		back := reflect.New(reflect.TypeOf(into).Elem()).Interface()
		if err := unpack(string(packed), back); err != nil || !reflect.DeepEqual(back, into) {
			t.Errorf("%s: what is unpacked is not what was packed: %v", name, err)
		}
		sum := sha256.Sum256(text)
		all = append(binary.BigEndian.AppendUint32(append(all, sum[:]...), uint32(len(packed))), packed...)
	}
	if golden.Updating() {
		golden.Check(t, "parsed.bin", all)
	} else if string(all) != parsedValues {
		t.Error("the data, or a type that it is read into, was edited: go test ./pkg/channel -run ParsedTrees -update")
	}
}

// Values that are cut or changed are refused and never half believed.
func TestDamagedValuesAreRefused(t *testing.T) {
	g := groundsData{Schema: 1, AsOf: "2026-03-01", Sources: map[string]Source{"a": {Title: Titled("b")}}, Grounds: []Ground{{ID: "c", Offices: []string{"d", ""},
		When: Predicate{op: "not", of: []Predicate{{op: "flag", args: map[string][]string{"": {"e"}}, line: 3}}}, Say: Words{"en": "f"}}}}
	packed := pack(&g)
	for i := range packed {
		if unpack(string(packed[:i]), &groundsData{}) == nil {
			t.Errorf("the first %d of %d bytes pass", i, len(packed))
		}
	}
	for i := range packed {
		for _, bit := range []byte{1, 0x80, 0xff} {
			changed := bytes.Clone(packed)
			changed[i] ^= bit
			unpack(string(changed), &groundsData{}) // must not panic
		}
	}
}

// Values are kept without the check that every field has a place: here the same
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
		text = append(text, "\n# nothing is kept for these bytes\n"...)
		own[path.Base(name)] = &fstest.MapFile{Data: text}
		if readParsed(own, path.Base(name), typesOfFiles()[path.Base(name)]) {
			t.Fatal("what was read from other bytes serves")
		}
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
