/// Keeps an optional message outside the message that has it, so that messages stay small and may contain themselves.
///
/// The box is never changed once made, so copies share it; a change makes a new one.
@propertyWrapper
public struct Boxed<Message: ProtobufMessage>: Hashable, Sendable {
    @usableFromInline
    final class Box: Sendable {
        @usableFromInline let message: Message
        @inlinable init(_ message: Message) { self.message = message }
    }

    @usableFromInline var box: Box?

    @inlinable
    public init(wrappedValue: Message?) { box = wrappedValue.map(Box.init) }

    @inlinable public var wrappedValue: Message? {
        get { box?.message }
        set { box = newValue.map(Box.init) }
    }

    public static func == (left: Boxed, right: Boxed) -> Bool {
        left.box === right.box || left.wrappedValue == right.wrappedValue
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}
