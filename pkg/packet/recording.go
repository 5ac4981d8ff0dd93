package packet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// recording is the record of a film or of sound, whose sheet stands for it.
func (p *Plan) recording(id dispute.EvidenceID) (dispute.Record, bool) {
	for _, r := range p.records {
		if _, ok := r.Recording(); ok && r.Evidence == id {
			return r, true // a file has one
		}
	}
	return dispute.Record{}, false
}

// recordingRows are what a recording says of itself: its length, codecs, frame
// and device. Where it was made is said when the user wants it.
func (c *composer) recordingRows(r dispute.Record) []doc.KeyValue {
	var rows []doc.KeyValue
	add := func(key, value string) {
		if value != "" {
			rows = append(rows, doc.KeyValue{Key: key, Value: plain(value)})
		}
	}
	said, _ := r.Recording()
	length := c.say("packet.length-unknown")
	if ms := said.Length; ms > 0 {
		length = c.say("packet.length-seconds", (ms / 1000 * 1000).String(), strconv.FormatFloat(float64(ms)/1000, 'f', 3, 64))
	}
	add(c.say("packet.length"), length+c.remarks(r, lengthRests))
	add(c.say("packet.codec"), strings.Join(slices.DeleteFunc([]string{said.VideoCodec, said.AudioCodec},
		func(s string) bool { return s == "" }), ", "))
	if said.Width > 0 && said.Height > 0 {
		add(c.say("packet.frame"), c.say("packet.frame-size", strconv.Itoa(said.Width), strconv.Itoa(said.Height)))
	}
	add(c.say("packet.device"), strings.TrimSpace(said.Make+" "+said.Model))
	if place := c.whereMade(r.Evidence); place != "" {
		add(c.say("packet.place-head"), place)
	}
	return rows
}

// lengthRests and recordedRests are the codes, or begin the codes, of remarks
// about what a recording's length and time rest on; its sheet says them.
var (
	lengthRests   = []string{"recording.length-estimated", "recording.unfinished", "recording.damaged-at", "recording.cut", "recording.no-index"}
	recordedRests = []string{"file-name.", "recording.time-", "recording.header-differs", "recording.track-differs", "recording.from-1970", "recording.name-differs", "recording.saved-later", "recording.local-as-utc"}
)

// recordingDoubts are the codes, or begin the codes, of remarks that a reader
// may hold against a recording; the user is told before filing.
var recordingDoubts = []string{
	"recording.cut", "recording.damaged", "recording.no-index", "recording.unfinished", "recording.unset-clock", "recording.bad-date",
	"recording.header-differs", "recording.dated-differs", "recording.track-differs", "recording.from-1970", "recording.name-differs", "recording.local-as-utc",
}

func (c *composer) remarks(r dispute.Record, codes []string) string {
	var b strings.Builder
	for _, n := range r.Remarks {
		if hasPrefix(n.Code, codes) {
			if told := c.toldNote(n); told != "" {
				b.WriteString(c.say("packet.remark", told))
			}
		}
	}
	return b.String()
}

// recordedAt is when a recording was made and what that rests on.
func (c *composer) recordedAt(r dispute.Record) string {
	at := r.At
	at.From = dispute.TimeRecord // the remark says it
	return c.stamp(at) + c.remarks(r, recordedRests)
}

// noted is what the user said of a place in a recording.
type noted struct {
	at   dispute.Moment
	text string
}

// momentBlocks are the places of a recording that the user noted, in its order, as
// the user's own words.
func (c *composer) momentBlocks(id dispute.EvidenceID) []doc.Block {
	all := slices.Clone(c.moments[id])
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b noted) int { return cmp.Compare(a.at, b.at) })
	var rows []doc.KeyValue
	for _, n := range all {
		rows = append(rows, doc.KeyValue{Key: n.at.String(), Value: plain(n.text)})
	}
	return []doc.Block{
		doc.Paragraph{Style: doc.Flush, Text: plain(c.say("packet.moments"))},
		doc.KeyValues{Rows: rows},
	}
}
