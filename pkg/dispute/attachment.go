package dispute

import "strings"

// Attachments finds the evidence that a record names as its attachment.
type Attachments struct {
	byPlace map[attachmentPlace]EvidenceID
	byID    map[EvidenceID]Evidence
}

type attachmentPlace struct {
	batch  int64 // 0 for what came out of Parent itself
	parent EvidenceID
	name   string
}

// NewAttachments looks through evidence once.
func NewAttachments(evidence []Evidence) *Attachments {
	a := &Attachments{make(map[attachmentPlace]EvidenceID, 2*len(evidence)), make(map[EvidenceID]Evidence, len(evidence))}
	for _, e := range evidence {
		a.byID[e.ID] = e
		a.byPlace[attachmentPlace{e.Batch, e.Parent, e.Name}] = e.ID
		if e.Parent != 0 {
			a.byPlace[attachmentPlace{0, e.Parent, e.Name}] = e.ID
		}
	}
	return a
}

// Find is the evidence that a record of of names: the file of that name that
// came out of it, as a mail's attachments do, or that arrived with it in the
// same folder or archive. Folders in the name are left out.
func (a *Attachments) Find(of EvidenceID, name string) (EvidenceID, bool) {
	name = name[strings.LastIndexByte(name, '/')+1:]
	if id, ok := a.byPlace[attachmentPlace{0, of, name}]; ok {
		return id, true
	}
	e, known := a.byID[of]
	if !known {
		return 0, false
	}
	id, ok := a.byPlace[attachmentPlace{e.Batch, e.Parent, name}]
	if !ok || id == of {
		return 0, false
	}
	return id, true
}
