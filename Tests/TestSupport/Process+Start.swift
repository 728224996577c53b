public import Foundation

extension Process {
    /// Starts the program with no signal blocked. The threads that tests run on block signals; a child that inherits
    /// that, and its own children, could not be asked to end.
    public func start() throws {
        var (none, before) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }
}

extension Process {
    /// Returns when the program has ended, without asking how. Foundation's own way waits for a socket to close that every child
    /// started in the same moment holds as well.
    public func waitForEnd() {
        var information = siginfo_t()
        // Left for Foundation to collect.
        while waitid(P_PID, id_t(processIdentifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    }
}
