// The floor: the least that fanning comments out over HTTP can cost on this machine. It checks nothing, keeps
// nothing unless it is told to, and has one thread; a real server is measured against it in the same run.
#include <err.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "endpoint.h"
#include "floor.h"
#include "instant.h"

struct listener {
    struct watch watch;
    struct floor *floor;
    int fd;
};

static void accept_ready(struct watch *watch, uint32_t events) {
    struct listener *listener = (struct listener *)watch;
    int fd;
    (void)events;
    while ((fd = accept4(listener->fd, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) connection_accepted(listener->floor, fd);
    if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR) err(1, "accept4");
}

static _Noreturn void usage_and_exit(void) {
    fputs("usage: floor [--listen 127.0.0.1:PORT] [--mode each|batch] [--window-ms MS]\n"
          "             [--flush-percent PERCENT] [--keep FILE]\n", stderr);
    exit(64);
}

static uint64_t number(const char *text) {
    char *end;
    unsigned long value = strtoul(text, &end, 10);
    if (*text == 0 || *end) usage_and_exit();
    return value;
}

static uint16_t port_of(const char *listen) {
    static const char host[] = "127.0.0.1:";
    if (strncmp(listen, host, sizeof host - 1) != 0) usage_and_exit();
    uint64_t port = number(listen + sizeof host - 1);
    if (port > UINT16_MAX) usage_and_exit();
    return (uint16_t)port;
}

static const struct option names[] = {
    {"listen", required_argument, 0, 'l'},       {"mode", required_argument, 0, 'm'},
    {"window-ms", required_argument, 0, 'w'},    {"flush-percent", required_argument, 0, 'f'},
    {"drop-every", required_argument, 0, 'd'},   {"double-every", required_argument, 0, 'D'},
    {"swap-every", required_argument, 0, 's'},   {"keep", required_argument, 0, 'k'},
    {0},
};

static uint16_t read_options(int argc, char **argv, struct floor *floor) {
    uint16_t port = 0;
    bool batch = true;
    int64_t window_ms = 50;
    int name;
    while ((name = getopt_long(argc, argv, "", names, 0)) != -1) {
        switch (name) {
        case 'l': port = port_of(optarg); break;
        case 'm':
            batch = strcmp(optarg, "batch") == 0;
            if (!batch && strcmp(optarg, "each") != 0) usage_and_exit();
            break;
        case 'w': window_ms = (int64_t)number(optarg); break;
        case 'f':
            floor->flush_percent = (int64_t)number(optarg);
            if (floor->flush_percent > 100) usage_and_exit();
            break;
        case 'd': floor->faults.drop_every = number(optarg); break;
        case 'D': floor->faults.double_every = number(optarg); break;
        case 's': floor->faults.swap_every = number(optarg); break;
        case 'k': journal_open(&floor->journal, optarg); break;
        default: usage_and_exit();
        }
    }
    if (optind != argc) usage_and_exit();
    floor->window_ns = batch ? window_ms * NS_PER_MS : 0;
    return port;
}

int main(int argc, char **argv) {
    static struct floor floor = {.journal.fd = -1};
    uint16_t port = read_options(argc, argv, &floor);
    raise_file_limit();
    // Ids as long as lcd's, or the floor would have fewer bytes to send.
    floor.last_id = UINT64_C(5000000000000000);
    loop_open(&floor.loop);
    struct listener listener = {.watch.ready = accept_ready, .floor = &floor, .fd = endpoint_listen(&port)};
    loop_add(&floor.loop, listener.fd, EPOLLIN, &listener.watch);
    fprintf(stderr, "listening on http://127.0.0.1:%u\n", port);
    for (;;) {
        loop_turn(&floor.loop, posts_flush_due(&floor));
        journal_commit(&floor);
        connections_bury(&floor);
    }
}
