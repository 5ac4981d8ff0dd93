package locale

// photoMessages is what the importers of pictures say.
var photoMessages = []Entry{}
