#include "loop.h"

#include <err.h>
#include <errno.h>
#include <time.h>

enum { EVENTS_PER_TURN = 16 };

void loop_open(struct loop *loop) {
    loop->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (loop->epoll < 0) err(1, "epoll_create1");
}

static void control(struct loop *loop, int operation, int fd, uint32_t events, struct watch *watch) {
    struct epoll_event event = {.events = events, .data.ptr = watch};
    if (epoll_ctl(loop->epoll, operation, fd, &event) < 0) err(1, "epoll_ctl");
}

void loop_add(struct loop *loop, int fd, uint32_t events, struct watch *watch) {
    control(loop, EPOLL_CTL_ADD, fd, events, watch);
}

void loop_change(struct loop *loop, int fd, uint32_t events, struct watch *watch) {
    control(loop, EPOLL_CTL_MOD, fd, events, watch);
}

static int64_t monotonic_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

void loop_turn(struct loop *loop, int64_t until) {
    struct timespec timeout, *limit = 0;
    if (until != INT64_MAX) {
        int64_t left = until - monotonic_ns();
        if (left < 0) left = 0;
        timeout = (struct timespec){.tv_sec = left / 1000000000, .tv_nsec = left % 1000000000};
        limit = &timeout;
    }
    struct epoll_event events[EVENTS_PER_TURN];
    int n = epoll_pwait2(loop->epoll, events, EVENTS_PER_TURN, limit, 0);
    if (n < 0 && errno != EINTR) err(1, "epoll_pwait2");
    for (int i = 0; i < n; i++) {
        struct watch *watch = events[i].data.ptr;
        watch->ready(watch, events[i].events);
    }
}
