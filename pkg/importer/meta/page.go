package meta

import (
	"context"
	"regexp"
	"strings"
	"sync"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/htmlstream"
)

// Meta's download as web pages: a box for each message, with classes that name the
// sender, the text and the time. There are two generations of them.
var generations = [...]struct{ box, sender, text, time string }{
	{"_a6-g", "_a6-h", "_a6-p", "_a6-o"},
	{"_2lej", "_2lel", "_2let", "_2lem"},
}

var pageName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^message(_\d+)?\.html$`) })

// isPage tells a page of messages from others of the download, which have the same
// classes: by its name, or by who is named above the boxes, again and again.
func isPage(src *importer.Source, text string) bool {
	if !strings.HasPrefix(strings.TrimLeft(text, " \t\r\n\ufeff"), "<") || generation(text) < 0 {
		return false
	}
	if pageName().MatchString(src.Name) {
		return true
	}
	names := map[string]int{}
	boxes := 0
	_ = htmlstream.Read(strings.NewReader(text), 0, func() error { return nil }, boxesOf(generation(text), func(n *htmlstream.Node, g int) error {
		if sender := n.Find("", generations[g].sender); sender != nil && n.Find("", generations[g].time) != nil {
			boxes++
			names[sender.Words()]++
		}
		return nil
	}))
	again := 0
	for _, n := range names {
		if n > 1 {
			again += n
		}
	}
	return boxes > 2 && again*2 >= boxes
}

func generation(text string) int {
	for i, g := range generations {
		if strings.Contains(text, g.box) && strings.Contains(text, g.sender) && strings.Contains(text, g.text) && strings.Contains(text, g.time) {
			return i
		}
	}
	return -1
}

func boxesOf(g int, take func(n *htmlstream.Node, g int) error) htmlstream.Handler {
	return htmlstream.Handler{
		Wanted: func(n *htmlstream.Node) bool {
			return (n.Is("div", generations[g].box) || n.Is("section", generations[g].box)) && !n.Is("", "_a706")
		},
		Take: func(n *htmlstream.Node) error { return take(n, g) },
	}
}

func readPage(ctx context.Context, log *transcript.Log) error {
	text, _ := log.Src.HeadText()
	g := max(generation(text), 0)
	var d transcript.Direction
	err := htmlstream.Read(log.Src.Reader(), 0, ctx.Err, boxesOf(g, func(n *htmlstream.Node, g int) error {
		if at, ok := pageTime(log, n, g); ok {
			d.Add(at.Time().UnixMilli())
		}
		return nil
	}))
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	log.NewestFirst = d.NewestFirst()
	if _, rest, ok := strings.Cut(text, "<title>"); ok {
		title, _, _ := strings.Cut(rest, "</title>")
		log.Chat = strings.TrimSpace(title)
	}
	err = htmlstream.Read(log.Src.Reader(), 0, ctx.Err, boxesOf(g, func(n *htmlstream.Node, g int) error { return box(log, n, g) }))
	return log.EndWith(err)
}

func pageTime(log *transcript.Log, n *htmlstream.Node, g int) (dispute.When, bool) {
	if t := n.Find("", generations[g].time); t != nil {
		return wordTime(log, t.Words())
	}
	return dispute.When{}, false
}

func box(log *transcript.Log, n *htmlstream.Node, g int) error {
	at := dispute.Locator{Offset: n.Offset, Length: n.Length}
	sender, content, time := n.Find("", generations[g].sender), n.Find("", generations[g].text), n.Find("", generations[g].time)
	if content == nil || time == nil {
		if strings.HasPrefix(n.Words(), "Participants:") {
			return log.Skip(at, "chat.skip.banner")
		}
		return log.Problem(at, dispute.Say("chat.entry-strange", conversation.Excerpt(n.Words())))
	}
	r := dispute.Record{Kind: dispute.Message, Locator: at, Raw: time.Words()}
	when, ok := wordTime(log, r.Raw)
	transcript.Tell(&r, when, ok, r.Raw)
	if sender != nil {
		r.Who = sender.Words()
	}
	if reactions := content.Find("ul"); reactions != nil {
		for _, li := range reactions.All("li") {
			if len(r.Fields) < 50 {
				r.Fields = append(r.Fields, dispute.Field{Name: "reaction", Value: li.Words()})
			}
		}
	}
	r.Text = wordsWithout(content, "ul")
	for _, e := range []struct{ name, attribute string }{{"img", "src"}, {"video", "src"}, {"audio", "src"}, {"a", "href"}} {
		for _, x := range content.All(e.name) {
			file := x.Attribute(e.attribute)
			if file == "" || strings.Contains(file, "://") || strings.HasPrefix(file, "data:") || contains(r.Files, file) {
				continue
			}
			r.Type = "attachment"
			log.Attach(&r, file)
		}
	}
	if r.Text == "" && r.Type == "" {
		r.Remarks = append(r.Remarks, dispute.Say("chat.empty"))
	}
	if log.Chat != "" {
		r.Fields = append(r.Fields, dispute.Field{Name: "chat", Value: log.Chat})
	}
	return log.Give(r)
}

// contains reports whether a file is there already, by the name that it has without
// its folder.
func contains(files []string, file string) bool {
	for _, f := range files {
		if strings.HasSuffix(file, f) {
			return true
		}
	}
	return false
}

// wordsWithout is the text of an element without those of a name in it.
func wordsWithout(n *htmlstream.Node, name string) string {
	var cut func(n *htmlstream.Node) *htmlstream.Node
	cut = func(n *htmlstream.Node) *htmlstream.Node {
		own := *n
		own.Children = nil
		for _, c := range n.Children {
			if !c.Is(name) {
				own.Children = append(own.Children, cut(c))
			}
		}
		return &own
	}
	return strings.TrimSpace(cut(n).Words())
}
