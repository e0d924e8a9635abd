#include "histogram.h"

enum { SUBS = 1 << HISTOGRAM_SUB_BITS };

static unsigned shift_of(uint64_t value) {
    return value < SUBS ? 0 : 63 - (unsigned)__builtin_clzll(value) - HISTOGRAM_SUB_BITS;
}

// Below 2 * SUBS every value has a bucket of its own; above, a bucket is 2^shift wide.
static unsigned bucket_of(uint64_t value) {
    unsigned shift = shift_of(value);
    return shift * SUBS + (unsigned)(value >> shift);
}

static uint64_t upper_edge(unsigned bucket) {
    if (bucket < 2 * SUBS) return bucket;
    unsigned shift = bucket / SUBS - 1;
    uint64_t mantissa = bucket - shift * SUBS;
    return ((mantissa + 1) << shift) - 1;
}

void histogram_record(struct histogram *h, int64_t value) {
    uint64_t v = value < 0 ? 0 : (uint64_t)value;
    h->count += 1;
    if (v > h->max) h->max = v;
    h->buckets[bucket_of(v)] += 1;
}

uint64_t histogram_percentile(const struct histogram *h, double percent) {
    if (h->count == 0) return 0;
    double exact = (double)h->count * percent / 100;
    uint64_t wanted = (uint64_t)exact;
    if ((double)wanted < exact || wanted == 0) wanted += 1;
    uint64_t below = 0;
    for (unsigned i = 0; i < HISTOGRAM_BUCKETS; i++) {
        below += h->buckets[i];
        if (below >= wanted) return upper_edge(i) < h->max ? upper_edge(i) : h->max;
    }
    return h->max;
}
