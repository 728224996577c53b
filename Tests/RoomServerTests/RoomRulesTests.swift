import Cryptography
import MediaTypes
import ProtobufRuntime
import ProtocolModels
import RTPMedia
import SessionDescription
import Testing

@testable import RoomServer

/// The rules that need no connection, in a time that the tests make.
struct RoomRulesTests {
    // MARK: Rooms

    @Test func `a room waits for its first participant, then for none but those who count`() {
        var life = RoomLifetime(emptyTimeout: .seconds(300), departureTimeout: .seconds(20), now: .seconds(10))
        #expect(!life.isOver(at: .seconds(309)))
        #expect(life.isOver(at: .seconds(310)))
        life.note(keepers: 1, at: .seconds(100))
        #expect(!life.isOver(at: .seconds(10_000)))
        life.note(keepers: 0, at: .seconds(10_000))
        life.note(keepers: 0, at: .seconds(10_010))  // a recorder left
        #expect(!life.isOver(at: .seconds(10_019)))
        life.note(keepers: 1, at: .seconds(10_019))  // somebody came back
        #expect(!life.isOver(at: .seconds(10_500)))
        life.note(keepers: 0, at: .seconds(20_000))
        #expect(life.isOver(at: .seconds(20_020)))
    }

    // MARK: Rights

    @Test func `a token's grant says what is allowed, and silence allows`() {
        let silent = ParticipantRights(VideoGrant(room: "r", roomJoin: true))
        #expect(silent.canSubscribe && silent.canPublish && silent.canPublishData && silent.mayPublish(.camera))
        #expect(!silent.canUpdateMetadata && !silent.isHidden && !silent.isRecorder)
        let recorder = ParticipantRights(.recorder(in: "r"))
        #expect(recorder.canSubscribe && !recorder.canPublish && !recorder.canPublishData)
        #expect(recorder.isHidden && recorder.isRecorder)
        var grant = VideoGrant(room: "r", roomJoin: true)
        grant.canPublishSources = ["microphone"]
        let some = ParticipantRights(grant)
        #expect(some.mayPublish(.microphone) && !some.mayPublish(.camera) && !some.mayPublish(.unknown))
        grant.canPublish = false
        #expect(!ParticipantRights(grant).mayPublish(.microphone))
        #expect(ParticipantRights(some.permission) == some)
    }

    // MARK: Messages

    @Test func `a burst is taken, and then so many a second`() {
        var budget = SignalBudget(burst: 3, perSecond: 2, now: .zero)
        let first = (0..<5).map { _ in budget.take(at: .zero) }
        #expect(first == [true, true, true, false, false])
        let later = (0..<3).map { _ in budget.take(at: .seconds(1)) }
        #expect(later == [true, true, false])
        let muchLater = budget.take(at: .seconds(3_600))
        #expect(muchLater)
    }

    @Test func `an answer belongs to the last offer, or to none that is counted`() {
        var state = OfferState()
        let number = state.next()
        #expect(!state.isCurrent(number))
        (state.isBusy, state.deadline) = (true, .seconds(1))
        #expect(state.isCurrent(number) && state.isCurrent(0) && !state.isCurrent(number &- 1))
        let next = state.next()
        #expect(next == number + 1)
    }

    // MARK: Layers

    private static let layers = [UInt32(10), 20, 30].enumerated().map { rank, ssrc in
        LayerChoice.Candidate(ssrc: ssrc, rank: rank, isAlive: true)
    }

    private static func layers(alive: Set<UInt32>) -> [LayerChoice.Candidate] {
        layers.map { LayerChoice.Candidate(ssrc: $0.ssrc, rank: $0.rank, isAlive: alive.contains($0.ssrc)) }
    }

    @Test func `the best layer that lives is taken, up to what is wanted`() {
        var choice = LayerChoice()
        func best(of layers: [LayerChoice.Candidate]) -> UInt32? {
            choice.choose(layers, current: 30, awaited: nil, at: .zero)
        }
        #expect(best(of: Self.layers) == 30)
        #expect(best(of: Self.layers(alive: [10, 20])) == 20)
        #expect(best(of: Self.layers(alive: [])) == 10)
        choice.limit = 0
        #expect(best(of: Self.layers) == 10)
        #expect(best(of: []) == nil)
    }

    @Test func `a layer that gives no key frame is left alone for longer each time`() {
        var choice = LayerChoice()
        func pick(_ awaited: UInt32?, _ seconds: Int64) -> UInt32? {
            choice.choose(Self.layers, current: 20, awaited: awaited, at: .seconds(seconds))
        }
        #expect(pick(nil, 0) == 30)
        #expect(pick(30, 0) == 30)
        #expect(pick(30, 3) == 30)
        #expect(pick(30, 4) == 20)  // given up
        #expect(pick(nil, 8) == 20)
        #expect(pick(nil, 9) == 30)
        #expect(pick(30, 9) == 30)
        #expect(pick(30, 13) == 20)  // again
        #expect(pick(nil, 22) == 20)
        #expect(pick(nil, 23) == 30)
    }

    @Test func `names of layers are put in order by what they mean`() {
        #expect(UplinkSection.ascending(["f", "h", "q"]) == ["q", "h", "f"])
        #expect(UplinkSection.ascending(["f", "q"]) == ["q", "f"])
        #expect(UplinkSection.ascending(["0", "2", "1"]) == ["2", "1", "0"])
        #expect(UplinkSection.ascending(["small", "big"]) == ["small", "big"])
    }

    // MARK: Sound

    @Test func `a track is heard when enough of it is loud`() {
        var meter = LoudnessMeter()
        func heard() -> UInt8? { meter.take() }
        #expect(heard() == nil)
        for level in [UInt8(20), 127, 30, 127, 127] {
            meter.note(AudioLevel(decibelsBelowFullScale: level, isVoice: true))
        }
        #expect(heard() == 20)
        for level in [UInt8(20), 127, 127] { meter.note(AudioLevel(decibelsBelowFullScale: level, isVoice: true)) }
        #expect(heard() == nil)
    }

    @Test func `speakers are told when they begin, change and end`() {
        var speakers = ActiveSpeakers()
        func told(_ levels: [String: UInt8]) -> [LiveKit.SpeakerInfo] { speakers.update(levels) }
        let began = told(["PA_a": 20, "PA_b": 0])
        #expect(began.map(\.sid) == ["PA_b", "PA_a"] && began.allSatisfy(\.active))
        #expect(began[0].level == 1 && abs(began[1].level - 0.1) < 0.001)
        #expect(told(["PA_a": 21, "PA_b": 1]).isEmpty)
        #expect(told(["PA_a": 10, "PA_b": 1]).map(\.sid) == ["PA_a"])
        let ended = told([:])
        #expect(ended.map(\.sid) == ["PA_a", "PA_b"] && !ended.contains { $0.active })
    }

    @Test func `an answer asks a publisher of Opus for what its track is`() throws {
        let text = """
            v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n\
            a=rtpmap:111 opus/48000/2\r\na=fmtp:111 useinbandfec=1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:1\r\n\
            a=rtpmap:111 opus/48000/2\r\na=fmtp:111 useinbandfec=1\r\n
            """
        let wishes = ["1": AnswerText.Sound(isStereo: true, usesDTX: true)]
        let document = try SDPDocument(parsing: AnswerText.applying(wishes, to: text))
        #expect(document.media[0].codecs.first?.parameters.text == "useinbandfec=1")
        #expect(
            document.media[1].codecs.first?.parameters.text
                == "useinbandfec=1;usedtx=1;stereo=1;maxaveragebitrate=510000")
        #expect(AnswerText.applying([:], to: text) == text)
    }

    // MARK: Tracks

    @Test func `settings of a subscriber name the smallest layer that fills them`() {
        var rights = LiveKit.UpdateTrackSettings()
        let layers = [(1_280, 720), (640, 360), (320, 180)].map { size in
            LiveKit.VideoLayer.with { ($0.width, $0.height) = (UInt32(size.0), UInt32(size.1)) }
        }
        #expect(LayerChoice.rank(of: layers, for: rights) == 0)
        rights.quality = .high
        #expect(LayerChoice.rank(of: layers, for: rights) == Int.max)
        (rights.width, rights.height) = (400, 200)
        #expect(LayerChoice.rank(of: layers, for: rights) == 1)
        (rights.width, rights.height) = (4_000, 2_000)
        #expect(LayerChoice.rank(of: layers, for: rights) == Int.max)
    }
}
