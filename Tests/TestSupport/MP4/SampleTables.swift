/// The tables of `stbl`, expanded to one value a sample.
struct SampleTables {
    let sampleEntry: String
    let sizes: [Int]
    let durations: [Int]
    let compositionOffsets: [Int]?
    let syncSamples: [Int]?
    let chunkOffsets: [Int]
    let chunkSampleCounts: [Int]
    let groupCounts: [Int]

    init(_ table: MP4Box) throws {
        let description = try table.child("stsd")
        let entries = try MP4Box.parse(table.bytes, in: (description.body.lowerBound + 8)..<description.body.upperBound)
        guard entries.count == 1 else { throw MP4Checker.Violation(description: "\(entries.count) sample entries") }
        sampleEntry = entries[0].type
        sizes = try Self.sizes(table)
        durations = try Self.runs(table.child("stts"), signed: false)
        compositionOffsets = try table.optionalChild("ctts").map { try Self.runs($0, signed: true) }
        syncSamples = try table.optionalChild("stss").map { try Self.list($0) { Int(try $0.u32()) } }
        chunkOffsets = try Self.list(table.child("co64")) { Int(try $0.i64()) }
        chunkSampleCounts = try Self.chunkSampleCounts(table, chunks: chunkOffsets.count)
        groupCounts = try table.children().filter { $0.type == "sbgp" }.map { box in
            var fields = try box.fields()
            try fields.skip(8)
            var total = 0
            for _ in 0..<(try fields.u32()) {
                total += Int(try fields.u32())
                try fields.skip(4)
            }
            try fields.end()
            return total
        }
    }

    /// The end of the sample presented last, counted from the first decode time.
    var presentationEnd: Int {
        var decode = 0
        var end = 0
        for (index, duration) in durations.enumerated() {
            end = max(end, decode + (compositionOffsets?[index] ?? 0) + duration)
            decode += duration
        }
        return end
    }

    func chunkRanges() throws -> [Range<Int>] {
        var sample = 0
        return try zip(chunkOffsets, chunkSampleCounts).map { offset, count in
            guard sample + count <= sizes.count else {
                throw MP4Checker.Violation(description: "stsc has too many samples")
            }
            defer { sample += count }
            return offset..<(offset + sizes[sample..<(sample + count)].reduce(0, +))
        }
    }

    private static func list(_ box: MP4Box, _ element: (inout MP4Fields) throws -> Int) throws -> [Int] {
        var fields = try box.fields()
        try fields.skip(4)
        var values: [Int] = []
        for _ in 0..<(try fields.u32()) { values.append(try element(&fields)) }
        try fields.end()
        return values
    }

    private static func runs(_ box: MP4Box, signed: Bool) throws -> [Int] {
        var fields = try box.fields()
        try fields.skip(4)
        var values: [Int] = []
        for _ in 0..<(try fields.u32()) {
            let count = Int(try fields.u32())
            let word = try fields.u32()
            values += [Int](repeating: signed ? Int(Int32(bitPattern: word)) : Int(word), count: count)
        }
        try fields.end()
        return values
    }

    private static func sizes(_ table: MP4Box) throws -> [Int] {
        var fields = try table.child("stsz").fields()
        try fields.skip(4)
        guard try fields.u32() == 0 else { throw MP4Checker.Violation(description: "stsz with one size for all") }
        var values: [Int] = []
        for _ in 0..<(try fields.u32()) { values.append(Int(try fields.u32())) }
        try fields.end()
        return values
    }

    private static func chunkSampleCounts(_ table: MP4Box, chunks: Int) throws -> [Int] {
        var fields = try table.child("stsc").fields()
        try fields.skip(4)
        var runs: [(first: Int, count: Int)] = []
        for _ in 0..<(try fields.u32()) {
            runs.append((Int(try fields.u32()), Int(try fields.u32())))
            guard try fields.u32() == 1 else { throw MP4Checker.Violation(description: "an unknown sample entry") }
        }
        try fields.end()
        guard chunks > 0 else { return [] }
        guard runs.first?.first == 1, zip(runs, runs.dropFirst()).allSatisfy({ $0.first < $1.first }) else {
            throw MP4Checker.Violation(description: "stsc does not rise from 1")
        }
        return zip(runs, runs.dropFirst().map(\.first) + [chunks + 1]).flatMap { run, next in
            [Int](repeating: run.count, count: max(0, next - run.first))
        }
    }
}
