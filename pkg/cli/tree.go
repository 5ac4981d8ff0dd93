package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"complain/pkg/cli/screen"
)

// topCommand is a command right below complain.
type topCommand struct {
	group string
	names string // its name, and behind it its aliases
	make  func(*session) *cobra.Command
}

// topCommands are all of them, in the order of help.
func topCommands() []topCommand {
	return []topCommand{
		{groupPath, "guide", newGuide},
		{groupPath, "new", newNew},
		{groupPath, "add-evidence add", newAddEvidence},
		{groupPath, "view", newView},
		{groupPath, "apply", newApply},
		{groupPath, "sheet", newSheet},
		{groupPath, "export", newExport},
		{groupPath, "file", newFile},
		{groupCase, "status", newStatus},
		{groupCase, "next", newNext},
		{groupCase, "deadlines", newDeadlines},
		{groupCase, "filings", newFilings},
		{groupCase, "log", newLog},
		{groupCase, "check", newCheck},
		{groupCase, "story", newStory},
		{groupCase, "timeline", newTimeline},
		{groupCase, "records", newRecords},
		{groupCase, "search", newSearch},
		{groupCase, "evidence", newEvidence},
		{groupCase, "read-text", newReadText},
		{groupCase, "redact", newRedact},
		{groupCase, "mask", newMask},
		{groupCase, "packet", newPacket},
		{groupCase, "undo", newUndo},
		{groupCase, "party", newParty},
		{groupCase, "who", newWho},
		{groupCase, "claim", newClaim},
		{groupCase, "event", newEvent},
		{groupCase, "case", newCase},
		{groupCase, "reimport", newReimport},
		{groupSafety, "verify", newVerify},
		{groupSafety, "custody", newCustody},
		{groupSafety, "purge", newPurge},
		{groupSafety, "stamp", newStamp},
		{groupSafety, "archive", newArchive},
		{groupSafety, "restore", newRestore},
		{groupSafety, "rescue", newRescue},
		{groupMore, "tables", newTables},
		{groupMore, "map", newMap},
		{groupMore, "howto", newHowto},
		{groupMore, "channels", newChannels},
		{groupMore, "template", newTemplate},
		{groupMore, "config", newConfig},
		{groupMore, "demo", newDemo},
		{groupMore, "man", newMan},
		{groupMore, "exit-codes", onScreen(newExitCodes)},
		{groupMore, "numbers", onScreen(newNumbers)},
	}
}

func onScreen(make func(*screen.Screen) *cobra.Command) func(*session) *cobra.Command {
	return func(s *session) *cobra.Command { return make(s.Screen) }
}

// everyCommand is what newRoot wants for the whole tree.
func everyCommand(string) bool { return true }

// tellsOfAll reports whether cmd, or a command above it, shows what other commands
// there are.
func tellsOfAll(cmd *cobra.Command) bool {
	for cmd.HasParent() && cmd.Parent().HasParent() {
		cmd = cmd.Parent()
	}
	return !cmd.HasParent() || slices.Contains([]string{"help", "completion", "man"}, cmd.Name())
}

// rootFor is the tree for a command line: with what its words name, or the whole
// where what is called tells of all.
func rootFor(s *session, args []string) *cobra.Command {
	root := newRoot(s, func(name string) bool { return slices.Contains(args, name) })
	cmd, _, err := root.Find(args)
	if asksVersion := len(args) == 1 && (args[0] == "--version" || args[0] == "-V"); asksVersion || err == nil && !tellsOfAll(cmd) {
		return root
	}
	return newRoot(s, everyCommand)
}
