package locale

// timelineMessages is notes on events.
var timelineMessages = []Entry{}
