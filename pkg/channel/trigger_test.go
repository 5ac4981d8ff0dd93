package channel

import "testing"

// What is not looked at each time the program starts is right.
func TestTriggersOfTheProgram(t *testing.T) {
	b, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := b.Practice()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.checkTriggers(); err != nil {
		t.Error(err)
	}
	p.triggers.List[0].Strong = map[string][]string{"en": {"<nobody's list>"}}
	if p.checkTriggers() == nil {
		t.Error("a list that there is not is no mistake")
	}
}
