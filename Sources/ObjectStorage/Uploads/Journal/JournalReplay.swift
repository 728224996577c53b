internal import MediaTypes

/// Reads a journal's bytes as recovery does; for fuzzing.
@_spi(Fuzzing) public enum JournalReplay {
    /// Returns whether the bytes are a journal with an upload in it. What was read must be written the same again.
    public static func read(_ bytes: [UInt8]) -> Bool {
        guard let reader = try? JournalReader(bytes, path: "") else { return false }
        precondition(reader.validLength <= bytes.count)
        let written = reader.records.reduce(JournalCoding.signature) { $0 + JournalCoding.encode($1) }
        precondition((try? JournalReader(written, path: ""))?.records == reader.records)
        guard let state = UploadState(reader.records) else { return false }
        if let opened = state.opened { cut(opened, state) }
        return true
    }

    /// A journal with these bodies as records, their lengths and checksums made right: so that the search need not find them.
    public static func journal(of bodies: [[UInt8]]) -> [UInt8] {
        bodies.reduce(JournalCoding.signature) { journal, body in
            var writer = ByteWriter()
            writer.write(UInt32(clamping: body.count))
            writer.write(JournalCoding.checksum(of: body))
            return journal + writer.bytes + body
        }
    }

    /// Goes on with the parts, as an upload would.
    private static func cut(_ opened: OpenedUpload, _ state: UploadState) {
        let limits = UploadLimits(
            minimumPartSize: 5 << 20, maximumPartSize: 5 << 30, maximumPartCount: 10_000, maximumPutSize: 5 << 30)
        var schedule = PartSchedule(
            limits: limits, sizes: UploadOptions().sizes, changingHead: state.file.changingHead,
            available: state.finalSize ?? 1 << 30, isFinal: state.finalSize != nil)
        schedule.resume(
            PartPlan(partSize: opened.partSize, grows: opened.grows, limits: limits), Array(state.parts.values))
        for _ in 0..<100 {
            guard case .send(let number, let range) = schedule.nextAction() else { return }
            precondition(number >= 1 && number <= limits.maximumPartCount && !range.isEmpty)
            schedule.lost(number)
        }
    }
}
