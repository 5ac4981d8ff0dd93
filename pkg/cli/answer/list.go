package answer

import "reflect"

// Of says what a command prints with --json: one of several where it may print
// different ones, and a list or lines of them where the command's help says so.
type Of struct {
	Command string // without "complain", "" for complain alone
	Answers []any
}

// Listed reports whether a command may print v: one of its answers, or a list of
// them. Keys of what is printed are those of the list then, which are golden.
func Listed(command string, v any) bool {
	t := reflect.TypeOf(v)
	for t != nil && (t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer) {
		t = t.Elem()
	}
	for _, of := range List() {
		for _, a := range of.Answers {
			if reflect.TypeOf(a) == t && (of.Command == command || t == reflect.TypeFor[Error]()) {
				return true
			}
		}
	}
	return false
}

// List is every command that prints JSON, and Error, which any of them may print.
func List() []Of {
	return []Of{
		{"", []any{Found{}, Error{}}},
		{"add-evidence", []any{Evidence{}, Refused{}}},
		{"apply", []any{Applied{}}},
		{"archive", []any{Archive{}}},
		{"case field", []any{Field{}, FieldSet{}, FieldTaken{}}},
		{"case flag", []any{Flag{}, FlagSet{}}},
		{"case happened", []any{Happening{}, HappeningSet{}}},
		{"case set", []any{Case{}, FactTaken{}}},
		{"channels", []any{ChannelRow{}, Channel{}}},
		{"channels edit", []any{OwnChannel{}}},
		{"channels clock", []any{Clock{}}},
		{"channels law", []any{Law{}}},
		{"channels route", []any{Route{}}},
		{"channels status", []any{Aged{}}},
		{"channels words", []any{Words{}}},
		{"check", []any{Check{}}},
		{"claim add", []any{Claim{}}},
		{"claim kinds", []any{ClaimKind{}}},
		{"claim list", []any{Claim{}}},
		{"claim remove", []any{ClaimRemoved{}}},
		{"claim set", []any{Claim{}}},
		{"config get", []any{Setting{}}},
		{"config list", []any{Setting{}}},
		{"config set", []any{Setting{}}},
		{"config unset", []any{Setting{}}},
		{"custody", []any{Entry{}}},
		{"deadlines", []any{Deadline{}, CalendarWritten{}}},
		{"deadlines set", []any{Agreed{}}},
		{"demo", []any{DemoPacket{}}},
		{"event add", []any{EventAdded{}}},
		{"event join", []any{EventsJoined{}}},
		{"event pin", []any{EventsPinned{}}},
		{"event remove", []any{EventRemoved{}}},
		{"event set", []any{EventSet{}}},
		{"event split", []any{EventsJoined{}}},
		{"event unpin", []any{EventsPinned{}}},
		{"evidence get", []any{EvidenceCopied{}}},
		{"evidence list", []any{Evidence{}}},
		{"evidence mend", []any{EvidenceCopied{}}},
		{"evidence note", []any{Moment{}}},
		{"evidence restore", []any{EvidenceSet{}}},
		{"evidence set", []any{EvidenceSet{}, EvidenceNamed{}}},
		{"evidence show", []any{Evidence{}}},
		{"evidence withdraw", []any{EvidenceWithdrawn{}}},
		{"exit-codes", []any{ExitCode{}}},
		{"export", []any{Export{}, Form{}}},
		{"file", []any{Filing{}}},
		{"filings", []any{Filing{}}},
		{"filings get", []any{FiledCopied{}}},
		{"filings restore", []any{FilingWithdrawn{}}},
		{"filings set", []any{Filing{}, FilingWithdrawn{}}},
		{"filings withdraw", []any{FilingWithdrawn{}}},
		{"guide", []any{Error{}}},
		{"howto", []any{Guide{}}},
		{"log call", []any{Contact{}}},
		{"log note", []any{Contact{}}},
		{"log reply", []any{Contact{}}},
		{"log visit", []any{Contact{}}},
		{"man", []any{ManPages{}}},
		{"map", []any{Mapping{}}},
		{"mask add", []any{Mask{}}},
		{"mask keep", []any{Mask{}}},
		{"mask list", []any{Mask{}}},
		{"mask remove", []any{Mask{}}},
		{"new", []any{NewCase{}}},
		{"next", []any{NextStep{}}},
		{"numbers", []any{NumberForm{}}},
		{"packet exclude", []any{Exhibits{}}},
		{"packet include", []any{Exhibits{}}},
		{"packet list", []any{Exhibits{}}},
		{"packet order", []any{Exhibits{}}},
		{"party list", []any{Party{}}},
		{"party remove", []any{PartyRemoved{}}},
		{"party set", []any{Party{}}},
		{"purge", []any{Purge{}}},
		{"read-text", []any{Seen{}, Unseen{}}},
		{"records", []any{Record{}}},
		{"redact", []any{Redaction{}, Covering{}}},
		{"reimport", []any{Evidence{}}},
		{"rescue", []any{Rescued{}}},
		{"restore", []any{Restored{}}},
		{"search", []any{Hit{}}},
		{"sheet", []any{Sheet{}}},
		{"stamp attach", []any{StampAttached{}}},
		{"stamp get", []any{StampCopied{}}},
		{"stamp list", []any{Stamp{}}},
		{"stamp request", []any{StampRequest{}}},
		{"stamp verify", []any{StampVerified{}}},
		{"status", []any{Status{}}},
		{"story", []any{StoryElement{}}},
		{"story drop", []any{StoryDropped{}}},
		{"story fill", []any{EventAdded{}}},
		{"story money", []any{Money{}}},
		{"story none", []any{StoryNone{}}},
		{"story order", []any{StoryOrder{}}},
		{"story take", []any{StoryTaken{}}},
		{"tables", []any{Tables{}, CaseRow{}}},
		{"template copy", []any{Template{}}},
		{"template list", []any{Template{}}},
		{"template show", []any{Template{}}},
		{"timeline", []any{Event{}, TimelineWritten{}}},
		{"undo", []any{Change{}}},
		{"timeline show", []any{EventShown{}}},
		{"verify", []any{Verification{}, Point{}}},
		{"view", []any{View{}}},
		{"who", []any{Speaker{}}},
		{"who bind", []any{Party{}}},
	}
}
