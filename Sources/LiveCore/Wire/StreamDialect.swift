/// How what happens under a post is put into the bytes of a stream. The events are the same.
public enum StreamDialect: Sendable, Hashable, CaseIterable {
    /// Server-sent events, see ``SSEFrame``.
    case serverSentEvents
    /// Text frames of a WebSocket, see ``WebSocketFrame``.
    case webSocket

    /// Why a reader is sent away.
    public enum Farewell: Sendable, Hashable {
        /// The server is going down; the reader may be back after so many milliseconds.
        case goingDown(retryMilliseconds: Int)
        /// The reader may read no more: its token has expired, or was revoked.
        case notAllowed
    }

    /// An event, with its id.
    public func event(_ event: Event) -> [UInt8] {
        self.event(id: event.id, name: event.name) { $0.data(of: event) }
    }

    /// A gap; its id is where a reader stands that has taken note of it.
    public func gap(_ gap: Gap, in post: PostID) -> [UInt8] {
        event(id: gap.id, name: "gap") { $0.data(of: gap, in: post) }
    }

    /// What thinning withheld; its id is where a reader stands that has taken note of it.
    public func thinned(_ thinned: Thinned, in post: PostID) -> [UInt8] {
        event(id: thinned.id, name: "thinned") { $0.data(of: thinned, in: post) }
    }

    /// How many are watching. It has no id: it is of the moment, and nobody resumes from it.
    public func viewers(_ count: Int, in post: PostID) -> [UInt8] {
        event(id: nil, name: "viewers") { $0.data(ofViewers: count, in: post) }
    }

    /// Copies frames of events, with the ids that another stream gives in their place.
    ///
    /// - Parameters:
    ///   - frames: whole ones, in this dialect.
    ///   - bytes: what they are added to.
    ///   - id: gives the id, in ASCII, for each event's own, one after the other.
    public func copy(
        _ frames: UnsafeRawBufferPointer, to bytes: inout [UInt8], replacing id: (EventID) -> [UInt8]
    ) {
        switch self {
        case .serverSentEvents: SSEFrame.copy(frames, to: &bytes, replacing: id)
        case .webSocket: WebSocketFrame.copy(frames, to: &bytes, replacing: id)
        }
    }

    private func event(id: EventID?, name: StaticString, data: (inout JSONWriter) -> Void) -> [UInt8] {
        switch self {
        case .serverSentEvents: SSEFrame.event(id: id, name: name, data: data)
        case .webSocket: WebSocketFrame.event(id: id, name: name, data: data)
        }
    }

    /// What keeps an idle connection alive, and says nothing.
    public var keepAlive: [UInt8] {
        switch self {
        case .serverSentEvents: SSEFrame.keepAlive
        case .webSocket: WebSocketFrame.keepAlive
        }
    }

    /// The last that a reader is sent; empty when its connection just ends.
    public func farewell(_ farewell: Farewell) -> [UInt8] {
        switch (self, farewell) {
        case (.serverSentEvents, .goingDown(let milliseconds)): SSEFrame.retry(milliseconds: milliseconds)
        case (.serverSentEvents, .notAllowed): []
        // There is no field for the time, so it is the reason, as an event stream would have it.
        case (.webSocket, .goingDown(let milliseconds)):
            WebSocketFrame.close(.goingAway, "retry: \(milliseconds)")
        case (.webSocket, .notAllowed): WebSocketFrame.close(.policyViolation, "the token is good no more")
        }
    }
}
