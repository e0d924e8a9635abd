#include "closed.h"
#include "instant.h"
#include "poster.h"
#include "report.h"
#include "scenarios.h"

static void post(struct closed *run, struct client *c) {
    char name[160];
    options_post(run->options, run->asked, name, sizeof name);
    poster_send(c, run->options->dialect, name, run->asked, now_ns());
}

static bool is_taken(struct closed *run, const struct client *c, const struct answer *answer) {
    (void)c;
    return dialect_acknowledges(run->options->dialect, answer->status);
}

int ingest(const struct options *o) {
    static struct closed run = {.ask = post, .is_good = is_taken, .answer_bytes = 4096};
    closed_run(&run, o);
    closed_report(&run, "ingest", "acknowledged");
    report_close();
    return 0;
}
