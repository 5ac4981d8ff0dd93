package channel

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"complain/pkg/channel/calendar"
)

func practice(t *testing.T) *Practice {
	t.Helper()
	p, err := book(t).Practice()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// examples are worked examples that were computed apart from this program.
type examples struct {
	Clocks []struct {
		ID       string
		Unit     calendar.Unit
		Length   int
		Roll     calendar.Roll
		Extend   []int
		Examples []example
	}
	Vectors []struct {
		Op, Start, Roll, Expect string
		N                       int
	}
}

type example struct {
	Start       string
	Nominal     string
	Due         string
	Narrow      string `yaml:"due_narrow"`
	Office      string `yaml:"safe_office"`
	Extended    string `yaml:"due_extended"`
	Provisional bool
	Paused      int
	Unit        calendar.Unit
	Length      int
}

func readExamples(t *testing.T) examples {
	t.Helper()
	text, err := os.ReadFile("testdata/clocks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var e examples
	if err := yaml.Unmarshal(text, &e); err != nil {
		t.Fatal(err)
	}
	return e
}

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at
		}
	}
	t.Fatalf("%q is no time", text)
	return time.Time{}
}

// Every clock has a worked example, and every example comes out.
func TestWorkedExamples(t *testing.T) {
	p := practice(t)
	shown := map[string]bool{}
	counted := 0
	for _, of := range readExamples(t).Clocks {
		c, err := p.Clock(of.ID)
		if err != nil {
			c = Clock{ID: of.ID, Unit: of.Unit, Length: of.Length, Roll: of.Roll, Extend: of.Extend}
		}
		shown[of.ID] = true
		for _, e := range of.Examples {
			clock := c
			if e.Unit != "" {
				clock.Unit, clock.Length = e.Unit, e.Length
			}
			counted++
			checkExample(t, p, clock, e)
		}
	}
	if counted != 68 {
		t.Errorf("%d examples, not 68", counted)
	}
	for _, c := range p.Clocks() {
		// The variants of a rule are counted like the first of them.
		if !shown[c.ID] && !strings.HasPrefix(c.ID, "delay.15d.") {
			t.Errorf("clock %s has no worked example", c.ID)
		}
	}
}

func checkExample(t *testing.T, p *Practice, c Clock, e example) {
	t.Helper()
	run := p.Count(c, moment(t, e.Start), e.Paused)
	for _, v := range []struct {
		what, want string
		got        time.Time
	}{
		{"nominal", e.Nominal, run.End.Nominal}, {"due", e.Due, run.End.Due}, {"narrow", e.Narrow, run.End.Narrow}, {"office", e.Office, run.End.Office},
	} {
		if v.want != "" && !v.got.Equal(moment(t, v.want)) {
			t.Errorf("%s from %s: %s is %s, not %s", c.ID, e.Start, v.what, v.got.Format("2006-01-02T15:04"), v.want)
		}
	}
	if e.Extended != "" && !run.Extended[0].Due.Equal(moment(t, e.Extended)) {
		t.Errorf("%s from %s: extended to %s, not %s", c.ID, e.Start, run.Extended[0].Due.Format(time.DateOnly), e.Extended)
	}
	if china := c.Calendar == ""; china && run.End.Provisional != e.Provisional {
		t.Errorf("%s from %s: provisional is %v", c.ID, e.Start, run.End.Provisional)
	}
}

func TestVectorsOfCounting(t *testing.T) {
	place, _ := practice(t).Place("CN")
	units := map[string]calendar.Unit{"add_months": calendar.Month, "add_working_days": calendar.WorkingDay, "add_days": calendar.Day}
	vectors := readExamples(t).Vectors
	if len(vectors) != 23 {
		t.Errorf("%d vectors, not 23", len(vectors))
	}
	for _, v := range vectors {
		roll := calendar.Stay
		if v.Roll == "rest" {
			roll = calendar.Rest
		}
		end := place.Count(calendar.Period{Length: v.N, Unit: units[v.Op], Roll: roll}, moment(t, v.Start), 0)
		if got := end.Due.Format(time.DateOnly); got != v.Expect {
			t.Errorf("%s %s %d: %s, not %s", v.Op, v.Start, v.N, got, v.Expect)
		}
	}
}

// The user keeps to the day itself; the other side is late only after the
// latest reading.
func TestWhoseDay(t *testing.T) {
	p := practice(t)
	for _, c := range []struct{ clock, start, last, inTime, over string }{
		{"return.7d", "2026-09-24", "2026-10-01", "2026-10-08", "2026-10-09"},
		{"refund.7d", "2026-02-10", "2026-02-24", "2026-02-24", "2026-02-25"},
	} {
		clock, err := p.Clock(c.clock)
		if err != nil {
			t.Fatal(err)
		}
		run := p.Count(clock, moment(t, c.start), 0)
		if got := run.Last().Format(time.DateOnly); got != c.last {
			t.Errorf("%s: the day to keep is %s, not %s", c.clock, got, c.last)
		}
		if run.Over(moment(t, c.inTime)) || !run.Over(moment(t, c.over)) {
			t.Errorf("%s is over on %s or not on %s", c.clock, c.inTime, c.over)
		}
	}
}

// A demand that arrived begins the limitation period anew; a clock with a
// condition runs only where it holds.
func TestStarted(t *testing.T) {
	p := practice(t)
	s := &State{
		Day: moment(t, "2026-06-10"), Category: "refund_refused", Platform: "jd",
		Events: map[string]time.Time{"knew_of_harm": moment(t, "2023-06-01"), "refusal_by_seller": moment(t, "2026-05-20")},
	}
	p.Wind(s)
	holds := func(clock string, over, running bool) {
		t.Helper()
		is := func(list []string) bool {
			for _, id := range list {
				if id == clock {
					return true
				}
			}
			return false
		}
		if is(s.Over) != over || is(s.Running) != running {
			t.Errorf("%s is over: %v, runs: %v", clock, is(s.Over), is(s.Running))
		}
	}
	holds("civil.limit_3y", true, false)
	holds("samr.limit_3y", true, false)
	holds("jd.apply_15d", true, false)
	holds("wxshop.apply_7d", false, false)
	s.Events["demand_received"] = moment(t, "2026-05-20")
	p.Wind(s)
	holds("civil.limit_3y", false, true)
	holds("samr.limit_3y", true, false)
}

// A period is over only while nobody did what was to be done, and is counted as
// the user says that the office counts it.
func TestClocksAreKept(t *testing.T) {
	p := practice(t)
	on := func(text string) time.Time {
		at, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	state := func(day string, events map[string]string) *State {
		f := &State{Day: on(day), Events: map[string]time.Time{}, Latest: map[string]time.Time{}, Agreed: map[string]Agreed{}}
		for event, at := range events {
			f.Events[event] = on(at)
		}
		return f
	}
	find := func(f *State, id string) Run {
		for _, r := range p.Started(f) {
			if r.Clock.ID == id {
				return r
			}
		}
		t.Fatalf("%s does not run", id)
		return Run{}
	}
	f := state("2026-03-20", map[string]string{"complaint_filed": "2026-03-02"})
	if p.Wind(f); !slices.Contains(f.Over, "samr.accept_7wd") {
		t.Errorf("over: %v", f.Over)
	}
	f.Events["complaint_accepted"] = on("2026-03-12")
	if p.Wind(f); slices.Contains(f.Over, "samr.accept_7wd") || !find(f, "samr.accept_7wd").Kept.Equal(on("2026-03-12")) {
		t.Errorf("over although accepted: %v", f.Over)
	}
	// What happened before the period began, or is still ahead, keeps nothing.
	f = state("2026-03-20", map[string]string{"complaint_filed": "2026-03-02", "complaint_refused": "2026-02-01", "complaint_accepted": "2026-04-01"})
	if kept := find(f, "samr.accept_7wd").Kept; !kept.IsZero() {
		t.Errorf("kept on %v", kept)
	}
	f.Latest["complaint_refused"] = on("2026-03-10")
	if kept := find(f, "samr.accept_7wd").Kept; !kept.Equal(on("2026-03-10")) {
		t.Errorf("the last refusal keeps it, not %v", kept)
	}

	f = state("2026-12-01", map[string]string{"complaint_accepted": "2026-08-05"})
	f.Agreed["samr.mediate_60d"] = Agreed{Paused: 12}
	if due := find(f, "samr.mediate_60d").End.Due; !due.Equal(on("2026-10-16")) {
		t.Errorf("with 12 days left out it ends on %v", due)
	}
	f.Agreed["samr.mediate_60d"] = Agreed{Until: on("2026-12-31")}
	if p.Wind(f); !slices.Contains(f.Running, "samr.mediate_60d") {
		t.Errorf("running: %v", f.Running)
	}
	f.Agreed["samr.mediate_60d"] = Agreed{Kept: on("2026-10-01")}
	if p.Wind(f); slices.Contains(f.Running, "samr.mediate_60d") || slices.Contains(f.Over, "samr.mediate_60d") {
		t.Errorf("running %v, over %v", f.Running, f.Over)
	}
	f = state("2026-03-01", map[string]string{"report_filed": "2026-01-26"})
	f.Agreed["samr.report_check_15wd"] = Agreed{Extended: 1}
	if due := find(f, "samr.report_check_15wd").End.Due; !due.Equal(on("2026-03-13")) {
		t.Errorf("extended, it ends on %v", due)
	}
}

// Of every clock it is known when it is kept, but for those that run out by
// themselves and those of which no event of the case tells.
func TestClocksEnd(t *testing.T) {
	p := practice(t)
	silent := []string{"jd.appeal_7d", "civil.limit_3y", "jd.supplement_4bh", "taobao.court_paper_7wd", "platform.records_3y"}
	for _, c := range p.Clocks() {
		if len(c.Ends) == 0 != slices.Contains(silent, c.ID) {
			t.Errorf("%s ends with %v", c.ID, c.Ends)
		}
	}
}
