package conversation

import (
	"strings"
	"testing"
)

// What is a conversation to a person is one to a Glimpse, and what only has
// times in it is none.
func TestGlimpse(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want int // 0: no conversation
	}{
		"name and time in one line":    {"小满 2026-03-05 14:03:22\n开胶了\n云栖数码 2026-03-05 14:04:00\n在的\n小满 2026-03-05 14:05:10\n怎么退", 3},
		"time in brackets":             {"[05.03.26, 14:03:22] Ada: hi\n[05.03.26, 14:04:22] Shop: hello\n[05.03.26, 14:05:22] Ada: refund?", 3},
		"name, time, colon":            {"小满 (2026-03-05 14:03:22):在吗\n云栖 (2026-03-05 14:03:52):在\n小满 (2026-03-05 14:04:22):退", 3},
		"time below the name":          {"小满\n2026/3/5 14:03\n在吗\n云栖\n2026/3/5 14:04\n在\n小满\n2026/3/5 14:05\n退", 3},
		"time above the name":          {"2026年3月5日 14:03\n小满\n在吗\n云栖\n在\n2026年3月5日 15:03\n云栖\n亲，退不了\n2026年3月6日 9:03\n云栖\n亲", 3},
		"digits of Persian":            {"۱۴۰۴/۱۲/۱۴، ۱۴:۰۳ Ada: سلام\n۱۴۰۴/۱۲/۱۴، ۱۴:۰۴ Bo: سلام\n۱۴۰۴/۱۲/۱۴، ۱۴:۰۵ Ada: پول", 3},
		"digits of Arabic":             {"Ada ١٤:٠٣\nمرحبا\nBo ١٤:٠٤\nمرحبا\nAda ١٤:٠٥\nنقود", 3},
		"stations of a parcel":         {"2026-03-05 14:03:22\n【杭州市】已收件\n2026-03-05 18:03:22\n【杭州市】已发出\n2026-03-06 08:00:01\n【杭州市】到达", 0},
		"label below the name":         {"小满:\n时间: 2026-03-05 14:03:22\n内容: 在\n\n小满:\n时间: 2026-03-05 14:04:22\n内容: 在吗\n\n云栖:\n时间: 2026-03-05 14:05:22\n内容: 嗯", 3},
		"rows":                         {"1,2026-03-05 14:03:22,Ada,hi\n2,2026-03-05 14:03:59,Shop,hello\n3,2026-03-05 14:04:22,Ada,when?", 3},
		"half days":                    {"下午2:03 小满: 在吗\n下午2:04 云栖: 在\n下午2:05 小满: 退款", 3},
		"entries":                      {`[{"time":1741000000,"sender":"a","text":"x"},{"time":1741000001,"sender":"b","text":"y"}]`, 2},
		"entries in lines":             {"{\"sent_at\": \"2026-03-05\", \"from\": \"a\", \"body\": \"x\"}\n{\"sent_at\": \"2026-03-05\", \"from\": \"b\", \"body\": \"y\"}", 2},
		"a letter":                     {"Dear Sir,\nyesterday at 14:03 I called you.\nAt 15:10 I called again.\nNobody answered until 18:00.", 0},
		"opening hours":                {"Monday: 9:00-18:00\nTuesday: 9:00-18:00\nWednesday: 9:00-18:00", 0},
		"times of an order":            {"创建时间: 2026-03-05 14:03:22\n付款时间: 2026-03-05 14:03:40\n发货时间: 2026-03-06 09:00:00\n成交时间: 2026-03-08 10:00:00", 0},
		"a diary":                      {"2026-03-05 14:03 打电话给客服，没人接\n2026-03-05 15:10 再打，说等\n2026-03-06 09:00 投诉", 0},
		"an order as JSON":             {`{"orderTime": "2026-03-05", "title": "shoe", "buyerNick": "a", "price": 3}`, 0},
		"two lines are not many":       {"Ada 14:03\nAda 14:05", 0},
		"a time that is none":          {strings.Repeat("ratio 99:99 of Ada: x\n", 4), 0},
		"beyond what a glimpse covers": {strings.Repeat("x", glimpseBytes) + "\nAda 14:03\nAda 14:04\nAda 14:05", 0},
	} {
		var g Glimpse
		for line := range strings.SplitSeq(c.text, "\n") {
			g.Line(line)
		}
		n, ok := g.Seems()
		if ok != (c.want > 0) || ok && n != c.want {
			t.Errorf("%s: %d, %t", name, n, ok)
		}
	}
}

// The page on which a carrier says where a parcel was has a place at each time.
func TestStationsAreNoSpeakers(t *testing.T) {
	stations := [][]string{{"2026-04-24 16:20", "Kyoto, Japan", "Posted by a shop"}, {"2026-05-02 05:41", "London, United Kingdom", "Arrived"},
		{"2026-05-09 18:42", "London, United Kingdom", "Released"}, {"2026-05-11 11:52", "Exampleton, United Kingdom", "Handed over"}}
	for _, between := range []string{"\n", " "} {
		var g Glimpse
		g.Line("EX402118976JP")
		for _, s := range stations {
			for line := range strings.SplitSeq(strings.Join(s, between), "\n") {
				g.Line(line)
			}
		}
		if n, ok := g.Seems(); ok {
			t.Errorf("%d stations, parted by %q, are heard as messages", n, between)
		}
	}
}
