#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "closed.h"
#include "report.h"
#include "scenarios.h"

static uint64_t wrong;

static uint64_t next_random(void) {
    static uint64_t state = 0x9E3779B97F4A7C15;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static void ask(struct closed *run, struct client *c) {
    const struct options *o = run->options;
    char post[160], request[512];
    uint64_t cursor = (uint64_t)o->first_id + next_random() % (uint64_t)(o->last_id - o->first_id + 1);
    options_post(o, (uint32_t)next_random(), post, sizeof post);
    int n = snprintf(request, sizeof request, "GET /comments/%s?cursor=%" PRIu64 "&pageSize=%ld HTTP/1.1\r\nHost: %s\r\n\r\n",
                     post, cursor, o->page_size, o->server.authority);
    client_ask(c, cursor, request, (size_t)n);
}

// A full page in reading order, all of it before the cursor.
static bool is_right(const char *body, uint64_t cursor, long size) {
    static const char key[] = "\"comment_id\":";
    uint64_t last = 0;
    long count = 0;
    for (const char *at = body; (at = strstr(at, key)); count++) {
        at += sizeof key - 1;
        uint64_t id = strtoull(at, 0, 10);
        if (id <= last || id >= cursor) return false;
        last = id;
    }
    return count == size;
}

static bool is_page(struct closed *run, const struct client *c, const struct answer *answer) {
    if (answer->status != 200) return false;
    wrong += !is_right(answer->body, c->tag, run->options->page_size);
    return true;
}

int pages(const struct options *o) {
    static struct closed run = {.ask = ask, .is_good = is_page};
    if (o->last_id < o->first_id || o->last_id == 0) errx(64, "pages needs --first-id and --last-id");
    run.answer_bytes = (size_t)o->page_size * 2048 + 4096;
    closed_run(&run, o);
    closed_report(&run, "pages", "pages");
    report_integer("page_size", o->page_size);
    report_integer("wrong", (int64_t)wrong);
    report_close();
    return 0;
}
