#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <stdint.h>

enum {
    HISTOGRAM_SUB_BITS = 7,
    HISTOGRAM_BUCKETS = (64 - HISTOGRAM_SUB_BITS) << HISTOGRAM_SUB_BITS,
};

/// Counts values by magnitude, as HdrHistogram does: 128 buckets to each power of two, so a
/// percentile is at most 0.8 % too high and recording one is an increment.
struct histogram {
    uint64_t count;
    uint64_t max;
    uint64_t buckets[HISTOGRAM_BUCKETS];
};

void histogram_record(struct histogram *h, int64_t value);

/// The least bucket edge that `percent` of the values do not pass; 0 when there are none.
uint64_t histogram_percentile(const struct histogram *h, double percent);

#endif
