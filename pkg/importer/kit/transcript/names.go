package transcript

// Names counts speakers.
type Names struct{ count map[string]*int }

// maxNames bounds the names counted; no chat has as many members.
const maxNames = 20_000

// NewNames counts nobody yet.
func NewNames() *Names { return &Names{count: map[string]*int{}} }

// Saw counts a message of name, and reports whether it is the first.
func (n *Names) Saw(name string) (first bool) {
	switch c := n.count[name]; {
	case c != nil:
		*c++
		return false
	case len(n.count) < maxNames:
		one := 1
		n.count[name] = &one
	}
	return true
}

// Once reports whether name is known to speak only once in the file.
func (n *Names) Once(name string) bool { return n.times(name) == 1 }

// Again reports whether name is known to speak more than once in the file.
func (n *Names) Again(name string) bool { return n.times(name) > 1 }

// Times is how often name speaks, as far as that was counted.
func (n *Names) Times(name string) int { return n.times(name) }

// Move counts so many messages for another name.
func (n *Names) Move(from, to string, count int) {
	c := n.count[from]
	if c == nil {
		return
	}
	if *c -= count; *c <= 0 {
		delete(n.count, from)
	}
	if n.count[to] == nil {
		n.count[to] = new(int)
	}
	*n.count[to] += count
}

// Speaks reports whether name is known to speak in the file at all.
func (n *Names) Speaks(name string) bool { return n.times(name) > 0 }

func (n *Names) times(name string) int {
	if c := n.count[name]; c != nil {
		return *c
	}
	return 0
}

// Dialogue reports whether two people at most speak more than once in the whole
// file and one other does.
func (n *Names) Dialogue() bool {
	once, more := 0, 0
	for _, c := range n.count {
		if *c == 1 {
			once++
		} else {
			more++
		}
	}
	return once == 1 && more > 0 && more <= 2
}
