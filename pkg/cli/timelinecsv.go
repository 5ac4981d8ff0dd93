package cli

import (
	"cmp"
	"encoding/csv"
	"iter"
	"strings"

	"complain/pkg/cli/screen"
	"complain/pkg/dispute"
	"complain/pkg/phrase"
)

// writeEventsCSV writes events as a table for spreadsheet programs: UTF-8 behind a
// byte order mark, by which they know it, and no cell that they would run as a
// formula.
func writeEventsCSV(s *session, events iter.Seq2[dispute.Event, error]) error {
	if _, err := s.Out.Write([]byte("\ufeff")); err != nil {
		return err
	}
	w := csv.NewWriter(s.Out)
	if err := w.Write([]string{"id", "at", "precision", "kind", "who", "text", "amount", "currency", "direction", "cites", "key"}); err != nil {
		return err
	}
	for e, err := range events {
		if err != nil {
			return err
		}
		v := eventJSON(s.Lang, e)
		row := []string{v.ID, v.At, v.Precision, string(v.Kind), v.Who, cmp.Or(v.Sentence, v.Text), v.Amount, v.Currency, string(v.Direction), phrase.Citations(s.Lang, e), map[bool]string{true: "*"}[v.Key]}
		for i, cell := range row {
			row[i] = plainCell(cell)
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// plainCell is a cell that spreadsheet programs show and never run: what would
// begin a formula has an apostrophe before it, but for plain numbers.
func plainCell(text string) string {
	text = screen.Clean(text)
	if text == "" || !strings.ContainsRune("=+-@\t\r", rune(text[0])) || strings.Trim(text[1:], "0123456789.") == "" && text[0] == '-' && len(text) > 1 {
		return text
	}
	return "'" + text
}
