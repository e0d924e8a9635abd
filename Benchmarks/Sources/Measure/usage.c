#include "usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

bool processes_parse(const char *list, struct processes *out) {
    for (out->count = 0; out->count < USAGE_MAX_PROCESSES; list++) {
        char *end;
        long pid = strtol(list, &end, 10);
        if (end == list || pid <= 0) return false;
        out->ids[out->count++] = (pid_t)pid;
        list = end;
        if (*list != ',') return *list == 0;
    }
    return false;
}

static bool read_file(const char *format, pid_t pid, char *text, size_t size) {
    char path[64];
    snprintf(path, sizeof path, format, (int)pid);
    FILE *file = fopen(path, "r");
    if (!file) return false;
    size_t n = fread(text, 1, size - 1, file);
    text[n] = 0;
    fclose(file);
    return n > 0;
}

static bool cpu_seconds(pid_t pid, double *out) {
    char text[1024];
    if (!read_file("/proc/%d/stat", pid, text, sizeof text)) return false;
    // The command's name may hold spaces and brackets; the numbers come after its last bracket.
    const char *fields = strrchr(text, ')');
    unsigned long user, system;
    if (!fields) return false;
    if (sscanf(fields + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2) return false;
    *out = (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
    return true;
}

// The sum in smaps_rollup is exact, where the kernel lets the counters in stat and statm lag behind.
static bool resident_bytes(pid_t pid, int64_t *out) {
    char text[4096];
    if (!read_file("/proc/%d/smaps_rollup", pid, text, sizeof text)) return false;
    const char *line = strstr(text, "\nRss:");
    long kilobytes;
    if (!line || sscanf(line, "\nRss: %ld", &kilobytes) != 1) return false;
    *out = (int64_t)kilobytes * 1024;
    return true;
}

bool usage_read(const struct processes *p, struct usage *out) {
    *out = (struct usage){0};
    for (int i = 0; i < p->count; i++) {
        double cpu;
        int64_t resident;
        if (!cpu_seconds(p->ids[i], &cpu) || !resident_bytes(p->ids[i], &resident)) return false;
        out->cpu_seconds += cpu;
        out->resident_bytes += resident;
    }
    return true;
}

double usage_own_cpu(void) {
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) + (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}
