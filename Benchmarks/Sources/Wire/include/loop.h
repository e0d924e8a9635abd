#ifndef LOOP_H
#define LOOP_H

#include <stdint.h>
#include <sys/epoll.h>

/// The first member of whatever waits for a file descriptor.
struct watch {
    void (*ready)(struct watch *self, uint32_t events);
};

/// One epoll and the thread that turns it.
struct loop {
    int epoll;
};

void loop_open(struct loop *loop);
void loop_add(struct loop *loop, int fd, uint32_t events, struct watch *watch);
void loop_change(struct loop *loop, int fd, uint32_t events, struct watch *watch);

/// Waits for events, no longer than the instant `until` (now_ns; INT64_MAX for ever), and serves a
/// few of them. Few, so that the caller's timers are looked at between.
void loop_turn(struct loop *loop, int64_t until);

#endif
