// Package tabular reads bills: it turns the rows of tables into records by a
// Layout, which is data.
//
// It promises that no row is lost: every one is given to the sink as exactly one
// Record, Skip or Problem. A table is found by the names of its columns, never
// by a line number or a column's position. A row whose time alone cannot be read is
// a Record of an unknown time, and a Doubt. It forbids knowledge of any one
// company's bills: that stands in the layouts of the importers.
package tabular

import (
	"complain/pkg/dispute"
	"complain/pkg/internal/sheet"
)

// locator is a row's place as a record has it.
func locator(at sheet.Place) dispute.Locator {
	return dispute.Locator{Sheet: at.Sheet, Row: at.Row, Line: at.Line, LineEnd: at.LineEnd, Offset: at.Offset, Length: at.Length}
}
