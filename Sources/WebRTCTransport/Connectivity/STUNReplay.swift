public import SessionDescription

/// What a peer's datagrams and frames meet before libnice or a session does, for fuzzing.
@_spi(Fuzzing)
public enum STUNReplay {
    public static func take(_ bytes: UnsafeRawBufferPointer, from peer: ICECredentials) {
        _ = PacketKind(bytes)
        _ = STUNMessage.isCheck(bytes, for: peer.usernameFragment)
        let isWithheld = ConsentRefusal.isWithheld(bytes)
        let isAuthentic = ConsentRefusal.isAuthentic(UnsafeRawBufferPointer(rebasing: bytes.dropLast()), from: peer)
        precondition(isWithheld || !isAuthentic, "libnice would see a refusal that counts")
    }
}
