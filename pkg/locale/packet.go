package locale

// packetMessages is fixed words and findings of packets.
var packetMessages = []Entry{}
