#include "tally.h"

#include <err.h>
#include <stdlib.h>

static const struct event_id none = {0};

size_t tally_words(const struct tally *t) {
    size_t places = (t->comments + t->posts - 1) / t->posts;
    return (places + 63) / 64;
}

static uint64_t *seen_by(const struct tally *t, uint32_t viewer) {
    return t->seen + viewer * tally_words(t);
}

static void *zeroes(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size);
    if (!memory) err(1, "calloc");
    return memory;
}

void tally_open(struct tally *t, uint32_t comments, uint32_t viewers, uint32_t posts) {
    *t = (struct tally){.comments = comments, .viewers = viewers, .posts = posts};
    t->acknowledged = zeroes(comments / 64 + 1, sizeof(uint64_t));
    t->seen = zeroes(viewers * tally_words(t), sizeof(uint64_t));
    t->first = zeroes(viewers, sizeof(struct event_id));
    t->position = zeroes(viewers, sizeof(struct event_id));
    t->live_since = zeroes(viewers, sizeof(int64_t));
    t->ids = zeroes(comments, sizeof(struct event_id));
    t->receipts = zeroes(comments, sizeof(struct event_id));
    t->newest = zeroes(posts, sizeof(struct event_id));
}

static bool bit(const uint64_t *bits, uint32_t index) {
    return bits[index / 64] >> (index % 64) & 1;
}

// True when the bit was not set before.
static bool set_bit(uint64_t *bits, uint32_t index) {
    bool fresh = !bit(bits, index);
    bits[index / 64] |= UINT64_C(1) << (index % 64);
    return fresh;
}

bool tally_has_seen(const struct tally *t, uint32_t viewer, uint32_t sequence) {
    return bit(seen_by(t, viewer), sequence / t->posts);
}

bool tally_is_acknowledged(const struct tally *t, uint32_t sequence) {
    return bit(t->acknowledged, sequence);
}

struct event_id tally_id(const struct tally *t, uint32_t sequence) {
    return t->receipts[sequence].major ? t->receipts[sequence] : t->ids[sequence];
}

void tally_acknowledge(struct tally *t, uint32_t sequence, uint64_t id) {
    if (set_bit(t->acknowledged, sequence)) t->acknowledged_count += 1;
    t->receipts[sequence].major = id;
}

static void check_order(struct tally *t, uint32_t viewer, struct event_id id) {
    if (id_rises(t->position[viewer], id)) t->position[viewer] = id;
    else t->misordered += 1;
}

static void check_id(struct tally *t, uint32_t sequence, struct event_id id) {
    if (id_equal(t->ids[sequence], none)) t->ids[sequence] = id;
    else if (!id_equal(t->ids[sequence], id)) t->conflicting += 1;
}

// A reader may be told twice that it stands where it does, so an announcement's id need not rise.
static void note_announcement(struct tally *t, uint32_t viewer, const struct frame *frame) {
    if (!announcements_add(&t->announced, viewer, frame)) t->malformed += 1;
    if (id_rises(frame->id, t->position[viewer])) t->misordered += 1;
    else t->position[viewer] = frame->id;
}

// A double has the id of its first coming, so it counts as doubled and not as misordered as well.
static void note_comment(struct tally *t, uint32_t viewer, struct marker m, const struct frame *frame, int64_t now) {
    t->deliveries += 1;
    t->last_delivery = now;
    if (m.intended >= t->live_since[viewer]) histogram_record(&t->latency, (now - m.intended) / 1000);
    if (!set_bit(seen_by(t, viewer), m.sequence / t->posts)) {
        t->doubled += 1;
        return;
    }
    if (id_equal(t->first[viewer], none)) t->first[viewer] = frame->id;
    check_order(t, viewer, frame->id);
    check_id(t, m.sequence, frame->id);
}

void tally_deliver(struct tally *t, uint32_t viewer, const struct frame *frame, int64_t now) {
    struct marker m;
    if (is_announcement(frame)) note_announcement(t, viewer, frame);
    else if (!marker_find(frame->data, frame->data_length, &m) || m.sequence >= t->comments) t->foreign += 1;
    else if (m.sequence % t->posts != viewer % t->posts) t->misrouted += 1;
    else note_comment(t, viewer, m, frame, now);
}

// A connection's bytes come in order, so a viewer that has the newest has all it will ever get. Both
// steps go on from where the last call stopped.
bool tally_complete(struct tally *t) {
    for (; t->known < t->comments; t->known++) {
        if (!tally_is_acknowledged(t, t->known)) continue;
        struct event_id id = tally_id(t, t->known), *newest = &t->newest[t->known % t->posts];
        if (id_equal(id, none) && t->viewers) return false;
        if (id_rises(*newest, id)) *newest = id;
    }
    while (t->arrived < t->viewers && !id_rises(t->position[t->arrived], t->newest[t->arrived % t->posts])) t->arrived++;
    return t->arrived == t->viewers;
}
