package locale

// helpMessages is help texts of commands and flags.
var helpMessages = []Entry{}
