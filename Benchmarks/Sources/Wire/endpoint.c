#include "endpoint.h"

#include <arpa/inet.h>
#include <err.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

bool endpoint_parse(const char *url, struct endpoint *out) {
    char host[16], slash = '/';
    unsigned port;
    int end = 0;
    if (sscanf(url, "http://%15[0-9.]:%5u%n%c", host, &port, &end, &slash) < 2) return false;
    if (port == 0 || port > 65535 || (url[end] && slash != '/')) return false;
    out->address = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    snprintf(out->authority, sizeof out->authority, "%s:%u", host, port);
    return inet_pton(AF_INET, host, &out->address.sin_addr) == 1;
}

static int connect_by(int fd, const struct endpoint *endpoint) {
    if (fd < 0) return -1;
    socket_no_delay(fd);
    int status = connect(fd, (const struct sockaddr *)&endpoint->address, sizeof endpoint->address);
    if (status == 0 || errno == EINPROGRESS) return fd;
    int reason = errno;
    close(fd);
    errno = reason;
    return -1;
}

int endpoint_connect(const struct endpoint *endpoint) {
    return connect_by(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), endpoint);
}

int endpoint_connect_narrow(const struct endpoint *endpoint) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int segment = 1400, window = 16 * 1024;
    setsockopt(fd, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &window, sizeof window);
    return connect_by(fd, endpoint);
}

int endpoint_listen(uint16_t *port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) err(1, "socket");
    int yes = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(*port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(fd, (struct sockaddr *)&address, size) < 0) err(1, "bind");
    if (listen(fd, 4096) < 0) err(1, "listen");
    if (getsockname(fd, (struct sockaddr *)&address, &size) < 0) err(1, "getsockname");
    *port = ntohs(address.sin_port);
    return fd;
}

int socket_error(int fd) {
    int error = 0;
    socklen_t size = sizeof error;
    return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0 ? errno : error;
}

void socket_no_delay(int fd) {
    int yes = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

void raise_file_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}
