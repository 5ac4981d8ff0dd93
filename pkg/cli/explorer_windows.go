package cli

import (
	"bufio"
	"fmt"

	"github.com/inconshreveable/mousetrap"
)

// startedByDoubleClick returns what keeps the window open when the program was
// started from Explorer: it would close before anyone could read it.
func startedByDoubleClick() func(System) {
	if !mousetrap.StartedByExplorer() {
		return nil
	}
	return func(sys System) {
		fmt.Fprint(sys.Err, "\n[Enter]")
		_, _ = bufio.NewReader(sys.In).ReadString('\n')
	}
}
