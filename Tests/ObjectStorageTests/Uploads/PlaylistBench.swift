import Foundation
import ObjectStorage
import TestSupport
import Testing

/// A stream in segments that ffmpeg made, a bucket behind a bad network, and a watcher of its playlists.
struct PlaylistBench {
    /// A version of a playlist as it was in the bucket.
    struct Version: Decodable {
        let key: String
        let text: String
        /// Keys that it names and that were not there.
        let missing: [String]
        var lines: [Substring] { text.split(separator: "\n") }
        var segments: [Substring] { lines.filter { !$0.hasPrefix("#") } }
    }

    /// Its line in a playlist, and its file's name.
    struct Segment {
        let duration: String
        let name: String
    }

    let site: S3Site
    let segments: [Segment]
    private let proxy: PythonPeer
    private let endpoint: String
    private let folder: TemporaryFolder

    static let options = UploadOptions(
        largestWhole: 1 << 20, firstPause: .milliseconds(20), longestPause: .milliseconds(200))

    init(_ folder: TemporaryFolder) async throws {
        self.folder = folder
        try ExternalTool.ffmpeg(
            "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=20", "-f", "lavfi", "-i", "sine", "-t", "12", "-c:v",
            "libx264", "-preset", "ultrafast", "-g", "10", "-c:a", "aac", "-f", "hls", "-hls_time", "0.5", "-hls_list_size", "0",
            "-hls_segment_filename", folder.path("show_%05d.ts"), folder.path("made.m3u8"))
        let made = try String(contentsOfFile: folder.path("made.m3u8"), encoding: .utf8).split(separator: "\n")
        segments = zip(made, made.dropFirst()).filter { $0.0.hasPrefix("#EXTINF") }.map { Segment(duration: "\($0)", name: "\($1)") }
        site = try await S3Site()
        let port = try #require(URL(string: site.url)?.port)
        let script = PythonTool.repository.appending(path: "Tests/ObjectStorageTests/Python/fault_proxy.py")
        proxy = try await PythonPeer(script, arguments: ["\(port)"])
        endpoint = "http://127.0.0.1:\(try #require(try await proxy.ask(["do": "port"]).result)[0])"
    }

    /// From now on a share of all requests fails in one of these ways.
    func harm(_ kinds: [String], rate: Double) async throws {
        _ = try await proxy.ask(["do": "faults", "kinds": kinds, "rate": rate, "seed": 1])
    }

    /// How often each fault was met.
    func faults() async throws -> [String] { try #require(try await proxy.ask(["do": "counts"]).result) }

    func watch(_ playlists: [String]) async throws { _ = try await site.peer.ask(["do": "watch", "playlists": playlists]) }

    /// Ends the watch.
    func versions() async throws -> [Version] {
        try #require(try await site.peer.ask(["do": "watched"]).result)
            .map { try JSONDecoder().decode(Version.self, from: Data($0.utf8)) }
    }

    func destination() throws -> UploadDestination {
        var options = site.options()
        options.endpoint = endpoint
        return UploadDestination("bucket", try StorageOptions.s3(options).makeStore())
    }

    /// The first `count` segments, or the last three of them, as a playlist.
    func playlist(_ count: Int, isLive: Bool = false, isComplete: Bool = false) -> [UInt8] {
        let first = isLive ? max(count - 3, 0) : 0
        let head = ["#EXTM3U", "#EXT-X-VERSION:4", "#EXT-X-TARGETDURATION:1", "#EXT-X-MEDIA-SEQUENCE:\(first)"]
        let lines = head + segments[first..<count].flatMap { [$0.duration, $0.name] } + (isComplete ? ["#EXT-X-ENDLIST"] : [])
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// What is in the bucket, as files.
    func download(_ names: [String], to path: String) async throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for name in names {
            let reply = try await site.peer.ask(["do": "download", "key": "talk/\(name)", "path": "\(path)/\(name)"])
            try #require(reply.error == nil, "\(name): \(reply.error ?? "")")
        }
    }
}
