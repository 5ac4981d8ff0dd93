package cause

import "syscall"

func system() []named { return windows }

// windows are Windows' own errors: package syscall has the names of other systems for
// numbers that Windows never gives
// (https://learn.microsoft.com/windows/win32/debug/system-error-codes).
var windows = []named{
	{syscall.Errno(1), Folder},              // ERROR_INVALID_FUNCTION: a folder was read as a file
	{syscall.Errno(4), "cause.many-open"},   // ERROR_TOO_MANY_OPEN_FILES
	{syscall.Errno(17), "cause.other-disk"}, // ERROR_NOT_SAME_DEVICE
	{syscall.Errno(19), "cause.permission"}, // ERROR_WRITE_PROTECT
	{syscall.Errno(21), Disk},               // ERROR_NOT_READY
	{syscall.Errno(23), Disk},               // ERROR_CRC
	{syscall.Errno(27), Disk},               // ERROR_SECTOR_NOT_FOUND
	{syscall.Errno(29), Disk},               // ERROR_WRITE_FAULT
	{syscall.Errno(30), Disk},               // ERROR_READ_FAULT
	{syscall.Errno(31), Disk},               // ERROR_GEN_FAILURE
	{syscall.Errno(32), OpenElsewhere},      // ERROR_SHARING_VIOLATION
	{syscall.Errno(33), OpenElsewhere},      // ERROR_LOCK_VIOLATION
	{syscall.Errno(39), Full},               // ERROR_HANDLE_DISK_FULL
	{syscall.Errno(59), Disk},               // ERROR_UNEXP_NET_ERR
	{syscall.Errno(64), Disk},               // ERROR_NETNAME_DELETED
	{syscall.Errno(67), "cause.missing"},    // ERROR_BAD_NET_NAME
	{syscall.Errno(109), unread},            // ERROR_BROKEN_PIPE
	{syscall.Errno(111), "cause.long-name"}, // ERROR_BUFFER_OVERFLOW
	{syscall.Errno(112), Full},              // ERROR_DISK_FULL
	{syscall.Errno(123), "cause.invalid"},   // ERROR_INVALID_NAME
	{syscall.Errno(206), "cause.long-name"}, // ERROR_FILENAME_EXCED_RANGE
	{syscall.Errno(232), unread},            // ERROR_NO_DATA
	{syscall.Errno(233), unread},            // ERROR_PIPE_NOT_CONNECTED
	{syscall.Errno(267), "cause.no-folder"}, // ERROR_DIRECTORY
	{syscall.Errno(1117), Disk},             // ERROR_IO_DEVICE
}
