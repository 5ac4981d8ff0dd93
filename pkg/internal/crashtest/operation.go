package crashtest

// Kind says what an operation does to the disk.
type Kind int

// The kinds.
const (
	Write      Kind = iota // Data at Offset of File
	Truncate               // File to Offset bytes
	Sync                   // all of File so far is on the disk
	Link                   // Name is now File
	Unlink                 // Name is gone
	Rename                 // Name is now called To; File is what it names
	SyncFolder             // all names so far are on the disk
	Say                    // Data went to standard output
)

func (k Kind) String() string {
	return [...]string{"write", "truncate", "sync", "link", "unlink", "rename", "sync folder", "say"}[k]
}

// Operation is one step of a program on the files of one folder.
type Operation struct {
	Kind     Kind
	File     int // number of the inode
	Name, To string
	Offset   int64
	Data     []byte
}

// Trace is all that a program did to one folder.
type Trace struct {
	Start      map[string][]byte // the files before
	Operations []Operation
	Stdout     []byte
	Stderr     []byte
	ExitCode   int
}
