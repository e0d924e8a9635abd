#include <err.h>

#include "crowd.h"
#include "instant.h"
#include "poster.h"
#include "report.h"
#include "scenarios.h"
#include "tally.h"

struct run {
    const struct options *options;
    struct loop loop;
    struct crowd crowd;
    struct posters posters;
    struct tally tally;

    uint32_t comments;
    uint32_t sent;
    uint32_t answered;
    int64_t start;
    int64_t last_sending;
    bool over;  // nothing more is sent

    struct usage before, after;
    double own_before, own_after;
    int64_t finished;
};

static void delivered(void *context, uint32_t viewer, const struct frame *frame, int64_t now) {
    struct run *run = context;
    tally_deliver(&run->tally, viewer, frame, now);
}

static void answered(void *context, struct poster *p, int status, uint64_t id) {
    struct run *run = context;
    run->answered += 1;
    if (dialect_acknowledges(run->options->dialect, status)) tally_acknowledge(&run->tally, p->sequence, id);
}

static int64_t intended(const struct run *run, uint32_t sequence) {
    return run->start + (int64_t)sequence * NS_PER_SECOND / run->options->rate;
}

static size_t write_request(void *context, uint32_t viewer, char *out, size_t size) {
    const struct options *o = ((struct run *)context)->options;
    char post[160];
    options_post(o, viewer, post, sizeof post);
    return dialect_stream_request(o->dialect, &o->server, post, out, size);
}

static void open_viewers(struct run *run) {
    const struct options *o = run->options;
    run->crowd = (struct crowd){.loop = &run->loop, .server = o->server, .count = (uint32_t)o->viewers,
                                .write_request = write_request, .on_event = delivered, .context = run};
    crowd_open(&run->crowd, now_ns() + 60 * NS_PER_SECOND);
    if (run->crowd.live < run->crowd.count)
        errx(1, "only %u of %u viewers got a stream", run->crowd.live, run->crowd.count);
}

static void open_posters(struct run *run) {
    const struct options *o = run->options;
    run->posters = (struct posters){.loop = &run->loop, .server = o->server, .dialect = o->dialect,
                                    .count = o->posters, .on_answer = answered, .context = run};
    posters_open(&run->posters, now_ns() + 30 * NS_PER_SECOND);
}

static void read_usage(const struct run *run, struct usage *out) {
    const struct processes *p = &run->options->processes;
    if (p->count && !usage_read(p, out)) errx(1, "the server's process is gone");
}

// Sends what is due; a comment that finds no idle poster stays due and keeps its intended instant.
// Against a server that is too slow this goes on into half of the drain; the other half is left for
// what has been sent, so that "missing" means lost and not late.
static void send_due(struct run *run) {
    struct poster *p;
    if (now_ns() >= run->last_sending) run->over = true;
    if (run->over) return;
    while (run->sent < run->comments && intended(run, run->sent) <= now_ns() && (p = posters_next(&run->posters))) {
        uint32_t sequence = run->sent++;
        char post[160];
        options_post(run->options, sequence, post, sizeof post);
        poster_send(p, post, sequence, intended(run, sequence));
    }
}

static int64_t next_instant(const struct run *run, int64_t deadline) {
    if (run->over || run->sent == run->comments || run->posters.idle_count == 0) return deadline;
    return intended(run, run->sent);
}

// An answer that was lost leaves open whether its comment comes, so then the whole time is waited.
static bool settled(const struct run *run) {
    bool all_sent = run->over || run->sent == run->comments;
    return all_sent && run->answered == run->sent && run->posters.statuses[LOST] == 0 && tally_complete(&run->tally);
}

static void post_and_watch(struct run *run) {
    const struct options *o = run->options;
    run->start = now_ns() + 50 * NS_PER_MS;
    int64_t posting_ends = run->start + o->seconds * NS_PER_SECOND;
    int64_t deadline = posting_ends + o->drain_seconds * NS_PER_SECOND;
    run->last_sending = posting_ends + o->drain_seconds * NS_PER_SECOND / 2;
    while (!settled(run) && now_ns() < deadline && run->crowd.live > 0) {
        send_due(run);
        loop_turn(&run->loop, next_instant(run, deadline));
    }
}

// All have come; whatever comes now has come twice.
static void watch_for_doubles(struct run *run) {
    int64_t end = now_ns() + 300 * NS_PER_MS;
    while (now_ns() < end) loop_turn(&run->loop, end);
}

static void report_counts(const struct run *run) {
    const struct tally *t = &run->tally;
    report_integer("comments", run->comments);
    report_integer("unsent", run->comments - run->sent);
    report_integer("acknowledged", (int64_t)t->acknowledged_count);
    report_statuses("answers", run->posters.statuses, STATUSES);
    report_integer("refused", (int64_t)(run->answered - t->acknowledged_count));
    report_integer("viewers_cut", run->crowd.closed);
    report_integer("deliveries", (int64_t)t->deliveries);
    report_integer("missing", (int64_t)tally_missing(t));
    report_integer("doubled", (int64_t)t->doubled);
    report_integer("misordered", (int64_t)t->misordered);
    report_integer("conflicting", (int64_t)t->conflicting);
    report_integer("unacknowledged", (int64_t)tally_unacknowledged(t));
    report_integer("misrouted", (int64_t)t->misrouted);
    report_integer("foreign", (int64_t)t->foreign);
}

static void report_costs(const struct run *run) {
    const struct tally *t = &run->tally;
    double millions = (double)t->deliveries / 1e6;
    double cpu = run->after.cpu_seconds - run->before.cpu_seconds;
    if (millions == 0) return;
    report_number("bytes_per_event", (double)run->crowd.bytes / (double)t->deliveries);
    report_number("deliveries_per_second", (double)t->deliveries * 1e9 / (double)(t->last_delivery - run->start));
    report_number("client_busy", (run->own_after - run->own_before) * 1e9 / (double)(run->finished - run->start));
    if (run->options->processes.count == 0) return;
    report_number("server_cpu_seconds", cpu);
    report_number("cpu_seconds_per_million", cpu / millions);
    report_integer("server_rss_bytes", run->after.resident_bytes);
}

// An id in a receipt must be the one the viewers got; nchan's receipts have none.
static void check_receipts(struct tally *t) {
    for (uint32_t i = 0; i < t->comments; i++)
        if (t->receipts[i].major && t->ids[i].major && !id_equal(t->receipts[i], t->ids[i])) t->conflicting += 1;
}

static void report(const struct run *run) {
    const struct options *o = run->options;
    report_open("fanout");
    report_text("dialect", dialect_name(o->dialect));
    report_integer("viewers", o->viewers);
    report_integer("posts", o->posts);
    report_integer("rate", o->rate);
    report_integer("seconds", o->seconds);
    report_counts(run);
    report_latency(&run->tally.latency);
    report_costs(run);
    report_close();
}

int fanout(const struct options *o) {
    static struct run run;
    run.options = o;
    run.comments = (uint32_t)o->rate * (uint32_t)o->seconds;
    loop_open(&run.loop);
    tally_open(&run.tally, run.comments, (uint32_t)o->viewers, (uint32_t)o->posts);
    open_viewers(&run);
    open_posters(&run);
    read_usage(&run, &run.before);
    run.own_before = usage_own_cpu();
    post_and_watch(&run);
    run.finished = now_ns();
    run.own_after = usage_own_cpu();
    read_usage(&run, &run.after);
    watch_for_doubles(&run);
    check_receipts(&run.tally);
    report(&run);
    return 0;
}
