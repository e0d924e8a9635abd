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
    static const struct {
        const char *name;
        double percent;
    } points[] = {{"p50_ms", 50}, {"p90_ms", 90}, {"p99_ms", 99}, {"p99_9_ms", 99.9}};
    for (unsigned i = 0; i < sizeof points / sizeof *points; i++)
        report_number(points[i].name, (double)histogram_percentile(h, points[i].percent) / 1000);
    report_number("max_ms", (double)h->max / 1000);
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
