#ifndef ANNOUNCEMENTS_H
#define ANNOUNCEMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "frames.h"

/// What a server told a viewer that it has left out: the comments strictly between two ids (`gap`), or
/// all but a few of them (`thinned`).
struct announcement {
    uint32_t viewer;
    bool is_gap;
    uint64_t after, before;
    uint64_t shown, withheld;  // of a thinned stretch
};

struct announcements {
    struct announcement *each;
    size_t count, capacity;
    uint64_t gaps;
};

/// Whether the event says that something was left out.
bool is_announcement(const struct frame *frame);

/// Notes what a viewer was told; false when the event's data make no sense.
bool announcements_add(struct announcements *all, uint32_t viewer, const struct frame *frame);

/// Puts them into the order of viewers, and of ids for each.
void announcements_sort(struct announcements *all);

#endif
