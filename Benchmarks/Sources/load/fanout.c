#include "instant.h"
#include "report.h"
#include "run.h"
#include "scenarios.h"

// Viewers 0 to slow - 1 stop reading for a while. What they then have to catch up with, and how long
// that takes, is theirs alone; the latency is that of the others.
struct stall {
    enum { READING, STALLED, CATCHING_UP, CAUGHT_UP } state;
    int64_t resumed, caught_up;
    uint32_t newest;  // the last comment acknowledged before they went on
};

static struct run run;
static struct stall stall;

static void pause_slow(bool pause) {
    for (uint32_t v = 0; v < run.options->slow; v++) crowd_pause(&run.crowd, v, pause);
}

static bool slow_have(uint32_t sequence) {
    struct event_id id = tally_id(&run.tally, sequence);
    for (uint32_t v = 0; v < run.options->slow; v++)
        if (id_rises(run.tally.position[v], id)) return false;
    return true;
}

static uint32_t newest_acknowledged(void) {
    uint32_t sequence = run.sent;
    while (sequence > 0 && !tally_is_acknowledged(&run.tally, sequence - 1)) sequence--;
    return sequence ? sequence - 1 : 0;
}

static int64_t turn(struct run *r, int64_t now) {
    const struct options *o = r->options;
    int64_t from = r->start + o->stall_from * NS_PER_SECOND, to = from + o->stall_seconds * NS_PER_SECOND;
    if (stall.state == READING && now >= from) {
        stall.state = STALLED;
        pause_slow(true);
    }
    if (stall.state == STALLED && now >= to) {
        stall = (struct stall){.state = CATCHING_UP, .resumed = now, .newest = newest_acknowledged()};
        pause_slow(false);
    }
    if (stall.state == CATCHING_UP && slow_have(stall.newest)) {
        stall.state = CAUGHT_UP;
        stall.caught_up = now;
    }
    return stall.state == READING ? from : stall.state == STALLED ? to : INT64_MAX;
}

// Not settled before the slow ones read again.
static bool settled(struct run *r) {
    return stall.state >= CATCHING_UP && run_settled(r);
}

static void slow_down(void) {
    for (uint32_t v = 0; v < run.options->slow; v++) run.tally.live_since[v] = INT64_MAX;
    run.every_turn = turn;
    run.is_settled = settled;
}

int fanout(const struct options *o) {
    run_open(&run, o, (uint32_t)(o->rate * o->seconds));
    if (o->slow) slow_down();
    run_open_viewers(&run);
    run_open_posters(&run);
    run_through(&run);
    run_report(&run, "fanout");
    report_integer("max_rate", o->max_rate);
    if (o->max_rate) report_integer("uneven", (int64_t)run.audit.uneven);
    report_integer("slow", o->slow);
    if (stall.state == CAUGHT_UP) report_number("caught_up_ms", (double)(stall.caught_up - stall.resumed) / 1e6);
    run_report_costs(&run);
    report_close();
    return 0;
}
