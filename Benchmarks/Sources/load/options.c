#include "options.h"

#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: load fanout --url URL [--viewers N] [--rate R] [--seconds S] [--max-rate R]\n"
    "                   [--slow N --stall-from S --stall-seconds S]\n"
    "       load storm  --url URL [--viewers N] [--rate R] [--seconds S] [--history N] [--lead S]\n"
    "       load drain  --url URL --server-pid PID [--viewers N] [--rate R] [--seconds S] [--receipts FILE]\n"
    "       load ingest --url URL [--clients N] [--seconds S]\n"
    "       load pages  --url URL --first-id ID --last-id ID [--page-size N] [--clients N] [--seconds S]\n"
    "       load idle   --url URL --viewers N --server-pid PID[,PID]\n"
    "all:   --dialect lcd|floor|websocket|nchan   --server-pid PID[,PID]   --post NAME   --posts N (taken in turn)\n"
    "       --drain SECONDS (how long the last may take)   --posters K\n"
    "Prints one line of JSON. URL is http://IPV4:PORT.\n";

void usage_and_exit(void) {
    fputs(help, stderr);
    exit(64);
}

// Every number is bounded, so that a slip of the finger cannot fill the machine.
static const struct number {
    const char *name;
    size_t at;
    long least, most;
} numbers[] = {
    {"viewers", offsetof(struct options, viewers), 0, 100000},
    {"rate", offsetof(struct options, rate), 1, 100000},
    {"seconds", offsetof(struct options, seconds), 1, 3600},
    {"posters", offsetof(struct options, posters), 1, 1000},
    {"clients", offsetof(struct options, clients), 1, 10000},
    {"posts", offsetof(struct options, posts), 1, 1000000},
    {"drain", offsetof(struct options, drain_seconds), 1, 600},
    {"history", offsetof(struct options, history), 1, 500},
    {"max-rate", offsetof(struct options, max_rate), 1, 1000},
    {"slow", offsetof(struct options, slow), 0, 100000},
    {"stall-from", offsetof(struct options, stall_from), 0, 3600},
    {"stall-seconds", offsetof(struct options, stall_seconds), 1, 3600},
    {"lead", offsetof(struct options, lead_seconds), 1, 3600},
    {"first-id", offsetof(struct options, first_id), 0, (1L << 53) - 1},
    {"last-id", offsetof(struct options, last_id), 0, (1L << 53) - 1},
    {"page-size", offsetof(struct options, page_size), 1, 500},
};

static bool read_number(struct options *o, const char *name, const char *text) {
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (strcmp(name, numbers[i].name) != 0) continue;
        char *end;
        long value = strtol(text, &end, 10), least = numbers[i].least, most = numbers[i].most;
        if (*text == 0 || *end || value < least || value > most)
            errx(64, "--%s '%s' is not in %ld to %ld", name, text, least, most);
        memcpy((char *)o + numbers[i].at, &value, sizeof value);
        return true;
    }
    return false;
}

static bool read_text(struct options *o, const char *name, const char *text) {
    if (strcmp(name, "url") == 0) {
        if (!endpoint_parse(text, &o->server)) errx(64, "'%s' is not http://IPV4:PORT", text);
    } else if (strcmp(name, "dialect") == 0) {
        if (!dialect_parse(text, &o->dialect)) errx(64, "no such dialect: '%s'", text);
    } else if (strcmp(name, "server-pid") == 0) {
        if (!processes_parse(text, &o->processes)) errx(64, "'%s' is no list of process ids", text);
    } else if (strcmp(name, "post") == 0) {
        if (strlen(text) > 100) errx(64, "the post's name is too long");
        o->post = text;
    } else if (strcmp(name, "receipts") == 0) {
        o->receipts = text;
    } else {
        return false;
    }
    return true;
}

// A server that sends to all viewers first and answers then leaves its posters waiting meanwhile; there
// must be enough of them for a quarter of a second, or they would set the rate.
static long enough_posters(long rate) {
    long wanted = rate / 4;
    return wanted < 32 ? 32 : wanted > 1000 ? 1000 : wanted;
}

void options_post(const struct options *o, uint32_t turn, char *out, size_t size) {
    if (o->posts == 1) snprintf(out, size, "%s", o->post);
    else snprintf(out, size, "%s-%u", o->post, turn % (uint32_t)o->posts);
}

struct options options_parse(int argc, char **argv) {
    struct options o = {.post = "bench", .viewers = 1000, .rate = 100, .seconds = 10, .clients = 64, .posts = 1,
                        .drain_seconds = 10, .lead_seconds = 1, .page_size = 50};
    for (int i = 0; i < argc; i += 2) {
        if (strncmp(argv[i], "--", 2) != 0 || i + 1 == argc) usage_and_exit();
        if (!read_number(&o, argv[i] + 2, argv[i + 1]) && !read_text(&o, argv[i] + 2, argv[i + 1])) usage_and_exit();
    }
    if (o.server.authority[0] == 0 || o.slow > o.viewers) usage_and_exit();
    if (o.posters == 0) o.posters = enough_posters(o.rate);
    o.wishes = (struct wishes){.history = (int)o.history, .max_rate = (int)o.max_rate};
    return o;
}
