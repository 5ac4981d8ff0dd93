package locale

// chatMessages is what the importers of conversations say.
var chatMessages = []Entry{}
