// Package mapped reads any table by a mapping that the user writes: which
// column is the time, the amount, the shop, and how dates and signs are
// written. It is for order lists of shops and browser extensions, of which
// each is different. Mappings of the lists that people have of the shops of China
// come with it, a file a shop in the folder orders: a new one is a file there and a
// fixture.
//
// It promises that a mapping is checked whole before a row is read, that a
// file without the columns it names is refused with their names, and that the
// mapping is part of the reading's options, so that the case can read the file
// again without it; and that a minus means the same in a list of JSON as in a table, what
// sign says. It forbids reading anything without a mapping.
package mapped

import (
	"context"
	"errors"
	"path"
	"strings"

	"complain/pkg/dispute"
	"complain/pkg/importer"
	"complain/pkg/importer/kit/tabular"
)

// Importer reads tables by the mapping in the source's options.
type Importer struct{}

var _ importer.Importer = Importer{}

// Name implements importer.Importer.
func (Importer) Name() string { return "mapped" }

// Version implements importer.Importer.
func (Importer) Version() int { return 10 }

// Identify implements importer.Importer. A table with all columns of the
// mapping is what the user said it is; another table is taken only when nobody
// else knows it, to say which columns it lacks.
func (Importer) Identify(src *importer.Source) importer.Match {
	m, err := Parse(src.Options.Map)
	if err != nil {
		return importer.Match{}
	}
	match := m.bill().Identify(src)
	if m.Talks() {
		match = m.identifyTalk(src)
	}
	if match.Confidence == importer.Certain {
		match.Confidence = importer.Said
		match.Because = append(match.Because, dispute.Say("mapped.because"))
		return match
	}
	switch strings.ToLower(path.Ext(src.Name)) {
	case ".csv", ".tsv", ".xls", ".xlsx", ".json", ".jsonl":
		return importer.Match{Confidence: importer.Name, Because: []dispute.Note{dispute.Say("mapped.because")}}
	}
	return importer.Match{}
}

// Extract implements importer.Importer.
func (Importer) Extract(ctx context.Context, src *importer.Source, sink importer.Sink) error {
	m, err := Parse(src.Options.Map)
	if err != nil {
		return err
	}
	if m.Talks() {
		return m.readTalk(ctx, src, sink)
	}
	if m.Units == unitsAsk {
		return &importer.Stopped{Why: dispute.Say("mapped.stop.units")}
	}
	err = m.bill().Extract(ctx, src, sink)
	var stopped *importer.Stopped
	if errors.As(err, &stopped) && (strings.HasPrefix(stopped.Why.Code, "bill.stop.header") || stopped.Why.Code == "bill.stop.table") {
		stopped.Why = dispute.Say("mapped.stop.columns", strings.Join(m.names(), ", "))
	}
	return err
}

func (m *Mapping) bill() *tabular.Bill {
	return &tabular.Bill{Unnamed: m.Header == headerNone, Objects: true, Layouts: []tabular.Layout{m.layout()}}
}
