internal import CUSRSCTPShims

/// usrsctp, of which a process has one: started without threads, its clock driven by the loop. For the loop's thread
/// alone.
final class SCTPLibrary {
    /// Touched on the loop's thread only, as its timers and every packet are.
    nonisolated(unsafe) static let shared = SCTPLibrary()

    /// By the number that the library takes for their address: a pointer could outlive its object.
    private var associations: [UInt: SCTPAssociation] = [:]
    private var count: UInt = 0
    private var timer: LoopTimer?
    private var last = ContinuousClock.now

    private init() {
        sctp_shim_start { address, packet, count in
            let bytes = UnsafeRawBufferPointer(start: packet, count: count)
            SCTPLibrary.shared.associations[UInt(bitPattern: address)]?.output(bytes)
        }
    }

    /// The number of a new association.
    func add(_ association: SCTPAssociation) -> UnsafeMutableRawPointer? {
        count += 1
        associations[count] = association
        let address = UnsafeMutableRawPointer(bitPattern: count)
        usrsctp_register_address(address)
        if timer == nil {
            last = .now
            timer = LoopTimer(.shared, after: .milliseconds(10), repeats: true) { SCTPLibrary.shared.tick() }
        }
        return address
    }

    func remove(_ address: UnsafeMutableRawPointer) {
        usrsctp_deregister_address(address)
        associations[UInt(bitPattern: address)] = nil
        if associations.isEmpty { timer = nil }
    }

    static func association(at address: UnsafeMutableRawPointer) -> SCTPAssociation? {
        shared.associations[UInt(bitPattern: address)]
    }

    private func tick() {
        let passed = (ContinuousClock.now - last).components
        let milliseconds = passed.seconds * 1000 + passed.attoseconds / 1_000_000_000_000_000
        guard milliseconds > 0 else { return }
        last += .milliseconds(milliseconds)
        usrsctp_handle_timers(UInt32(clamping: milliseconds))
        for association in Array(associations.values) { association.settle() }
    }
}
