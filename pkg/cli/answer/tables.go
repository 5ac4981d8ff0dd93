package answer

// CaseRow is a row of the table cases of complain tables. The other tables hold
// what party list, claim list, evidence list, records, timeline, filings and
// deadlines print.
type CaseRow struct {
	ID           string `json:"case_id"`
	Path         string `json:"path"`
	Title        string `json:"title"`
	Category     string `json:"category"`
	Platform     string `json:"platform"`
	Order        string `json:"order"`
	Language     string `json:"language"`
	Zone         string `json:"zone"`
	Currency     string `json:"currency"` // ISO 4217
	Jurisdiction string `json:"jurisdiction"`
	Created      string `json:"created"`
	Evidence     int    `json:"evidence"` // how many files
}

// Tables is what complain tables wrote.
type Tables struct {
	Path    string       `json:"path"`
	Cases   int          `json:"cases"`
	Records int          `json:"records"`
	Failed  []CaseFailed `json:"failed"` // cases that could not be read
}

// CaseFailed is a case that could not be read, and why.
type CaseFailed struct {
	Path  string `json:"path"`
	Error string `json:"error"`
}
