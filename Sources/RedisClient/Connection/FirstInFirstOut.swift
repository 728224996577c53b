/// A queue whose ends cost the same however long it is.
struct FirstInFirstOut<Element> {
    private var elements: [Element?] = []
    private var head = 0

    var isEmpty: Bool { head == elements.count }
    var first: Element? { isEmpty ? nil : elements[head] }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func popFirst() -> Element? {
        guard !isEmpty else { return nil }
        defer {
            head += 1
            if isEmpty {
                elements.removeAll(keepingCapacity: elements.count < 4096)
                head = 0
            } else if head >= 1024, head * 2 >= elements.count {
                elements.removeFirst(head)
                head = 0
            }
        }
        return elements[head].take()
    }

    mutating func removeAll() -> [Element] {
        defer { self = FirstInFirstOut() }
        return elements[head...].compactMap { $0 }
    }
}
