#ifndef RUN_H
#define RUN_H

#include "audit.h"
#include "client.h"
#include "crowd.h"
#include "options.h"
#include "tally.h"

/// What the scenarios share in which comments are posted at an even rate and viewers watch.
struct run {
    const struct options *options;
    struct loop loop;
    struct crowd crowd;
    struct clients posters;
    struct tally tally;
    struct audit audit;

    uint32_t comments;
    uint32_t sent;
    uint32_t answered;
    int64_t start;
    int64_t last_sending;  // nothing is sent from then on
    bool over;

    struct usage before, after;
    double own_before, own_after;
    int64_t finished;

    /// What the scenario itself does as time goes by; returns when it wants to be called again at the
    /// latest. May be null.
    int64_t (*every_turn)(struct run *run, int64_t now);
    /// Whether everything has come; null for `run_settled`.
    bool (*is_settled)(struct run *run);
};

/// Before anything else; `comments` is the most that may be posted.
void run_open(struct run *run, const struct options *o, uint32_t comments);

/// Connects the viewers; ends the program when not all get a stream.
void run_open_viewers(struct run *run);
/// The same without connecting any; the scenario starts them.
void run_prepare_viewers(struct run *run);
void run_open_posters(struct run *run);

/// Posts, watches until everything has come or the time is over, then watches for doubles and audits.
void run_through(struct run *run);

/// Whether all is sent and answered, and every viewer has it.
bool run_settled(struct run *run);

/// When a comment is meant to be sent.
int64_t run_intended(const struct run *run, uint32_t sequence);

void run_report(const struct run *run, const char *scenario);
/// What it cost; to be left out when the server is gone.
void run_report_costs(const struct run *run);

#endif
