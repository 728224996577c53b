import CGStreamer
import MediaTypes

/// A GStreamer buffer mapped for reading, for as long as this object lives.
final class MappedBuffer: @unchecked Sendable {  // immutable after init
    private let buffer: UnsafeMutablePointer<GstBuffer>
    private let info: UnsafeMutablePointer<GstMapInfo>

    /// Takes a reference of its own; `nil` when the memory cannot be mapped.
    init?(_ buffer: UnsafeMutablePointer<GstBuffer>) {
        info = .allocate(capacity: 1)
        info.initialize(to: GstMapInfo())
        guard gst_buffer_map(buffer, info, GST_MAP_READ) != 0 else {
            info.deallocate()
            return nil
        }
        self.buffer = gst_buffer_ref(buffer)
    }

    deinit {
        gst_buffer_unmap(buffer, info)
        gst_buffer_unref(buffer)
        info.deallocate()
    }

    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: info.pointee.data, count: Int(info.pointee.size))
    }

    /// The bytes without a copy; the buffer goes back to GStreamer with the payload's last reference.
    var payload: FramePayload { FramePayload(borrowing: bytes, release: { withExtendedLifetime(self) {} }) }
}
