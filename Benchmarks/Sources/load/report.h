#ifndef REPORT_H
#define REPORT_H

#include <stdint.h>

#include "histogram.h"

/// One JSON object on one line of standard output, field by field.
void report_open(const char *scenario);
void report_text(const char *name, const char *value);
void report_integer(const char *name, int64_t value);
void report_number(const char *name, double value);
/// A histogram of microseconds: p50_ms, p99_ms, p99_9_ms, max_ms, a curve of [percent, ms], and how many.
void report_latency(const struct histogram *h);
/// {"201": 7, "429": 1}
void report_statuses(const char *name, const uint64_t *counts, int size);
void report_close(void);

#endif
