internal import MediaTypes

/// What a service and a job's process say to each other.
///
/// On the socket each message is a length in four bytes, big-endian, of what follows; a byte for its kind; its fields.
/// Requests, updates, commands, answers and results are bytes that mean nothing here.
public enum JobMessage: Hashable, Sendable {
    // To the job.
    case start(JobStart)
    /// End well now.
    case stop
    /// The same, because the service itself ends.
    case shutDown
    /// End as fast as the job can without losing what it has.
    case hasten
    /// Wants an `answer` with the same number.
    case command(number: UInt32, [UInt8])

    // From the job.
    case ready
    case heartbeat
    case update([UInt8])
    /// `isRefusal` says that the command was not carried out; the bytes say why.
    case answer(number: UInt32, isRefusal: Bool, [UInt8])
    case result([UInt8])

    /// The largest number that a length may be.
    public static let largestLength = 16 << 20

    /// The message as it goes over the socket.
    public var bytes: [UInt8] {
        let body = body
        var writer = ByteWriter(reserving: 5 + body.count)
        writer.write(UInt32(body.count + 1))
        writer.write(kind.rawValue)
        writer.write(body)
        return writer.bytes
    }

    /// Whether it is small enough to be sent.
    public var isSendable: Bool { body.count < Self.largestLength }

    /// Reads what follows a length.
    public init(_ bytes: [UInt8]) throws(JobMessageError) {
        var reader = ByteReader(bytes.span.bytes)
        guard let number = reader.read(UInt8.self) else { throw .truncated }
        guard let kind = Kind(rawValue: number) else { throw .unknownKind(number) }
        switch kind {
        case .start: self = .start(try JobStart(&reader))
        case .stop: self = .stop
        case .shutDown: self = .shutDown
        case .hasten: self = .hasten
        case .command: self = .command(number: try reader.field(), reader.rest())
        case .ready: self = .ready
        case .heartbeat: self = .heartbeat
        case .update: self = .update(reader.rest())
        case .answer:
            let number: UInt32 = try reader.field()
            self = .answer(number: number, isRefusal: try reader.field(UInt8.self) != 0, reader.rest())
        case .result: self = .result(reader.rest())
        }
        guard reader.remaining == 0 else { throw .tooLong }
    }

    private enum Kind: UInt8 {
        case start = 1, stop, hasten, command, shutDown
        case ready = 17, heartbeat, update, answer, result
    }

    private var kind: Kind {
        switch self {
        case .start: .start
        case .stop: .stop
        case .shutDown: .shutDown
        case .hasten: .hasten
        case .command: .command
        case .ready: .ready
        case .heartbeat: .heartbeat
        case .update: .update
        case .answer: .answer
        case .result: .result
        }
    }

    private var body: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .start(let start): start.write(to: &writer)
        case .stop, .shutDown, .hasten, .ready, .heartbeat: break
        case .command(let number, let payload):
            writer.write(number)
            writer.write(payload)
        case .answer(let number, let isRefusal, let payload):
            writer.write(number)
            writer.write(UInt8(isRefusal ? 1 : 0))
            writer.write(payload)
        case .update(let payload), .result(let payload): writer.write(payload)
        }
        return writer.bytes
    }
}

extension ByteReader {
    @_lifetime(self: copy self)
    mutating func field<Field: FixedWidthInteger & BitwiseCopyable>(
        _: Field.Type = Field.self
    ) throws(JobMessageError) -> Field {
        guard let value = read(Field.self) else { throw .truncated }
        return value
    }

    /// Text behind its length in two bytes.
    @_lifetime(self: copy self)
    mutating func text() throws(JobMessageError) -> String {
        guard let span = readBytes(Int(try field(UInt16.self))) else { throw .truncated }
        let bytes = span.withUnsafeBytes { Array($0) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        return text
    }

    @_lifetime(self: copy self)
    mutating func rest() -> [UInt8] { readBytes(remaining)?.withUnsafeBytes { Array($0) } ?? [] }
}
