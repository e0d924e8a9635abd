import LiveCore
import LiveHub
import NIOConcurrencyHelpers
import NIOCore
import Synchronization

/// A viewer whose socket is a buffer: what was written to it, and whether it takes more.
final class TestViewer: ReaderOutput, Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var parser = SSEParser()
        var messages: [SSEMessage] = []
        var counts: [Int] = []
        var writes = 0
        var lastWrite = 0
        var hasBegun = false
        var isWritable = true
        /// How many writes it takes before it is full; nil for any number.
        var room: Int?
        var unsentBytes = 0
        var isFinished = false
        var isClosed = false
    }

    /// Counts the writes to all viewers.
    private static let clock = Atomic(0)

    private let state = NIOLockedValueBox(State())

    // MARK: - ReaderOutput

    var unsentBytes: Int { state.withLockedValue { $0.unsentBytes } }

    var isWritable: Bool { state.withLockedValue { $0.isWritable && !$0.isClosed } }

    func begin() {
        state.withLockedValue { state in
            precondition(!state.hasBegun && state.bytes.isEmpty, "begun twice, or written to before")
            state.hasBegun = true
        }
    }

    func write(_ frames: ByteBuffer) {
        state.withLockedValue { state in
            precondition(state.hasBegun, "written to before it began")
            state.bytes += frames.readableBytesView
            state.parser.append(frames.readableBytesView)
            while let message = try? state.parser.next() {
                if message.event == "viewers" {
                    state.counts.append(Int(Members(message.data)["viewers"] ?? -1))
                } else {
                    state.messages.append(message)
                }
            }
            state.writes += 1
            state.lastWrite = Self.clock.wrappingAdd(1, ordering: .relaxed).newValue
            if let room = state.room {
                state.room = room - 1
                state.isWritable = room > 1
            }
        }
    }

    func finish(saying farewell: ByteBuffer) {
        if farewell.readableBytes > 0 { write(farewell) }
        state.withLockedValue { $0.isFinished = true }
    }

    func close() { state.withLockedValue { $0.isClosed = true } }

    // MARK: - For tests

    var hasBegun: Bool { state.withLockedValue { $0.hasBegun } }
    var isFinished: Bool { state.withLockedValue { $0.isFinished } }
    var isClosed: Bool { state.withLockedValue { $0.isClosed } }
    /// How often it was written to.
    var writes: Int { state.withLockedValue { $0.writes } }
    /// When it was last written to, among all viewers' writes.
    var lastWrite: Int { state.withLockedValue { $0.lastWrite } }
    /// All it was sent.
    var text: String { state.withLockedValue { String(decoding: $0.bytes, as: UTF8.self) } }

    /// Its socket is full, at once or after so many writes.
    func block(afterWrites room: Int = 0) {
        state.withLockedValue { state in
            state.room = room
            state.isWritable = room > 0
        }
    }

    /// Its socket has taken some of what it holds, but not so much that it takes more.
    func trickle() { state.withLockedValue { $0.unsentBytes += 1 } }

    /// Its socket takes any number of writes.
    func unblock() {
        state.withLockedValue { state in
            state.room = nil
            state.isWritable = true
        }
    }

    /// The events in what it was sent, without counts of viewers.
    var messages: [SSEMessage] { state.withLockedValue { $0.messages } }

    /// The counts of viewers it was told.
    var counts: [Int] { state.withLockedValue { $0.counts } }

    /// Events as `comment 17`, `gap 20`, …: name and id.
    var events: [String] { messages.map { "\($0.event) \($0.lastEventID)" } }

    /// The texts of the comments it was sent.
    var said: [String] {
        messages.filter { $0.event == "comment" }.compactMap { try? LiveCore.Comment(json: $0.data).content }
    }
}

/// The numbers among the members of a JSON object.
struct Members {
    private var numbers: [String: Int64] = [:]

    init(_ json: [UInt8]) {
        _ = try? JSONReader.read(json) { reader throws(JSONError) in
            try reader.object { reader, name throws(JSONError) in
                if try reader.kind() == .number { numbers[name] = try reader.integer() } else { try reader.skip() }
            }
        }
    }

    subscript(name: String) -> Int64? { numbers[name] }

    func id(_ name: String) -> EventID { numbers[name].flatMap(EventID.init(rawValue:)) ?? .zero }
}
