#include <err.h>

#include "instant.h"
#include "poster.h"
#include "report.h"
#include "scenarios.h"

struct run {
    const struct options *options;
    struct loop loop;
    struct posters posters;
    struct histogram latency;
    uint32_t sent, answered;
    uint64_t acknowledged;
    int64_t start, end, last_answer;
};

static void answered(void *context, struct poster *p, int status, uint64_t id) {
    struct run *run = context;
    (void)id;
    run->answered += 1;
    run->last_answer = now_ns();
    if (!dialect_acknowledges(run->options->dialect, status)) return;
    run->acknowledged += 1;
    histogram_record(&run->latency, (run->last_answer - p->began) / 1000);
}

static void send_all(struct run *run) {
    struct poster *p;
    while ((p = posters_next(&run->posters))) {
        char post[160];
        options_post(run->options, run->sent, post, sizeof post);
        poster_send(p, post, run->sent++, now_ns());
    }
}

static void post_and_wait(struct run *run) {
    run->start = now_ns();
    run->end = run->start + run->options->seconds * NS_PER_SECOND;
    int64_t deadline = run->end + run->options->drain_seconds * NS_PER_SECOND;
    while (run->posters.broken < run->posters.count && now_ns() < deadline) {
        bool over = now_ns() >= run->end;
        if (!over) send_all(run);
        if (over && run->answered == run->sent) break;
        loop_turn(&run->loop, over ? deadline : run->end);
    }
}

int ingest(const struct options *o) {
    static struct run run;
    struct usage before = {0}, after = {0};
    run.options = o;
    loop_open(&run.loop);
    run.posters = (struct posters){.loop = &run.loop, .server = o->server, .dialect = o->dialect,
                                   .count = o->clients, .on_answer = answered, .context = &run};
    posters_open(&run.posters, now_ns() + 30 * NS_PER_SECOND);
    if (o->processes.count && !usage_read(&o->processes, &before)) errx(1, "the server's process is gone");
    double own_before = usage_own_cpu();
    post_and_wait(&run);
    double own_after = usage_own_cpu();
    if (o->processes.count && !usage_read(&o->processes, &after)) errx(1, "the server's process is gone");

    double elapsed = (double)(run.last_answer - run.start) / 1e9;
    report_open("ingest");
    report_text("dialect", dialect_name(o->dialect));
    report_integer("clients", o->clients);
    report_integer("posts", o->posts);
    report_integer("seconds", o->seconds);
    report_integer("acknowledged", (int64_t)run.acknowledged);
    report_number("acknowledged_per_second", elapsed > 0 ? (double)run.acknowledged / elapsed : 0);
    report_integer("unanswered", run.sent - run.answered);
    report_statuses("answers", run.posters.statuses, STATUSES);
    report_latency(&run.latency);
    report_number("client_busy", elapsed > 0 ? (own_after - own_before) / elapsed : 0);
    if (o->processes.count) {
        double cpu = after.cpu_seconds - before.cpu_seconds;
        report_number("server_cpu_seconds", cpu);
        if (run.acknowledged) report_number("cpu_us_per_comment", cpu * 1e6 / (double)run.acknowledged);
        report_integer("server_rss_bytes", after.resident_bytes);
    }
    report_close();
    return 0;
}
