package view

// scriptWords are the sentences that the script of the page says.
var scriptWords = []string{
	"view.js.search", "view.js.search.hint", "view.js.search.count", "view.js.search.none", "view.js.results",
	"view.js.exhibits", "view.js.others", "view.js.others.more", "view.js.all-kinds", "view.js.kind",
	"view.js.kind.chat", "view.js.kind.bill", "view.js.kind.photo", "view.js.kind.paper", "view.js.kind.recording", "view.js.kind.other", "view.js.kind.own", "view.js.kind.step",
	"view.js.chat.open", "view.js.chat.chapter", "view.js.chat.before", "view.js.chat.after",
	"view.js.save", "view.js.copy", "view.js.choices", "view.js.changes", "view.js.no-changes", "view.js.saved", "view.js.copied", "view.js.not-copied",
	"view.js.in", "view.js.out", "view.js.all-in", "view.js.own-words", "view.js.word-it", "view.js.change", "view.js.up", "view.js.down", "view.js.moved",
	"view.js.field.title", "view.js.field.source", "view.js.field.proves", "view.js.field.element", "view.js.no-element", "view.js.take-hint",
	"view.js.away", "view.js.away.why", "view.js.told", "view.js.take", "view.js.write-it", "view.js.write", "view.js.at", "view.js.at.hint", "view.js.none", "view.js.none.back",
	"view.js.mask", "view.js.mask.how", "view.js.picture", "view.js.close", "view.js.box", "view.js.box.left", "view.js.box.top", "view.js.box.width", "view.js.box.height",
	"view.js.box.add", "view.js.box.remove", "view.js.boxes",
}
