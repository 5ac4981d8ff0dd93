package packet

import (
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
	"complain/pkg/timeline"
)

// answered is a case with two pages of a refusal, a paper nobody photographed,
// and a photo of the goods.
func answered(t *testing.T, lang locale.Lang) input {
	b := newBuilder(t, lang)
	on := func(day string) dispute.When { return at(t, day, dispute.ZoneCase) }
	refusal := dispute.Official{Kind: "not-accepted", On: on("2026-05-20"), Received: on("2026-05-22"), Office: "某区市场监督管理局", Reference: "〔2026〕第12号"}
	asked := dispute.Official{Kind: "identity-request", On: on("2026-05-06"), Received: on("2026-05-07"), Office: "某区市场监督管理局"}
	var records []dispute.Record
	for i, e := range []dispute.Evidence{
		{Name: "page1.jpg", MediaType: "image/jpeg", Official: &refusal, Reading: dispute.Reading{State: dispute.Read, Records: 1}},
		{Name: "page2.jpg", MediaType: "image/jpeg", Official: &refusal, Reading: dispute.Reading{State: dispute.Read, Records: 1}},
		{Name: "identity.pdf", MediaType: "application/pdf", Official: &asked, Reading: dispute.Reading{State: dispute.Read, Records: 1}},
		{Name: "box.jpg", MediaType: "image/jpeg", Reading: dispute.Reading{State: dispute.Read, Records: 1}},
	} {
		kind := dispute.Photo
		if e.MediaType == "application/pdf" {
			kind = dispute.Document
		}
		records = append(records, dispute.Record{ID: int64(i + 1), Evidence: b.evidence(e), Seq: 1, Kind: kind, At: at(t, "2026-05-23 09:30", dispute.ZoneCase)})
	}
	b.in.Records = records
	book := book(t)
	b.in.Events = timeline.Build(timeline.Input{Case: b.in.Case, Evidence: b.in.Evidence, Records: records, Answer: func(k dispute.OfficialKind) string {
		a, err := book.Answer(k)
		if err != nil {
			t.Fatal(err)
		}
		return a.Name(lang.Tag())
	}})
	return b.in
}

func TestAnswersInThePacket(t *testing.T) {
	d, findings := compose(t, answered(t, locale.Chinese), "regulator")
	var titles []string
	for _, x := range collect[doc.Exhibit](d) {
		titles = append(titles, x.Title)
	}
	want := []string{
		"某区市场监督管理局限期提供身份证明材料通知书", "某区市场监督管理局不予受理决定书（page1.jpg）", "某区市场监督管理局不予受理决定书（page2.jpg）", "照片：box.jpg",
	}
	if !slices.Equal(titles, want) {
		t.Errorf("exhibits %q\nwant %q", titles, want)
	}
	text := string(dump(t, d, findings, locale.Chinese))
	for _, want := range []string{
		"第一组　处理情况", "第二组　商品及现场",
		"2026年5月20日，某区市场监督管理局出具《不予受理决定书》（〔2026〕第12号）", // told in the letter and as a step
		"某区市场监督管理局出具",
		"2026年5月7日",        // when the paper came that is only attached
		"2026-05-23 09:30", // when the photo was taken: not the paper's day
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "2026-05-20（仅") {
		t.Error("the day of a paper is told as a time that is known to the day only")
	}
}

// What may come next is said of the last answer only, and with its articles.
func TestWhatMayComeAfterAnAnswer(t *testing.T) {
	in := answered(t, locale.Chinese)
	_, findings := compose(t, in, "regulator")
	f := find(findings, "answer-next")
	if f == nil || f.Level != Remark {
		t.Fatalf("%+v", findings)
	}
	text := locale.Chinese.Note(f.Text)
	for _, want := range []string{"E1", "2026-05-20", "不予受理决定书", "第十五条", "第三十九条"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	if strings.Contains(text, "身份证明") {
		t.Errorf("an answer that another followed is still spoken of: %q", text)
	}

	// Of a paper from before the Measures only the law is cited.
	early := *in.Evidence[0].Official
	early.On = at(t, "2026-03-20", dispute.ZoneCase)
	in.Evidence = []dispute.Evidence{in.Evidence[0]}
	in.Evidence[0].Official = &early
	_, findings = compose(t, in, "regulator")
	if text := locale.Chinese.Note(find(findings, "answer-next").Text); strings.Contains(text, "第十五条") || !strings.Contains(text, "第三十九条") {
		t.Errorf("%q", text)
	}

	in.Evidence[0].Official = &dispute.Official{Kind: "accepted", On: early.On}
	if _, findings = compose(t, in, "regulator"); find(findings, "answer-next") != nil {
		t.Error("something is said to come after an acceptance")
	}
}

func TestUnsaidAnswerIsAFinding(t *testing.T) {
	in := answered(t, locale.English)
	a, err := book(t).Answer("mediation-ended")
	if err != nil {
		t.Fatal(err)
	}
	in.Seems = []Seeming{{4, a}}
	_, findings := compose(t, in, "regulator")
	f := find(findings, "answer-unsaid")
	if f == nil || f.Level != Should || locale.English.Note(f.Fix) != "complain evidence set E4 --kind 终止调解 --on DATE" {
		t.Errorf("%+v", f)
	}
}
