#ifndef CLOSED_H
#define CLOSED_H

#include <stdbool.h>

#include "client.h"
#include "histogram.h"
#include "options.h"
#include "usage.h"

/// A closed loop: each client asks again as soon as it has its answer, until the time is over.
struct closed {
    /// Sends the next request.
    void (*ask)(struct closed *run, struct client *c);
    /// Whether an answer is what was asked for.
    bool (*is_good)(struct closed *run, const struct client *c, const struct answer *answer);
    size_t answer_bytes;

    const struct options *options;
    struct loop loop;
    struct clients clients;
    struct histogram latency;  // microseconds, of good answers
    uint32_t asked, answered, good;
    int64_t start, last_answer;
    struct usage before, after;
    double own_before, own_after;
};

void closed_run(struct closed *run, const struct options *o);

/// The report, but for what is the scenario's own; `what` are its answers.
void closed_report(const struct closed *run, const char *scenario, const char *what);

#endif
