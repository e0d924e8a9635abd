#ifndef AUDIT_H
#define AUDIT_H

#include <stdint.h>

#include "tally.h"

/// The account of a run once it is over, in (viewer, comment) pairs where nothing else is said.
struct audit {
    uint64_t missing;         // acknowledged, never came, and the viewer was not told that it won't
    uint64_t withheld;        // acknowledged, never came, and the viewer was told
    uint64_t unacknowledged;  // came although nobody was told that the comment was taken
    uint64_t misannounced;    // announcements that do not add up, overlap or make no sense
    uint64_t uneven;          // viewers that saw something else than the first viewer of their post
    uint64_t conflicting;     // comments with another id in the receipt than with the viewers, and the tally's

    /// The acknowledged comments, post by post, in the order of their ids; those of post p are at
    /// `starts[p]` up to `starts[p + 1]`.
    uint32_t *order;
    uint32_t *starts;
};

void audit_run(struct tally *t, struct audit *out);

#endif
