#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <sys/pidfd.h>

#include "instant.h"
#include "report.h"
#include "run.h"
#include "scenarios.h"

enum { PATIENCE_SECONDS = 20, BUCKETS = 64 };

static struct run run;
static int64_t signalled, last_closed, exited;
static uint32_t acknowledged_before;

static void viewer_closed(void *context, uint32_t viewer) {
    (void)context;
    (void)viewer;
    last_closed = now_ns();
}

static void server_exited(struct watch *watch, uint32_t events) {
    (void)watch;
    (void)events;
    if (!exited) exited = now_ns();
}

static int64_t turn(struct run *r, int64_t now) {
    int64_t at = r->start + r->options->seconds * NS_PER_SECOND;
    if (signalled || now < at) return signalled ? INT64_MAX : at;
    signalled = now;
    acknowledged_before = (uint32_t)r->tally.acknowledged_count;
    if (kill(r->options->processes.ids[0], SIGTERM) < 0) err(1, "kill");
    return INT64_MAX;
}

static bool settled(struct run *r) {
    return exited && r->crowd.live == 0;
}

static void watch_server(struct watch *watch) {
    int fd = pidfd_open(run.options->processes.ids[0], 0);
    if (fd < 0) err(1, "pidfd_open");
    watch->ready = server_exited;
    loop_add(&run.loop, fd, EPOLLIN | EPOLLONESHOT, watch);
}

static void report_retries(void) {
    uint64_t least = UINT64_MAX, most = 0, told = 0, buckets[BUCKETS] = {0}, fullest = 0;
    for (uint32_t v = 0; v < run.crowd.count; v++) {
        uint64_t retry = run.crowd.viewers[v].retry_ms, bucket = retry / 1000 < BUCKETS ? retry / 1000 : BUCKETS - 1;
        if (retry == 0) continue;
        told += 1;
        if (retry < least) least = retry;
        if (retry > most) most = retry;
        if (++buckets[bucket] > fullest) fullest = buckets[bucket];
    }
    report_integer("retry_min_ms", told ? (int64_t)least : 0);
    report_integer("retry_max_ms", (int64_t)most);
    report_number("retry_fullest_second", told ? (double)fullest / (double)told : 1);
}

static void write_receipts(void) {
    if (!run.options->receipts) return;
    FILE *file = fopen(run.options->receipts, "w");
    if (!file) err(1, "%s", run.options->receipts);
    for (uint32_t i = 0; i < run.comments; i++)
        if (tally_is_acknowledged(&run.tally, i)) fprintf(file, "%lu\n", (unsigned long)run.tally.receipts[i].major);
    if (fclose(file) != 0) err(1, "%s", run.options->receipts);
}

int drain(const struct options *o) {
    struct watch watch;
    if (o->processes.count == 0) errx(64, "drain needs --server-pid");
    run_open(&run, o, (uint32_t)(o->rate * (o->seconds + PATIENCE_SECONDS)));
    run.tally.leaves_early = true;
    run.crowd.on_close = viewer_closed;
    run.every_turn = turn;
    run.is_settled = settled;
    run_open_viewers(&run);
    run_open_posters(&run);
    watch_server(&watch);
    run_through(&run);
    write_receipts();
    run_report(&run, "drain");
    report_integer("acknowledged_after_signal", (int64_t)run.tally.acknowledged_count - acknowledged_before);
    report_integer("left", run.crowd.live);
    report_number("last_closed_ms", last_closed ? (double)(last_closed - signalled) / 1e6 : -1);
    report_number("exit_ms", exited ? (double)(exited - signalled) / 1e6 : -1);
    report_retries();
    report_close();
    return 0;
}
