#define _GNU_SOURCE
#include "CProcessSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HIGHEST_PARKED = 100 };

/// Only async-signal-safe calls from here to exec: other threads may have held any lock at the fork.
static void run_child(
    const char *path, char *const *arguments, char *const *environment, const char *directory,
    const struct process_shim_descriptor *descriptors, int count, enum process_shim_bond bond, int report,
    pid_t parent) {
    if (bond == PROCESS_SHIM_INDEPENDENT) {
        setsid();
        prctl(PR_SET_CHILD_SUBREAPER, 1);  // stays across exec
    } else {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(127);  // the parent died before the line above
    }

    int parked[16];
    if (count > 16) goto failed;
    // Park the sources high first, so that no target overwrites a source that is still to be moved.
    for (int i = 0; i < count; i++)
        if ((parked[i] = fcntl(descriptors[i].source, F_DUPFD, HIGHEST_PARKED)) < 0) goto failed;
    if ((report = fcntl(report, F_DUPFD_CLOEXEC, HIGHEST_PARKED)) < 0) _exit(127);
    int highest = 2;
    for (int i = 0; i < count; i++) {
        if (dup2(parked[i], descriptors[i].target) < 0) goto failed;
        if (descriptors[i].target > highest) highest = descriptors[i].target;
    }
    for (int i = 0; i < count; i++) close(parked[i]);
    // Everything above the targets goes, but for the report, which goes at exec.
    syscall(SYS_close_range, (unsigned)highest + 1, (unsigned)report - 1, 0);
    syscall(SYS_close_range, (unsigned)report + 1, ~0U, 0);

    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++)
        if (number != SIGKILL && number != SIGSTOP) sigaction(number, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    if (directory && chdir(directory) < 0) goto failed;
    execve(path, arguments, environment);
failed:;
    int error = errno;
    if (write(report, &error, sizeof error) < 0) {}
    _exit(127);
}

pid_t process_shim_spawn(
    const char *path, char *const *arguments, char *const *environment, const char *directory,
    const struct process_shim_descriptor *descriptors, int count, enum process_shim_bond bond) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) < 0) return -errno;
    pid_t parent = getpid();

    // No handler of ours may run in the child before exec.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t pid = fork();
    if (pid == 0)
        run_child(path, arguments, environment, directory, descriptors, count, bond, report[1], parent);
    int fork_error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);

    close(report[1]);
    if (pid < 0) {
        close(report[0]);
        return -fork_error;
    }
    int error = 0;
    ssize_t got;
    do got = read(report[0], &error, sizeof error);
    while (got < 0 && errno == EINTR);
    close(report[0]);
    if (got == sizeof error) {
        waitpid(pid, NULL, 0);
        return -error;
    }
    return pid;
}

int process_shim_adopt_orphans(int is_adopting) {
    return prctl(PR_SET_CHILD_SUBREAPER, is_adopting) == 0 ? 0 : -errno;
}

int process_shim_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : -errno; }
