// Package arch holds the tests of the program's architecture: which package
// may import which, and what no package may do.
//
// It promises that a rule of the design that can be read off the source is
// enforced, and that a failure names the file, the line and the rule. It holds
// no code for the program, and nothing imports it.
package arch
