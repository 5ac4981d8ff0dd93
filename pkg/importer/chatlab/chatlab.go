// Package chatlab reads the format into which ChatLab and exporters that feed it
// turn chats of any app: one JSON document, or a JSON value a line.
//
// It promises that every message ends as exactly one record or problem, under the
// name it was sent with; and that the app it is from, which the file names, stands
// beside it. It forbids taking a converted chat for the app's own export.
package chatlab

import (
	"context"
	"encoding/json"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/jsonstream"
)

// Importer reads ChatLab's format. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "chatlab" }

// Version implements importer.Importer.
func (Importer) Version() int { return 2 }

// The variants of the format.
const (
	variantJSON  = "json"
	variantLines = "jsonl"
)

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	text, encoding := src.HeadText()
	if encoding == charset.Binary {
		return importer.Match{}
	}
	m := importer.Match{Confidence: importer.Certain, Because: []dispute.Note{dispute.Say("chat.sign.keys", "chatlab, meta, messages")}}
	if v := firstValue(text); v.Get("_type").Str() == "header" && v.Get("chatlab").Kind == jsonstream.Object {
		m.Variant = variantLines
		m.Because = []dispute.Note{dispute.Say("chat.sign.keys", "_type, chatlab, meta")}
		return m
	}
	p := jsonstream.Look(src.Head, "chatlab", "meta", "messages/")
	if p.Root != jsonstream.Object || p.First["chatlab"].Kind != jsonstream.Object || !p.Has("meta") && !p.Has("messages") {
		return importer.Match{}
	}
	m.Variant = variantJSON
	return m
}

// firstValue is the value in the first line that is no comment.
func firstValue(text string) jsonstream.Value {
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return valueOf(line)
		}
	}
	return jsonstream.Value{}
}

// valueOf is the value that a line holds, or none.
func valueOf(line string) jsonstream.Value {
	if !json.Valid([]byte(line)) {
		return jsonstream.Value{}
	}
	return jsonstream.Parse([]byte(line))
}

// Extract implements importer.Importer.
func (im Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	c := &chat{log: transcript.New(src, sink), members: map[string]string{}}
	if text, _ := src.HeadText(); firstValue(text).Has("_type") {
		return c.readLines(ctx)
	}
	return c.readDocument(ctx)
}
