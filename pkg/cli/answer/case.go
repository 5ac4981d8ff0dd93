package answer

// Case is a case: complain case set.
type Case struct {
	Category     string `json:"category"`
	Created      string `json:"created"`
	Currency     string `json:"currency"` // ISO 4217
	ID           string `json:"id"`
	Jurisdiction string `json:"jurisdiction"`
	Language     string `json:"language"`
	Order        string `json:"order"`
	Platform     string `json:"platform"`
	Title        string `json:"title"`
	Zone         string `json:"zone"`
}

// FactTaken is a fact of the case that was said as its files make likely: complain
// case set --proposed. Where several are as likely, none is said.
type FactTaken struct {
	Because string     `json:"because"`
	Cites   []Citation `json:"cites"`
	Fact    string     `json:"fact"` // category, platform, order, seller
	Rivals  []Rival    `json:"rivals"`
	Value   string     `json:"value"` // "" where several are as likely
}

// Rival is a value that is as likely as another, and how it is said.
type Rival struct {
	Command string `json:"command"`
	Value   string `json:"value"`
}

// NewCase is a case that was made: complain new.
type NewCase struct {
	Category     string `json:"category"`
	Currency     string `json:"currency"` // ISO 4217
	ID           string `json:"id"`
	Jurisdiction string `json:"jurisdiction"`
	Language     string `json:"language"`
	Order        string `json:"order"`
	Path         string `json:"path"` // of the file written
	Platform     string `json:"platform"`
	Title        string `json:"title"`
	Zone         string `json:"zone"`
}

// Status is where a case stands: complain status.
type Status struct {
	Answers              []Official `json:"answers"`
	Asking               int        `json:"asking"` // files that wait for a word of the user
	Category             string     `json:"category"`
	Claims               []Claim    `json:"claims"`
	ConversationsNotRead int        `json:"conversations_not_read"`
	Created              string     `json:"created"`
	Currency             string     `json:"currency"` // ISO 4217
	Doubts               int        `json:"doubts"`
	Evidence             int        `json:"evidence"` // how many files
	ID                   string     `json:"id"`
	Jurisdiction         string     `json:"jurisdiction"`
	Lacks                []string   `json:"lacks"` // elements of the story that nobody told
	Language             string     `json:"language"`
	LooksLike            []Seeming  `json:"looks_like"` // files that seem to be an office's answer
	Next                 string     `json:"next"`       // what to do next
	Order                string     `json:"order"`
	Overdue              []string   `json:"overdue"` // clocks that ran out
	Parties              []Party    `json:"parties"`
	Path                 string     `json:"path"` // of the case file
	Platform             string     `json:"platform"`
	Problems             int        `json:"problems"` // units that were not understood
	Records              int        `json:"records"`  // how many were read
	Steps                []string   `json:"steps"`    // those that are open, in order
	TablesNotRead        int        `json:"tables_not_read"`
	Title                string     `json:"title"`
	Unfiled              []Unfiled  `json:"unfiled"`   // the last packets to each channel, where they were not handed in
	Withdrawn            int        `json:"withdrawn"` // how many files stay out of packets
	Zone                 string     `json:"zone"`
}

// Unfiled is a packet that was made and not handed in: complain file.
type Unfiled struct {
	At      string `json:"at"` // when it was made
	Channel string `json:"channel"`
	File    string `json:"file"`
	SHA256  string `json:"sha256"`
}

// Found is the case that a command would be about: complain.
type Found struct {
	Case string `json:"case"` // path of its file
}

// ExitCode is a row of complain exit-codes.
type ExitCode struct {
	Code    int    `json:"code"`
	Meaning string `json:"meaning"`
}

// NumberForm is a row of complain numbers.
type NumberForm struct {
	Form    string `json:"form"`
	Meaning string `json:"meaning"`
}

// Error is an error, on standard error.
type Error struct {
	Code    int      `json:"code"`             // the exit code
	Damaged []Damage `json:"damaged,omitzero"` // what is not what was stored
	Error   string   `json:"error"`
	Hint    string   `json:"hint"` // what to do next, "" where nobody knows
}
