package charset

// Ahead gives lines before they are taken, for whoever has to see what follows a
// line to know what it is.
type Ahead struct {
	lines *Lines
	held  []Line // read, and not taken yet
	err   error  // what came after held
}

// LookAhead looks ahead in lines, which nobody else may read from then on.
func LookAhead(lines *Lines) Ahead { return Ahead{lines: lines} }

// Peek is the line i places behind the next. Its error is that of Lines.Next, and
// stays.
func (a *Ahead) Peek(i int) (Line, error) {
	for i >= len(a.held) {
		if a.err != nil {
			return Line{}, a.err
		}
		line, err := a.lines.Next()
		if err != nil {
			a.err = err
			return Line{}, err
		}
		a.held = append(a.held, line)
	}
	return a.held[i], nil
}

// Next is the n next lines, which were peeked at. They are valid until Drop.
func (a *Ahead) Next(n int) []Line { return a.held[:n] }

// Drop takes n lines.
func (a *Ahead) Drop(n int) { a.held = append(a.held[:0], a.held[n:]...) }
