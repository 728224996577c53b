/// What happens to a recording, for whoever tells others about it.
public enum RecordingEvent: Sendable {
    /// The first frames went out.
    case started
    /// A stream's connection came, went or was given up; every stream's standing, in the order they were added.
    case streams([StreamResult])
    case ending(EndReason)
}
