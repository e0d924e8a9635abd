#include "marker.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SEQUENCE_DIGITS = 10, INSTANT_DIGITS = 19, LENGTH = MARKER_BYTES - 1 };

void marker_write(struct marker m, char out[MARKER_BYTES]) {
    snprintf(out, MARKER_BYTES, "#lc:%010" PRIu32 ":%019" PRId64 "#", m.sequence, m.intended);
}

static bool digits(const char *text, int count, uint64_t *out) {
    *out = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') return false;
        *out = *out * 10 + (uint64_t)(text[i] - '0');
    }
    return true;
}

static bool marker_read(const char *text, struct marker *out) {
    uint64_t sequence, intended;
    if (memcmp(text, "#lc:", 4) != 0 || text[LENGTH - 1] != '#') return false;
    if (!digits(text + 4, SEQUENCE_DIGITS, &sequence)) return false;
    if (!digits(text + 5 + SEQUENCE_DIGITS, INSTANT_DIGITS, &intended)) return false;
    *out = (struct marker){.sequence = (uint32_t)sequence, .intended = (int64_t)intended};
    return true;
}

bool marker_find(const char *text, size_t count, struct marker *out) {
    const char *end = text + count;
    while (end - text >= LENGTH && (text = memchr(text, '#', (size_t)(end - text)))) {
        if (end - text < LENGTH) return false;
        if (marker_read(text, out)) return true;
        text++;
    }
    return false;
}
