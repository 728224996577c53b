/// What a recorder is doing, in the words of its health page.
public enum ServiceState: String, CaseIterable, Hashable, Sendable {
    case starting, available, reserved, recording, stopping
}
