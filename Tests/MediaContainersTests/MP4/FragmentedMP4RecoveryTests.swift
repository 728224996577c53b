import MediaContainers
import MediaTypes
import TestSupport
import Testing

struct FragmentedMP4RecoveryTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    private func recover(_ bytes: [UInt8]) throws -> [UInt8]? {
        var file = MemoryOutput(bytes: bytes)
        guard case .unfinished(let recovery) = try FragmentedMP4Recovery.scan(&file) else { return nil }
        file.truncate(to: recovery.end)
        let size = try recovery.finish(&file)
        #expect(size == file.byteCount)
        return file.bytes
    }

    @Test(arguments: Fixtures.names)
    func `a file that lacks only its index becomes the file the writer would have finished`(_ name: String) throws {
        let (output, _) = try Fixtures.named(name).written()
        let fragmentsEnd = output.growing.count
        // With nothing, with a part, and with all of the index appended.
        for end in [fragmentsEnd, (fragmentsEnd + output.bytes.count) / 2, output.bytes.count] {
            #expect(try recover(output.killed(at: end)) == output.bytes)
        }
    }

    @Test(arguments: ["reordered", "sparse key frames", "sound only"])
    func `a file cut off anywhere is saved up to its last whole samples`(_ name: String) throws {
        let source = try Fixtures.named(name)
        let (output, _) = try source.written()
        var random = SeededGenerator(seed: 5)
        var decoded = 0
        for _ in 0..<40 {
            let cut = Int.random(in: output.appends[1]...output.bytes.count, using: &random)
            let recovered = try #require(try recover(output.killed(at: cut, activated: .random(using: &random))))
            let report = try MP4Checker.check(recovered)
            let whole = output.appends.last { $0 <= cut } ?? 0
            #expect(report.tracks.reduce(0) { $0 + $1.byteCount } > 0)
            #expect(recovered.count > whole - output.appends[0])
            guard decoded < 4 else { continue }
            decoded += 1
            try expectDecodes(folder.write(recovered, as: "a.mp4"))
        }
    }

    @Test func `changed parameter sets are found in the samples`() throws {
        let source = try Fixtures.named("sparse key frames")
        var changed = source
        guard case .h264(var sets) = source.tracks[0].parameters else { return }
        sets.pictureParameterSets.append([0x68, 1, 2, 3])
        for index in changed.frames.indices.dropFirst(100) where changed.frames[index].track == 0 {
            changed.frames[index].isKeyframe = true
            changed.frames[index].newParameters = .h264(sets)
        }
        let (output, _) = try changed.written()
        let recovered = try #require(try recover(output.growing))
        #expect(recovered == output.bytes)
        #expect(try MP4Checker.check(recovered).tracks.first?.sampleEntry == "avc3")
    }

    @Test func `other files are left alone`() throws {
        let (output, _) = try Fixtures.named("sound only").written()
        var finished = output
        guard case .finished = try FragmentedMP4Recovery.scan(&finished) else {
            Issue.record("a finished file is not seen as one")
            return
        }
        for bytes in [[], [0], [UInt8](repeating: 0, count: 4096), Array(output.bytes.dropFirst())] {
            var file = MemoryOutput(bytes: bytes)
            guard case .foreign = try FragmentedMP4Recovery.scan(&file) else {
                Issue.record("\(bytes.count) foreign bytes are taken for ours")
                return
            }
        }
    }

    @Test func `damage anywhere never traps and gives tables that agree`() throws {
        let (output, _) = try Fixtures.named("sparse key frames").written()
        let growing = output.growing
        var random = SeededGenerator(seed: 11)
        for _ in 0..<150 {
            var damaged = growing
            // Mostly in boxes, whose places the ends of appends tell.
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let start = try #require(([0] + output.appends.dropLast()).randomElement(using: &random))
                let position = min(damaged.count - 1, start + Int.random(in: 0..<1500, using: &random))
                damaged[position] = .random(in: 0...255, using: &random)
            }
            _ = try recover(damaged)
        }
    }
}
