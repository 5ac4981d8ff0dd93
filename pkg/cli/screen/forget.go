package screen

import "os"

// forget drops what was typed before a question is shown: an Enter that was typed
// while work was under way would answer what nobody has read. What a screen reader
// goes through may be answered ahead.
func (s *Screen) forget() {
	in, ok := s.device.In.(*os.File)
	if _, terminal := s.device.Terminal(s.device.In); !ok || !terminal || s.plainForms() {
		return
	}
	dropTyped(in)
	waiting := s.lines()
	_, _ = waiting.Discard(waiting.Buffered()) // there is that much
}
