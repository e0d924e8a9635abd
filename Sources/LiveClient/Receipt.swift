public import LiveCore

/// What the poster of a comment gets back.
public struct Receipt: Sendable, Hashable {
    /// The id the comment was given.
    public let id: EventID
    /// When it was accepted, in milliseconds since the Unix epoch.
    public let timestamp: Int64
    /// Whether it waits for a moderator and is not shown yet.
    public let isHeld: Bool
    /// The receipt as the server wrote it: one line of JSON.
    public let json: [UInt8]

    init(json: [UInt8]) throws(JSONError) {
        var (id, timestamp): (EventID?, Int64?)
        var isHeld = false
        try JSONReader.read(json) { reader throws(JSONError) in
            try reader.object { reader, member throws(JSONError) in
                switch member {
                case "comment_id": id = EventID(rawValue: try reader.integer())
                case "timestamp": timestamp = try reader.integer()
                case "held": isHeld = try reader.boolean()
                default: try reader.skip()
                }
            }
            guard id != nil, timestamp != nil else {
                throw reader.error("expected a receipt with comment_id and timestamp")
            }
        }
        self.id = id ?? .zero
        self.timestamp = timestamp ?? 0
        self.isHeld = isHeld
        self.json = json
    }
}
