#ifndef USAGE_H
#define USAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum { USAGE_MAX_PROCESSES = 64 };

/// The processes that make up one server.
struct processes {
    int count;
    pid_t ids[USAGE_MAX_PROCESSES];
};

struct usage {
    double cpu_seconds;
    int64_t resident_bytes;
};

/// Reads "12,34"; false when that is no list of process ids.
bool processes_parse(const char *list, struct processes *out);

/// What all of them have used together; false when one of them is gone.
bool usage_read(const struct processes *p, struct usage *out);

/// CPU seconds of the calling process.
double usage_own_cpu(void);

#endif
