#include "options.h"

#include <err.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "usage: load fanout --url URL [--viewers N] [--rate R] [--seconds S] [--posters K]\n"
    "       load ingest --url URL [--clients N] [--seconds S]\n"
    "       load idle   --url URL --viewers N --server-pid PID[,PID]\n"
    "all:   --dialect lcd|floor|nchan   --server-pid PID[,PID]   --post NAME   --posts N (taken in turn)\n"
    "       --drain SECONDS (how long the last may take)\n"
    "Prints one line of JSON. URL is http://IPV4:PORT.\n";

void usage_and_exit(void) {
    fputs(help, stderr);
    exit(64);
}

enum { URL = 'u', DIALECT = 'd', POST = 'p', VIEWERS = 'v', RATE = 'r', SECONDS = 's', POSTERS = 'k', CLIENTS = 'c',
       POSTS = 'n', DRAIN = 'w', SERVER_PID = 'i', HELP = 'h' };

static const struct option names[] = {
    {"url", required_argument, 0, URL},         {"dialect", required_argument, 0, DIALECT},
    {"post", required_argument, 0, POST},       {"viewers", required_argument, 0, VIEWERS},
    {"rate", required_argument, 0, RATE},       {"seconds", required_argument, 0, SECONDS},
    {"posters", required_argument, 0, POSTERS}, {"clients", required_argument, 0, CLIENTS},
    {"posts", required_argument, 0, POSTS},     {"drain", required_argument, 0, DRAIN},
    {"server-pid", required_argument, 0, SERVER_PID}, {"help", no_argument, 0, HELP}, {0},
};

// Every number is bounded, so that a slip of the finger cannot fill the machine.
static int number(int least, int most) {
    char *end;
    long value = strtol(optarg, &end, 10);
    if (*optarg == 0 || *end || value < least || value > most) errx(64, "'%s' is not in %d to %d", optarg, least, most);
    return (int)value;
}

static void read_option(struct options *o, int name) {
    switch (name) {
    case URL:
        if (!endpoint_parse(optarg, &o->server)) errx(64, "'%s' is not http://IPV4:PORT", optarg);
        break;
    case DIALECT:
        if (!dialect_parse(optarg, &o->dialect)) errx(64, "no such dialect: '%s'", optarg);
        break;
    case POST:
        if (strlen(optarg) > 100) errx(64, "the post's name is too long");
        o->post = optarg;
        break;
    case VIEWERS: o->viewers = number(1, 100000); break;
    case RATE: o->rate = number(1, 100000); break;
    case SECONDS: o->seconds = number(1, 3600); break;
    case POSTERS: o->posters = number(1, 1000); break;
    case CLIENTS: o->clients = number(1, 10000); break;
    case POSTS: o->posts = number(1, 1000000); break;
    case DRAIN: o->drain_seconds = number(1, 600); break;
    case SERVER_PID:
        if (!processes_parse(optarg, &o->processes)) errx(64, "'%s' is no list of process ids", optarg);
        break;
    case HELP:
        fputs(help, stdout);
        exit(0);
    default: usage_and_exit();
    }
}

// A server that sends to all viewers first and answers then leaves its posters waiting meanwhile; there
// must be enough of them for a quarter of a second, or they would set the rate.
static int enough_posters(int rate) {
    int wanted = rate / 4;
    return wanted < 32 ? 32 : wanted > 1000 ? 1000 : wanted;
}

void options_post(const struct options *o, uint32_t turn, char *out, size_t size) {
    if (o->posts == 1) snprintf(out, size, "%s", o->post);
    else snprintf(out, size, "%s-%u", o->post, turn % (uint32_t)o->posts);
}

struct options options_parse(int argc, char **argv) {
    struct options o = {.post = "bench", .viewers = 1000, .rate = 100, .seconds = 10, .clients = 64, .posts = 1,
                        .drain_seconds = 10};
    int name;
    while ((name = getopt_long(argc, argv, "h", names, 0)) != -1) read_option(&o, name);
    if (o.posters == 0) o.posters = enough_posters(o.rate);
    if (optind != argc || o.server.authority[0] == 0) usage_and_exit();
    return o;
}
