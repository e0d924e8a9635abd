#ifndef SLOWDISK_H
#define SLOWDISK_H

/// Stand in for the C library's when preloaded: they do what those do, then wait as many microseconds
/// as SLOWDISK_US says, as a disk without a write cache would.
int fsync(int fd);
int fdatasync(int fd);

#endif
