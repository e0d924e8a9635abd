#ifndef SCENARIOS_H
#define SCENARIOS_H

#include "options.h"

/// Viewers of one post or of many, comments at an even rate; some viewers may stop reading for a while.
int fanout(const struct options *o);

/// Comments at an even rate, and all viewers join within a second.
int storm(const struct options *o);

/// The server is told to end while comments come and viewers watch.
int drain(const struct options *o);

/// As many comments as can be acknowledged, each client waiting for its answer.
int ingest(const struct options *o);

/// As many pages of history as can be had, each client waiting for its answer.
int pages(const struct options *o);

/// What a viewer costs who sees nothing happen.
int idle(const struct options *o);

#endif
