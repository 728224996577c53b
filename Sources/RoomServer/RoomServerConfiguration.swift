public import Cryptography
public import WebRTCTransport

/// What a ``RoomServer`` is told at its start.
public struct RoomServerConfiguration: Sendable {
    /// An address of this machine; "0.0.0.0" for all of them.
    public var host = "127.0.0.1"
    /// 0 takes a free port.
    public var port = 0
    /// Signs and names the tokens that are let in.
    public var apiKey: String
    public var apiSecret: Secret
    /// Where media connections look for their peers: on loopback alone, unless told.
    public var connectivity = ConnectivitySettings.loopback
    public var limits = RoomServerLimits()
    /// How long a room waits for its first participant.
    public var emptyTimeout: Duration = .seconds(300)
    /// How long a room lives after its last participant left, recorders and agents not counted.
    public var departureTimeout: Duration = .seconds(20)
    /// How long a participant may take from joining until its media connection stands.
    public var joinTimeout: Duration = .seconds(60)
    /// How long a participant whose media connection broke is waited for, with its tracks. It breaks ten seconds after the
    /// network did.
    public var resumeTimeout: Duration = .seconds(10)
    /// How long a client may take to answer an offer.
    public var answerTimeout: Duration = .seconds(15)
    /// Whether a join makes a room that is not there; otherwise only `CreateRoom` does.
    public var createsRooms = true

    public init(apiKey: String, apiSecret: Secret) {
        self.apiKey = apiKey
        self.apiSecret = apiSecret
    }
}
