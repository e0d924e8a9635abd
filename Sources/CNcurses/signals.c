// The terminal is put back on every way out. Everything in here that a handler calls is async-signal-safe (POSIX).
#include "CNcurses.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
static const int endings[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static const int notices[] = {SIGWINCH, SIGCONT, SIGTSTP};

#define COUNT(array) (int)(sizeof(array) / sizeof(array[0]))

static volatile sig_atomic_t armed;
static volatile sig_atomic_t ending;
static int wake_fd = -1;
static char restore_bytes[512];
static size_t restore_length;
static struct termios attributes;
static struct sigaction previous[NSIG];
// A crash may be an overflow of the stack, so its handler runs on another.
static char handler_stack[64 * 1024];

static void restore(void) {
    if (!armed) return;
    armed = 0;
    size_t done = 0;
    while (done < restore_length) {
        ssize_t count = write(STDOUT_FILENO, restore_bytes + done, restore_length - done);
        if (count <= 0) break;
        done += (size_t)count;
    }
    tcsetattr(STDOUT_FILENO, TCSANOW, &attributes);
}

// With the handlers of before back in place, a crash goes on as it would have.
static void on_crash(int number) {
    int saved = errno;
    restore();
    sigaction(number, &previous[number], NULL);
    raise(number);
    errno = saved;
}

static void end_by(int number) {
    restore();
    signal(number, SIG_DFL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
}

static void on_alarm(int number) {
    (void)number;
    end_by(ending ? ending : SIGTERM);
}

static void on_notice(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    (void)!write(wake_fd, &byte, 1);
    errno = saved;
}

static void on_ending(int number) {
    if (ending) end_by(number);
    ending = number;
    on_notice(number);
    alarm(3);
}

static void install(int number, void (*handler)(int), int flags) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, &previous[number]);
    // What we were started to ignore, as by nohup(1), is ignored on.
    if (previous[number].sa_handler == SIG_IGN) sigaction(number, &previous[number], NULL);
}

SCREEN *lc_new_screen(void) {
    tcgetattr(STDOUT_FILENO, &attributes);
    return newterm(NULL, stdout, stdin);
}

void lc_flush(void) { fflush(stdout); }

void lc_signals_install(int wake, const char *bytes, size_t length) {
    wake_fd = wake;
    restore_length = length < sizeof restore_bytes ? length : sizeof restore_bytes;
    memcpy(restore_bytes, bytes, restore_length);
    ending = 0;
    armed = 1;
    stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack, .ss_flags = 0};
    sigaltstack(&stack, NULL);
    for (int i = 0; i < COUNT(crashes); i++) install(crashes[i], on_crash, SA_ONSTACK);
    for (int i = 0; i < COUNT(endings); i++) install(endings[i], on_ending, SA_RESTART);
    for (int i = 0; i < COUNT(notices); i++) install(notices[i], on_notice, SA_RESTART);
    install(SIGALRM, on_alarm, 0);
    // Whoever started us may have blocked them.
    sigset_t heeded;
    sigemptyset(&heeded);
    for (int i = 0; i < COUNT(endings); i++) sigaddset(&heeded, endings[i]);
    for (int i = 0; i < COUNT(notices); i++) sigaddset(&heeded, notices[i]);
    sigaddset(&heeded, SIGALRM);
    pthread_sigmask(SIG_UNBLOCK, &heeded, NULL);
    static bool registered;
    if (!registered) atexit(restore);
    registered = true;
}

void lc_signals_remove(void) {
    alarm(0);
    armed = 0;
    for (int i = 0; i < COUNT(crashes); i++) sigaction(crashes[i], &previous[crashes[i]], NULL);
    for (int i = 0; i < COUNT(endings); i++) sigaction(endings[i], &previous[endings[i]], NULL);
    for (int i = 0; i < COUNT(notices); i++) sigaction(notices[i], &previous[notices[i]], NULL);
    sigaction(SIGALRM, &previous[SIGALRM], NULL);
}

void lc_signals_arm(bool value) { armed = value; }

void lc_stop(void) {
    struct sigaction stop, ours;
    memset(&stop, 0, sizeof stop);
    stop.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &stop, &ours);
    // The whole job stops, as it does when the terminal sends the signal.
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
}
