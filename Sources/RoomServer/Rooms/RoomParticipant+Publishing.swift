internal import MediaTypes
internal import ProtobufRuntime
internal import ProtocolModels
internal import RTPMedia
internal import SessionDescription
internal import WebRTCTransport

extension RoomParticipant {
    // MARK: Announcements

    /// Takes a track that is to come, and gives it its name.
    func add(_ request: LiveKit.AddTrackRequest) {
        if let reason = refusal(of: request) {
            return channel.send(
                .requestResponse(
                    .with {
                        $0.reason = reason
                        $0.message = "the track \(request.cid.prefix(100)) is refused: \(reason)"
                        $0.request = .addTrack(request)
                    }))
        }
        if let known = tracks.first(where: { $0.clientIDs.contains(request.cid) }) {
            return tell(known, as: request.cid)
        }
        let track = PublishedTrack(request, of: self)
        tracks.append(track)
        tell(track, as: request.cid)
        Task { await self.matchTracks() }
    }

    private func refusal(of request: LiveKit.AddTrackRequest) -> LiveKit.RequestResponse.Reason? {
        guard rights.mayPublish(request.source) else { return .notAllowed }
        guard request.type == .audio || request.type == .video else { return .unsupportedType }
        let limits = context.configuration.limits
        guard tracks.count < limits.tracksPerParticipant else { return .limitExceeded }
        guard !request.cid.isEmpty, request.layers.count <= 8, request.simulcastCodecs.count <= 4,
            request.simulcastCodecs.allSatisfy({ $0.layers.count <= 8 })
        else { return .invalidRequest }
        // Whatever is told of the track goes to everybody.
        let layers = request.layers + request.simulcastCodecs.flatMap(\.layers)
        let names = [request.cid, request.name, request.stream] + request.simulcastCodecs.map(\.cid)
        guard names.allSatisfy({ $0.utf8.count <= limits.nameSize }) else { return .invalidRequest }
        return layers.allSatisfy { $0.rid.utf8.count <= Self.longestLayerName } ? nil : .invalidRequest
    }

    /// SDKs say `q`, `h` and `f`.
    private static let longestLayerName = 32

    private func tell(_ track: PublishedTrack, as cid: String) {
        channel.send(
            .trackPublished(
                .with {
                    $0.cid = cid
                    $0.track = track.info
                }))
    }

    // MARK: Descriptions

    func take(offer: LiveKit.SessionDescription) async {
        do {
            let publisher = try await publisherConnection()
            describing.insert(.publisher)
            try await publisher.setRemoteDescription(.offer, offer.sdp)
            let answer = try await publisher.createAnswer()
            try await publisher.setLocalDescription(.answer, answer)
            await matchTracks()
            let published = publishedTracks
            let names = published.map { ($0.info.mid, $0.sid) }
            let wishes = published.filter { !$0.isVideo }.map {
                ($0.info.mid, AnswerText.Sound(isStereo: $0.info.stereo, usesDTX: !$0.info.disableDTX))
            }
            let text = AnswerText.applying(Dictionary(wishes) { _, last in last }, to: answer)
            channel.send(
                .answer(
                    .with {
                        $0.type = "answer"
                        $0.sdp = text
                        $0.id = offer.id
                        $0.midToTrackID = Dictionary(names) { _, last in last }
                    }))
            hasDescribed(.publisher)
        } catch {
            // A client whose offers make no sense begins anew, or stays away.
            room.dismiss(self, .stateMismatch, .reconnect)
        }
    }

    /// The connection that the client publishes over; made with its first offer.
    private func publisherConnection() async throws -> PeerConnection {
        if let publisher { return publisher }
        let connection = try await PeerConnection(
            RoomConnection.publisher(context.configuration.connectivity, context.identity))
        guard !isGone else { throw PeerConnectionError.closed }
        publisher = connection
        await connection.setReceiver(uplink)
        uplink.port = try await connection.mediaPort()
        watch(connection, .publisher)
        let early = earlyCandidates
        earlyCandidates = []
        for candidate in early { try? await connection.addCandidate(candidate) }
        return connection
    }

    // MARK: Media

    /// Brings announcements and the media of the connection together, in whatever order they came.
    func matchTracks() async {
        guard let publisher, !isGone else { return }
        let transceivers = await publisher.transceivers
        endTracks(transceivers)
        let taken = Set(tracks.compactMap(\.transceiver))
        var begun: [PublishedTrack] = []
        for transceiver in transceivers where receives(transceiver) && !taken.contains(transceiver.id) {
            guard let track = announced(for: transceiver), track.begin(in: transceiver) else { continue }
            begun.append(track)
        }
        configureUplink(transceivers)
        guard !begun.isEmpty else { return }
        announce()
        for track in begun { room.published(track) }
    }

    private func receives(_ transceiver: RTPTransceiver) -> Bool {
        transceiver.currentDirection?.receives == true && !transceiver.isStopped
    }

    private func announced(for transceiver: RTPTransceiver) -> PublishedTrack? {
        let names = transceiver.receiving.identifiers.compactMap(\.track)
        let waiting = tracks.filter { !$0.isPublished && $0.isVideo == (transceiver.kind == .video) }
        return waiting.first { track in names.contains { track.clientIDs.contains($0) } } ?? waiting.first
    }

    /// Tracks whose section no longer brings them.
    private func endTracks(_ transceivers: [RTPTransceiver]) {
        let ended = tracks.filter { track in
            guard let id = track.transceiver else { return false }
            guard let transceiver = transceivers.first(where: { $0.id == id }), receives(transceiver) else { return true }
            // Another track in the same section.
            let names = transceiver.receiving.identifiers.compactMap(\.track)
            return tracks.contains { !$0.isPublished && !$0.clientIDs.isDisjoint(with: names) }
        }
        for track in ended { remove(track) }
        if !ended.isEmpty { announce() }
    }

    /// Takes a track away from everybody.
    func remove(_ track: PublishedTrack) {
        tracks.removeAll { $0 === track }
        room.unpublished(track)
    }

    private func configureUplink(_ transceivers: [RTPTransceiver]) {
        var extensions = HeaderExtensionMap()
        var sections: [UplinkSection] = []
        for track in tracks {
            guard let media = track.media, let transceiver = transceivers.first(where: { $0.id == track.transceiver }),
                let mid = transceiver.mid
            else { continue }
            sections.append(UplinkSection(transceiver, mid: mid, media: media))
        }
        for transceiver in transceivers {
            for item in transceiver.headerExtensions {
                if let kind = RTPMedia.HeaderExtension(uri: item.uri) { extensions[kind] = item.identifier }
            }
        }
        uplink.configure(sections, extensions: extensions)
    }

    // MARK: Changes

    /// Takes whether a track is muted, from the client or from an administrator; nil when there is no such track.
    @discardableResult
    func mute(_ sid: String, _ isMuted: Bool, tellsClient: Bool) -> LiveKit.TrackInfo? {
        guard let track = tracks.first(where: { $0.sid == sid }) else { return nil }
        if tellsClient {
            channel.send(
                .mute(
                    .with {
                        $0.sid = sid
                        $0.muted = isMuted
                    }))
        }
        guard track.info.muted != isMuted else { return track.info }
        track.info.muted = isMuted
        track.touch()
        if track.isPublished { announce() }
        return track.info
    }

    /// Takes other rights; what is not allowed any more ends.
    func set(_ rights: ParticipantRights) {
        self.rights = rights
        for track in tracks where !rights.mayPublish(track.info.source) {
            remove(track)
            channel.send(.trackUnpublished(.with { $0.trackSID = track.sid }))
        }
        if !rights.canSubscribe { for sid in subscriptions.keys { unsubscribe(from: sid) } }
        announce()
        if rights.canSubscribe { room.offerTracks(to: self) }
    }

    /// The publisher hears of the first subscriber that it may know.
    func tell(subscriptionTo track: PublishedTrack, by subscriber: RoomParticipant) {
        guard !track.isSubscriptionTold, !subscriber.rights.isHidden, parameters.protocolVersion >= 10 else { return }
        track.isSubscriptionTold = true
        channel.send(.trackSubscribed(.with { $0.trackSID = track.sid }))
    }
}
