#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "frames.h"
#include "histogram.h"
#include "marker.h"

/// The account of a run: what was acknowledged, and what each viewer got of it. Comments go to the posts
/// in turn, and so do viewers: comment n is for post n % posts, where it has the place n / posts.
struct tally {
    uint32_t comments;
    uint32_t viewers;
    uint32_t posts;
    uint64_t *acknowledged;     // per post: a bit per place
    uint64_t *seen;             // per viewer: a bit per place
    struct event_id *last;      // per viewer: the highest id it has got
    struct event_id *ids;       // per comment: the id the first viewer got it under
    struct event_id *receipts;  // per comment: the id its poster was told; 0 when none was
    struct histogram latency;   // microseconds

    uint64_t acknowledged_count;
    uint64_t expected;     // (viewer, comment) pairs that were acknowledged
    uint64_t deliveries;   // doubles too
    uint64_t unique;       // (viewer, comment) pairs
    uint64_t doubled;      // a viewer got a comment again
    uint64_t misordered;   // a viewer got an id that is not above all it had before
    uint64_t conflicting;  // a comment under another id than somebody else knows it by
    uint64_t misrouted;    // a comment of another post
    uint64_t foreign;      // events that carry none of this run's markers
    int64_t last_delivery;
};

void tally_open(struct tally *t, uint32_t comments, uint32_t viewers, uint32_t posts);
void tally_acknowledge(struct tally *t, uint32_t sequence, uint64_t id);
void tally_deliver(struct tally *t, uint32_t viewer, const struct frame *frame, int64_t now);

/// Whether the viewers have got as many comments as were acknowledged.
bool tally_complete(const struct tally *t);

/// (viewer, comment) pairs that were acknowledged and never came.
uint64_t tally_missing(const struct tally *t);

/// Pairs that came although nobody was told that the comment was taken.
uint64_t tally_unacknowledged(const struct tally *t);

#endif
