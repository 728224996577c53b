/// Decides what of one file is sent next: a value that is told what the file has and what the store took.
///
/// A file that grows is sent as far as it will not change. Its first part waits until the end when the beginning of the file
/// changes then; a store that takes parts only in order then gets nothing before the end.
struct PartSchedule: Sendable {
    enum Action: Hashable, Sendable {
        /// Nothing can be done before the file grows, ends, or what is on its way has arrived.
        case wait
        case putWhole(size: UInt64)
        case begin
        case send(number: Int, Range<UInt64>)
        case complete([UploadedPart])
        /// The store cannot take a file of this length.
        case tooLong(limit: UInt64)
    }

    private let limits: UploadLimits
    private let sizes: UploadSizes
    private let changingHead: UInt64
    private(set) var plan: PartPlan
    private(set) var available: UInt64
    private(set) var isFinal: Bool
    private(set) var sent: [Int: SentPart] = [:]
    private var isOpen = false
    private var isOpening = false
    private var inFlight: Set<Int> = []
    private var failed: Set<Int> = []
    /// The first number that was never handed out, part 1 aside when it waits.
    private var next = 1

    /// A file with `available` bytes; `isFinal` when that is all.
    init(limits: UploadLimits, sizes: UploadSizes, changingHead: UInt64, available: UInt64, isFinal: Bool) {
        self.limits = limits
        self.sizes = sizes
        self.changingHead = changingHead
        self.available = available
        self.isFinal = isFinal
        plan = Self.plan(limits, sizes, isFinal ? available : nil)
        next = headWaits ? 2 : 1
    }

    private static func plan(_ limits: UploadLimits, _ sizes: UploadSizes, _ size: UInt64?) -> PartPlan {
        guard let size else { return PartPlan(growingFrom: sizes.part, limits: limits) }
        return PartPlan(size: size, wanted: sizes.part, limits: limits)
    }

    /// More of the file will not change any more.
    mutating func grow(to size: UInt64) {
        guard !isFinal else { return }
        available = max(available, size)
    }

    /// The file is complete. What was sent from beyond its end is forgotten; answers whether all is to be sent again, because
    /// the store cannot replace a part.
    mutating func finish(size: UInt64) -> Bool {
        guard !isFinal else { return false }
        let isShorter = size < available
        isFinal = true
        available = size
        if !isOpen, !isOpening { plan = Self.plan(limits, sizes, size) }
        for (number, part) in sent where part.end > size { forget(number) }
        return isOpen && isShorter && limits.partsAreSequential
    }

    /// The upload in parts has begun.
    mutating func opened() { (isOpen, isOpening) = (true, false) }

    /// The upload goes on with parts that were sent before and still match the file.
    mutating func resume(_ plan: PartPlan, _ parts: [SentPart]) {
        self.plan = plan
        isOpen = true
        for part in parts where range(of: part.part.number) == part.offset..<part.end {
            sent[part.part.number] = part
        }
        let last = sent.keys.max() ?? 0
        next = max(next, last + 1)
        failed = Set((headWaits ? 2 : 1)..<next).subtracting(sent.keys)
    }

    /// The store does not know the upload any more: all of it is sent again.
    mutating func restart() {
        (isOpen, isOpening) = (false, false)
        (sent, inFlight, failed) = ([:], [], [])
        plan = Self.plan(limits, sizes, isFinal ? available : nil)
        next = headWaits ? 2 : 1
    }

    mutating func arrived(_ part: SentPart) {
        inFlight.remove(part.part.number)
        // The file may have ended meanwhile, and before the end of this part.
        guard range(of: part.part.number) == part.offset..<part.end else { return forget(part.part.number) }
        sent[part.part.number] = part
    }

    mutating func lost(_ number: Int) {
        inFlight.remove(number)
        failed.insert(number)
    }

    /// What to do now. What is handed out counts as on its way.
    mutating func nextAction() -> Action {
        if !isOpen {
            let action = opening()
            isOpening = isOpening || action == .begin
            return action
        }
        guard inFlight.count < (limits.partsAreSequential ? 1 : max(sizes.partsAtOnce, 1)) else { return .wait }
        if let (number, range) = nextPart() {
            failed.remove(number)
            if number == next { next += 1 }
            inFlight.insert(number)
            return .send(number: number, range)
        }
        guard isFinal, inFlight.isEmpty else { return .wait }
        // A recording that came to nothing after all: there are no parts of nothing.
        guard available > 0 else { return .putWhole(size: 0) }
        guard let count = plan.count(for: available) else { return .tooLong(limit: plan.capacity) }
        return .complete((1...count).compactMap { sent[$0]?.part })
    }

    /// How much of the file the store has, in bytes.
    var sentBytes: UInt64 { sent.values.reduce(0) { $0 + $1.part.size } }

    private var headWaits: Bool { changingHead > 0 && !limits.partsAreSequential }

    private func opening() -> Action {
        guard !isOpening else { return .wait }
        if isFinal {
            if available <= min(sizes.largestWhole, limits.maximumPutSize) { return .putWhole(size: available) }
            return plan.count(for: available) == nil ? .tooLong(limit: plan.capacity) : .begin
        }
        // Parts that change with the head must not be more than the first, and a short file goes up whole.
        guard changingHead == 0 || headWaits && changingHead <= plan.partSize else { return .wait }
        let enough = max(sizes.largestWhole, (plan.range(of: 2) ?? 0..<plan.partSize).upperBound)
        return available >= enough ? .begin : .wait
    }

    private func nextPart() -> (Int, Range<UInt64>)? {
        for number in failed.sorted() {
            if let range = range(of: number) { return (number, range) }
        }
        if let range = range(of: next) { return (next, range) }
        // The head, when all else is on its way or there.
        guard isFinal, headWaits, sent[1] == nil, !inFlight.contains(1), let head = range(of: 1) else { return nil }
        return (1, head)
    }

    /// The range of a part as the file is now; nil while it is not all there.
    private func range(of number: Int) -> Range<UInt64>? {
        guard let whole = plan.range(of: number), whole.lowerBound < available else { return nil }
        if whole.upperBound <= available { return whole }
        return isFinal ? whole.lowerBound..<available : nil
    }

    private mutating func forget(_ number: Int) {
        sent[number] = nil
        failed.insert(number)
    }
}
