#define _GNU_SOURCE  // pipe2
#include "SignalShims.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

// The descriptor per signal, plus one: 0 means none. An atomic int is safe in a handler.
static atomic_int descriptors[32];

static void write_number(int signal) {
    int saved = errno;
    int descriptor = atomic_load(&descriptors[signal]) - 1;
    unsigned char number = (unsigned char)signal;
    // A full pipe holds thousands of signals nobody has read: one more says nothing new.
    if (descriptor >= 0 && write(descriptor, &number, 1) < 0) { errno = saved; }
    errno = saved;
}

int sluice_signal_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC | O_NONBLOCK); }

int sluice_signal_install(int signal, int descriptor) {
    if (signal < 1 || signal > 31) { return -1; }
    int none = 0;
    if (!atomic_compare_exchange_strong(&descriptors[signal], &none, descriptor + 1)) { return -1; }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = write_number;
    action.sa_flags = SA_RESTART;
    sigfillset(&action.sa_mask);
    if (sigaction(signal, &action, NULL) == 0) { return 0; }
    atomic_store(&descriptors[signal], 0);
    return -1;
}

void sluice_signal_restore(int signal) {
    if (signal < 1 || signal > 31) { return; }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
    atomic_store(&descriptors[signal], 0);
}
