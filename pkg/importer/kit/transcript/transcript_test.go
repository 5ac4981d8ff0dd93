package transcript_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/importertest"
	"complain/pkg/importer/kit/transcript"
)

func source(t testing.TB, text string) *importer.Source {
	t.Helper()
	return importertest.Source(t, "chat", text)
}

func TestClock(t *testing.T) {
	for text, want := range map[string]bool{
		"2026-03-01 20:00:00": true, "2026-3-1 1:2:3": true, "2026-03-01 20:00": true,
		"2026-03-01 20:00:00 ": false, "2026-03-01T20:00:00": false, "26-03-01 20:00:00": false, "2026-03-011 20:00:00": false, "": false,
	} {
		if _, _, ok := transcript.Stamp(text, "-", " "); ok != want {
			t.Errorf("%q: %t", text, ok)
		}
	}
	at, ok := transcript.Offset("2026-03-01T20:00:00.5+08:00")
	if !ok || at.String() != "2026-03-01T20:00:00.500+08:00" || at.Zone.From != dispute.ZoneStated {
		t.Errorf("%s %v %t", at, at.Zone, ok)
	}
	for _, text := range []string{"2026-03-01T20:00:00", "2026-03-01 20:00:00Z", "2026-02-30T20:00:00Z", ""} {
		if at, ok := transcript.Offset(text); ok {
			t.Errorf("%q is %s", text, at)
		}
	}
}

func TestCells(t *testing.T) {
	for row, want := range map[string][]string{
		`a,"b ""c"", d",`:  {"a", `b "c", d`, ""},
		`a "b",c`:          {`a "b"`, "c"},
		"\"two\nlines\",x": {"two\nlines", "x"},
		``:                 {""},
		`"open,a`:          {"open,a"},
	} {
		if got := transcript.Cells(row); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q", row, got)
		}
	}
}

// A mark that is never closed costs its own row, and no other.
func TestTableUnclosedMark(t *testing.T) {
	var rows []string
	tally := &importer.Tally{}
	log := transcript.New(source(t, "a,b\n1,\"two\nlines\"\n2,\"open\n3,x\n"), tally)
	err := transcript.ReadTable(context.Background(), log, func(r transcript.Row) error {
		rows = append(rows, fmt.Sprintf("%q %t %s", r.Cells, r.Open, r.At))
		return log.Skip(r.At, "skip.header")
	})
	want := []string{
		`["a" "b"] false row=1 line=1 byte=0+4`, `["1" "two\nlines"] false row=2 line=2-3 byte=4+14`,
		`["2" "open"] true row=3 line=4 byte=18+8`, `["3" "x"] false row=4 line=5 byte=26+4`,
	}
	if err != nil || !reflect.DeepEqual(rows, want) || !tally.Conserved() || tally.Reading.Units != 5 {
		t.Errorf("%v\n%s\n%d units", err, strings.Join(rows, "\n"), tally.Reading.Units)
	}
}

func TestDirection(t *testing.T) {
	for _, c := range []struct {
		times []int64
		want  bool
	}{{[]int64{3, 2, 1}, true}, {[]int64{1, 2, 3}, false}, {[]int64{1, 3, 2, 4}, false}, {[]int64{9, 8, 9, 7, 6}, true}, {[]int64{1}, false}, {nil, false}} {
		var d transcript.Direction
		for _, at := range c.times {
			d.Add(at)
		}
		if d.NewestFirst() != c.want {
			t.Errorf("%v: %t", c.times, d.NewestFirst())
		}
	}
}

// repeated is a text between two others, over and over, without being held in
// memory as often.
type repeated struct {
	start, block, end string
	times             int64
}

func (r repeated) size() int64 {
	return int64(len(r.start)) + int64(len(r.block))*r.times + int64(len(r.end))
}

func (r repeated) ReadAt(p []byte, off int64) (n int, err error) {
	body := int64(len(r.block)) * r.times
	for n < len(p) && off < r.size() {
		from := ""
		switch at := off - int64(len(r.start)); {
		case at < 0:
			from = r.start[off:]
		case at < body:
			from = r.block[at%int64(len(r.block)):]
		default:
			from = r.end[at-body:]
		}
		m := copy(p[n:], from)
		n, off = n+m, off+int64(m)
	}
	if n < len(p) {
		err = io.EOF
	}
	return n, err
}

func (r repeated) source(t testing.TB) *importer.Source {
	return importer.NewSource("chat", "chat", r, r.size(), importertest.Options(t, "Asia/Shanghai"))
}

// Long files are read in flat memory.
func TestFlatMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads long chats")
	}
	const megabytes = 24 << 20
	for owner, r := range map[string]repeated{
		"meta":         {start: `{"participants":[],"messages":[`, block: `{"sender_name":"a","timestamp_ms":1772366400000,"content":"\u00e9 hello there, the left shoe is torn"},`, end: `{}]}`},
		"telegram":     {start: `<html><body class="chat_page">`, block: `<div class="message default clearfix" id="message1"><div class="body"><div class="pull_right date details" title="01.03.2026 13:00:00">13:00</div><div class="from_name">a</div><div class="text">hello<br>there</div></div></div>`},
		"sms":          {start: `<smses count="1">`, block: `<sms address="1" date="1772366400000" type="1" body="the left shoe&#10;is torn"/>`, end: `</smses>`},
		"qq":           {start: "消息记录（此消息记录为文本格式，不支持重新导入）\n\n", block: "2026-03-01 20:00:00 林悦(123456789)\n左脚开胶\n第二行\n\n"},
		"wechatexport": {start: "Time,SenderName,Sender,TalkerName,Talker,Content\n", block: "2026-03-01 20:00:00,林悦,wxid_lin,店,wxid_shop,\"左脚\n开胶\"\n"},
	} {
		t.Run(owner, func(t *testing.T) {
			r.times = megabytes / int64(len(r.block))
			var start, now runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&start)
			var most uint64
			tally := &importer.Tally{}
			tally.OnRecord = func(dispute.Record) error {
				if tally.Reading.Records%20_000 == 0 {
					runtime.GC()
					runtime.ReadMemStats(&now)
					most = max(most, now.HeapAlloc)
				}
				return nil
			}
			began := time.Now()
			if err := byName(t, owner).Extract(context.Background(), r.source(t), tally); err != nil {
				t.Fatal(err)
			}
			if int64(tally.Reading.Records) != r.times || !tally.Conserved() {
				t.Errorf("%d records of %d", tally.Reading.Records, r.times)
			}
			if grown := int64(most) - int64(start.HeapAlloc); grown > 4<<20 {
				t.Errorf("%d MB of chat took %d KB of memory", megabytes>>20, grown>>10)
			}
			t.Logf("%d MB/s", int64(megabytes/time.Since(began).Seconds())>>20)
		})
	}
}

// Ten million arrays, elements or tags inside one another end the reading, and
// what stands before is kept.
func TestNestedWithoutEnd(t *testing.T) {
	for owner, r := range map[string]repeated{
		"meta":         {start: `{"messages":[{"sender_name":"a","timestamp_ms":1772366400000,"content":"kept"},`, block: `[`},
		"slack":        {start: `[{"type":"message","ts":"1772366400.000100","user":"U1","text":"kept"},{"x":`, block: `{"a":`},
		"telegram":     {start: `<div class="message default clearfix"><div class="body"><div class="date" title="01.03.2026 13:00:00"></div></div></div>`, block: `<div>`},
		"sms":          {start: `<smses><sms address="1" date="1772366400000" type="1" body="kept"/>`, block: `<mms>`},
		"wechatexport": {start: `[{"StrContent":"kept","CreateTime":1772366400,"IsSender":0},[`, block: `[`},
	} {
		r.times = 10_000_000
		tally := &importer.Tally{}
		err := byName(t, owner).Extract(context.Background(), r.source(t), tally)
		var stopped *importer.Stopped
		if !errors.As(err, &stopped) || stopped.Why.Code != "stop.limit" || tally.Reading.Records != 1 {
			t.Errorf("%s: %v, %d records", owner, err, tally.Reading.Records)
		}
	}
}

// A sink that fails, and a context that ends, end every reading at once with
// that error.
func TestErrorsPass(t *testing.T) {
	full := errors.New("the case file is full")
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, im := range chats {
		for _, c := range importertest.Cases(t, im.Name()) {
			tally := &importer.Tally{OnRecord: func(dispute.Record) error { return full }}
			err := im.Extract(context.Background(), c.Source, tally)
			if tally.Reading.Records > 1 || tally.Reading.Records == 1 && !errors.Is(err, full) {
				t.Errorf("%s: %d records after the sink failed, %v", c.Dir, tally.Reading.Records, err)
			}
			if err := im.Extract(cancelled, c.Source, &importer.Tally{}); !errors.Is(err, context.Canceled) {
				t.Errorf("%s: after the context ended: %v", c.Dir, err)
			}
		}
	}
}
