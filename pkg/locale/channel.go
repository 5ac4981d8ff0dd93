package locale

// channelMessages is words about channels and rules.
var channelMessages = []Entry{}
