// What of ncurses Swift can't import by itself: variadic functions, function-like macros and global variables,
// as typed functions; and the way back from a crash.
#ifndef CNCURSES_H
#define CNCURSES_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <term.h>

// A screen on standard output; NULL where TERM names no terminal that is known. (initscr would end the process.)
// Notes how the terminal's attributes are, to put them back after a crash: newterm changes them.
SCREEN *lc_new_screen(void);

// Sends what curses has for the terminal.
void lc_flush(void);

// A terminfo string with its parameters filled in; valid until the next call.
static inline const char *lc_parameters(const char *capability, int first, int second) {
    return tiparm(capability, first, second);
}

// A terminfo string; NULL where the terminal has none.
static inline const char *lc_capability(const char *name) {
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

// Whether stdscr was drawn: enters the full screen, or comes back to it after endwin().
static inline bool lc_enter_screen(void) {
    wclear(stdscr);
    return wrefresh(stdscr) == OK;
}

// A window that reading from does not draw.
static inline WINDOW *lc_input_window(void) {
    WINDOW *pad = newpad(1, 1);
    if (pad == NULL) return NULL;
    keypad(pad, TRUE);
    nodelay(pad, TRUE);
    meta(pad, TRUE);
    return pad;
}

// What the mouse did: 0 nothing of interest, 1 a press, 2 the wheel up, 3 the wheel down.
static inline int lc_mouse(int *row, int *column) {
    MEVENT event;
    if (getmouse(&event) != OK) return 0;
    *row = event.y;
    *column = event.x;
    if (event.bstate & BUTTON4_PRESSED) return 2;
    if (event.bstate & BUTTON5_PRESSED) return 3;
    return event.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED) ? 1 : 0;
}

static inline void lc_mouse_enable(bool enabled) {
    mouseinterval(0);
    mousemask(enabled ? BUTTON1_PRESSED | BUTTON1_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

// Takes over the signals that a full-screen program must heed. Each that comes is written as a byte to `wake`:
// SIGWINCH, SIGCONT, SIGTSTP, SIGINT, SIGTERM, SIGHUP, SIGQUIT. The last four end the process anyway when they have
// not been heeded within three seconds, or come twice. Crashes, and exit(3), put the terminal back first.
//
// `restore` is what is written to standard output then, before its attributes are set as they were before
// lc_new_screen().
void lc_signals_install(int wake, const char *restore, size_t length);

// Gives the signals back; nothing is restored any more.
void lc_signals_remove(void);

// Whether the terminal is ours to be put back: false while another program has it.
void lc_signals_arm(bool armed);

// Stops the process as Ctrl+Z would, and comes back when it is continued.
void lc_stop(void);

#endif
