#include "crowd.h"

#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "head.h"
#include "instant.h"
#include "websocket.h"

// One buffer for all: what a read leaves over moves to the viewer's carry before the next one reads.
enum { MOST_CONNECTING = 128, BUFFER_BYTES = 512 * 1024, CARRY_BYTES = 64 * 1024 };
static char buffer[BUFFER_BYTES];

static uint32_t index_of(const struct viewer *v) {
    return (uint32_t)(v - v->crowd->viewers);
}

static void viewer_close(struct viewer *v) {
    struct crowd *crowd = v->crowd;
    if (v->state == VIEWER_LIVE) crowd->live -= 1;
    crowd->closed += 1;
    v->state = VIEWER_CLOSED;
    if (v->fd >= 0) close(v->fd);
    free(v->carry);
    v->fd = -1;
    v->carry = 0;
    if (crowd->on_close) crowd->on_close(crowd->context, index_of(v));
}

static void viewer_connected(struct viewer *v) {
    struct crowd *crowd = v->crowd;
    char request[512];
    size_t n = crowd->write_request(crowd->context, index_of(v), request, sizeof request);
    if (socket_error(v->fd) || send(v->fd, request, n, MSG_NOSIGNAL) != (ssize_t)n) {
        viewer_close(v);
        return;
    }
    v->state = VIEWER_IN_HEAD;
    loop_change(crowd->loop, v->fd, EPOLLIN, &v->watch);
}

static bool opens_stream(const struct crowd *crowd, const struct head *head, const char *bytes) {
    if (!crowd->is_websocket) return head->status == 200;
    return head->status == 101 && memmem(bytes, head->length, WEBSOCKET_ACCEPT "\r\n", sizeof WEBSOCKET_ACCEPT + 1);
}

// The number of bytes the head took; 0 when it is not complete or not a stream's.
static size_t take_head(struct viewer *v, const char *bytes, size_t count) {
    struct head head = head_parse(bytes, count);
    if (head.length == 0) return 0;
    if (!opens_stream(v->crowd, &head, bytes)) {
        viewer_close(v);
        return 0;
    }
    v->is_chunked = head.chunked;
    v->state = VIEWER_LIVE;
    v->crowd->live += 1;
    return head.length;
}

// The number of bytes that the next event took, or whatever else has no data; 0 when it is not all there.
static size_t next_frame(struct viewer *v, const char *bytes, size_t count, struct frame *frame) {
    if (!v->crowd->is_websocket) return frame_parse(bytes, count, frame);
    struct websocket_frame message;
    size_t n = websocket_parse(bytes, count, &message);
    if (n == 0) return 0;
    if (message.opcode == WEBSOCKET_BROKEN) errx(1, "a viewer was sent what is no frame of a WebSocket server");
    char pong[WEBSOCKET_PONG_BYTES];
    // One that does not fit into the socket need not come: the next ping will be answered.
    if (message.opcode == WEBSOCKET_PING) (void)!send(v->fd, pong, websocket_pong(&message, pong), MSG_NOSIGNAL);
    websocket_read(&message, frame);
    return n;
}

static size_t take_events(struct viewer *v, const char *bytes, size_t count, int64_t now) {
    struct crowd *crowd = v->crowd;
    struct frame frame;
    size_t taken = 0, n;
    while ((n = next_frame(v, bytes + taken, count - taken, &frame))) {
        taken += n;
        if (frame.has_retry) v->retry_ms = frame.retry_ms;
        if (!frame.data || !crowd->on_event) continue;
        crowd->bytes += n;
        crowd->on_event(crowd->context, index_of(v), &frame, now);
    }
    return taken;
}

static void keep(struct viewer *v, const char *bytes, size_t count) {
    if (count > CARRY_BYTES) errx(1, "an event of more than %d bytes", CARRY_BYTES);
    free(v->carry);
    v->carry = 0;
    v->carried = (uint32_t)count;
    if (count == 0) return;
    v->carry = malloc(count);
    if (!v->carry) err(1, "malloc");
    memcpy(v->carry, bytes, count);
}

// `old` bytes have been here before and have no chunk framing in them any more.
static void viewer_read(struct viewer *v, size_t old, size_t fresh, int64_t now) {
    char *bytes = buffer;
    size_t count = old + fresh;
    if (v->state == VIEWER_IN_HEAD) {
        size_t head = take_head(v, bytes, count);
        if (v->state == VIEWER_CLOSED) return;
        if (head == 0) {
            keep(v, bytes, count);
            return;
        }
        bytes += head;
        count -= head;
        old = 0;
    }
    if (v->is_chunked) count = old + chunked_decode(&v->chunked, bytes + old, count - old);
    size_t taken = take_events(v, bytes, count, now);
    keep(v, bytes + taken, count - taken);
}

static void viewer_ready(struct watch *watch, uint32_t events) {
    struct viewer *v = (struct viewer *)watch;
    if (v->state == VIEWER_CONNECTING) {
        viewer_connected(v);
        return;
    }
    (void)events;
    if (v->carried) memcpy(buffer, v->carry, v->carried);
    ssize_t n = recv(v->fd, buffer + v->carried, sizeof buffer - v->carried, 0);
    if (n > 0) viewer_read(v, v->carried, (size_t)n, now_ns());
    else if (n == 0 || errno != EAGAIN) viewer_close(v);
}

static void viewer_start(struct crowd *crowd, struct viewer *v) {
    *v = (struct viewer){.watch.ready = viewer_ready, .crowd = crowd};
    bool narrow = index_of(v) < crowd->narrow;
    v->fd = narrow ? endpoint_connect_narrow(&crowd->server) : endpoint_connect(&crowd->server);
    if (v->fd < 0) viewer_close(v);
    else loop_add(crowd->loop, v->fd, EPOLLOUT, &v->watch);
}

void crowd_prepare(struct crowd *crowd) {
    crowd->viewers = calloc(crowd->count ? crowd->count : 1, sizeof *crowd->viewers);
    if (!crowd->viewers) err(1, "calloc");
}

void crowd_start_next(struct crowd *crowd) {
    viewer_start(crowd, &crowd->viewers[crowd->started++]);
}

void crowd_open(struct crowd *crowd, int64_t deadline) {
    crowd_prepare(crowd);
    while (crowd->live + crowd->closed < crowd->count && now_ns() < deadline) {
        uint32_t settled = crowd->live + crowd->closed;
        while (crowd->started < crowd->count && crowd->started - settled < MOST_CONNECTING) crowd_start_next(crowd);
        loop_turn(crowd->loop, deadline);
    }
}

void crowd_pause(struct crowd *crowd, uint32_t viewer, bool pause) {
    struct viewer *v = &crowd->viewers[viewer];
    if (v->state == VIEWER_LIVE) loop_change(crowd->loop, v->fd, pause ? 0 : EPOLLIN, &v->watch);
}
