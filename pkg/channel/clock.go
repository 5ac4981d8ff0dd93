package channel

import (
	"slices"
	"time"

	"complain/pkg/channel/calendar"
)

// Actor is who has to act within a period.
type Actor string

// The actors.
const (
	ByUser      Actor = "user"
	BySeller    Actor = "seller"
	ByMerchant  Actor = "merchant"
	ByRegulator Actor = "regulator"
	ByCourier   Actor = "courier"
	ByBank      Actor = "bank"
	ByOperator  Actor = "operator"
	ByCompany   Actor = "company"
	ByCourt     Actor = "court"
	ByPlatform  Actor = "platform"
	ByTrader    Actor = "trader"
)

// actors lists every actor.
func actors() []Actor {
	return []Actor{ByUser, BySeller, ByMerchant, ByRegulator, ByCourier, ByBank, ByOperator, ByCompany, ByCourt, ByPlatform, ByTrader}
}

// Clock is a period that an event starts.
type Clock struct {
	ID         string        `yaml:"id"`
	Who        string        `yaml:"who"`    // has to act: user, seller, regulator ...
	Starts     []string      `yaml:"starts"` // events it runs from: the first that is known
	Length     int           `yaml:"length"`
	Unit       calendar.Unit `yaml:"unit"`
	Window     []int         `yaml:"window"` // of business hours: from and to
	Roll       calendar.Roll `yaml:"roll"`
	Calendar   string        `yaml:"calendar"`  // whose rest days; "" is CN
	Extend     []int         `yaml:"extend"`    // longer by that, from the same start
	Pause      bool          `yaml:"pause"`     // days can be left out of the count
	Restarts   []string      `yaml:"restarts"`  // events that begin it anew
	Ends       []string      `yaml:"ends"`      // events on which what was to be done was done
	Countries  []string      `yaml:"countries"` // of the cases under whose law it runs, by ISO 3166-1 in lower case; none for all
	When       Predicate     `yaml:"when"`
	Action     Words         `yaml:"action"`
	Note       Words         `yaml:"note"`
	Articles   []string      `yaml:"articles"`
	Rule       Words         `yaml:"rule"` // the body's own rule, where no article says it
	Source     string        `yaml:"source"`
	Checked    string        `yaml:"checked"` // the day on which it was read last
	Confidence Confidence    `yaml:"confidence"`
	Doubtful   bool          `yaml:"unconfirmed"` // it was not found again
}

// Users reports whether the user has to act before the clock runs out.
func (c Clock) Users() bool { return c.Who == string(ByUser) }

// Clocks lists every clock in the order of the data.
func (p *Practice) Clocks() []Clock { return slices.Clone(p.clocks) }

// Clock is the clock named id.
func (p *Practice) Clock(id string) (Clock, error) {
	i := slices.IndexFunc(p.clocks, func(c Clock) bool { return c.ID == id })
	if i < 0 {
		return Clock{}, under("clock", notAmong(id, p.lists["clocks"]))
	}
	return p.clocks[i], nil
}

// Place is the calendar that a clock goes by.
func (p *Practice) Place(id string) (calendar.Place, bool) {
	if id == "" {
		id = "CN"
	}
	i := slices.IndexFunc(p.calendars, func(c Calendar) bool { return c.ID == id })
	if i < 0 {
		return calendar.Place{}, false
	}
	c := p.calendars[i]
	return calendar.Place{ID: c.ID, Weekend: c.Weekend, Years: c.Years}, true
}

// Run is a clock counted from a day.
type Run struct {
	Clock    Clock
	From     string    // the event that started it; "" where a day was just given
	Start    time.Time // not counted
	End      calendar.End
	Extended []calendar.End // the ends of its extensions
	Kept     time.Time      // when what was to be done was done; zero where it was not
	Said     Agreed         // what the user says of it
}

// Agreed is what the user says of a clock that runs in a case: what the office
// told them.
type Agreed struct {
	Paused   int       // days that are not counted
	Extended int       // how many of the clock's extensions were granted
	Until    time.Time // the end that was told; zero for none
	Kept     time.Time // the day on which it was kept; zero where it was not
}

// Last is the day, or minute, to keep: for the user the last day itself, for
// the other side the latest reading.
func (r Run) Last() time.Time {
	if r.Clock.Users() {
		return r.End.Nominal
	}
	return r.End.Due
}

// Over reports whether the clock ran out before now, by its latest reading.
func (r Run) Over(now time.Time) bool {
	last := r.End.Due
	if !exact(r.Clock.Unit) {
		last = last.AddDate(0, 0, 1).Add(-time.Nanosecond) // a day ends at midnight
	}
	return now.After(last)
}

func exact(u calendar.Unit) bool { return u == calendar.Hour || u == calendar.BusinessHour }

// Count counts a clock from a time, with paused days left out.
func (p *Practice) Count(c Clock, start time.Time, paused int) Run {
	place, _ := p.Place(c.Calendar)
	r := Run{Clock: c, Start: start, End: place.Count(c.period(0), start, paused)}
	for i := range c.Extend {
		longer := 0
		for _, n := range c.Extend[:i+1] {
			longer += n
		}
		r.Extended = append(r.Extended, place.Count(c.period(longer), start, paused))
	}
	return r
}

func (c Clock) period(longer int) calendar.Period {
	p := calendar.Period{Length: c.Length + longer, Unit: c.Unit, Roll: c.Roll}
	if len(c.Window) == 2 {
		p.Window = [2]int{c.Window[0], c.Window[1]}
	}
	return p
}

// Started are the clocks that run, or ran, in a case: those whose event
// happened and whose condition holds, from the last event that began them anew,
// with what the user says of them.
func (p *Practice) Started(f *State) []Run {
	var out []Run
	for _, c := range p.clocks {
		if !lawful(c.Countries, f.Law) || c.When.Of(f) != True {
			continue
		}
		for _, event := range c.Starts {
			start := f.Events[event]
			if start.IsZero() {
				continue
			}
			for _, again := range c.Restarts {
				if at := f.last(again); at.After(start) {
					start, event = at, again
				}
			}
			out = append(out, p.run(c, start, event, f))
			break
		}
	}
	return out
}

// run is a clock of a case from an event on.
func (p *Practice) run(c Clock, start time.Time, event string, f *State) Run {
	said := f.Agreed[c.ID]
	r := p.Count(c, start, said.Paused)
	r.From, r.Said = event, said
	if n := min(said.Extended, len(r.Extended)); n > 0 {
		r.End = r.Extended[n-1]
	}
	if !said.Until.IsZero() {
		r.End = calendar.End{Nominal: said.Until, Due: said.Until, Narrow: said.Until, Office: said.Until}
	}
	r.Kept = said.Kept
	for _, end := range c.Ends {
		if at := f.last(end); r.Kept.IsZero() && !at.IsZero() && !at.Before(midnight(start)) && !at.After(f.Day.AddDate(0, 0, 1)) && end != event {
			r.Kept = at
		}
	}
	return r
}

func midnight(at time.Time) time.Time { return at.Truncate(24 * time.Hour) }

// Wind fills in which clocks of a case are over on its day and which run. One
// that was kept does neither.
func (p *Practice) Wind(f *State) {
	f.Over, f.Running = nil, nil
	for _, r := range p.Started(f) {
		switch {
		case !r.Kept.IsZero():
		case r.Over(f.Day):
			f.Over = append(f.Over, r.Clock.ID)
		case !f.Day.Before(r.Start):
			f.Running = append(f.Running, r.Clock.ID)
		}
	}
}

func (p *Practice) resolveClocks(b *Book) error {
	for _, c := range p.calendars {
		place, _ := p.Place(c.ID)
		if err := place.Check(); err != nil {
			return entryError{"calendars", c.ID, err}
		}
	}
	for _, c := range p.clocks {
		if err := p.checkClock(c, b); err != nil {
			return entryError{"clocks", c.ID, err}
		}
	}
	return nil
}

func (p *Practice) checkClock(c Clock, b *Book) error {
	if _, err := b.Articles(c.Articles); err != nil {
		return err
	}
	if len(c.Articles) == 0 && c.Rule.Empty() {
		return wrong("data.no-rule", "neither articles nor a rule")
	}
	if !slices.Contains(actors(), Actor(c.Who)) {
		return under("who", notAmong(c.Who, texts(actors())))
	}
	if _, ok := p.Place(c.Calendar); !ok {
		return under("calendar", notAmong(c.Calendar, ids(p.calendars, func(c Calendar) string { return c.ID })))
	}
	if err := c.period(0).Check(); err != nil {
		return err
	}
	if err := p.among("event", "events", slices.Concat(c.Starts, c.Restarts, c.Ends)...); err != nil {
		return err
	}
	if err := c.When.check(p.lists); err != nil {
		return err
	}
	return dated(c.Checked, c.Confidence)
}
