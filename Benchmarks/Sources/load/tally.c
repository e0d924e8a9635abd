#include "tally.h"

#include <err.h>
#include <stdlib.h>

// Of a set with a bit per place.
static size_t words(const struct tally *t) {
    size_t places = (t->comments + t->posts - 1) / t->posts;
    return (places + 63) / 64;
}

static uint64_t *acknowledged_at(const struct tally *t, uint32_t post) {
    return t->acknowledged + post * words(t);
}

static uint64_t *seen_by(const struct tally *t, uint32_t viewer) {
    return t->seen + viewer * words(t);
}

static uint32_t viewers_of(const struct tally *t, uint32_t post) {
    return t->viewers / t->posts + (post < t->viewers % t->posts);
}

static void *zeroes(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (!memory) err(1, "calloc");
    return memory;
}

void tally_open(struct tally *t, uint32_t comments, uint32_t viewers, uint32_t posts) {
    *t = (struct tally){.comments = comments, .viewers = viewers, .posts = posts};
    t->acknowledged = zeroes(posts * words(t), sizeof(uint64_t));
    t->seen = zeroes(viewers * words(t), sizeof(uint64_t));
    t->last = zeroes(viewers, sizeof(struct event_id));
    t->ids = zeroes(comments, sizeof(struct event_id));
    t->receipts = zeroes(comments, sizeof(struct event_id));
}

// True when the bit was not set before.
static bool set_bit(uint64_t *bits, uint32_t index) {
    uint64_t bit = UINT64_C(1) << (index % 64);
    bool fresh = (bits[index / 64] & bit) == 0;
    bits[index / 64] |= bit;
    return fresh;
}

void tally_acknowledge(struct tally *t, uint32_t sequence, uint64_t id) {
    uint32_t post = sequence % t->posts;
    if (set_bit(acknowledged_at(t, post), sequence / t->posts)) {
        t->acknowledged_count += 1;
        t->expected += viewers_of(t, post);
    }
    t->receipts[sequence].major = id;
}

static void check_order(struct tally *t, uint32_t viewer, struct event_id id) {
    if (id_rises(t->last[viewer], id)) t->last[viewer] = id;
    else t->misordered += 1;
}

static void check_id(struct tally *t, uint32_t sequence, struct event_id id) {
    static const struct event_id none = {0};
    if (id_equal(t->ids[sequence], none)) t->ids[sequence] = id;
    else if (!id_equal(t->ids[sequence], id)) t->conflicting += 1;
}

// A double has the id of its first coming, so it counts as doubled and not as misordered as well.
void tally_deliver(struct tally *t, uint32_t viewer, const struct frame *frame, int64_t now) {
    struct marker m;
    if (!marker_find(frame->data, frame->data_length, &m) || m.sequence >= t->comments) {
        t->foreign += 1;
        return;
    }
    if (m.sequence % t->posts != viewer % t->posts) {
        t->misrouted += 1;
        return;
    }
    t->deliveries += 1;
    t->last_delivery = now;
    histogram_record(&t->latency, (now - m.intended) / 1000);
    if (!set_bit(seen_by(t, viewer), m.sequence / t->posts)) {
        t->doubled += 1;
        return;
    }
    t->unique += 1;
    check_order(t, viewer, frame->id);
    check_id(t, m.sequence, frame->id);
}

bool tally_complete(const struct tally *t) {
    return t->unique >= t->expected;
}

static uint64_t count_pairs(const struct tally *t, bool acknowledged, bool seen) {
    uint64_t pairs = 0;
    for (uint32_t v = 0; v < t->viewers; v++) {
        const uint64_t *mine = seen_by(t, v), *all = acknowledged_at(t, v % t->posts);
        for (size_t w = 0; w < words(t); w++) {
            uint64_t a = acknowledged ? all[w] : ~all[w];
            pairs += (uint64_t)__builtin_popcountll(a & (seen ? mine[w] : ~mine[w]));
        }
    }
    return pairs;
}

uint64_t tally_missing(const struct tally *t) {
    return count_pairs(t, true, false);
}

uint64_t tally_unacknowledged(const struct tally *t) {
    return count_pairs(t, false, true);
}
