#include "report.h"

#include <inttypes.h>
#include <stdio.h>

void report_open(const char *scenario) {
    printf("{\"scenario\": \"%s\"", scenario);
}

void report_text(const char *name, const char *value) {
    printf(", \"%s\": \"%s\"", name, value);
}

void report_integer(const char *name, int64_t value) {
    printf(", \"%s\": %" PRId64, name, value);
}

void report_number(const char *name, double value) {
    printf(", \"%s\": %.3f", name, value);
}

void report_latency(const struct histogram *h) {
    static const double percents[] = {1, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99};
    printf(", \"percentiles_ms\": [");
    for (unsigned i = 0; i < sizeof percents / sizeof *percents; i++)
        printf("%s[%g, %.3f]", i ? ", " : "", percents[i], (double)histogram_percentile(h, percents[i]) / 1000);
    printf("]");
    report_number("p50_ms", (double)histogram_percentile(h, 50) / 1000);
    report_number("p99_ms", (double)histogram_percentile(h, 99) / 1000);
    report_number("p99_9_ms", (double)histogram_percentile(h, 99.9) / 1000);
    report_number("max_ms", (double)h->max / 1000);
    report_integer("measured", (int64_t)h->count);
}

void report_statuses(const char *name, const uint64_t *counts, int size) {
    const char *comma = "";
    printf(", \"%s\": {", name);
    for (int i = 0; i < size; i++) {
        if (counts[i] == 0) continue;
        printf("%s\"%d\": %" PRIu64, comma, i, counts[i]);
        comma = ", ";
    }
    printf("}");
}

void report_close(void) {
    printf("}\n");
    fflush(stdout);
}
