#ifndef SCENARIOS_H
#define SCENARIOS_H

#include "options.h"

/// Viewers of one post or of many, comments at an even rate.
int fanout(const struct options *o);

/// As many comments as can be acknowledged, each client waiting for its answer.
int ingest(const struct options *o);

/// What a viewer costs who sees nothing happen.
int idle(const struct options *o);

#endif
