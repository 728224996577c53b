import MediaTypes
import RoomClient

/// A room that was joined for one of its tracks.
struct TrackSession: Sendable {
    let facts: TrackFacts
    private let room: Room
    private let track: RemoteTrack

    /// What comes of the track.
    enum Media: Sendable {
        case frame(EncodedFrame)
        case muted, unmuted
        case ended(End)
    }

    enum End: Sendable {
        /// Unpublished, or its room or publisher is gone.
        case track
        case failed(TrackError)
    }

    /// Joins, waits for the track and subscribes to it.
    static func open(_ job: TrackJob) async throws -> TrackSession {
        let room: Room
        do throws(RoomError) {
            room = try await Room.connect(to: job.room.url, credentials: job.room.roomCredentials)
        } catch {
            throw TrackError.cannotJoin("\(error)")
        }
        do {
            let published = try await find(job.track, in: room, timeout: job.trackTimeout)
            var options = SubscriptionOptions()
            options.returnTimeout = absence
            options.lossReturnTimeout = longAbsence
            let track = try await room.subscribe(to: published.sid, options: options)
            return TrackSession(facts: await facts(of: published, in: room), room: room, track: track)
        } catch {
            await room.leave()
            throw error
        }
    }

    /// A publisher that left to join anew is there within this time.
    private static let absence = Duration.seconds(3)
    /// One that the server gave up: its network, or the machine it runs on, needs longer.
    private static let longAbsence = Duration.seconds(15)

    private static func find(_ track: TrackSelection, in room: Room, timeout: Duration) async throws -> PublishedTrack {
        do throws(RoomError) {
            return try await room.waitForTrack(track, timeout: timeout)
        } catch {
            switch (error, track) {
            case (.cancelled, _): throw CancellationError()
            case (.disconnected(.duplicateIdentity), _): throw TrackError.replaced
            case (.disconnected(let reason), _): throw TrackError.disconnected(reason.rawValue)
            case (_, .sid(let sid)): throw TrackError.trackNotFound(sid)
            case (_, .source(let source, let identity)):
                let isThere = await room.participants.contains { $0.identity == identity }
                throw isThere
                    ? TrackError.trackNotFound("\(identity):\(source.rawValue)") : .participantNotFound(identity)
            case (_, .kind(_, let identity)): throw TrackError.participantNotFound(identity)
            }
        }
    }

    private static func facts(of track: PublishedTrack, in room: Room) async -> TrackFacts {
        var facts = TrackFacts(
            id: track.sid, kind: track.kind, source: track.source.rawValue,
            publisherIdentity: track.participantIdentity, mimeType: track.mimeType)
        let information = await room.information
        (facts.roomID, facts.roomName) = (information.sid, information.name)
        return facts
    }

    /// The time of day, in nanoseconds since 1970, of a time on the frames' timeline.
    func unixTime(of time: MediaTime) -> Int64 { room.timeline.unixNanoseconds(at: time) }

    /// This moment on that timeline.
    var now: MediaTime { room.timeline.now }

    /// Hands everything on until the track ends, or the task is cancelled.
    func forEach(_ body: (Media) -> Void) async {
        for await media in track.media {
            switch media {
            case .frame(let frame): body(.frame(frame))
            case .muted: body(.muted)
            case .unmuted: body(.unmuted)
            case .ended(let end): body(.ended(await meaning(of: end)))
            }
        }
    }

    private func meaning(of end: TrackEnd) async -> End {
        switch end {
        case .unpublished, .participantLeft, .unsubscribed, .roomClosed: return .track
        case .refused: return .failed(.refused(facts.id))
        case .disconnected:
            // The room is there again, and the track is not.
            guard case .disconnected(let reason) = await room.status else { return .track }
            return .failed(reason == .duplicateIdentity ? .replaced : .disconnected(reason.rawValue))
        }
    }

    func close() async { await room.leave() }
}
