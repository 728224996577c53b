internal import CProcessShims
internal import Glibc
internal import Synchronization

/// Catches what dead children leave behind: programs that left their session and lost their parent.
///
/// While somebody adopts, the kernel makes this process the parent of its descendants' orphans. An independent child
/// adopts the orphans below itself as long as it lives; so what arrives here belonged to a child that is dead.
package enum OrphanAdoption {
    private static let users = Mutex(0)

    /// Pairs with `end`.
    package static func begin() {
        users.withLock { users in
            users += 1
            if users == 1 { _ = process_shim_adopt_orphans(1) }
        }
    }

    package static func end() {
        users.withLock { users in
            users -= 1
            if users == 0 { _ = process_shim_adopt_orphans(0) }
        }
    }

    /// Kills and reaps adopted processes of other sessions that started at `startTicks` (``ProcessEntry``) or later,
    /// with all below them. How many there were; gives up on what the kernel does not let go of within seconds.
    package static func endLeftovers(startedSince startTicks: UInt64) async -> Int {
        let session = getsid(0)
        return await end { known in
            { $0.session != session && $0.startTicks >= startTicks && !known.contains($0.processID) }
        }
    }

    /// Kills and reaps all children of this process with all below them, before it ends itself.
    package static func endAllChildren() async { _ = await end { _ in { _ in true } } }

    /// Reaps what was adopted and has ended by itself. Cheap; for now and then.
    package static func reapEnded() {
        while true {
            var information = siginfo_t()
            // A look only: a child that was started here is its waiter's to reap.
            guard waitid(P_ALL, 0, &information, WEXITED | WNOHANG | WNOWAIT) == 0 else { return }
            let processID = information._sifields._sigchld.si_pid
            guard processID > 0, !ChildProcess.livingProcessIDs.contains(processID) else { return }
            waitpid(processID, nil, WNOHANG)
        }
    }

    private static func end(_ isMeant: (_ known: Set<Int32>) -> (ProcessEntry) -> Bool) async -> Int {
        var ended: Set<Int32> = []
        // What a killed process had below it arrives here only then, so it takes rounds.
        for _ in 0..<600 {
            let before = ChildProcess.livingProcessIDs
            let children = ProcessTable().entries.filter { $0.parent == getpid() }
            // After the look at the table: see `ChildProcess.start`.
            let meant = children.filter(isMeant(before.union(ChildProcess.livingProcessIDs)))
            if meant.isEmpty { break }
            for child in meant {
                ended.insert(child.processID)
                // It is our child and not reaped: the number is its own.
                kill(child.processID, SIGKILL)
                if !before.contains(child.processID) { waitpid(child.processID, nil, WNOHANG) }
            }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return ended.count
    }
}
