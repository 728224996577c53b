import MediaTypes
import Testing

@testable import RoomEgress

struct TrackFileNamingTests {
    private func naming(
        _ asked: String, preference: TrackSettings.FilePreference = .container, taken: Set<String> = []
    ) -> TrackFileNaming {
        TrackFileNaming(
            asked: asked, values: ["room_name": "my-room"], start: EgressStart(unixTime: 1_700_000_000_000_000_000, utcOffset: 0),
            retryCount: 0, folder: "/out", storage: nil, manifestName: "EG_a.json", preference: preference, uniqueSuffix: "EG_a",
            takenPaths: taken)
    }

    private func track(_ mimeType: String) -> TrackFacts {
        TrackFacts(
            id: "TR_VCabc", kind: mimeType.hasPrefix("audio") ? .audio : .video, source: "camera",
            publisherIdentity: "alice", mimeType: mimeType)
    }

    @Test(arguments: [
        // The extension asked for decides, where the codec can be written so.
        ("a.mp4", "video/H264", "a.mp4"), ("a.h264", "video/H264", "a.h264"), ("a.webm", "video/VP8", "a.webm"),
        ("a.ivf", "video/VP8", "a.ivf"), ("a.ivf", "video/VP9", "a.ivf"), ("a.IVF", "video/AV1", "a.IVF"),
        ("a.ogg", "audio/opus", "a.ogg"),
        // Another known one gives way, an unknown one stays.
        ("a.mp4", "video/VP8", "a.webm"), ("a.ogg", "video/H264", "a.mp4"), ("a.mp4", "audio/opus", "a.ogg"),
        ("a", "video/AV1", "a.webm"), ("a.b", "audio/opus", "a.b.ogg"),
        // Made by us.
        ("", "audio/opus", "TR_VCabc-2023-11-14T221320.ogg"), ("d/", "video/H264", "d/TR_VCabc-2023-11-14T221320.mp4"),
    ])
    func `the name tells the format, and the codec what is possible`(asked: String, mime: String, name: String) throws {
        let file = try naming(asked).file(for: track(mime))
        #expect(file.filename == name && file.path == "/out/" + name)
        #expect(file.manifestPath == (name.hasPrefix("d/") ? "/out/d/EG_a.json" : "/out/EG_a.json"))
    }

    @Test(arguments: [("video/h264", FileFormat.h264), ("video/vp9", .ivf), ("audio/opus", .ogg)])
    func `raw files are written where they are preferred`(mime: String, format: FileFormat) throws {
        #expect(try naming("a", preference: .raw).file(for: track(mime)).format == format)
        #expect(try naming("a.mp4", preference: .raw).file(for: track("video/h264")).format == .mp4)
    }

    @Test func `every variable is filled in`() throws {
        let asked = "{room_name}/{publisher_identity}-{track_source}-{track_type}-{track_id}-{time}"
        let file = try naming(asked).file(for: track("video/vp8"))
        #expect(file.filename == "my-room/alice-camera-video-TR_VCabc-2023-11-14T221320.webm")
    }

    @Test func `an identity leads nowhere else`() throws {
        var facts = track("video/vp8")
        facts.publisherIdentity = "../../etc/passwd"
        #expect(try naming("{publisher_identity}/a").file(for: facts).path == "/out/etc/passwd/a.webm")
    }

    @Test func `a generated name that is taken gets the egress's id`() throws {
        let taken = "/out/TR_VCabc-2023-11-14T221320.webm"
        let file = try naming("", taken: [taken]).file(for: track("video/vp8"))
        #expect(file.filename == "TR_VCabc-2023-11-14T221320-EG_a.webm")
    }

    @Test func `a codec without a file is refused with the documented text`() {
        #expect(throws: TrackError.unsupportedCodec("video/h265")) { try naming("a").file(for: track("video/H265")) }
        #expect("\(TrackError.unsupportedCodec("video/h265"))" == "video/h265 is not yet supported")
    }
}
