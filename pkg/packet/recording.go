package packet

import (
	"slices"
	"strconv"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/doc"
)

// recording is the record of a film or of sound, whose sheet stands for it.
func (c *composer) recording(id dispute.EvidenceID) (dispute.Record, bool) {
	for _, r := range c.records {
		if r.Evidence == id && r.Recording() {
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
	length := c.say("packet.length-unknown")
	if ms, err := strconv.ParseInt(r.Field(dispute.FieldLength), 10, 64); err == nil && ms > 0 {
		length = c.say("packet.length-seconds", dispute.Moment(ms/1000*1000).String(), strconv.FormatFloat(float64(ms)/1000, 'f', 3, 64))
	}
	add(c.say("packet.length"), length+c.remarks(r, lengthRests))
	add(c.say("packet.codec"), strings.Join(slices.DeleteFunc([]string{r.Field("video-codec"), r.Field("audio-codec")},
		func(s string) bool { return s == "" }), ", "))
	if width, height := r.Field("width"), r.Field("height"); width != "" && height != "" {
		add(c.say("packet.frame"), c.say("packet.frame-size", width, height))
	}
	add(c.say("packet.device"), strings.TrimSpace(r.Field("make")+" "+r.Field("model")))
	if place := c.whereMade(r.Evidence); place != "" {
		add(c.say("packet.place-head"), place)
	}
	return rows
}

// lengthRests and recordedRests are the codes, or begin the codes, of remarks
// about what a recording's length and time rest on; its sheet says them.
var (
	lengthRests   = []string{"recording.length-estimated", "recording.unfinished", "recording.damaged-at", "recording.cut", "recording.no-index"}
	recordedRests = []string{"file-name.", "recording.time-", "recording.header-differs", "recording.name-differs", "recording.saved-later", "recording.local-as-utc"}
)

// recordingDoubts are the codes, or begin the codes, of remarks that a reader
// may hold against a recording; the user is told before filing.
var recordingDoubts = []string{
	"recording.cut", "recording.damaged", "recording.no-index", "recording.unfinished", "recording.unset-clock", "recording.bad-date",
	"recording.header-differs", "recording.name-differs", "recording.local-as-utc",
}

func (c *composer) remarks(r dispute.Record, codes []string) string {
	var b strings.Builder
	for _, n := range r.Remarks {
		if hasPrefix(n.Code, codes) {
			b.WriteString(c.say("packet.remark", c.request.Lang.Note(n)))
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

// momentBlocks are the places of a recording that the user noted, in its order, as
// the user's own words.
func (c *composer) momentBlocks(id dispute.EvidenceID) []doc.Block {
	noted := slices.Clone(c.moments[id])
	if len(noted) == 0 {
		return nil
	}
	place := func(r dispute.Record) dispute.Moment {
		m, _ := dispute.ParseMoment(r.Field(dispute.FieldMoment))
		return m
	}
	slices.SortStableFunc(noted, func(a, b dispute.Record) int { return int(place(a) - place(b)) })
	var rows []doc.KeyValue
	for _, r := range noted {
		rows = append(rows, doc.KeyValue{Key: line(r.Field(dispute.FieldMoment)), Value: plain(r.Text)})
	}
	return []doc.Block{
		doc.Paragraph{Style: doc.Flush, Text: plain(c.say("packet.moments"))},
		doc.KeyValues{Rows: rows},
	}
}
