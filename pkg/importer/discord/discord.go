// Package discord reads what DiscordChatExporter writes, JSON, HTML, CSV and plain
// text, and the messages in Discord's own data package.
//
// It promises that every message ends as exactly one record or problem; that
// times are those that the file states with their offset (JSON, CSV) or that
// Discord put into a message's number (HTML); that local times, which the text
// has only, are read in one order of day and month for the whole file, which is
// named, or asked for; and that what Discord itself wrote is told by what the
// file says of it. It forbids reading dates in the words of a country.
package discord

import (
	"context"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/conversation"
	"complain/pkg/importer/kit/transcript"
	"complain/pkg/internal/charset"
	"complain/pkg/internal/jsonstream"
)

// Importer reads Discord's chats. The zero Importer is ready for use.
type Importer struct{}

// Name implements importer.Importer.
func (Importer) Name() string { return "discord" }

// Version implements importer.Importer.
func (Importer) Version() int { return 7 }

// The variants of the format.
const (
	variantJSON = "json"
	variantHTML = "html"
	variantCSV  = "csv"
	variantText = "txt"

	variantPackage      = "package-json"
	variantPackageTable = "package-csv"
)

// Identify implements importer.Importer.
func (Importer) Identify(src *importer.Source) importer.Match {
	if m := identifyText(src); m.Confidence > importer.None {
		return m
	}
	if isPackageEntry(transcript.FirstItem(src.Head)) {
		return importer.Match{Confidence: importer.Certain, Variant: variantPackage, Because: []dispute.Note{dispute.Say("chat.sign.keys", "ID, Timestamp, Contents, Attachments")}}
	}
	p := jsonstream.Look(src.Head, "guild", "channel", "messages/")
	if !p.Has("guild", "channel") || p.First["guild"].Kind != jsonstream.Object || p.First["channel"].Kind != jsonstream.Object {
		return importer.Match{}
	}
	m := importer.Match{Confidence: importer.Shape, Variant: variantJSON, Because: []dispute.Note{dispute.Say("discord.sign.channel", conversation.Excerpt(p.First["channel"].Get("name").Str()))}}
	if isEntry(p.First["messages/"]) || p.Has("messages", "dateRange") {
		m.Confidence = importer.Certain
		m.Because = append(m.Because, dispute.Say("chat.sign.keys", "guild, channel, messages"))
	}
	return m
}

func isEntry(v jsonstream.Value) bool {
	return v.Has("timestamp") && v.Has("author") && v.Has("content")
}

// identifyText recognises the formats that are not JSON.
func identifyText(src *importer.Source) importer.Match {
	text, encoding := src.HeadText()
	if encoding == charset.Binary {
		return importer.Match{}
	}
	m := importer.Match{Confidence: importer.Certain}
	first, rest, _ := strings.Cut(text, "\n")
	first = strings.TrimRight(first, "\r")
	switch layout(text) {
	case variantHTML:
		m.Because = []dispute.Note{dispute.Say("discord.sign.html")}
	case variantCSV, variantPackageTable:
		m.Because = []dispute.Note{dispute.Say("chat.sign.columns", first)}
	case variantText:
		guild, _, _ := strings.Cut(rest, "\n")
		m.Because = []dispute.Note{dispute.Say("discord.sign.preamble", conversation.Excerpt(strings.TrimRight(guild, "\r")))}
	default:
		return importer.Match{}
	}
	m.Variant = layout(text)
	return m
}

// layout tells the formats apart by how a file begins.
func layout(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	first, rest, _ := strings.Cut(text, "\n")
	first = strings.TrimRight(first, "\r")
	switch {
	case strings.HasPrefix(first, csvHeader):
		return variantCSV
	case first == packageHeader:
		return variantPackageTable
	case isRule(first) && strings.HasPrefix(rest, "Guild: "):
		return variantText
	case strings.HasPrefix(strings.TrimSpace(text), "<") && strings.Contains(text, "chatlog__") && strings.Contains(text, "preamble__"):
		return variantHTML
	}
	return variantJSON
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	log := transcript.New(src, sink)
	text, _ := src.HeadText()
	switch layout(text) {
	case variantHTML:
		return readHTML(ctx, log)
	case variantCSV:
		return readTable(ctx, log)
	case variantText:
		return readText(ctx, log)
	case variantPackageTable:
		return readPackageTable(ctx, log)
	}
	if isPackageEntry(transcript.FirstItem(src.Head)) {
		return readPackage(ctx, log)
	}
	return readJSON(ctx, log)
}
