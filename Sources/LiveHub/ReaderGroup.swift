public import LiveCore
import NIOCore

/// A viewer of several posts: one socket, and an ordinary ``Reader`` of each post that writes to it.
///
/// To the hub they are readers like all others, each with a position, and nothing queued. What is theirs together is
/// here: the answer to the request, which is given when all of them have found their positions, and the ids. The
/// frames that readers are given carry each event's own id; on the way to the socket ``PostPositions`` take its
/// place, so that whoever comes back with one misses nothing and gets nothing twice, in any of the posts.
public final class ReaderGroup {
    private unowned let output: any ReaderOutput
    private let hub: LoopHub
    private var members: [Member] = []
    private var positions: PostPositions
    /// Members that have not found their position yet.
    private var seeking: Set<Int>
    private var hasBegun = false
    private var isFinishing = false
    /// When something was last written.
    private var lastWrite = NIODeadline.uptimeNanoseconds(0)
    /// Who is first to go on when the socket takes more again: somebody else each time.
    private var turn = 0

    /// A group that has not joined yet.
    ///
    /// - Parameters:
    ///   - parts: the posts, each once, and where to begin in each.
    ///   - output: must outlive the group, and the group its membership in a hub.
    ///   - hub: of the output's event loop.
    ///   - maxRate: the most comments a second and post; nil for all of them.
    ///   - mayStay: see ``Reader``; asked once for all.
    public init(
        _ parts: [(post: PostID, start: StartPosition)], output: any ReaderOutput, hub: LoopHub,
        maxRate: RateClass? = nil, mayStay: (() -> Bool)? = nil
    ) {
        self.output = output
        self.hub = hub
        positions = PostPositions(of: parts.map(\.post))
        seeking = Set(parts.indices)
        members = parts.enumerated().map { place, part in
            let member = Member(of: self, place: place)
            member.reader = Reader(
                post: part.post, from: part.start, output: member, maxRate: maxRate,
                mayStay: place == 0 ? mayStay : nil)
            return member
        }
    }

    private var readers: [Reader] { members.compactMap(\.reader) }

    /// The posts, in the order in which they were given.
    public var posts: [PostID] { readers.map(\.post) }

    /// Lets the readers in; the group is then a viewer of every post.
    public func join() {
        for reader in readers { hub.join(reader) }
    }

    /// Lets the readers go; nothing is written any more.
    public func leave() {
        for reader in readers { hub.leave(reader) }
    }

    /// Goes on when the socket takes more again.
    public func resume() {
        turn = (turn + 1) % members.count
        hub.resume(readers[turn...] + readers[..<turn])
    }

    /// The output of one of the readers.
    private final class Member: ReaderOutput {
        /// Unowned, because the group owns it.
        private unowned let group: ReaderGroup
        private let place: Int
        /// Nil until there is an output to make it with.
        var reader: Reader?

        init(of group: ReaderGroup, place: Int) {
            self.group = group
            self.place = place
        }

        var isWritable: Bool { group.output.isWritable }
        var unsentBytes: Int { group.output.unsentBytes }
        func mayBegin(at position: EventID) -> Bool { group.mayBegin(place, at: position) }
        func begin() { group.begin() }
        func write(_ frames: ByteBuffer) { group.write(frames, of: place) }
        func finish(saying farewell: ByteBuffer) { group.finish(saying: farewell) }
        func close() { group.output.close() }
    }

    // MARK: - As one

    /// An id says where a viewer stands in every post, so nothing is sent before that is known of all of them.
    private func mayBegin(_ place: Int, at position: EventID) -> Bool {
        guard !seeking.isEmpty else { return true }
        positions[place] = position
        seeking.remove(place)
        guard seeking.isEmpty else { return false }
        hub.resume(readers)
        return true
    }

    private func begin() {
        guard !hasBegun else { return }
        hasBegun = true
        output.begin()
    }

    private func write(_ frames: ByteBuffer, of place: Int) {
        let now = hub.loop.now
        if frames.readableBytesView.elementsEqual(hub.dialect.keepAlive) {
            // Each quiet post sends one, and one of them is enough.
            guard now - lastWrite > .nanoseconds(hub.configuration.keepAlive.nanoseconds / 2) else { return }
        }
        lastWrite = now
        var bytes: [UInt8] = []
        bytes.reserveCapacity(frames.readableBytes * 3 / 2)
        frames.withUnsafeReadableBytes { frames in
            hub.dialect.copy(frames, to: &bytes) { id in
                positions[place] = id
                return positions.text
            }
        }
        output.write(ByteBuffer(bytes: bytes))
    }

    private func finish(saying farewell: ByteBuffer) {
        guard !isFinishing else { return }
        isFinishing = true
        output.finish(saying: farewell)
    }
}
