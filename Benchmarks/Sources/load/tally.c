#include "tally.h"

#include <err.h>
#include <stdlib.h>

static uint32_t words(const struct tally *t) {
    return (t->comments + 63) / 64;
}

static void *zeroes(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (!memory) err(1, "calloc");
    return memory;
}

void tally_open(struct tally *t, uint32_t comments, uint32_t viewers) {
    *t = (struct tally){.comments = comments, .viewers = viewers};
    t->acknowledged = zeroes(words(t), sizeof(uint64_t));
    t->seen = zeroes((size_t)viewers * words(t), sizeof(uint64_t));
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
    if (set_bit(t->acknowledged, sequence)) t->acknowledged_count += 1;
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
    t->deliveries += 1;
    t->last_delivery = now;
    histogram_record(&t->latency, (now - m.intended) / 1000);
    if (!set_bit(t->seen + (size_t)viewer * words(t), m.sequence)) {
        t->doubled += 1;
        return;
    }
    t->unique += 1;
    check_order(t, viewer, frame->id);
    check_id(t, m.sequence, frame->id);
}

bool tally_complete(const struct tally *t) {
    return t->unique >= t->acknowledged_count * t->viewers;
}

static uint64_t count_pairs(const struct tally *t, bool acknowledged, bool seen) {
    uint64_t pairs = 0;
    for (uint32_t v = 0; v < t->viewers; v++) {
        const uint64_t *mine = t->seen + (size_t)v * words(t);
        for (uint32_t w = 0; w < words(t); w++) {
            uint64_t a = acknowledged ? t->acknowledged[w] : ~t->acknowledged[w];
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
