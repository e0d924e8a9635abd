#include <err.h>
#include <stdlib.h>

#include "histogram.h"
#include "instant.h"
#include "report.h"
#include "run.h"
#include "scenarios.h"

// What is known about a viewer's place in the storm.
struct joiner {
    uint32_t acknowledged_before;  // comments that had been acknowledged when it asked for its stream
    uint32_t sent_before;          // comments that had been sent when its first one came
    uint32_t received;
};

static struct run run;
static struct joiner *joiners;
static struct histogram joined;  // microseconds from the intended instant to the last of the history
static uint32_t complete;
static int64_t all_complete;
static void (*tally_event)(void *context, uint32_t viewer, const struct frame *frame, int64_t now);
static size_t (*request)(void *context, uint32_t viewer, char *out, size_t size);

// All join within a second, evenly, whether or not the server keeps up.
static int64_t intended(uint32_t viewer) {
    const struct options *o = run.options;
    return run.start + o->lead_seconds * NS_PER_SECOND + viewer * NS_PER_SECOND / o->viewers;
}

static size_t ask(void *context, uint32_t viewer, char *out, size_t size) {
    joiners[viewer].acknowledged_before = (uint32_t)run.tally.acknowledged_count;
    run.tally.live_since[viewer] = now_ns();
    return request(context, viewer, out, size);
}

static void received(void *context, uint32_t viewer, const struct frame *frame, int64_t now) {
    struct joiner *j = &joiners[viewer];
    uint64_t before = run.tally.deliveries;
    tally_event(context, viewer, frame, now);
    if (run.tally.deliveries == before) return;
    if (j->received++ == 0) j->sent_before = run.sent;
    if (j->received != (uint32_t)run.options->history) return;
    histogram_record(&joined, (now - intended(viewer)) / 1000);
    complete += 1;
    all_complete = now;
}

static int64_t turn(struct run *r, int64_t now) {
    struct crowd *crowd = &r->crowd;
    while (crowd->started < crowd->count && intended(crowd->started) <= now) crowd_start_next(crowd);
    return crowd->started < crowd->count ? intended(crowd->started) : INT64_MAX;
}

// The history's first comment is `history` before the moment of joining, which lies between the asking
// and the first comment's arrival.
static uint64_t wrong_histories(void) {
    const struct audit *audit = &run.audit;
    uint64_t wrong = 0;
    uint32_t count = audit->starts[1];
    for (uint32_t v = 0; v < run.tally.viewers; v++) {
        const struct joiner *j = &joiners[v];
        uint32_t first = 0;
        while (first < count && !tally_has_seen(&run.tally, v, audit->order[first])) first++;
        uint32_t join = first + (uint32_t)run.options->history;
        wrong += first == count || join < j->acknowledged_before || join > j->sent_before;
    }
    return wrong;
}

int storm(const struct options *o) {
    if (o->history == 0 || o->posts != 1 || o->viewers == 0) errx(64, "a storm needs viewers, --history and one post");
    if (o->lead_seconds * o->rate < o->history) errx(64, "--lead is too short for the history to be there");
    run_open(&run, o, (uint32_t)(o->rate * o->seconds));
    joiners = calloc((size_t)o->viewers, sizeof *joiners);
    if (!joiners) err(1, "calloc");
    run.tally.joins_late = true;
    run.every_turn = turn;
    tally_event = run.crowd.on_event;
    request = run.crowd.write_request;
    run.crowd.on_event = received;
    run.crowd.write_request = ask;
    run_prepare_viewers(&run);
    run_open_posters(&run);
    run_through(&run);
    run_report(&run, "storm");
    report_integer("history", o->history);
    report_integer("joined", complete);
    report_integer("wrong_histories", (int64_t)wrong_histories());
    report_number("join_p50_ms", (double)histogram_percentile(&joined, 50) / 1000);
    report_number("join_p99_ms", (double)histogram_percentile(&joined, 99) / 1000);
    report_number("all_joined_ms", complete ? (double)(all_complete - intended(0)) / 1e6 : 0);
    run_report_costs(&run);
    report_close();
    return 0;
}
