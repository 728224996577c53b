// What Swift cannot do: fork, and set up the child between fork and exec.
#ifndef C_PROCESS_SPAWN_H
#define C_PROCESS_SPAWN_H

#include <sys/types.h>

/// One descriptor the child inherits: `source` here becomes `target` there.
struct process_shim_descriptor {
    int source;
    int target;
};

/// What ties the child to this process.
enum process_shim_bond {
    /// It dies with SIGKILL when the calling *thread* ends, and leads a process group.
    PROCESS_SHIM_DIES_WITH_PARENT,
    /// It leads a session, outlives this process, and becomes the parent of its descendants' orphans.
    PROCESS_SHIM_INDEPENDENT,
};

/// Starts `path` in a process group of its own and answers its process id, or a negative errno.
///
/// The child has default signal handling, and holds no descriptor but those given. A failing exec is reported here, not
/// as the child's exit.
pid_t process_shim_spawn(
    const char *_Nonnull path, char *_Nullable const *_Nonnull arguments, char *_Nullable const *_Nonnull environment,
    const char *_Nullable directory, const struct process_shim_descriptor *_Nonnull descriptors, int descriptor_count,
    enum process_shim_bond bond);

/// Makes this process the parent of its descendants' orphans, or not any longer. 0, or a negative errno.
int process_shim_adopt_orphans(int is_adopting);

/// pipe2 with O_CLOEXEC, which Swift's view of the C library lacks. 0, or a negative errno.
int process_shim_pipe(int ends[_Nonnull 2]);

#endif
