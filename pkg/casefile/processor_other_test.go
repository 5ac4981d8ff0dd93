//go:build !unix

package casefile

import "time"

func processorTime() time.Duration { return 0 }
