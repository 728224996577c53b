#include "SignalShims.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

// Reaps whatever has ended; the child's wait status once it is among them, -1 until then.
static int reap(pid_t child) {
    int result = -1;
    for (;;) {
        int status;
        pid_t ended = waitpid(-1, &status, WNOHANG);
        if (ended <= 0) { return result; }
        if (ended == child) { result = status; }
    }
}

static int exit_status(int wait_status) {
    return WIFSIGNALED(wait_status) ? 128 + WTERMSIG(wait_status) : WEXITSTATUS(wait_status);
}

// Passes signals on until the child has ended.
static _Noreturn void supervise(pid_t child, const sigset_t *signals) {
    for (;;) {
        int signal = sigwaitinfo(signals, NULL);
        if (signal == SIGCHLD) {
            int status = reap(child);
            if (status >= 0) { _exit(exit_status(status)); }
        } else if (signal > 0) {
            kill(child, signal);
        }
    }
}

// A process group of its own, in the terminal's foreground if there is one: Ctrl-C then reaches the program once,
// through the terminal, and not a second time through process 1.
static void lead_foreground(void) {
    setpgid(0, 0);
    if (isatty(STDIN_FILENO)) {
        void (*previous)(int) = signal(SIGTTOU, SIG_IGN);
        tcsetpgrp(STDIN_FILENO, getpgrp());
        signal(SIGTTOU, previous);
    }
}

void sluice_run_as_init(void) {
    if (getpid() != 1) { return; }
    sigset_t signals, previous;
    sigfillset(&signals);
    // Faults of this process itself cannot be waited for.
    sigdelset(&signals, SIGFPE);
    sigdelset(&signals, SIGILL);
    sigdelset(&signals, SIGSEGV);
    sigdelset(&signals, SIGBUS);
    sigdelset(&signals, SIGABRT);
    sigdelset(&signals, SIGTRAP);
    // Blocked before the fork, so that none is lost between it and the first wait.
    sigprocmask(SIG_SETMASK, &signals, &previous);
    pid_t child = fork();
    if (child < 0) {
        perror("starting as process 1 failed in fork; raise the process limit");
        _exit(1);
    }
    if (child > 0) { supervise(child, &signals); }
    lead_foreground();
    sigprocmask(SIG_SETMASK, &previous, NULL);
}
