package personal

// before are words that make what stands alone known for what it is.
var before = []string{"", "姓名：", "name: "}

// KindOf is what a text is as a whole, Word where nothing says more.
func KindOf(text string) Kind {
	for _, b := range before {
		for _, f := range Find(b + text) {
			if f.Start == len(b) && f.End == len(b)+len(text) {
				return f.Kind
			}
		}
	}
	return Word
}
