/// What happens to a recording, for whoever tells others about it.
public enum RecordingEvent: Sendable {
    /// Where the file goes, for recordings that decide it themselves: before ``started``.
    case file(EgressPlan.File, TrackFacts)
    /// The first frames went out.
    case started
    /// A stream's connection came, went or was given up; every stream's standing, in the order they were added.
    case streams([StreamResult])
    case ending(EndReason)
}
