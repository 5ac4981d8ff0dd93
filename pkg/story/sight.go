package story

import "unicode/utf8"

// sight is what stands in the sentence that is looked at: where the parts of phrases
// stand, and what is between two places.
type sight struct {
	text   string
	at     [][]stretch // by part
	seen   []int       // parts that stand there
	mapped bool        // whether letters and walls are those of this sentence
	// by byte: the letters before it, and the ends of clauses and turns
	letters, walls []int32
}

// stretch is where a word stands.
type stretch struct{ from, to int }

// look finds the parts of all phrases in a sentence.
func (w *words) lookAt(text string) *sight {
	w.prepare()
	s := &w.sight
	for _, part := range s.seen {
		s.at[part] = s.at[part][:0]
	}
	s.text, s.seen, s.mapped = text, s.seen[:0], false
	before := rune(' ')
	for i, r := range text {
		if !wordRune(r) || !wordRune(before) { // no word begins within another
			w.wordsAt(s, i, before)
			if mayCount(r) {
				s.put(amountPart, i, w.amountAt(text, i, before))
				s.put(numberPart, i, numberAt(text, i, before))
			}
		}
		before = r
	}
	return s
}

// wordsAt notes the words that begin in a sentence at i.
func (w *words) wordsAt(s *sight, i int, before rune) {
	start := startOf(s.text[i:])
	for {
		list := w.byStart[start]
		for k := range list {
			e := &list[k]
			if end := e.at(s.text, i, before); end >= 0 {
				s.put(e.part, i, end)
				for _, part := range e.more {
					s.put(part, i, end)
				}
			}
		}
		if start[1] == 0 {
			return
		}
		start[1] = 0
	}
}

// put notes where a part stands, by its longest word there.
func (s *sight) put(part, from, to int) {
	if to < 0 {
		return
	}
	have := s.at[part]
	if len(have) == 0 {
		s.seen = append(s.seen, part)
	} else if last := &have[len(have)-1]; last.from == from {
		last.to = max(last.to, to)
		return
	}
	s.at[part] = append(have, stretch{from, to})
}

// follows is where the steps of a phrase end that begin before i; -1 where they do not
// follow, or where one of denials denies one.
func (s *sight) follows(i int, rest []step, denials []span) int {
	if len(rest) == 0 {
		return i
	}
	next := &rest[0]
	for _, one := range s.at[next.part] {
		if one.from < i {
			continue
		}
		if !s.within(i, one.from, next) {
			break
		}
		if last := s.follows(one.to, rest[1:], denials); last >= 0 && !denied(denials, i, one.from) {
			return last
		}
	}
	if next.optional {
		return s.follows(i, rest[1:], denials)
	}
	return -1
}

// has reports whether all steps of a phrase stand somewhere in the sentence.
func (s *sight) has(rest []step) bool {
	for i := range rest {
		if !rest[i].optional && len(s.at[rest[i].part]) == 0 {
			return false
		}
	}
	return true
}

// within reports whether a step reaches from i to a place: not too far, and over no
// end of a clause.
func (s *sight) within(i, to int, next *step) bool {
	if i == to {
		return true
	}
	s.measure()
	return int(s.letters[to]-s.letters[i]) <= next.reach && (next.across || s.walls[to] == s.walls[i])
}

// reaches is the last place to which a denial that ends at i reaches: within its
// clause, and to no word with which that turns.
func (s *sight) reaches(i int) int {
	s.measure()
	end := i
	for end < len(s.text) {
		_, size := utf8.DecodeRuneInString(s.text[end:])
		if s.walls[end+size] > s.walls[end] || int(s.letters[end+size]-s.letters[i]) > denialReach {
			break
		}
		end += size
	}
	return end
}

// measure counts the letters and the walls of the sentence.
func (s *sight) measure() {
	if s.mapped {
		return
	}
	s.mapped = true
	if n := len(s.text) + 1; cap(s.letters) < n {
		s.letters, s.walls = make([]int32, n, 2*n), make([]int32, n, 2*n)
	}
	s.letters, s.walls = s.letters[:len(s.text)+1], s.walls[:len(s.text)+1]
	turns := s.at[turnPart]
	var far, walls int32
	for i, r := range s.text {
		s.letters[i], s.walls[i] = far, walls
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(s.text[i:])
		}
		far += int32(letters(r))
		turn := len(turns) > 0 && turns[0].from == i
		if turn {
			turns = turns[1:]
		}
		if turn || breaks(r, s.text[i+size:]) {
			walls++
		}
	}
	s.letters[len(s.text)], s.walls[len(s.text)] = far, walls
}
