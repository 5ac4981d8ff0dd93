package story

import (
	"testing"

	"complain/pkg/dispute"
)

// BenchmarkWords reads the words of all triggers.
func BenchmarkWords(b *testing.B) {
	t := practice(b).Triggers()
	b.ReportAllocs()
	for b.Loop() {
		newWords(t).prepare()
	}
}

// BenchmarkSee looks at messages as most of a conversation's are: small talk, with a
// complaint now and then.
func BenchmarkSee(b *testing.B) {
	t := practice(b).Triggers()
	texts := []string{
		"在的呢，亲，请问有什么可以帮您", "好的，我看一下，稍等", "今天天气不错，晚上一起吃饭吗", "这个颜色还有货吗，平时穿M码",
		"Good morning, how can I help you today?", "ok thanks, talk later", "We went to the park with the kids and had ice cream afterwards",
		"鞋底才穿两天就开胶了，你们看看怎么处理", "The zip broke after two days, I want my money back",
	}
	b.ReportAllocs()
	for b.Loop() {
		f := NewFinder(t, "")
		for i := range 3000 {
			f.See(&dispute.Record{ID: int64(i + 1), Evidence: 1, Seq: i, Kind: dispute.Message, Who: []string{"a", "b"}[i%2], Text: texts[i%len(texts)]})
		}
	}
}
