// Package sms reads the XML files of SMS Backup & Restore: text messages,
// picture messages and the list of calls.
//
// It promises that every element ends as exactly one record, skip or problem;
// that what was never sent (a draft, a failure) is no message of anybody; that
// "null" and "(Unknown)" are no names; and that pictures inside the file are
// passed over without being held. It forbids the name of the other side on what
// the phone's owner sent.
package sms

import (
	"context"
	"io"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/xmlstream"
)

// Importer reads backups of text messages. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "sms" }

// Version implements importer.Importer.
func (Importer) Version() int { return 2 }

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	if _, encoding := src.HeadText(); encoding != charset.UTF8 {
		return importer.Match{}
	}
	x := xmlstream.NewReader(strings.NewReader(string(src.Head)), func() error { return nil })
	root, err := x.Next()
	if err != nil || root.Name != "smses" && root.Name != "calls" {
		return importer.Match{}
	}
	first, err := x.Next()
	if err == nil && !first.End && first.Name != "sms" && first.Name != "mms" && first.Name != "call" {
		return importer.Match{}
	}
	return importer.Match{Confidence: importer.Certain, Variant: root.Name, Because: []dispute.Note{
		dispute.Say("sms.sign.root", "<"+root.Name+">"),
	}}
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	d, err := direction(ctx, src)
	if err != nil {
		return err
	}
	log.NewestFirst = d.NewestFirst()
	b := &backup{log: log}
	x := xmlstream.NewReader(src.Reader(), ctx.Err)
	x.Keep = wanted
	for {
		tag, err := x.Next()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = b.tag(tag)
		}
		if err != nil {
			return log.Stop(err)
		}
	}
	log.Total("sms.total", b.declared, b.read)
	log.End()
	return nil
}

// wanted leaves out the pictures themselves.
func wanted(element, attribute string) bool { return element != "part" || attribute != "data" }

// direction looks over the file once: newer versions begin with the last
// message if told to.
func direction(ctx context.Context, src *importer.Source) (transcript.Direction, error) {
	var d transcript.Direction
	x := xmlstream.NewReader(src.Reader(), ctx.Err)
	x.Keep = func(_, attribute string) bool { return attribute == "date" }
	for {
		tag, err := x.Next()
		if err != nil {
			return d, ctx.Err()
		}
		if tag.Depth == 2 && !tag.End {
			if n, rest, ok := transcript.Number(tag.Get("date"), 1, 15); ok && rest == "" {
				d.Add(int64(n))
			}
		}
	}
}
