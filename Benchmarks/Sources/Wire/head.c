#include "head.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

// The value of a header line named `name` ("content-length:"), or null.
static const char *value_of(const char *line, const char *name) {
    size_t n = strlen(name);
    if (strncasecmp(line, name, n) != 0) return 0;
    return line + n + strspn(line + n, " \t");
}

static void read_field(struct head *head, const char *line) {
    const char *value;
    if ((value = value_of(line, "content-length:"))) head->content_length = strtoul(value, 0, 10);
    if ((value = value_of(line, "transfer-encoding:"))) head->chunked = strncasecmp(value, "chunked", 7) == 0;
    if ((value = value_of(line, "connection:"))) head->close = strncasecmp(value, "close", 5) == 0;
}

// Every comparison stops at the CR that ends the line, because none of the words holds one.
struct head head_parse(const char *bytes, size_t count) {
    struct head head = {0};
    const char *end = memmem(bytes, count, "\r\n\r\n", 4);
    if (!end) return head;
    head.length = (size_t)(end - bytes) + 4;
    if (strncmp(bytes, "HTTP/1.", 7) == 0) head.status = atoi(bytes + 9);
    const char *line = bytes;
    while (line < end) {
        const char *next = memmem(line, (size_t)(end + 2 - line), "\r\n", 2);
        line = next + 2;
        if (line < end) read_field(&head, line);
    }
    return head;
}
