package answer

// ManPages is where complain man wrote its pages.
type ManPages struct {
	Path  string `json:"path"`
	Pages int    `json:"pages"`
}
