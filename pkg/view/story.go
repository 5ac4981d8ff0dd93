package view

import "strconv"

// story is the elements of the case, each with what tells it.
func (h *writer) story() {
	counts := map[string]int{}
	for _, e := range h.page.Elements {
		counts[e.State]++
	}
	h.element("p", h.say("view.story.counts", counts["filled"], counts["proposed"], counts["missing"]), "class", "lead")
	h.raw("<ol class=\"elements\">\n")
	for _, e := range h.page.Elements {
		h.storyElement(e)
	}
	h.shut("ol")
}

func (h *writer) storyElement(e Element) {
	must := ""
	if e.Must {
		must = "must"
	}
	h.open("li", "class", "element "+e.State, "id", "element-"+e.ID, "data-element", e.ID, "data-state", e.State, "tabindex", "-1")
	h.raw("<h3>")
	h.element("span", e.Name)
	h.raw(" ")
	h.element("span", h.say("view.state."+e.State), "class", "badge "+e.State)
	if must != "" && e.State == "missing" {
		h.raw(" ")
		h.element("span", h.say("view.state.must"), "class", "badge must")
	}
	h.raw("</h3>\n")
	switch e.State {
	case "missing":
		h.element("p", e.Question, "class", "question")
	case "none":
		h.element("p", h.say("view.story.none", e.Why), "class", "question")
	}
	if len(e.Facts) > 0 {
		h.raw("<ul class=\"tellings\">\n")
		for _, f := range e.Facts {
			h.fact(f)
		}
		h.shut("ul")
	}
	h.shut("li")
}

func (h *writer) fact(f Fact) {
	class := "fact"
	if f.Proposed {
		class = "fact proposal"
	}
	h.open("li", "class", class, "data-fact", f.ID)
	h.raw("<p class=\"said\">")
	h.optional("b", f.Who)
	h.raw(" ")
	h.element("span", f.Text)
	h.raw("</p>\n<p class=\"by\">")
	h.optional("time", f.At)
	h.raw(" ")
	h.refs(f.Cites)
	h.raw("</p>")
	if len(f.Because) > 0 {
		h.raw("<p class=\"because\">")
		for i, why := range f.Because {
			if i > 0 {
				h.text(h.say("list.comma"))
			}
			h.text(why)
		}
		h.raw("</p>")
	}
	h.shut("li")
}

// refs are links to what shows something.
func (h *writer) refs(list []Ref) {
	for i, r := range list {
		if i > 0 {
			h.raw(" ")
		}
		if r.To == "" {
			h.element("span", r.Label, "class", "ref")
			continue
		}
		h.element("a", r.Label, "class", "ref", "href", "#"+r.To)
	}
}

// timeline is the events that go into packets, by day.
func (h *writer) timeline() {
	day := "?"
	h.raw("<div class=\"days\" id=\"days\">\n")
	for _, e := range h.page.Events {
		if e.Day != day {
			if day != "?" {
				h.raw("</ol></div>\n")
			}
			day = e.Day
			name := day
			if name == "" {
				name = h.say("timeline.undated")
			}
			h.raw("<div class=\"day\">")
			h.element("h3", name)
			h.raw("<ol class=\"events\">\n")
		}
		h.event(e)
	}
	if day != "?" {
		h.raw("</ol></div>\n")
	}
	h.raw("</div>\n")
}

func (h *writer) event(e Event) {
	fixed := ""
	if e.Fixed {
		fixed = "1"
	}
	h.open("li", "class", "event in "+e.Kind, "id", e.ID, "data-event", e.ID, "data-kind", e.Kind, "data-fixed", fixed, "tabindex", "-1")
	h.raw("<p class=\"said\">")
	h.optional("time", e.Time)
	h.raw(" ")
	if e.Sentence != "" {
		h.element("span", e.Sentence, "class", "sentence")
		h.raw("</p><p class=\"as-read\">")
	}
	h.optional("b", e.Who)
	h.raw(" ")
	h.element("span", e.Text)
	h.optional("span", e.Amount, "class", "amount")
	h.raw("</p>\n<p class=\"by\">")
	h.element("span", e.ID, "class", "number")
	h.raw(" ")
	h.refs(e.Cites)
	for _, name := range e.Elements {
		h.raw(" ")
		h.element("span", name, "class", "tag")
	}
	h.raw("</p>")
	h.shut("li")
}

func (h *writer) money() {
	h.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"money-title\"><table><thead><tr>")
	for _, code := range []string{"view.money.what", "view.money.sum", "view.money.of"} {
		h.element("th", h.say(code), "scope", "col")
	}
	h.raw("</tr></thead><tbody>\n")
	for _, m := range h.page.Money {
		h.raw("<tr>")
		h.element("th", m.Name, "scope", "row")
		h.element("td", m.Amount, "class", "number")
		h.raw("<td>")
		h.refs(m.Of)
		h.raw("</td></tr>\n")
	}
	h.raw("</tbody></table></div>\n")
}

func (h *writer) findings() {
	h.raw("<ul class=\"findings\">\n")
	for _, f := range h.page.Findings {
		h.open("li", "class", "finding "+f.Level)
		h.element("span", f.LevelName, "class", "badge "+f.Level)
		h.raw(" ")
		h.element("span", f.Text)
		h.optional("p", f.Fix, "class", "fix")
		h.shut("li")
	}
	h.shut("ul")
}

func (h *writer) deadlines() {
	h.raw("<ul class=\"deadlines\">\n")
	for i, d := range h.page.Deadlines {
		class := "deadline"
		if d.Over {
			class = "deadline over"
		}
		h.open("li", "class", class, "id", "deadline-"+strconv.Itoa(i+1))
		h.element("b", d.Due)
		h.raw(" ")
		h.element("span", d.What)
		h.optional("p", d.From, "class", "by")
		for _, rule := range d.Rules {
			h.element("p", rule, "class", "by")
		}
		h.shut("li")
	}
	h.shut("ul")
}
