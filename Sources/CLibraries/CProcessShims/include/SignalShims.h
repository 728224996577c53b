// What Swift cannot do in a signal handler, and what a process must do before its first thread.
#ifndef SIGNAL_SHIMS_H
#define SIGNAL_SHIMS_H

/// A pipe that no child inherits and that neither reader nor writer waits for; 0, or -1 with `errno`.
int sluice_signal_pipe(int ends[_Nonnull 2]);

/// Lets `signal` (1...31) write its number as one byte into `descriptor`; the handler interrupts no system call.
/// Returns 0, or -1 when the signal is out of range or already installed.
int sluice_signal_install(int signal, int descriptor);

/// Gives `signal` its default action back.
void sluice_signal_restore(int signal);

/// Makes a program usable as process 1 of a container. To be called first in `main`, before any thread exists.
///
/// Unless the caller is process 1 it returns at once. As process 1 it forks: the child returns and is the program;
/// the parent stays, passes signals on to the child, reaps every orphan, and exits with the child's status (128 plus
/// the number for a death by signal), so it never returns.
void sluice_run_as_init(void);

#endif
