package locale

// cliMessages is what commands print.
var cliMessages = []Entry{}
