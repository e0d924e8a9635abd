#include <err.h>
#include <stdlib.h>

#include "crowd.h"
#include "instant.h"
#include "report.h"
#include "scenarios.h"

enum { SAMPLES = 5, NOISE_BYTES = 64 * 1024 };

static int64_t resident(const struct options *o) {
    struct usage usage;
    if (!usage_read(&o->processes, &usage)) errx(1, "the server's process is gone");
    return usage.resident_bytes;
}

static void turn_until(struct loop *loop, int64_t end) {
    while (now_ns() < end) loop_turn(loop, end);
}

// Settled when a second has gone by in which the memory hardly moved; at most 30 seconds.
static int64_t settled_resident(const struct options *o, struct loop *loop) {
    int64_t deadline = now_ns() + 30 * NS_PER_SECOND, base = resident(o);
    for (int steady = 0; steady < SAMPLES && now_ns() < deadline;) {
        turn_until(loop, now_ns() + 200 * NS_PER_MS);
        int64_t now = resident(o);
        bool same = llabs(now - base) <= NOISE_BYTES;
        steady = same ? steady + 1 : 0;
        if (!same) base = now;
    }
    return resident(o);
}

static size_t write_request(void *context, uint32_t viewer, char *out, size_t size) {
    const struct options *o = context;
    char post[160];
    options_post(o, viewer, post, sizeof post);
    return dialect_stream_request(o->dialect, &o->server, post, o->wishes, out, size);
}

int idle(const struct options *o) {
    struct loop loop;
    if (o->processes.count == 0) errx(64, "idle needs --server-pid");
    loop_open(&loop);
    struct crowd crowd = {.loop = &loop, .server = o->server, .count = (uint32_t)o->viewers,
                          .write_request = write_request, .is_websocket = o->dialect == DIALECT_WEBSOCKET,
                          .context = (void *)o};
    int64_t before = settled_resident(o, &loop);
    crowd_open(&crowd, now_ns() + 60 * NS_PER_SECOND);
    if (crowd.live < crowd.count) errx(1, "only %u of %u viewers got a stream", crowd.live, crowd.count);
    int64_t after = settled_resident(o, &loop);
    report_open("idle");
    report_text("dialect", dialect_name(o->dialect));
    report_integer("viewers", o->viewers);
    report_integer("posts", o->posts);
    report_integer("viewers_cut", crowd.closed);
    report_integer("rss_before_bytes", before);
    report_integer("rss_after_bytes", after);
    report_number("bytes_per_viewer", (double)(after - before) / (double)o->viewers);
    report_close();
    return 0;
}
