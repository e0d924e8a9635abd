#include "announcements.h"

#include <err.h>
#include <stdlib.h>

bool is_announcement(const struct frame *frame) {
    return frame_is(frame, "gap") || frame_is(frame, "thinned");
}

static bool parse(const struct frame *frame, struct announcement *out) {
    if (!frame_number(frame, "after", &out->after) || !frame_number(frame, "before", &out->before)) return false;
    if (out->is_gap) return true;
    return frame_number(frame, "shown", &out->shown) && frame_number(frame, "withheld", &out->withheld);
}

bool announcements_add(struct announcements *all, uint32_t viewer, const struct frame *frame) {
    struct announcement a = {.viewer = viewer, .is_gap = frame_is(frame, "gap")};
    if (!parse(frame, &a) || a.after >= a.before) return false;
    if (all->count == all->capacity) {
        all->capacity = all->capacity ? all->capacity * 2 : 1024;
        all->each = reallocarray(all->each, all->capacity, sizeof *all->each);
        if (!all->each) err(1, "realloc");
    }
    all->each[all->count++] = a;
    all->gaps += a.is_gap;
    return true;
}

static int compare(const void *left, const void *right) {
    const struct announcement *a = left, *b = right;
    if (a->viewer != b->viewer) return a->viewer < b->viewer ? -1 : 1;
    return (a->after > b->after) - (a->after < b->after);
}

void announcements_sort(struct announcements *all) {
    if (all->count) qsort(all->each, all->count, sizeof *all->each, compare);
}
