internal import SessionDescription

/// The data channels of one connection: opens, accepts, queues and closes them. For the loop's thread alone.
final class DataChannels: SCTPAssociation.Owner {
    struct Hooks {
        /// Carries a packet to the peer.
        var send: (UnsafeRawBufferPointer) -> Void
        /// The peer opened a channel, for which `make` gave the object.
        var opened: (DataChannel) -> Void
        var make: (DataChannelOptions) -> DataChannel
    }
    private final class Entry {
        let channel: DataChannel
        var queue: [(bytes: [UInt8], number: UInt32)] = []
        var buffered = 0
        var isClosing = false

        init(_ channel: DataChannel) { self.channel = channel }
    }

    /// What may wait in a channel for the peer to take it, in bytes.
    static let bufferLimit = 1 << 20
    static let maximumChannels = 256

    private let hooks: Hooks
    private let maximumMessageSize: Int
    private var association: SCTPAssociation?
    private var isUp = false
    private var agreement: DataAgreement?
    /// A DTLS client opens even streams, a server odd ones (RFC 8832 section 6).
    private var isClient = false
    private var entries: [UInt16: Entry] = [:]
    private var waiting: [DataChannel] = []

    init(maximumMessageSize: Int, hooks: Hooks) {
        self.maximumMessageSize = maximumMessageSize
        self.hooks = hooks
    }

    // MARK: From our side

    func create(_ options: DataChannelOptions) throws(PeerConnectionError) -> DataChannel {
        guard options.label.utf8.count <= 65_535, options.protocolName.utf8.count <= 65_535,
            entries.count + waiting.count < DataChannels.maximumChannels
        else { throw .tooManyChannels }
        let channel = hooks.make(options)
        if isUp { open(channel) } else { waiting.append(channel) }
        return channel
    }

    func start(_ agreement: DataAgreement, isClient: Bool) throws(PeerConnectionError) {
        guard association == nil else { return }
        self.agreement = agreement
        self.isClient = isClient
        let association = SCTPAssociation(port: agreement.remotePort, maximumMessageSize: maximumMessageSize)
        association.owner = self
        self.association = association
        try association.open()
        association.settle()
    }

    func input(_ packet: [UInt8]) { association?.input(packet) }

    func close() {
        association?.close()
        association = nil
        isUp = false
        for channel in waiting + entries.values.map(\.channel) { channel.change(to: .closed) }
        waiting = []
        entries = [:]
    }

    func send(_ message: DataMessage, on channel: DataChannel) throws(PeerConnectionError) {
        guard let (stream, entry) = entries.first(where: { $0.value.channel === channel }), !entry.isClosing,
            channel.state == .open
        else { throw .channelNotOpen(label: channel.label) }
        if let limit = agreement?.remoteMaximumMessageSize, limit > 0, message.count > limit {
            throw .messageTooLarge(byteCount: message.count, limit: Int(clamping: limit))
        }
        // More than the socket's buffer would never find room.
        guard message.count <= DataChannels.bufferLimit / 2 else {
            throw .messageTooLarge(byteCount: message.count, limit: DataChannels.bufferLimit / 2)
        }
        guard entry.buffered + message.count <= DataChannels.bufferLimit else {
            throw .bufferFull(label: channel.label)
        }
        let wire = PayloadProtocol.wire(message)
        put(wire.bytes, wire.number, entry, stream)
    }

    func close(_ channel: DataChannel) {
        waiting.removeAll { $0 === channel }
        channel.change(to: .closed)
        guard let (stream, entry) = entries.first(where: { $0.value.channel === channel }) else { return }
        entry.isClosing = true
        if entry.queue.isEmpty { association?.reset(stream) }
    }

    private func open(_ channel: DataChannel) {
        let first: UInt16 = isClient ? 0 : 1
        let free = stride(from: first, to: SCTPAssociation.streams, by: 2).first { entries[$0] == nil }
        guard let stream = free else {
            channel.change(to: .closed)
            return
        }
        let entry = Entry(channel)
        entries[stream] = entry
        put(DCEPMessage.open(channel.options).bytes, PayloadProtocol.control, entry, stream)
    }

    private func put(_ bytes: [UInt8], _ number: UInt32, _ entry: Entry, _ stream: UInt16) {
        entry.queue.append((bytes, number))
        entry.buffered += bytes.count
        flush(entry, stream)
    }

    private func flush(_ entry: Entry, _ stream: UInt16) {
        guard let association, isUp else { return }
        var sent = 0
        for (bytes, number) in entry.queue {
            if association.send(bytes, stream: stream, number: number, entry.channel.options) == .full { break }
            sent += 1
            entry.buffered -= bytes.count
        }
        entry.queue.removeFirst(sent)
        if sent > 0, entry.isClosing, entry.queue.isEmpty { association.reset(stream) }
    }

    // MARK: From the association

    func associationSends(_ packet: UnsafeRawBufferPointer) { hooks.send(packet) }

    func associationIsUp() {
        isUp = true
        let channels = waiting
        waiting = []
        for channel in channels { open(channel) }
    }

    func associationReceived(_ bytes: [UInt8], stream: UInt16, number: UInt32) {
        if number == PayloadProtocol.control {
            control(bytes, stream)
        } else if let entry = entries[stream], let message = PayloadProtocol.message(number, bytes) {
            // A message says as much as an acknowledgement.
            if entry.channel.state == .connecting { entry.channel.change(to: .open) }
            if !entry.channel.deliver(message) { close(entry.channel) }
        }
    }

    private func control(_ bytes: [UInt8], _ stream: UInt16) {
        switch DCEPMessage(bytes) {
        case .acknowledge: entries[stream]?.channel.change(to: .open)
        case .open(let options):
            guard entries[stream] == nil, entries.count < DataChannels.maximumChannels else {
                association?.reset(stream)
                return
            }
            let entry = Entry(hooks.make(options))
            entries[stream] = entry
            put(DCEPMessage.acknowledge.bytes, PayloadProtocol.control, entry, stream)
            entry.channel.change(to: .open)
            hooks.opened(entry.channel)
        case nil: break
        }
    }

    func associationReset(_ streams: [UInt16]) {
        for stream in streams {
            guard let entry = entries.removeValue(forKey: stream) else { continue }
            // The other direction ends with it (RFC 8831 section 6.7).
            if !entry.isClosing { association?.reset(stream) }
            entry.channel.change(to: .closed)
        }
    }

    func associationEnded() { close() }

    func associationSettled() {
        for (stream, entry) in entries where !entry.queue.isEmpty { flush(entry, stream) }
    }
}
