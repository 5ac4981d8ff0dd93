package view

import (
	"bytes"
	"encoding/json"
	"html"
	"strconv"
)

// chunkLength is how many messages stand in one script element: what the page
// reads at once.
const chunkLength = 200

// chats are the places of the conversations; the script fills them.
func (h *writer) chats() {
	for _, c := range h.page.Chats {
		h.open("article", "class", "conversation", "id", "chat-"+c.ID, "data-chat", c.ID, "tabindex", "-1", "aria-labelledby", "chat-"+c.ID+"-name")
		h.raw("<h3 id=\"chat-" + c.ID + "-name\">")
		h.element("span", c.ID, "class", "number")
		h.raw(" ")
		h.element("span", c.Title)
		h.raw("</h3>\n")
		h.element("p", h.say("view.chat.count", c.Count), "class", "by")
		h.raw("<div class=\"chapter\"></div>\n")
		h.shut("article")
	}
}

// chunk is messages that follow one another, by number and by place.
type chunk struct {
	seq, record int64 // of the first
	from        string
	rows        [][]byte
}

// chat writes a conversation in chunks, and at the end who speaks in it and which
// of its messages are in packets.
func (h *writer) chat(c Chat) {
	var speakers []string
	known := map[string]int{}
	in := map[string]string{}
	var at chunk
	for m, err := range c.Messages {
		if err != nil {
			h.err = err
			return
		}
		n := int64(len(at.rows))
		if n == chunkLength || n > 0 && (m.Record != at.record+n || int64(m.Seq) != at.seq+n) {
			h.chunk(c.ID, at)
			at, n = chunk{}, 0
		}
		if n == 0 {
			at = chunk{seq: int64(m.Seq), record: m.Record, from: m.At}
		}
		who := cleanLine(m.Who)
		i, ok := known[who]
		if !ok {
			i = len(speakers)
			known[who], speakers = i, append(speakers, who)
		}
		at.rows = append(at.rows, row(h, m, i))
		if m.In {
			in[strconv.FormatInt(m.Record, 10)] = cleanLine(m.Because)
		}
	}
	if len(at.rows) > 0 {
		h.chunk(c.ID, at)
	}
	h.data("chat-"+c.ID+"-data", struct {
		Speakers []string          `json:"speakers"`
		In       map[string]string `json:"in"`
	}{speakers, in})
}

// row is a message as it stands in a line of its chunk.
func row(h *writer, m Message, speaker int) []byte {
	fields := []any{cleanLine(m.At), speaker, clean(m.Text)}
	if m.System || len(m.Files) > 0 {
		system := 0
		if m.System {
			system = 1
		}
		fields = append(fields, system)
	}
	if len(m.Files) > 0 {
		fields = append(fields, refs(m.Files))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(fields); err != nil && h.err == nil {
		h.err = err
	}
	return bytes.ReplaceAll(bytes.TrimSuffix(b.Bytes(), []byte("\n")), []byte("<"), []byte(`\u003c`))
}

// chunk writes messages one a line, so that a search of the text finds the line
// without reading the others.
func (h *writer) chunk(id string, c chunk) {
	h.open("script", "type", "application/json", "class", "chunk", "data-chat", id, "data-seq", strconv.FormatInt(c.seq, 10),
		"data-record", strconv.FormatInt(c.record, 10), "data-count", strconv.Itoa(len(c.rows)), "data-from", c.from)
	h.raw("[\n")
	for i, r := range c.rows {
		if i > 0 {
			h.raw(",\n")
		}
		h.w.Write(r)
	}
	h.raw("\n]</script>\n")
}

func escapeLine(s string) string { return html.EscapeString(cleanLine(s)) }
