#ifndef MARKER_H
#define MARKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What a posted comment says about itself: its number, and when it was meant to be sent. A viewer
/// measures from that instant, so a comment that had to wait for its turn counts as late as it was.
struct marker {
    uint32_t sequence;
    int64_t intended;
};

enum { MARKER_BYTES = 36 };

void marker_write(struct marker m, char out[MARKER_BYTES]);

/// Finds a marker anywhere in `text`.
bool marker_find(const char *text, size_t count, struct marker *out);

#endif
