#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "endpoint.h"
#include "floor.h"

enum { BUFFER_BYTES = 64 * 1024 };
static char buffer[BUFFER_BYTES];

void connection_close(struct connection *c) {
    if (c->is_dead) return;
    if (c->post) post_leave(c->post, c);
    close(c->fd);
    free(c->carry);
    c->is_dead = true;
    c->next_dead = c->floor->dead;
    c->floor->dead = c;
}

void connections_bury(struct floor *floor) {
    while (floor->dead) {
        struct connection *c = floor->dead;
        floor->dead = c->next_dead;
        free(c);
    }
}

static void keep(struct connection *c, const char *bytes, size_t count) {
    free(c->carry);
    c->carry = 0;
    c->carried = (uint32_t)count;
    if (count == 0) return;
    c->carry = malloc(count);
    if (!c->carry) err(1, "malloc");
    memcpy(c->carry, bytes, count);
}

// A viewer that sends anything more is not listened to.
static void serve(struct connection *c, size_t count) {
    size_t taken = 0, n;
    while (!c->is_dead && !c->post && (n = request_serve(c, buffer + taken, count - taken))) taken += n;
    if (c->is_dead) return;
    if (!c->post && count - taken >= BUFFER_BYTES - 1) connection_close(c);
    else keep(c, buffer + taken, c->post ? 0 : count - taken);
}

static void connection_ready(struct watch *watch, uint32_t events) {
    struct connection *c = (struct connection *)watch;
    if (c->is_dead) return;
    if (events & EPOLLOUT) post_catch_up(c->post, c);
    if (c->is_dead || !(events & ~(uint32_t)EPOLLOUT)) return;
    if (c->carried) memcpy(buffer, c->carry, c->carried);
    ssize_t n = recv(c->fd, buffer + c->carried, BUFFER_BYTES - 1 - c->carried, 0);
    if (n > 0) serve(c, c->carried + (size_t)n);
    else if (n == 0 || errno != EAGAIN) connection_close(c);
}

void connection_accepted(struct floor *floor, int fd) {
    struct connection *c = calloc(1, sizeof *c);
    if (!c) err(1, "calloc");
    c->watch.ready = connection_ready;
    c->floor = floor;
    c->fd = fd;
    socket_no_delay(fd);
    loop_add(&floor->loop, fd, EPOLLIN | EPOLLRDHUP, &c->watch);
}
