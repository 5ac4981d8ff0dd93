package packet

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"complain/pkg/dispute"
	"complain/pkg/doc"
	"complain/pkg/locale"
)

// each runs a test over one letter with exhibits of each voice, of the sample and
// of the empty case: what is enclosed is the same for all. TestGolden and
// TestLettersHoldWhatTheirReadersRequire go over every letter.
func each(t *testing.T, test func(t *testing.T, in input, d *doc.Document, findings []Finding)) {
	run, spoken := 0, map[string]bool{}
	for _, p := range papers(t) {
		if !p.letter.Holds("attachments") || spoken[p.letter.Voice] {
			continue
		}
		spoken[p.letter.Voice] = true
		for _, lang := range locale.Langs() {
			for name, in := range map[string]input{"sample": sample(t, lang), "empty": empty(t, lang)} {
				run++
				t.Run(p.folder+"/"+p.name(lang)+"/"+name, func(t *testing.T) {
					d, findings := p.write(t, in)
					in.Channel, in.Document = p.channel, p.option()
					test(t, in, d, findings)
				})
			}
		}
	}
	if run == 0 {
		t.Error("no letter has exhibits")
	}
}

// factTable is the table under the heading with the anchor facts.
func tableAfter(d *doc.Document, anchor string) *doc.Table {
	found := false
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case doc.Heading:
			found = found || b.Anchor == anchor
		case doc.Table:
			if found {
				return &b
			}
		}
	}
	return nil
}

func TestEveryKeyFactStandsInTheTableOnce(t *testing.T) {
	each(t, func(t *testing.T, in input, d *doc.Document, _ []Finding) {
		want := 0
		for _, e := range in.Events {
			if e.Key && e.States() {
				want++
			}
		}
		table := tableAfter(d, "facts")
		if want == 0 {
			return
		}
		if len(table.Rows) != want {
			t.Fatalf("%d rows for %d key events", len(table.Rows), want)
		}
		seen := map[string]bool{}
		last := ""
		for _, r := range table.Rows {
			row := doc.Outline(r.Cells[0]) + doc.Outline(r.Cells[1])
			if seen[row] {
				t.Errorf("twice: %s", row)
			}
			seen[row] = true
			when := doc.Outline(r.Cells[0])
			if strings.HasPrefix(when, "20") {
				if when[:10] < last {
					t.Errorf("%s after %s", when, last)
				}
				last = when[:10]
			}
			if doc.Outline(r.Cells[2]) == "" {
				t.Errorf("a fact without a word on its evidence: %s", row)
			}
		}
	})
}

func TestReferencesHaveTargets(t *testing.T) {
	each(t, func(t *testing.T, _ input, d *doc.Document, _ []Finding) {
		have := anchors(d)
		for a, n := range have {
			if n != 1 {
				t.Errorf("anchor %s is set %d times", a, n)
			}
		}
		for _, r := range inlines[doc.Ref](d) {
			if have[r.Anchor] != 1 {
				t.Errorf("a reference to %q leads nowhere", r.Anchor)
			}
		}
	})
}

func TestExhibitsListAndManifestAgree(t *testing.T) {
	each(t, func(t *testing.T, in input, d *doc.Document, _ []Finding) {
		shown := collect[doc.Exhibit](d)
		if got := Choose(in.Input).Exhibits(); len(got) != len(shown) {
			t.Errorf("Exhibits names %v, the packet shows %d", got, len(shown))
		}
		if len(shown) == 0 {
			return
		}
		listed := map[string]int{}
		for _, r := range tableAfter(d, "evidence-list").Rows {
			if r.Group != "" {
				continue
			}
			ref := r.Cells[4][0].(doc.Ref)
			if ref.Form != doc.RefPageRange {
				t.Error("the list shows no range of pages")
			}
			listed[ref.Anchor]++
		}
		files := tableAfter(d, "annex").Rows
		if len(listed) != len(shown) || len(files) != len(shown) {
			t.Fatalf("%d exhibits, %d in the list, %d in the annex", len(shown), len(listed), len(files))
		}
		digests := map[string]int{}
		for _, g := range inlines[doc.Digest](d) {
			digests[string(g)]++
		}
		marks := map[string]bool{}
		for i, x := range shown {
			if listed[x.Anchor] != 1 {
				t.Errorf("%s is in the list %d times", x.Mark, listed[x.Anchor])
			}
			if marks[x.Mark] {
				t.Errorf("%s is there twice", x.Mark)
			}
			marks[x.Mark] = true
			e := in.Evidence[Choose(in.Input).Exhibits()[i]-1]
			if digests[e.SHA256] != 2 {
				t.Errorf("the SHA-256 of %s stands in %d places, not in its exhibit and the annex", e.ID, digests[e.SHA256])
			}
			if !strings.Contains(blocksText(x.Blocks), e.ID.String()+" ") {
				t.Errorf("%s does not name %s", x.Mark, e.ID)
			}
		}
	})
}

func blocksText(blocks []doc.Block) string {
	var b bytes.Buffer
	if err := doc.Dump(&b, &doc.Document{Blocks: blocks}); err != nil {
		return err.Error()
	}
	return b.String()
}

func TestCitedRecordsStandInTheirExhibits(t *testing.T) {
	in := sample(t, locale.Chinese)
	d, _ := compose(t, in, "regulator")
	have := anchors(d)
	key := map[int64]bool{}
	for _, e := range in.Events {
		for _, c := range e.Cites {
			key[c.Record] = key[c.Record] || e.Key
		}
	}
	for _, r := range in.Records {
		if !key[r.ID] || r.Evidence == 0 || r.Kind == dispute.Photo || r.Kind == dispute.Document {
			continue
		}
		if have["r"+dispute.EvidenceID(r.ID).String()[1:]] != 1 {
			t.Errorf("record %d of %s has no row of its own", r.ID, r.Evidence)
		}
	}
}

func TestTranscriptAccountsForEveryMessage(t *testing.T) {
	in := sample(t, locale.Chinese)
	d, _ := compose(t, in, "regulator")
	for _, tr := range collect[doc.Transcript](d) {
		next := 1
		for _, turn := range tr.Turns {
			if turn.Gap != "" {
				from, to := gapRange(t, turn.Gap)
				if from != next {
					t.Errorf("%s, but the next message is %d", turn.Gap, next)
				}
				next = to + 1
				continue
			}
			if turn.Number != next {
				t.Errorf("message %d follows %d without a mark of omission", turn.Number, next-1)
			}
			if turn.When == "" || turn.Who == "" || len(turn.Text) == 0 {
				t.Errorf("message %d lacks a time, a sender or words", turn.Number)
			}
			next = turn.Number + 1
		}
	}
}

func gapRange(t *testing.T, gap string) (from, to int) {
	t.Helper()
	digits := strings.FieldsFunc(gap, func(r rune) bool { return r < '0' || r > '9' })
	if len(digits) == 1 {
		digits = append(digits, digits[0])
	}
	for i, into := range []*int{&from, &to} {
		for _, d := range digits[i] {
			*into = *into*10 + int(d-'0')
		}
	}
	return from, to
}

func TestDemandsAddUp(t *testing.T) {
	in := sample(t, locale.Chinese)
	in.Claims = append(in.Claims,
		dispute.Claim{ID: 4, Kind: dispute.Compensation, Text: "国际运费", Amount: &dispute.Amount{Minor: 1250, Currency: "USD"}},
		dispute.Claim{ID: 5, Kind: dispute.Compensation, Text: "代购费", Amount: &dispute.Amount{Minor: 500, Currency: "JPY"}})
	d, findings := compose(t, in, "regulator")
	totals := 0
	for _, table := range collect[doc.Table](d) {
		var want []dispute.Amount
		for _, r := range table.Rows {
			if !r.Total {
				if last := len(r.Cells) - 1; last == 3 && table.Columns[3].Align == doc.Decimal {
					a, err := dispute.ParseAmount(doc.Outline(r.Cells[3]), "CNY")
					if err == nil {
						want = append(want, a)
					}
				}
				continue
			}
			totals++
			got, err := dispute.ParseAmount(doc.Outline(r.Cells[3]), "CNY")
			sum, err2 := sum(want)
			if err != nil || err2 != nil || sum[0] != got {
				t.Errorf("total %v, rows add up to %v (%v, %v)", got, sum, err, err2)
			}
		}
	}
	if totals != 3 {
		t.Errorf("%d totals for three currencies", totals)
	}
	if !has(findings, "currencies") {
		t.Error("no word on the currencies")
	}
	for _, p := range collect[doc.Paragraph](d) {
		if text := doc.Outline(p.Text); strings.Contains(text, "以上金额合计") {
			for _, part := range []string{"人民币1,499.00元", "12.50美元", "500日元"} {
				if !strings.Contains(text, part) {
					t.Errorf("%s lacks %s", text, part)
				}
			}
		}
	}
}

func has(findings []Finding, id string) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return f.ID == id })
}

func TestTooMuchMoneyIsAnError(t *testing.T) {
	in := sample(t, locale.Chinese)
	for range 2 {
		in.Claims = append(in.Claims, dispute.Claim{Kind: dispute.Refund, Amount: yuan(1<<63 - 1)})
	}
	b := book(t)
	ch, err := b.Resolve("regulator", in.Case)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := in.compose(ch, b, nil); err == nil {
		t.Error("a sum beyond an amount passed")
	}
}

// A blank is never silent: each has a finding, and what belongs there stands
// behind it, or before it where it is a labelled value.
func TestEveryBlankHasAFinding(t *testing.T) {
	letters, err := book(t).Letters()
	if err != nil {
		t.Fatal(err)
	}
	each(t, func(t *testing.T, in input, d *doc.Document, findings []Finding) {
		labels := map[string]bool{}
		for _, f := range findings {
			labels[in.Lang.Say("blank."+f.ID)] = true
			if id, ok := strings.CutPrefix(f.ID, "field-"); ok {
				field, err := letters.Field(id)
				if err != nil {
					t.Fatal(err)
				}
				labels[field.Name.In(in.Lang.Tag())] = true
				labels[field.Hint.In(in.Lang.Tag())] = true
			}
			if f.Text.Code == "finding.event" {
				labels[in.Lang.Say("blank.event", f.Text.Args[0])] = true
			}
		}
		unlabelled := 0
		for _, b := range inlines[doc.Blank](d) {
			switch {
			case b.Label == "":
				unlabelled++
			case !labels[b.Label] && !has(findings, "office"):
				t.Errorf("nothing is found about the blank %q", b.Label)
			}
		}
		for _, kv := range collect[doc.KeyValues](d) {
			for _, row := range kv.Rows {
				if row.Key == "" {
					continue
				}
				for _, in := range row.Value {
					if b, ok := in.(doc.Blank); ok && b.Label == "" {
						unlabelled--
					}
				}
			}
		}
		if unlabelled != 0 {
			t.Errorf("%d blanks without a label", unlabelled)
		}
	})
}

func TestSameInputSamePacket(t *testing.T) {
	for range 8 {
		in := sample(t, locale.Chinese)
		d, f := compose(t, in, "regulator")
		e, g := compose(t, in, "regulator")
		if !bytes.Equal(dump(t, d, f, in.Lang), dump(t, e, g, in.Lang)) {
			t.Fatal("two packets of one case differ")
		}
	}
}

// A file sent in a conversation comes with the messages that are shown; one
// that the user left out, and nobody sent, stays out.
func TestFilesOfConversationsComeWithThem(t *testing.T) {
	in := sample(t, locale.Chinese)
	for i, e := range in.Events {
		if e.Kind == dispute.Photo {
			in.Events[i].Key = false
		}
	}
	d, findings := compose(t, in, "regulator")
	var marks []string
	for _, x := range collect[doc.Exhibit](d) {
		marks = append(marks, x.Title)
	}
	all := strings.Join(marks, "\n")
	if !strings.Contains(all, "IMG_20261103_101500.jpg") {
		t.Errorf("the photo that a shown message was sent with is not among\n%s", all)
	}
	if strings.Contains(all, "mmexport") {
		t.Errorf("a photo that was left out is among\n%s", all)
	}
	if !has(findings, "evidence-unused") {
		t.Error("no word on what was left out")
	}
	// The same name from elsewhere is another file.
	in.Evidence[2].Batch = 9
	d, _ = compose(t, in, "regulator")
	if strings.Contains(blocksText(d.Blocks), "附件 IMG_20261103_101500.jpg，见") {
		t.Error("a message points at a file that came from elsewhere")
	}
}

// Evidence of which nothing was read has no records to cite, and is shown.
func TestUnreadFilesAreShown(t *testing.T) {
	in := empty(t, locale.Chinese)
	in.Evidence = []dispute.Evidence{
		{ID: 1, Name: "合同.pdf", MediaType: "application/pdf", SHA256: hash(1), Reading: dispute.Reading{State: dispute.Unread}},
		{ID: 2, Name: "全部.zip", MediaType: "application/zip", SHA256: hash(2), Reading: dispute.Reading{State: dispute.Held}},
		{ID: 3, Name: "图.png", MediaType: "image/png", SHA256: hash(3), Reading: dispute.Reading{State: dispute.Unread}},
	}
	if got := Choose(in.Input).Exhibits(); !slices.Equal(got, []dispute.EvidenceID{3, 1}) {
		t.Errorf("exhibits %v", got)
	}
	compose(t, in, "regulator")
}
