#include "closed.h"

#include <err.h>
#include <stdio.h>

#include "instant.h"
#include "report.h"

static void answered(void *context, struct client *c, const struct answer *answer) {
    struct closed *run = context;
    run->answered += 1;
    run->last_answer = now_ns();
    if (!run->is_good(run, c, answer)) return;
    run->good += 1;
    histogram_record(&run->latency, (run->last_answer - c->began) / 1000);
}

static void ask_all(struct closed *run) {
    struct client *c;
    while ((c = clients_next(&run->clients))) {
        run->ask(run, c);
        run->asked += 1;
    }
}

static void ask_and_wait(struct closed *run) {
    run->start = now_ns();
    int64_t end = run->start + run->options->seconds * NS_PER_SECOND;
    int64_t deadline = end + run->options->drain_seconds * NS_PER_SECOND;
    while (run->clients.broken < run->clients.count && now_ns() < deadline) {
        bool over = now_ns() >= end;
        if (!over) ask_all(run);
        if (over && run->answered == run->asked) break;
        loop_turn(&run->loop, over ? deadline : end);
    }
}

static void read_usage(const struct options *o, struct usage *out) {
    if (o->processes.count && !usage_read(&o->processes, out)) errx(1, "the server's process is gone");
}

void closed_run(struct closed *run, const struct options *o) {
    run->options = o;
    loop_open(&run->loop);
    run->clients = (struct clients){.loop = &run->loop, .server = o->server, .count = (int)o->clients,
                                    .answer_bytes = run->answer_bytes, .on_answer = answered, .context = run};
    clients_open(&run->clients, now_ns() + 30 * NS_PER_SECOND);
    read_usage(o, &run->before);
    run->own_before = usage_own_cpu();
    ask_and_wait(run);
    run->own_after = usage_own_cpu();
    read_usage(o, &run->after);
}

void closed_report(const struct closed *run, const char *scenario, const char *what) {
    const struct options *o = run->options;
    double elapsed = (double)(run->last_answer - run->start) / 1e9;
    char per_second[64];
    snprintf(per_second, sizeof per_second, "%s_per_second", what);
    report_open(scenario);
    report_text("dialect", dialect_name(o->dialect));
    report_integer("clients", o->clients);
    report_integer("posts", o->posts);
    report_integer("seconds", o->seconds);
    report_integer(what, run->good);
    report_integer("refused", run->answered - run->good);
    report_integer("unanswered", run->asked - run->answered);
    report_statuses("answers", run->clients.statuses, STATUSES);
    report_number(per_second, elapsed > 0 ? run->good / elapsed : 0);
    report_latency(&run->latency);
    report_number("client_busy", elapsed > 0 ? (run->own_after - run->own_before) / elapsed : 0);
    if (o->processes.count == 0) return;
    double cpu = run->after.cpu_seconds - run->before.cpu_seconds;
    report_number("server_cpu_seconds", cpu);
    if (run->good) report_number("cpu_us_each", cpu * 1e6 / run->good);
    report_integer("server_rss_bytes", run->after.resident_bytes);
}
