package view

import (
	"encoding/json"
	"strconv"
	"strings"
)

// parts are the parts of the page in their order, each with its heading; what
// there is nothing of is left out.
func (h *writer) parts() []part {
	p := h.page
	all := []part{
		{"story", "view.story", len(p.Elements), h.story},
		{"exhibits", "view.exhibits", len(p.Items), h.exhibits},
		{"timeline", "view.timeline", len(p.Events), h.timeline},
		{"chats", "view.chats", len(p.Chats), h.chats},
		{"money", "view.money", len(p.Money), h.money},
		{"findings", "view.findings", len(p.Findings), h.findings},
		{"deadlines", "view.deadlines", len(p.Deadlines), h.deadlines},
	}
	var out []part
	for _, one := range all {
		if one.count > 0 {
			out = append(out, one)
		}
	}
	return out
}

type part struct {
	id, title string
	count     int
	write     func()
}

func (h *writer) body() {
	h.open("a", "class", "skip", "href", "#main")
	h.text(h.say("view.skip"))
	h.shut("a")
	h.top()
	h.raw("<main id=\"main\" tabindex=\"-1\">\n")
	h.open("noscript")
	h.element("p", h.say("view.no-script"), "class", "notice")
	h.shut("noscript")
	for _, note := range h.page.LeftOut {
		h.element("p", note, "class", "notice")
	}
	for _, one := range h.parts() {
		h.open("section", "id", one.id, "class", "part", "aria-labelledby", one.id+"-title")
		h.element("h2", h.say(one.title), "id", one.id+"-title", "tabindex", "-1")
		h.raw("\n")
		one.write()
		h.shut("section")
	}
	h.raw("</main>\n")
	h.foot()
	h.everything()
	h.raw("<script>" + script() + "</script>\n</body>\n</html>\n")
}

// top is the head of the page: what the case is, and the way to its parts.
func (h *writer) top() {
	p := h.page
	h.raw("<header class=\"top\">\n")
	h.element("p", h.say("view.kicker"), "class", "kicker")
	h.element("h1", p.Title)
	h.raw("<dl class=\"facts\">")
	for _, f := range p.Facts {
		h.raw("<div>")
		h.element("dt", f.Name)
		h.element("dd", f.Value)
		h.raw("</div>")
	}
	h.raw("</dl>\n")
	notice := h.say("view.private")
	if p.Share != "" {
		notice = h.say("view.shared", p.Share)
	}
	h.element("p", notice, "class", "notice private")
	h.raw("</header>\n")
	h.open("nav", "class", "ways", "aria-label", h.say("view.ways"))
	h.raw("<ul>")
	for _, one := range h.parts() {
		h.raw("<li>")
		h.open("a", "href", "#"+one.id)
		h.element("span", h.say(one.title))
		h.element("span", strconv.Itoa(one.count), "class", "count")
		h.raw("</a></li>")
	}
	h.raw("</ul></nav>\n")
}

func (h *writer) foot() {
	h.raw("<footer>")
	h.element("p", h.say("view.foot", h.page.AsOf, h.page.Base[:min(len(h.page.Base), 16)]))
	h.shut("footer")
}

// everything is what the script needs to know of the case.
func (h *writer) everything() {
	p := h.page
	d := data{Case: p.Case, Base: p.Base, File: p.File, Share: p.Share != "", Words: h.words(), Plurals: p.Lang.Text("language.plurals"),
		Elements: [][2]string{}, Items: map[string]item{}, Others: []other{}}
	for _, e := range p.Elements {
		d.Elements = append(d.Elements, [2]string{e.ID, cleanLine(e.Name)})
	}
	for i := range p.Items {
		it := &p.Items[i]
		d.Items[it.ID] = item{Title: clean(it.Title), Source: clean(it.Source), Proves: clean(it.Proves), In: it.Mark != "", Out: it.Withdrawn != "", Event: it.Event,
			Elements: append([]string{}, it.Elements...), Width: it.Width, Height: it.Height, Pieces: len(it.Full), HintTitle: clean(it.Hints.Title),
			HintSource: clean(it.Hints.Source), HintProves: clean(it.Hints.Proves)}
	}
	for _, e := range p.Others {
		d.Others = append(d.Others, other{e.ID, cleanLine(strings.TrimSpace(e.Day + " " + e.Time)), e.Kind, cleanLine(e.Who), clean(e.Text), e.Amount, refs(e.Cites), e.Fixed})
	}
	h.data("data", d)
	for i := range p.Items {
		for j := range p.Items[i].Full {
			full := &p.Items[i].Full[j]
			h.open("script", "type", "text/plain", "class", "full", "data-of", p.Items[i].ID, "data-type", full.MediaType, "data-width", strconv.Itoa(full.Width),
				"data-height", strconv.Itoa(full.Height), "data-top", strconv.Itoa(full.Top), "data-bottom", strconv.Itoa(full.Bottom))
			h.base64(full)
			h.shut("script")
		}
	}
	for _, c := range p.Chats {
		h.chat(c)
	}
}

// data is what the script reads when it begins.
type data struct {
	Case     string            `json:"case"`
	Base     string            `json:"base"`
	File     string            `json:"file"`
	Share    bool              `json:"share"`
	Plurals  string            `json:"plurals"`
	Words    map[string]string `json:"words"`
	Elements [][2]string       `json:"elements"`
	Items    map[string]item   `json:"items"`
	Others   []other           `json:"others"`
}

type item struct {
	Title      string   `json:"title"`
	Source     string   `json:"source"`
	Proves     string   `json:"proves"`
	In         bool     `json:"in"`
	Out        bool     `json:"out"`
	Event      string   `json:"event"`
	Elements   []string `json:"elements"`
	Width      int      `json:"width"`
	Height     int      `json:"height"`
	Pieces     int      `json:"pieces"`
	HintTitle  string   `json:"hintTitle,omitempty"`
	HintSource string   `json:"hintSource,omitempty"`
	HintProves string   `json:"hintProves,omitempty"`
}

// other is an event that goes into no packet: the script shows it when asked.
type other struct {
	ID, At, Kind, Who, Text, Amount string
	Cites                           [][2]string
	Fixed                           bool
}

func (o other) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{o.ID, o.At, o.Kind, o.Who, o.Text, o.Amount, o.Cites, o.Fixed})
}

func refs(list []Ref) [][2]string {
	out := [][2]string{}
	for _, r := range list {
		out = append(out, [2]string{cleanLine(r.To), cleanLine(r.Label)})
	}
	return out
}
