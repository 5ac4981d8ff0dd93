package answer

// Change is what one run of the program changed, and what became of it: complain
// undo.
type Change struct {
	Number   int64   `json:"number"` // of the first of its entries
	At       string  `json:"at"`
	Entries  []Entry `json:"entries"`
	Undoes   int64   `json:"undoes"`    // the change that it took back; 0 for another
	UndoneBy int64   `json:"undone_by"` // the change that took it back; 0 while it stands
}
