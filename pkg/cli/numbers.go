package cli

import (
	"github.com/spf13/cobra"

	"complain/pkg/cli/answer"
	"complain/pkg/cli/screen"
)

// numberForms is what people can type where a command takes a number, and the
// sentence that says what it means. chosenEvidence, chosenRecords and chosenOf read
// them.
var numberForms = []struct{ form, code string }{
	{"E3", "numbers.evidence"},
	{"E1-E8  E1..E8", "numbers.range"},
	{"E1,E4", "numbers.several"},
	{"R27  R27-R39", "numbers.record"},
	{"C3", "numbers.conversation"},
	{"A3", "numbers.answer"},
	{"E3:row12  E3:line40  E3:p2", "numbers.place"},
	{"photo  chat  bill  paper  recording", "numbers.kind"},
	{"all", "numbers.all"},
	{"F1  L2  F1-F3", "numbers.course"},
	{"2  1-4", "numbers.list"},
}

// newNumbers is the help on what a number can be.
func newNumbers(scr *screen.Screen) *cobra.Command {
	c := command(scr.Lang, "numbers", "numbers", func(*cobra.Command, []string) error {
		if scr.JSON {
			var rows []answer.NumberForm
			for _, n := range numberForms {
				rows = append(rows, answer.NumberForm{Form: n.form, Meaning: scr.Say(n.code)})
			}
			return scr.WriteJSON(rows)
		}
		t := scr.Table("numbers.head.form", "numbers.head.meaning")
		t.Flexible = 1
		for _, n := range numberForms {
			t.Row(n.form, scr.Say(n.code))
		}
		t.Print()
		return nil
	})
	c.Args = arguments(scr.Lang, 0, 0, "")
	return c
}
