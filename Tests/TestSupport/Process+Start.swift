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
