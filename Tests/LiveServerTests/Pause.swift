import Glibc

/// Between two looks at something that can only be asked for.
func pause(milliseconds: UInt32) { usleep(milliseconds * 1_000) }
