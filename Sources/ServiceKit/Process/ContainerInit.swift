internal import CProcessShims

/// Running as process 1 of a container.
public enum ContainerInit {
    /// To be called first in `main`, before any thread exists. As process 1 this process stays behind to pass signals
    /// on and reap orphans, and the program continues in a child whose exit status becomes the container's; as any
    /// other process nothing happens.
    public static func run() { sluice_run_as_init() }
}
