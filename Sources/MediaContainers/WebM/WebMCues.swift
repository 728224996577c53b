import MediaTypes

/// Where players can start: a point for each cluster that has a key frame (RFC 9559 section 5.1.5).
struct WebMCues: Sendable {
    private var points: [Point] = []

    private struct Point {
        var time: Int64
        var position: UInt64
        var track: UInt8
    }

    var isEmpty: Bool { points.isEmpty }

    /// `position` is the cluster's, from the segment's start.
    mutating func append(time: Int64, track: UInt8, clusterPosition position: UInt64) {
        points.append(Point(time: time, position: position, track: track))
    }

    var bytes: [UInt8] {
        EBMLElement.master(
            WebMElement.cues,
            points.map { point in
                let place = [
                    EBMLElement.unsigned(0xF7, UInt64(point.track)), EBMLElement.unsigned(0xF1, point.position),
                ]
                let time = EBMLElement.unsigned(0xB3, UInt64(clamping: point.time))
                return EBMLElement.master(WebMElement.cuePoint, [time, EBMLElement.master(0xB7, place)])
            })
    }
}
