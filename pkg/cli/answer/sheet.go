package answer

// Sheet is a workbook that was written.
type Sheet struct {
	Path     string `json:"path"`
	Evidence int    `json:"evidence"` // rows of each sheet
	Story    int    `json:"story"`
	Records  int    `json:"records"`
	Claims   int    `json:"claims"`
}
