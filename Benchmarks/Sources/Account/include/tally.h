#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "announcements.h"
#include "frames.h"
#include "histogram.h"
#include "marker.h"

/// The account of a run, as it goes on: what was acknowledged, what each viewer got of it, and what it
/// was told it goes without. Comments go to the posts in turn, and so do viewers: comment n is for post
/// n % posts, where it has the place n / posts.
struct tally {
    uint32_t comments;
    uint32_t viewers;
    uint32_t posts;
    /// Viewers come while comments do: what came before a viewer's first comment is not missing.
    bool joins_late;
    /// Viewers are sent away while comments come: what came behind a viewer's position is not missing.
    bool leaves_early;

    uint64_t *acknowledged;      // a bit per comment
    uint64_t *seen;              // per viewer: a bit per place
    struct event_id *first;      // per viewer: the id of its first comment
    struct event_id *position;   // per viewer: the highest id it has got
    int64_t *live_since;         // per viewer: comments meant to be sent before are not live, and not measured
    struct event_id *ids;        // per comment: the id the first viewer got it under
    struct event_id *receipts;   // per comment: the id its poster was told; 0 when none was
    struct announcements announced;
    struct histogram latency;    // microseconds

    uint64_t acknowledged_count;
    uint64_t deliveries;   // doubles too
    uint64_t doubled;      // a viewer got a comment again
    uint64_t misordered;   // a viewer got an id that is not above all it had before
    uint64_t conflicting;  // a comment under another id than somebody else knows it by
    uint64_t misrouted;    // a comment of another post
    uint64_t malformed;    // announcements that make no sense
    uint64_t foreign;      // events that carry none of this run's markers
    int64_t last_delivery;

    // How far `tally_complete` has come.
    uint32_t known, arrived;
    struct event_id *newest;  // per post: the highest id that was acknowledged
};

void tally_open(struct tally *t, uint32_t comments, uint32_t viewers, uint32_t posts);
void tally_acknowledge(struct tally *t, uint32_t sequence, uint64_t id);
void tally_deliver(struct tally *t, uint32_t viewer, const struct frame *frame, int64_t now);

/// Whether a viewer has seen a comment of its post.
bool tally_has_seen(const struct tally *t, uint32_t viewer, uint32_t sequence);
bool tally_is_acknowledged(const struct tally *t, uint32_t sequence);
/// The id of a comment, from its receipt or else from its first viewer; 0 when nobody knows it.
struct event_id tally_id(const struct tally *t, uint32_t sequence);
/// How many places the bits of a viewer's `seen` have room for, in words.
size_t tally_words(const struct tally *t);

/// Whether every viewer has come as far as the newest comment that was acknowledged. To be asked when
/// no more answers are to come.
bool tally_complete(struct tally *t);

#endif
