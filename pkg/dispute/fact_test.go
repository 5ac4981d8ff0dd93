package dispute

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

// says is a kind of facts: made of chance, and read back from a record.
type says struct {
	kind   Kind
	typ    string
	facts  any // zero
	fields func(any) []Field
	read   func(*Record) (any, bool)
}

func saying[T interface{ Fields() []Field }](kind Kind, typ string, read func(*Record) (T, bool)) says {
	var zero T
	return says{kind, typ, zero,
		func(facts any) []Field { return facts.(T).Fields() },
		func(r *Record) (any, bool) { return read(r) }}
}

var sayings = []says{
	saying(Photo, "", (*Record).Photo),
	saying(Document, Video, (*Record).Recording),
	saying(Document, Audio, (*Record).Recording),
	saying(Document, "", (*Record).Paper),
	saying(Document, "pdf", (*Record).Invoice),
	saying(Statement, "", (*Record).Noted),
}

// Facts become fields and are read back as they were, whatever is stated and
// whatever is not; fields that are read become the same fields again.
func TestFactsAreTheirFields(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, s := range sayings {
		name := reflect.TypeOf(s.facts).Name()
		for range 500 {
			made := reflect.New(reflect.TypeOf(s.facts)).Elem()
			for i := range made.NumField() {
				if random.IntN(3) > 0 || s.kind == Statement { // a statement is bound to both or to none
					made.Field(i).Set(chance(t, random, made.Type().Field(i).Type))
				}
			}
			facts := made.Interface()
			r := Record{Kind: s.kind, Type: s.typ, Fields: s.fields(facts)}
			got, ok := s.read(&r)
			if !ok && len(r.Fields) > 0 || !reflect.DeepEqual(got, facts) {
				t.Fatalf("%s %+v: as fields %v, read back %+v", name, facts, r.Fields, got)
			}
			if again := s.fields(got); !reflect.DeepEqual(again, r.Fields) {
				t.Fatalf("%s: fields %v, again %v", name, r.Fields, again)
			}
		}
	}
}

func chance(t *testing.T, random *rand.Rand, of reflect.Type) reflect.Value {
	t.Helper()
	word := func() string {
		return string(rune('a'+random.IntN(26))) + "，\n" + string(rune('一'+random.IntN(999)))
	}
	v := reflect.New(of).Elem()
	switch of {
	case reflect.TypeFor[*Place]():
		v.Set(reflect.ValueOf(&Place{random.Int32N(180_000_001) - 90_000_000, random.Int32N(360_000_001) - 180_000_000}))
	case reflect.TypeFor[[]Field]():
		v.Set(reflect.ValueOf([]Field{{"tag-" + word(), word()}, {"date", word()}}))
	case reflect.TypeFor[[]string]():
		v.Set(reflect.ValueOf([]string{word(), word()}))
	case reflect.TypeFor[Moment](), reflect.TypeFor[EvidenceID](), reflect.TypeFor[int]():
		v.SetInt(1 + random.Int64N(1_000_000))
	case reflect.TypeFor[bool]():
		v.SetBool(true)
	case reflect.TypeFor[string](), reflect.TypeFor[Sign]():
		v.SetString(word())
	default:
		t.Fatalf("no chance for %s", of)
	}
	return v
}

// What a field cannot mean is not known; of two fields of a name the first counts.
func TestFactsOfDamagedFields(t *testing.T) {
	r := Record{Kind: Photo, Fields: []Field{{"width", "-3"}, {"height", "12px"}, {"orientation", "6"}, {"orientation", "1"}, {"gps", "here"}, {"make", ""}, {"make", "Xiaomi"}}}
	if got, _ := r.Photo(); got.Width != 0 || got.Height != 0 || got.Turn != 6 || got.Place != nil || got.Make != "Xiaomi" {
		t.Errorf("%+v", got)
	}
	r = Record{Kind: Statement, Fields: []Field{{"evidence", "E3"}, {"moment", "soon"}}}
	if n, ok := r.Noted(); ok {
		t.Errorf("%+v", n)
	}
}

// Each kind of facts is of its records alone.
func TestFactsOfOtherRecords(t *testing.T) {
	fields := []Field{{"evidence", "E3"}, {"moment", "00:41"}, {"gps", "1,2"}, {"invoice-number", "1"}, {"title", "x"}}
	for _, c := range []struct {
		r                                       Record
		photo, recording, paper, invoice, noted bool
	}{
		{Record{Kind: Photo}, true, false, false, false, false},
		{Record{Kind: Document, Type: Audio}, false, true, false, false, false},
		{Record{Kind: Document, Type: "pdf"}, false, false, true, true, false},
		{Record{Kind: Page}, false, false, false, false, false},
		{Record{Kind: Message}, false, false, false, false, false},
		{Record{Kind: Statement}, false, false, false, false, true},
	} {
		c.r.Fields = fields
		_, photo := c.r.Photo()
		_, recording := c.r.Recording()
		_, paper := c.r.Paper()
		_, invoice := c.r.Invoice()
		_, noted := c.r.Noted()
		if photo != c.photo || recording != c.recording || paper != c.paper || invoice != c.invoice || noted != c.noted {
			t.Errorf("%s %s: %t %t %t %t %t", c.r.Kind, c.r.Type, photo, recording, paper, invoice, noted)
		}
		if _, placed := c.r.Place(); placed != (photo || recording) {
			t.Errorf("%s %s: a place %t", c.r.Kind, c.r.Type, placed)
		}
	}
}

func TestPlace(t *testing.T) {
	for _, c := range []struct {
		latitude, longitude float64
		want                string
	}{
		{31.230416, 121.473701, "31.230416,121.473701"},
		{-33.8688, 151.2093, "-33.868800,151.209300"},
		{0.0000006, -0.5, "0.000001,-0.500000"}, // the nearest, as printing rounds
		{90, -180, "90.000000,-180.000000"},
	} {
		p, ok := PlaceAt(c.latitude, c.longitude)
		if again, read := parsePlace(p.String()); !ok || !read || p.String() != c.want || again != p {
			t.Errorf("%v,%v: %s, %t, again %s; want %s", c.latitude, c.longitude, p, ok, again, c.want)
		}
	}
	for _, text := range []string{"", "1", "1,", "NaN,1", "91,0", "0,181", "a,b", "1,2,3", "Inf,0"} {
		if p, ok := parsePlace(text); ok {
			t.Errorf("%q: %s", text, p)
		}
	}
}

// A record without its place says nowhere where it was made: not in a tag
// either.
func TestLeavePlace(t *testing.T) {
	fields := []Field{{"make", "x"}, {"gps", "1,2"}, {"location", "+1+2/"}}
	r := Record{Kind: Document, Type: Video, Fields: fields}
	withheld := r.LeavePlace()
	if !reflect.DeepEqual(r.Fields, fields[:1]) || !reflect.DeepEqual(withheld, []string{"gps", "location"}) || fields[1].Name != "gps" {
		t.Errorf("%v without %v", r.Fields, withheld)
	}
	bill := Record{Kind: Transaction, Fields: fields}
	if withheld := bill.LeavePlace(); len(bill.Fields) != 3 || withheld != nil {
		t.Errorf("a bill: %v without %v", bill.Fields, withheld)
	}
}
