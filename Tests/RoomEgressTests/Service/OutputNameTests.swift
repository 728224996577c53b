import Testing

@testable import RoomEgress

struct OutputNameTests {
    private typealias R = EgressRequests

    private func template(_ values: [String: String] = [:], retry: Int = 0) -> NameTemplate {
        NameTemplate(
            identifier: "my-room", values: values, start: EgressStart(unixTime: R.now), retryCount: retry)
    }

    @Test(arguments: [
        ("a.mp4", "a.mp4"), ("a", "a.mp4"), ("a.ogg", "a.mp4"), ("a.m3u8", "a.mp4"), ("a.mov", "a.mov.mp4"),
        ("a.b.c", "a.b.c.mp4"), ("d.ts/a", "d.ts/a.mp4"), ("", "my-room-2026-11-21T165004.mp4"),
        ("d/", "d/my-room-2026-11-21T165004.mp4"), ("/abs/d/", "/abs/d/my-room-2026-11-21T165004.mp4"),
        ("../../a", "a.mp4"), ("x/../../a", "a.mp4"), ("..", "my-room-2026-11-21T165004.mp4"), (".", "my-room-2026-11-21T165004.mp4"),
        ("./a//b", "a/b.mp4"), ("/../a", "/a.mp4"), ("{time}", "2026-11-21T165004.mp4"),
        ("{utc}", "20261121165004123.mp4"), ("{room_name}-{room_id}", "team/x-RM_1.mp4"), ("{retry}", "{retry}.mp4"),
        ("{unknown}{", "{unknown}{.mp4"), ("{track_id}", "{track_id}.mp4"),
    ])
    func `files are named as documented`(asked: String, name: String) {
        let values = ["room_name": "team/x", "room_id": "RM_1"]
        #expect(FileName(asked: asked, extension: ".mp4", template: template(values)).path == name)
    }

    @Test(arguments: ["../../etc/passwd", "/etc/passwd", "..", "/", "a/../../../etc", "./..", "....//"])
    func `what others name leads out of no folder`(room: String) {
        for asked in ["/srv/{room_name}/a", "{room_name}/a", "/srv/{room_name}", "d/.{room_name}/a", "{room_name}{room_name}/a"] {
            let path = FileName(asked: asked, extension: ".mp4", template: template(["room_name": room])).path
            #expect(path.hasPrefix("/srv/") == asked.hasPrefix("/"), "\(path)")
            #expect(!path.split(separator: "/").contains("..") && !path.hasPrefix("../"), "\(path)")
        }
    }

    @Test func `an empty value makes no path absolute`() throws {
        let plan = try R.plan(R.web(#""file": {"filepath": "{room_id}/a"}"#))
        #expect(plan.file?.filename == "a.mp4" && plan.file?.path == "/out/a.mp4")
    }

    @Test func `paths, names and manifests of the plan`() throws {
        let relative = try R.plan(R.web(#""file": {"filepath": "d/a.mp4"}"#)).file
        #expect(relative?.filename == "d/a.mp4" && relative?.path == "/out/d/a.mp4")
        #expect(relative?.manifestPath == "/out/d/EG_test.json")
        let absolute = try R.plan(R.web(#""file": {"filepath": "/srv/a.mp4"}"#)).file
        #expect(absolute?.filename == "/srv/a.mp4" && absolute?.manifestPath == "/srv/EG_test.json")
        let generated = try R.plan(R.web(#""file": {}"#), utcOffset: 3_600).file
        #expect(generated?.filename == "web-2026-11-21T175004.mp4")
        let room = try R.plan(R.room(#""file": {}, "audio_only": true"#)).file
        #expect(room?.filename == "my-room-2026-11-21T165004.ogg")
    }

    @Test func `a generated name gives way to a running job's`() throws {
        let free = try #require(try R.plan(R.web(#""file": {}"#)).file)
        let other = try R.plan(R.web(#""file": {}"#)) { $0.takenPaths = [free.path] }.file
        #expect(other?.filename == "web-2026-11-21T165004-EG_test.mp4")
    }

    @Test(arguments: ["\(String(repeating: "a", count: 252))", "a\\nb", "\(String(repeating: "d/", count: 2_100))a"])
    func `a name no file system takes is refused`(path: String) throws {
        #expect(try R.refusal(R.web(#""file": {"filepath": "\#(path)"}"#)).hasSuffix("field: filepath"))
    }

    // MARK: Retries

    @Test(arguments: [
        ("", 0, true), ("plain.mp4", 0, true), ("", 1, true), ("recordings/", 1, true), ("a-{retry}.mp4", 1, true),
        ("recordings/{retry}/my-file.mp4", 2, true), ("plain.mp4", 1, false), ("plain.mp4", 2, false),
    ])
    func `a retried file must not overwrite the first`(path: String, count: Int, isSafe: Bool) throws {
        let body = #"{"retry_count": \#(count), "web": {"url": "http://a", "file": {"filepath": "\#(path)"}}}"#
        let refusal = "failed_precondition: output configuration does not support retry"
        #expect(try R.refusal(body) == (isSafe ? "accepted" : refusal))
    }

    @Test func `the retry stands in names`() {
        #expect(FileName(asked: "a-{retry}", extension: ".mp4", template: template(retry: 2)).path == "a-2.mp4")
        #expect(FileName(asked: "", extension: ".mp4", template: template(retry: 2)).path == "my-room-2026-11-21T165004-2.mp4")
    }

    @Test(arguments: [
        ("", "", true), ("s-{retry}", "", true), ("s-{retry}", "p", true), ("", "p-{retry}", true),
        ("s-{retry}", "p-{retry}", true), ("s", "p-{retry}", false), ("s", "", false), ("", "p", false), ("s", "p", false),
    ])
    func `retried segments must not overwrite the first`(prefix: String, playlist: String, isSafe: Bool) {
        #expect(SegmentNames.isSafeToRetry(prefix: prefix, playlist: playlist) == isSafe)
    }

    // MARK: Segments

    @Test(arguments: [
        ("", "playlist", "", "", "playlist.m3u8", nil, "playlist"),
        ("", "d/playlist", "d/live_playlist", "d/", "playlist.m3u8", "live_playlist.m3u8", "playlist"),
        ("filename", "", "live2.m3u8", "", "filename.m3u8", "live2.m3u8", "filename"),
        ("filename", "playlist", "", "", "playlist.m3u8", nil, "filename"),
        ("filename", "d/", "", "d/", "filename.m3u8", nil, "filename"),
        ("filename", "d/playlist", "", "d/", "playlist.m3u8", nil, "filename"),
        ("d/", "playlist", "", "d/", "playlist.m3u8", nil, "playlist"),
        ("d/filename", "playlist", "", "d/", "playlist.m3u8", nil, "filename"),
        ("d/filename", "d/playlist", "", "d/", "playlist.m3u8", nil, "filename"),
        ("e/filename", "d/playlist", "", "d/", "playlist.m3u8", nil, "e/filename"),
        ("", "", "", "", "my-room-2026-11-21T165004.m3u8", nil, "my-room-2026-11-21T165004"),
        ("", "my.show", "", "", "my.m3u8", nil, "my"),
    ] as [(String, String, String, String, String, String?, String)])
    func `segments are named as documented`(
        prefix: String, playlist: String, live: String, folder: String, list: String, liveList: String?, segments: String
    ) throws {
        let names = try SegmentNames(prefix: prefix, playlist: playlist, live: live, template: template())
        #expect(names.folder == folder && names.playlist == list && names.livePlaylist == liveList)
        #expect(names.prefix == segments)
    }

    @Test func `times before 1970 and in other zones are written`() {
        #expect(EgressStart(unixTime: -1).utcDigits == "19691231235959999")
        #expect(EgressStart(unixTime: 0, utcOffset: -3_600).localTime == "1969-12-31T230000")
        #expect(EgressStart(unixTime: 0).utcDigits == "19700101000000000")
        _ = EgressStart(unixTime: .min, utcOffset: .min).localTime
        _ = EgressStart(unixTime: .max, utcOffset: .max).utcDigits
    }
}
