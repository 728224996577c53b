extension SessionNegotiation {
    /// An offer of what is wanted now; `setLocal` makes it the current one.
    public mutating func createOffer(_ local: LocalTransport) throws(SDPError) -> String {
        try check(.createOffer, in: .stable, .haveLocalOffer)
        var slots = state == .haveLocalOffer ? self.slots : settledSlots()
        for transceiver in transceivers where transceiver.mid == nil && !transceiver.isStopped {
            place(.media(transceiver.id), in: &slots)
        }
        if wantsData, !slots.contains(where: { $0.content == .data && !$0.isRejected }) { place(.data, in: &slots) }
        var registry = PayloadTypeRegistry()
        for transceiver in transceivers { registry.take(transceiver) }
        var document = newDocument(bundled: slots.filter { !$0.isRejected }.map(\.mid))
        var draft = OfferDraft(text: "", slots: slots, codecs: [], extensions: [])
        let writer = SectionWriter(local: local, setup: .either, canonicalName: settings.canonicalName)
        var carriesCandidates = true
        for (index, slot) in slots.enumerated() {
            let section = offeredSection(slot, writer, &registry, carriesCandidates, &draft)
            if !slot.isRejected { carriesCandidates = false }
            document.media.append(section)
            draft.slots[index].offered = nil
        }
        draft.text = document.text
        offerDraft = draft
        return draft.text
    }

    /// The slots with those refused whose transceiver was stopped.
    private func settledSlots() -> [SectionSlot] {
        slots.map { slot in
            var slot = slot
            if case .media(let id) = slot.content, self[id]?.isStopped ?? true { slot.isRejected = true }
            return slot
        }
    }

    /// In the place of a section both sides gave up (RFC 8829 section 5.2.2), or behind the others.
    private mutating func place(_ content: SectionSlot.Content, in slots: inout [SectionSlot]) {
        let slot = SectionSlot(mid: newMid(besides: slots), content: content)
        let free = slots.indices.first { index in
            slots[index].isRejected && index < self.slots.count && self.slots[index].isRejected
        }
        if let free { slots[free] = slot } else { slots.append(slot) }
    }

    private func offeredSection(
        _ slot: SectionSlot, _ writer: SectionWriter, _ registry: inout PayloadTypeRegistry,
        _ carriesCandidates: Bool, _ draft: inout OfferDraft
    ) -> SDPMediaSection {
        let index = draft.codecs.count
        draft.codecs.append([])
        draft.extensions.append([])
        switch slot.content {
        case .unsupported: return writer.rejected(media: "application", mid: slot.mid)
        case .data where slot.isRejected: return writer.rejected(media: "application", mid: slot.mid)
        case .data:
            return writer.data(mid: slot.mid, settings.maximumMessageSize, carriesCandidates: carriesCandidates)
        case .media(let id):
            guard let transceiver = self[id], !slot.isRejected else {
                return writer.rejected(media: self[id]?.kind.rawValue ?? "video", mid: slot.mid)
            }
            let codecs = registry.assign(transceiver.preferredCodecs ?? settings.codecs(transceiver.kind))
            let extensions = registry.assign(settings.extensions(transceiver.kind))
            draft.codecs[index] = codecs
            draft.extensions[index] = extensions
            let described = described(transceiver, offered: nil)
            draft.slots[index].described = described
            let sending = transceiver.sending
            let rids =
                described.direction.sends && sending?.usesSimulcast == true
                ? Simulcast(send: sending?.encodings.compactMap(\.rid) ?? []) : nil
            let content = SectionWriter.Media(
                kind: transceiver.kind, mid: slot.mid, direction: described.direction, codecs: codecs,
                extensions: extensions, simulcast: rids, reducedSizeRTCP: true,
                sending: described.direction.sends ? sending : nil)
            return writer.media(content, carriesCandidates: carriesCandidates)
        }
    }

    mutating func setLocalOffer(_ text: String) throws(SDPError) {
        try check(.setLocalOffer, in: .stable, .haveLocalOffer)
        guard let draft = offerDraft, draft.text == text else { throw .modifiedDescription }
        slots = draft.slots
        for slot in slots {
            guard case .media(let id) = slot.content,
                let index = transceivers.firstIndex(where: { $0.id == id })
            else { continue }
            transceivers[index].mid = slot.mid
        }
        if isFirstOfferer == nil { isFirstOfferer = true }
        state = .haveLocalOffer
    }

    mutating func applyRemoteAnswer(_ document: SDPDocument) throws(SDPError) {
        try check(.setRemoteAnswer, in: .haveLocalOffer)
        guard let draft = offerDraft, document.media.count == slots.count else {
            throw .sectionsDiffer(section: min(document.media.count, slots.count))
        }
        for (index, section) in document.media.enumerated() {
            if let mid = section.mid, mid != slots[index].mid { throw .sectionsDiffer(section: index) }
            try applyAnswer(section, at: index, document, draft)
        }
        let accepted = slots.indices.filter { !slots[$0].isRejected }
        if let tagged = taggedSection(of: document, among: accepted) {
            try takeTransport(document, section: tagged, isAnswer: true)
        }
        state = .stable
        offerDraft = nil
        transceivers.removeAll { transceiver in
            transceiver.isStopped && !slots.contains { $0.content == .media(transceiver.id) && !$0.isRejected }
        }
    }

    private mutating func applyAnswer(
        _ section: SDPMediaSection, at index: Int, _ document: SDPDocument, _ draft: OfferDraft
    ) throws(SDPError) {
        switch slots[index].content {
        case .unsupported: slots[index].isRejected = true
        case .data:
            guard section.media == "application" else { throw .sectionsDiffer(section: index) }
            slots[index].isRejected = slots[index].isRejected || section.isRejected
            data = slots[index].isRejected ? nil : agreement(section, mid: slots[index].mid)
        case .media(let id):
            guard let position = transceivers.firstIndex(where: { $0.id == id }) else { return }
            guard section.media == transceivers[position].kind.rawValue else { throw .sectionsDiffer(section: index) }
            if section.isRejected || slots[index].isRejected {
                slots[index].isRejected = true
                transceivers[position].refuse()
                return
            }
            let offered = draft.codecs[index]
            let codecs = section.codecs.filter { codec in
                offered.contains { $0.payloadType == codec.payloadType && $0.isNamed(codec.name) }
            }
            let numbers = draft.extensions[index]
            let extensions = section.headerExtensions.filter { answered in
                numbers.contains { $0.identifier == answered.identifier && $0.uri == answered.uri }
            }
            // What the peer says it does, cut to what we offered.
            let said = (section.direction ?? document.direction ?? .sendReceive).reversed
            let direction = said.intersection(slots[index].described?.direction ?? .inactive)
            transceivers[position].settle(
                direction, codecs, extensions, reducedSizeRTCP: section.attribute("rtcp-rsize") != nil)
            transceivers[position].receiving = ReceivedTrack(section)
            transceivers[position].acceptedEncodings = section.simulcast?.receive ?? []
        }
    }
}

extension RTPTransceiver {
    mutating func refuse() {
        isStopped = true
        currentDirection = .inactive
    }

    mutating func settle(
        _ direction: MediaDirection, _ codecs: [RTPCodec], _ extensions: [HeaderExtension], reducedSizeRTCP: Bool
    ) {
        currentDirection = direction
        self.codecs = codecs
        headerExtensions = extensions
        allowsReducedSizeRTCP = reducedSizeRTCP
    }
}
