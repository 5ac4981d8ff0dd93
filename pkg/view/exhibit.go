package view

import "strconv"

// exhibits are the evidence: first what packets show, in its order and groups,
// then the rest.
func (h *writer) exhibits() {
	group, open := -1, false
	for i := range h.page.Items {
		it := &h.page.Items[i]
		at := it.Group
		if it.Mark == "" {
			at = len(h.page.Groups)
		}
		if at != group {
			if open {
				h.raw("</div>\n")
			}
			group, open = at, true
			h.groupHead(at)
		}
		h.item(it)
	}
	if open {
		h.raw("</div>\n")
	}
}

func (h *writer) groupHead(at int) {
	name, class := "", "group"
	if at < len(h.page.Groups) {
		name = h.page.Groups[at]
	} else {
		name, class = h.say("view.left"), "group left"
	}
	h.open("div", "class", class)
	h.element("h3", name)
	h.raw("\n")
}

func (h *writer) item(it *Item) {
	class := "item in"
	if it.Mark == "" {
		class = "item"
	}
	h.open("article", "class", class, "id", it.ID, "data-item", it.ID, "data-kind", it.Kind, "tabindex", "-1", "aria-labelledby", it.ID+"-name")
	h.picture(it)
	h.raw("<div class=\"words\">\n")
	h.open("h4", "id", it.ID+"-name")
	h.optional("span", it.Mark, "class", "mark")
	h.raw(" ")
	name := it.Title
	if name == "" {
		name = it.Name
	}
	h.element("span", name, "class", "name")
	h.raw("</h4>\n<p class=\"by\">")
	h.element("span", it.ID, "class", "number")
	for _, text := range []string{it.What, it.At, it.Size, it.Pages} {
		if text != "" {
			h.raw(" · ")
			h.text(text)
		}
	}
	if it.Chat && h.page.Share == "" {
		h.raw(" · ")
		h.element("a", h.say("view.whole-chat"), "href", "#chat-"+it.ID, "class", "needs-script")
	}
	h.raw("</p>\n")
	h.itemFacts(it)
	if len(it.Lines) > 0 {
		h.lines(it)
	}
	h.raw("</div>\n")
	h.shut("article")
}

func (h *writer) itemFacts(it *Item) {
	h.raw("<dl class=\"what\">")
	row := func(code, value, name string) {
		if value == "" {
			return
		}
		h.raw("<div>")
		h.element("dt", h.say(code))
		h.element("dd", value, "data-field", name)
		h.raw("</div>")
	}
	row("view.item.proves", it.Proves, "proves")
	row("view.item.source", it.Source, "source")
	if it.Title != "" {
		row("view.item.file", it.Name, "")
	}
	row("view.item.withdrawn", it.Withdrawn, "")
	row("view.item.redacted", it.Redacted, "")
	for _, n := range it.Notes {
		row("view.item.note", n, "")
	}
	if len(it.Elements) > 0 {
		h.raw("<div>")
		h.element("dt", h.say("view.item.tells"))
		h.raw("<dd>")
		for _, e := range h.page.Elements {
			for _, id := range it.Elements {
				if id == e.ID {
					h.element("a", e.Name, "class", "tag", "href", "#element-"+e.ID)
					h.raw(" ")
				}
			}
		}
		h.raw("</dd></div>")
	}
	h.raw("</dl>\n")
}

// picture is the thumbnail of an evidence, or the kind of what has none.
func (h *writer) picture(it *Item) {
	h.raw("<div class=\"thumb\">")
	if it.Thumb == nil {
		h.element("span", h.say("view.kind."+it.Kind), "class", "kind "+it.Kind)
		h.raw("</div>\n")
		return
	}
	name := it.Title
	if name == "" {
		name = it.Name
	}
	h.raw(`<img loading="lazy" decoding="async" alt="`)
	h.w.WriteString(escapeLine(h.say("view.picture-of", it.ID, name)))
	h.raw(`" width="` + strconv.Itoa(it.Thumb.Width) + `" height="` + strconv.Itoa(it.Thumb.Height) + `" src="data:` + it.Thumb.MediaType + `;base64,`)
	h.base64(it.Thumb)
	h.raw("\"></div>\n")
}

// lines are the records that an exhibit shows.
func (h *writer) lines(it *Item) {
	h.open("details", "class", "lines", "open?", opened(len(it.Lines)))
	h.element("summary", h.say("view.lines", len(it.Lines)))
	h.raw("\n<ol>\n")
	for _, l := range it.Lines {
		class := "line"
		if l.Cited {
			class = "line cited"
		}
		h.open("li", "class", class)
		h.optional("time", l.At)
		h.raw(" ")
		h.optional("b", l.Who)
		h.raw(" ")
		h.element("span", l.Text)
		h.raw(" ")
		h.optional("span", l.Amount, "class", "amount")
		h.refs(l.Files)
		h.raw(" ")
		h.element("span", l.ID, "class", "number")
		h.shut("li")
	}
	h.raw("</ol>")
	if it.More > 0 {
		h.element("p", h.say("view.lines.more", it.More), "class", "by")
	}
	h.shut("details")
}

// fewLines is how many lines stand open.
const fewLines = 6

func opened(lines int) string {
	if lines <= fewLines {
		return "open"
	}
	return ""
}
