package answer

// Setting is a setting of the program: its value, and where that comes from: flag,
// environment, file or default.
type Setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	From  string `json:"from"`
	Where string `json:"where"` // the flag, the variable or the file; "" for a default
}
