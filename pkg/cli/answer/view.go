package answer

// View is a page that was written.
type View struct {
	Path     string   `json:"path"`
	Bytes    int64    `json:"bytes"`
	Exhibits int      `json:"exhibits"`
	Chats    int      `json:"chats"`
	Shared   bool     `json:"shared"`   // masked for others: nothing can be chosen in it
	LeftOut  []string `json:"left_out"` // what the size left out
}
