package locale

// paymentMessages is what the importers of bills say.
var paymentMessages = []Entry{}
