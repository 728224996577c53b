public import MediaTypes
internal import ProtocolModels
internal import RTPMedia
internal import SessionDescription
internal import WebRTCTransport

extension Room {
    /// Publishes a track. Its frames are sent with ``LocalTrack/send(_:)``, from now on until ``unpublish(_:)``.
    public func publish(_ settings: LocalTrackSettings) async throws(RoomError) -> LocalTrack {
        try checkOpen()
        guard publications.count < 64 else { throw .invalidTrack("64 tracks are published already") }
        guard settings.codec.kind == .audio || (settings.width > 0 && settings.height > 0) else {
            throw .invalidTrack("give the pictures' width and height")
        }
        try await waitUntilConnected()
        let cid =
            String(UInt64.random(in: .min ... .max), radix: 36) + String(UInt64.random(in: .min ... .max), radix: 36)
        let track = LocalTrack(settings, cid: cid, sender: sender) { [weak self] track, isMuted in
            await self?.setMuted(isMuted, track)
        }
        publications[cid] = track
        do throws(RoomError) {
            try await announce(track)
        } catch {
            forget(track)
            throw error
        }
        return track
    }

    /// Takes a track back.
    public func unpublish(_ track: LocalTrack) async {
        guard publications[track.cid] != nil else { return }
        let transceiver = session?.transceivers[track.cid]
        forget(track)
        guard let transceiver, let publisher = session?.publisher else { return }
        try? await publisher.stop(transceiver)
        await negotiatePublisher()
    }

    private func forget(_ track: LocalTrack) {
        publications[track.cid] = nil
        session?.transceivers[track.cid] = nil
        answers.published[track.cid] = nil
        answers.refused[track.cid] = nil
        track.keyframeContinuation.finish()
        TransportLoop.shared.perform { [sender] in sender.removeStream(of: track.cid) }
    }

    /// The tracks we publish.
    public var publishedTracks: [LocalTrack] { Array(publications.values) }

    /// Tells the server of the track, and negotiates its media.
    func announce(_ track: LocalTrack) async throws(RoomError) {
        let cid = track.cid
        try await preparePublisher()
        await sendForSession(.addTrack(LiveKit.AddTrackRequest(track)))
        let info: LiveKit.TrackInfo? = try await wait(options.requestTimeout) { () throws(RoomError) in
            try checkOpen()
            if let refusal = answers.refused[cid] { throw .publishingRefused(refusal) }
            return answers.published[cid]
        }
        guard let info else { throw .timedOut(.publishing) }
        track.setSID(info.sid)
        guard let publisher = session?.publisher else { throw .disconnected(.signalClosed) }
        let stream = track.settings.stream.isEmpty ? "-" : track.settings.stream
        let transceiver = await publisher.addTransceiver(
            track.settings.codec.kind == .video ? .video : .audio, direction: .sendOnly,
            sending: SendingTrack(stream: stream, track: cid),
            codecs: SessionDescription.RTPCodec.sending(track.settings.codec))
        session?.transceivers[cid] = transceiver
        await negotiatePublisher()
        let isAgreed: Bool? = try await wait(options.requestTimeout) { () throws(RoomError) in
            try checkOpen()
            if session?.unwantedTracks.contains(cid) == true { throw .publishingRefused("it takes another codec") }
            return session?.agreedTracks.contains(cid) == true ? true : nil
        }
        guard isAgreed != nil else { throw .timedOut(.publishing) }
    }

    func note(_ response: LiveKit.TrackPublishedResponse) {
        guard let track = publications[response.cid], let info = response.track else { return }
        answers.published[response.cid] = info
        track.setSID(info.sid)
        changed()
    }

    // MARK: Mute

    private func setMuted(_ isMuted: Bool, _ track: LocalTrack) async {
        guard publications[track.cid] != nil, track.isMuted != isMuted else { return }
        track.recordMuted(isMuted)
        var request = LiveKit.MuteTrackRequest()
        (request.sid, request.muted) = (track.sid, isMuted)
        await sendForSession(.mute(request))
    }

    /// The server muted a track of ours.
    func note(_ request: LiveKit.MuteTrackRequest) {
        let track = publications.values.first { $0.sid == request.sid }
        track?.recordMuted(request.muted)
    }

    /// The server took a track of ours away, as when our permission ended.
    func handleUnpublished(_ sid: String) async {
        guard let track = publications.values.first(where: { $0.sid == sid }) else { return }
        await unpublish(track)
    }

    // MARK: The publisher connection

    /// Makes the connection with its data channels, and offers it, unless that was done.
    func preparePublisher() async throws(RoomError) {
        guard var session, session.publisher == nil else { return }
        let connection = try await RoomSession.connection(session.publisherSettings)
        guard self.session?.sid == session.sid, self.session?.publisher == nil else {
            await connection.close()
            return
        }
        session = self.session ?? session
        session.publisher = connection
        self.session = session
        do throws(PeerConnectionError) {
            let reliable = try await connection.createDataChannel(DataChannelOptions(label: RoomSession.reliableLabel))
            let lossy = try await connection.createDataChannel(
                DataChannelOptions(
                    label: RoomSession.lossyLabel, isOrdered: false, reliability: .retransmissions(0)))
            self.session?.reliable = reliable
            self.session?.lossy = lossy
            let port = try await connection.mediaPort()
            await connection.setReceiver(sender)
            TransportLoop.shared.perform { [sender] in sender.setPort(port) }
        } catch {
            throw .media(error)
        }
        channelTasks.append(Task { await connection.gatherCandidates() })
        follow(connection, .publisher, of: session.sid)
        for channel in [self.session?.reliable, self.session?.lossy] { if let channel { receive(channel) } }
        await negotiatePublisher()
    }

    func negotiatePublisher(iceRestart: Bool = false) async {
        guard let connection = session?.publisher, session?.negotiation.want(iceRestart: iceRestart) == true else {
            return
        }
        session?.describing.insert(.publisher)
        do {
            let text = try await connection.createOffer(iceRestart: iceRestart)
            try await connection.setLocalDescription(.offer, text)
            var offer = LiveKit.SessionDescription()
            (offer.type, offer.sdp, offer.id) = ("offer", text, session?.negotiation.number ?? 0)
            await send(.offer(offer))
            session?.hasOffered = true
            await sendHeldCandidates(.publisher)
        } catch {
            recover(.rejoin)
        }
    }

    func takeAnswer(_ answer: LiveKit.SessionDescription) async {
        guard let session, let connection = session.publisher, session.negotiation.isCurrent(answer.id) else { return }
        do {
            try await connection.setRemoteDescription(.answer, answer.sdp)
        } catch {
            return recover(.rejoin)
        }
        let transceivers = await connection.transceivers
        guard self.session?.sid == session.sid else { return }
        apply(transceivers)
        if let restarts = self.session?.negotiation.settle() { await negotiatePublisher(iceRestart: restarts) }
        changed()
    }

    private func apply(_ transceivers: [RTPTransceiver]) {
        for (cid, id) in session?.transceivers ?? [:] {
            let transceiver = transceivers.first { $0.id == id }
            // One that came after the offer waits for the next.
            guard let track = publications[cid], transceiver == nil || transceiver?.mid != nil else { continue }
            guard let agreement = transceiver.flatMap({ SendingAgreement($0, track.settings) }) else {
                session?.unwantedTracks.insert(cid)
                continue
            }
            session?.agreedTracks.insert(cid)
            let requests = track.keyframeContinuation
            TransportLoop.shared.perform { [sender] in
                sender.setStream(agreement) { requests.yield() }
            }
        }
    }
}

extension LiveKit.AddTrackRequest {
    init(_ track: LocalTrack) {
        let settings = track.settings
        self.init()
        cid = track.cid
        name = settings.name
        type = settings.codec.kind == .video ? .video : .audio
        source = settings.source.wire
        muted = track.isMuted
        stream = settings.stream
        disableRed = true
        if settings.codec.kind == .audio {
            stereo = settings.isStereo
            disableDTX = settings.isContinuous
            audioFeatures = (settings.isStereo ? [.stereo] : []) + (settings.isContinuous ? [.noDTX] : [])
            return
        }
        width = UInt32(clamping: settings.width)
        height = UInt32(clamping: settings.height)
        var layer = LiveKit.VideoLayer()
        (layer.quality, layer.width, layer.height) = (.high, width, height)
        layer.bitrate = UInt32(clamping: settings.bitrate)
        layers = [layer]
        var codec = LiveKit.SimulcastCodec()
        (codec.codec, codec.cid, codec.layers) = (settings.codec.rawValue, cid, [layer])
        simulcastCodecs = [codec]
    }
}

extension SessionDescription.RTPCodec {
    /// What a section offers that sends this codec alone. H.264 is offered as every receiver knows it.
    static func sending(_ codec: LocalTrackSettings.Codec) -> [SessionDescription.RTPCodec] {
        let known = standardAudio + standardVideo
        let main = known.first { $0.isNamed(RTPMedia.RTPCodec(codec).encodingName) }
        guard let main else { return [] }
        return [main] + known.filter { $0.isRetransmission && $0.associatedPayloadType == main.payloadType }
    }
}
