extension SessionNegotiation {
    mutating func applyRemoteOffer(_ document: SDPDocument) throws(SDPError) {
        try check(.setRemoteOffer, in: .stable, .haveRemoteOffer)
        guard document.media.count >= slots.count else { throw .sectionsDiffer(section: document.media.count) }
        var mids: Set<String> = []
        for (index, section) in document.media.enumerated() {
            // Sections without a name have one for us: their index (nobody else's names look like this).
            let mid = section.mid ?? "section\(index)"
            guard mids.insert(mid).inserted else { throw .duplicateMid(mid) }
            try placeOffered(section, mid: mid, at: index)
        }
        remoteOffer = document
        answerDraft = nil
        let accepted = document.media.indices.filter { !document.media[$0].isRejected }
        if let tagged = taggedSection(of: document, among: accepted) {
            try takeTransport(document, section: tagged, isAnswer: false)
        }
        if isFirstOfferer == nil { isFirstOfferer = false }
        state = .haveRemoteOffer
    }

    private mutating func placeOffered(_ section: SDPMediaSection, mid: String, at index: Int) throws(SDPError) {
        if index < slots.count, slots[index].mid == mid {
            try updateOffered(section, at: index)
            return
        }
        guard index >= slots.count || slots[index].isRejected else { throw .sectionsDiffer(section: index) }
        let slot = SectionSlot(mid: mid, content: newContent(section, mid: mid), isRejected: section.isRejected)
        if index < slots.count { slots[index] = slot } else { slots.append(slot) }
    }

    private mutating func updateOffered(_ section: SDPMediaSection, at index: Int) throws(SDPError) {
        switch slots[index].content {
        case .unsupported: renew(section, at: index)
        case .data:
            guard section.media == "application" else { throw .sectionsDiffer(section: index) }
            slots[index].isRejected = section.isRejected
            data = section.isRejected ? nil : agreement(section, mid: slots[index].mid)
        case .media(let id):
            guard let position = transceivers.firstIndex(where: { $0.id == id }) else {
                return renew(section, at: index)
            }
            guard section.media == transceivers[position].kind.rawValue else { throw .sectionsDiffer(section: index) }
            if section.isRejected {
                slots[index].isRejected = true
                transceivers[position].refuse()
            } else {
                transceivers[position].receiving = ReceivedTrack(section)
            }
        }
    }

    /// What was refused is offered again, and may be something else now.
    private mutating func renew(_ section: SDPMediaSection, at index: Int) {
        guard !section.isRejected else { return }
        slots[index].content = newContent(section, mid: slots[index].mid)
        slots[index].isRejected = false
    }

    private mutating func newContent(_ section: SDPMediaSection, mid: String) -> SectionSlot.Content {
        if section.isDataChannel {
            if !section.isRejected { data = agreement(section, mid: mid) }
            return .data
        }
        guard let kind = section.mediaKind, !section.isRejected else { return .unsupported }
        let waiting = transceivers.firstIndex { $0.kind == kind && $0.takesIncomingSection }
        let id = waiting.map { transceivers[$0].id } ?? addTransceiver(kind, direction: .receiveOnly)
        guard let index = transceivers.firstIndex(where: { $0.id == id }) else { return .unsupported }
        transceivers[index].mid = mid
        transceivers[index].receiving = ReceivedTrack(section)
        return .media(id)
    }

    func agreement(_ section: SDPMediaSection, mid: String) -> DataAgreement {
        DataAgreement(
            mid: mid, remotePort: section.sctpPort, remoteMaximumMessageSize: section.maximumMessageSize)
    }

    /// The answer to the peer's offer; `setLocal` makes it the current one.
    public mutating func createAnswer(_ local: LocalTransport) throws(SDPError) -> String {
        try check(.createAnswer, in: .haveRemoteOffer)
        guard let offer = remoteOffer else { throw .wrongState(state, operation: .createAnswer) }
        let bundled = offer.bundledMids
        var draft = AnswerDraft(text: "", slots: slots, sections: [])
        for (index, section) in offer.media.enumerated() {
            // Without a group a single section needs none; everything outside of the group would need another
            // transport.
            let isReachable = bundled?.contains(slots[index].mid) ?? (index == 0)
            let agreed = isReachable && !section.isRejected ? agree(section, slots[index], offer) : nil
            draft.sections.append(agreed)
            draft.slots[index].offered = section.direction ?? offer.direction ?? .sendReceive
            let isAccepted = agreed != nil || (slots[index].content == .data && isReachable && !section.isRejected)
            draft.slots[index].isRejected = !isAccepted
        }
        let mids = draft.slots.filter { !$0.isRejected }.map(\.mid)
        var document = newDocument(bundled: bundled == nil ? [] : mids)
        let writer = SectionWriter(local: local, setup: setup ?? .active, canonicalName: settings.canonicalName)
        for (index, section) in offer.media.enumerated() {
            let carriesCandidates = draft.slots[index].mid == mids.first
            document.media.append(answeredSection(section, at: index, writer, carriesCandidates, &draft))
        }
        draft.text = document.text
        answerDraft = draft
        return draft.text
    }

    private func agree(_ section: SDPMediaSection, _ slot: SectionSlot, _ offer: SDPDocument) -> SectionAgreement? {
        guard case .media(let id) = slot.content, let transceiver = self[id], !transceiver.isStopped,
            section.mediaKind != nil, section.attribute("rtcp-mux") != nil
        else { return nil }
        return SectionAgreement(
            offered: section, direction: section.direction ?? offer.direction ?? .sendReceive,
            transceiver: transceiver, own: transceiver.preferredCodecs ?? settings.codecs(transceiver.kind),
            prefersOwn: transceiver.preferredCodecs != nil, extensions: settings.extensions(transceiver.kind))
    }

    private func answeredSection(
        _ section: SDPMediaSection, at index: Int, _ writer: SectionWriter, _ carriesCandidates: Bool,
        _ draft: inout AnswerDraft
    ) -> SDPMediaSection {
        let slot = draft.slots[index]
        guard !slot.isRejected else { return writer.rejected(section, mid: slot.mid) }
        guard case .media(let id) = slot.content, let transceiver = self[id], let agreed = draft.sections[index] else {
            return writer.data(mid: slot.mid, settings.maximumMessageSize, carriesCandidates: carriesCandidates)
        }
        draft.slots[index].described = described(transceiver, offered: slot.offered)
        let content = SectionWriter.Media(
            kind: transceiver.kind, mid: slot.mid, direction: agreed.direction, codecs: agreed.codecs,
            extensions: agreed.extensions, simulcast: agreed.simulcast,
            reducedSizeRTCP: agreed.allowsReducedSizeRTCP,
            sending: agreed.direction.sends ? transceiver.sending : nil)
        return writer.media(content, carriesCandidates: carriesCandidates)
    }

    mutating func setLocalAnswer(_ text: String) throws(SDPError) {
        try check(.setLocalAnswer, in: .haveRemoteOffer)
        guard let draft = answerDraft, draft.text == text else { throw .modifiedDescription }
        slots = draft.slots
        for (slot, agreed) in zip(draft.slots, draft.sections) {
            if slot.content == .data, slot.isRejected { data = nil }
            guard case .media(let id) = slot.content,
                let index = transceivers.firstIndex(where: { $0.id == id })
            else { continue }
            guard let agreed else {
                transceivers[index].refuse()
                continue
            }
            transceivers[index].settle(
                agreed.direction, agreed.codecs, agreed.extensions, reducedSizeRTCP: agreed.allowsReducedSizeRTCP)
            transceivers[index].acceptedEncodings = agreed.simulcast?.send ?? []
        }
        state = .stable
        remoteOffer = nil
        answerDraft = nil
        transceivers.removeAll(where: \.isStopped)
    }
}
