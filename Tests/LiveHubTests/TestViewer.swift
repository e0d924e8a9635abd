import LiveCore
import LiveHub
import NIOCore
import Synchronization

/// A viewer whose socket is a buffer: what was written to it, and whether it takes more.
final class TestViewer: ReaderOutput, Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var parser = SSEParser()
        var messages: [SSEMessage] = []
        var writes = 0
        var hasBegun = false
        var isWritable = true
        /// How many writes it takes before it is full; nil for any number.
        var room: Int?
        var isFinished = false
        var isClosed = false
    }

    private let state = Mutex(State())

    // MARK: - ReaderOutput

    var isWritable: Bool { state.withLock { $0.isWritable && !$0.isClosed } }

    func begin() {
        state.withLock { state in
            precondition(!state.hasBegun && state.bytes.isEmpty, "begun twice, or written to before")
            state.hasBegun = true
        }
    }

    func write(_ frames: ByteBuffer) {
        state.withLock { state in
            precondition(state.hasBegun, "written to before it began")
            state.bytes += frames.readableBytesView
            state.parser.append(frames.readableBytesView)
            while let message = try? state.parser.next() { state.messages.append(message) }
            state.writes += 1
            if let room = state.room {
                state.room = room - 1
                state.isWritable = room > 1
            }
        }
    }

    func finish() { state.withLock { $0.isFinished = true } }
    func close() { state.withLock { $0.isClosed = true } }

    // MARK: - For tests

    var hasBegun: Bool { state.withLock { $0.hasBegun } }
    var isFinished: Bool { state.withLock { $0.isFinished } }
    var isClosed: Bool { state.withLock { $0.isClosed } }
    /// How often it was written to.
    var writes: Int { state.withLock { $0.writes } }
    /// All it was sent.
    var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

    /// Its socket is full, at once or after so many writes.
    func block(afterWrites room: Int = 0) {
        state.withLock { state in
            state.room = room
            state.isWritable = room > 0
        }
    }

    /// Its socket takes any number of writes.
    func unblock() {
        state.withLock { state in
            state.room = nil
            state.isWritable = true
        }
    }

    /// The events in what it was sent.
    var messages: [SSEMessage] { state.withLock { $0.messages } }

    /// Events as `comment 17`, `gap 20`, …: name and id.
    var events: [String] { messages.map { "\($0.event) \($0.lastEventID)" } }

    /// The texts of the comments it was sent.
    var said: [String] {
        messages.filter { $0.event == "comment" }.compactMap { try? LiveCore.Comment(json: $0.data).content }
    }
}
