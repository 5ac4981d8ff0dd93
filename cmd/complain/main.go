// Command complain keeps the evidence of a consumer's dispute and writes the
// packets that shops, platforms and offices ask for.
package main

import (
	"os"

	"complain/pkg/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], cli.OS())) }
