#include "run.h"

#include <err.h>
#include <stdio.h>

#include "instant.h"
#include "poster.h"
#include "report.h"

static void delivered(void *context, uint32_t viewer, const struct frame *frame, int64_t now) {
    tally_deliver(&((struct run *)context)->tally, viewer, frame, now);
}

static void answered(void *context, struct client *c, const struct answer *answer) {
    struct run *run = context;
    run->answered += 1;
    if (!dialect_acknowledges(run->options->dialect, answer->status)) return;
    tally_acknowledge(&run->tally, (uint32_t)c->tag, dialect_comment_id(answer->body));
}

static size_t write_request(void *context, uint32_t viewer, char *out, size_t size) {
    const struct options *o = ((struct run *)context)->options;
    char post[160];
    options_post(o, viewer, post, sizeof post);
    return dialect_stream_request(o->dialect, &o->server, post, o->wishes, out, size);
}

void run_open(struct run *run, const struct options *o, uint32_t comments) {
    run->options = o;
    run->comments = comments;
    loop_open(&run->loop);
    tally_open(&run->tally, comments, (uint32_t)o->viewers, (uint32_t)o->posts);
    run->crowd = (struct crowd){.loop = &run->loop, .server = o->server, .count = (uint32_t)o->viewers,
                                .narrow = (uint32_t)o->slow, .write_request = write_request,
                                .is_websocket = o->dialect == DIALECT_WEBSOCKET, .on_event = delivered, .context = run};
}

void run_open_viewers(struct run *run) {
    crowd_open(&run->crowd, now_ns() + 60 * NS_PER_SECOND);
    if (run->crowd.live < run->crowd.count)
        errx(1, "only %u of %u viewers got a stream", run->crowd.live, run->crowd.count);
}

void run_prepare_viewers(struct run *run) {
    crowd_prepare(&run->crowd);
}

void run_open_posters(struct run *run) {
    const struct options *o = run->options;
    run->posters = (struct clients){.loop = &run->loop, .server = o->server, .count = (int)o->posters,
                                    .answer_bytes = 4096, .on_answer = answered, .context = run};
    clients_open(&run->posters, now_ns() + 30 * NS_PER_SECOND);
}

static void read_usage(const struct run *run, struct usage *out) {
    const struct processes *p = &run->options->processes;
    if (p->count && !usage_read(p, out)) *out = (struct usage){0};
}

int64_t run_intended(const struct run *run, uint32_t sequence) {
    return run->start + (int64_t)sequence * NS_PER_SECOND / run->options->rate;
}

// Sends what is due; a comment that finds no idle poster stays due and keeps its intended instant.
// Against a server that is too slow this goes on into half of the drain; the other half is left for
// what has been sent, so that "missing" means lost and not late.
static void send_due(struct run *run) {
    const struct options *o = run->options;
    struct client *c;
    if (now_ns() >= run->last_sending) run->over = true;
    if (run->over) return;
    while (run->sent < run->comments && run_intended(run, run->sent) <= now_ns() && (c = clients_next(&run->posters))) {
        uint32_t sequence = run->sent++;
        char post[160];
        options_post(o, sequence, post, sizeof post);
        poster_send(c, o->dialect, post, sequence, run_intended(run, sequence));
    }
}

static int64_t next_instant(struct run *run, int64_t deadline) {
    int64_t next = deadline;
    if (!run->over && run->sent < run->comments && run->posters.idle_count > 0) next = run_intended(run, run->sent);
    int64_t own = run->every_turn ? run->every_turn(run, now_ns()) : INT64_MAX;
    return own < next ? own : next;
}

// An answer that was lost leaves open whether its comment comes, so then the whole time is waited.
bool run_settled(struct run *run) {
    if (run->crowd.count && run->crowd.closed == run->crowd.count) return true;
    bool all_sent = run->over || run->sent == run->comments;
    return all_sent && run->answered == run->sent && run->posters.statuses[LOST] == 0 && tally_complete(&run->tally);
}

static void post_and_watch(struct run *run) {
    const struct options *o = run->options;
    bool (*settled)(struct run *run) = run->is_settled ? run->is_settled : run_settled;
    run->start = now_ns() + 50 * NS_PER_MS;
    int64_t posting_ends = run_intended(run, run->comments);
    int64_t deadline = posting_ends + o->drain_seconds * NS_PER_SECOND;
    run->last_sending = posting_ends + o->drain_seconds * NS_PER_SECOND / 2;
    while (!settled(run) && now_ns() < deadline) {
        send_due(run);
        loop_turn(&run->loop, next_instant(run, deadline));
    }
}

// All have come; whatever comes now has come twice.
static void watch_for_doubles(struct run *run) {
    int64_t end = now_ns() + 300 * NS_PER_MS;
    while (now_ns() < end) loop_turn(&run->loop, end);
}

void run_through(struct run *run) {
    read_usage(run, &run->before);
    run->own_before = usage_own_cpu();
    post_and_watch(run);
    run->finished = now_ns();
    run->own_after = usage_own_cpu();
    read_usage(run, &run->after);
    watch_for_doubles(run);
    audit_run(&run->tally, &run->audit);
}

void run_report(const struct run *run, const char *scenario) {
    const struct options *o = run->options;
    const struct tally *t = &run->tally;
    report_open(scenario);
    report_text("dialect", dialect_name(o->dialect));
    report_integer("viewers", o->viewers);
    report_integer("posts", o->posts);
    report_integer("rate", o->rate);
    report_integer("seconds", o->seconds);
    report_integer("comments", run->comments);
    report_integer("unsent", run->comments - run->sent);
    report_integer("acknowledged", (int64_t)t->acknowledged_count);
    report_statuses("answers", run->posters.statuses, STATUSES);
    report_integer("refused", (int64_t)(run->answered - t->acknowledged_count));
    report_integer("viewers_cut", run->crowd.closed);
    report_integer("deliveries", (int64_t)t->deliveries);
    report_integer("missing", (int64_t)run->audit.missing);
    report_integer("doubled", (int64_t)t->doubled);
    report_integer("misordered", (int64_t)t->misordered);
    report_integer("conflicting", (int64_t)run->audit.conflicting);
    report_integer("unacknowledged", (int64_t)run->audit.unacknowledged);
    report_integer("misrouted", (int64_t)t->misrouted);
    report_integer("misannounced", (int64_t)run->audit.misannounced);
    report_integer("foreign", (int64_t)t->foreign);
    report_integer("withheld", (int64_t)run->audit.withheld);
    report_integer("gaps", (int64_t)t->announced.gaps);
    report_integer("announcements", (int64_t)t->announced.count);
    report_latency(&t->latency);
}

void run_report_costs(const struct run *run) {
    const struct tally *t = &run->tally;
    double elapsed = (double)(run->finished - run->start) / 1e9;
    double cpu = run->after.cpu_seconds - run->before.cpu_seconds;
    report_number("client_busy", (run->own_after - run->own_before) / elapsed);
    if (t->deliveries) {
        report_number("bytes_per_event", (double)run->crowd.bytes / (double)t->deliveries);
        report_number("deliveries_per_second", (double)t->deliveries * 1e9 / (double)(t->last_delivery - run->start));
    }
    if (run->after.resident_bytes == 0) return;
    report_number("server_cpu_seconds", cpu);
    report_integer("server_rss_bytes", run->after.resident_bytes);
    report_integer("server_rss_growth_bytes", run->after.resident_bytes - run->before.resident_bytes);
    if (t->deliveries) report_number("cpu_seconds_per_million", cpu * 1e6 / (double)t->deliveries);
    if (t->acknowledged_count) report_number("cpu_us_per_comment", cpu * 1e6 / (double)t->acknowledged_count);
}
