#include "audit.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

static const struct event_id none = {0};

static void *zeroes(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size);
    if (!memory) err(1, "calloc");
    return memory;
}

static int compare(const void *left, const void *right, void *context) {
    const struct tally *t = context;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    if (a % t->posts != b % t->posts) return a % t->posts < b % t->posts ? -1 : 1;
    struct event_id x = tally_id(t, a), y = tally_id(t, b);
    return id_rises(y, x) - id_rises(x, y);
}

static void put_in_order(struct tally *t, struct audit *audit) {
    audit->order = zeroes(t->acknowledged_count, sizeof *audit->order);
    audit->starts = zeroes(t->posts + 1, sizeof *audit->starts);
    uint32_t count = 0;
    for (uint32_t i = 0; i < t->comments; i++) {
        if (!tally_is_acknowledged(t, i)) continue;
        audit->order[count++] = i;
        audit->starts[i % t->posts + 1] += 1;
    }
    for (uint32_t p = 0; p < t->posts; p++) audit->starts[p + 1] += audit->starts[p];
    qsort_r(audit->order, count, sizeof *audit->order, compare, t);
}

// What a viewer got and did not get of the stretch an announcement is about.
struct stretch {
    uint64_t seen, withheld;
};

static bool adds_up(const struct announcement *a, struct stretch s) {
    if (a->is_gap) return s.seen == 0;
    return s.seen == a->shown && s.withheld == a->withheld;
}

// A comment without an id is one that no viewer got; to those who come late it may have been too old.
static bool had_to_come(const struct tally *t, uint32_t viewer, struct event_id id) {
    if (id_equal(id, none)) return !t->joins_late;
    if (t->joins_late && id_rises(id, t->first[viewer])) return false;
    return !t->leaves_early || !id_rises(t->position[viewer], id);
}

// Walks a post's comments and a viewer's announcements side by side, both in the order of ids.
static void audit_viewer(const struct tally *t, struct audit *audit, uint32_t viewer, const struct announcement *told,
                         const struct announcement *told_end) {
    struct stretch stretch = {0};
    uint32_t post = viewer % t->posts;
    for (uint32_t i = audit->starts[post]; i < audit->starts[post + 1]; i++) {
        uint32_t sequence = audit->order[i];
        struct event_id id = tally_id(t, sequence);
        for (; told < told_end && told->before <= id.major; told++) {
            audit->misannounced += !adds_up(told, stretch);
            stretch = (struct stretch){0};
        }
        bool seen = tally_has_seen(t, viewer, sequence);
        bool inside = told < told_end && told->after < id.major;
        audit->unacknowledged -= seen;
        stretch.seen += inside && seen;
        stretch.withheld += inside && !seen;
        audit->withheld += inside && !seen;
        audit->missing += !inside && !seen && had_to_come(t, viewer, id);
    }
    for (; told < told_end; told++) {
        audit->misannounced += !adds_up(told, stretch);
        stretch = (struct stretch){0};
    }
}

static uint64_t seen_count(const uint64_t *bits, size_t words) {
    uint64_t count = 0;
    for (size_t w = 0; w < words; w++) count += (uint64_t)__builtin_popcountll(bits[w]);
    return count;
}

static uint64_t overlaps(const struct announcements *all) {
    uint64_t count = 0;
    for (size_t i = 1; i < all->count; i++) {
        const struct announcement *a = &all->each[i - 1], *b = &all->each[i];
        if (a->viewer == b->viewer && b->after + 1 < a->before) count += 1;
    }
    return count;
}

// An id in a receipt must be the one the viewers got; nchan's receipts have none.
static uint64_t conflicting_receipts(const struct tally *t) {
    uint64_t count = 0;
    for (uint32_t i = 0; i < t->comments; i++)
        count += t->receipts[i].major && t->ids[i].major && !id_equal(t->receipts[i], t->ids[i]);
    return count;
}

void audit_run(struct tally *t, struct audit *audit) {
    *audit = (struct audit){.conflicting = t->conflicting + conflicting_receipts(t)};
    put_in_order(t, audit);
    announcements_sort(&t->announced);
    audit->misannounced = t->malformed + overlaps(&t->announced);
    const struct announcement *told = t->announced.each, *end = told + t->announced.count;
    size_t words = tally_words(t);
    for (uint32_t v = 0; v < t->viewers; v++) {
        const struct announcement *first = told;
        while (told < end && told->viewer == v) told++;
        const uint64_t *seen = t->seen + v * words;
        audit->unacknowledged += seen_count(seen, words);
        audit_viewer(t, audit, v, first, told);
        audit->uneven += memcmp(seen, t->seen + v % t->posts * words, words * sizeof *seen) != 0;
    }
}
