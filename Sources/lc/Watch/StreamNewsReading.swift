import LiveCore
import LiveViewer

extension StreamNews {
    /// Reads a message of a stream; nil for what the viewer has no use for, and for what can't be read.
    init?(_ message: SSEMessage) {
        switch message.event {
        case "viewers", "thinned", "purge":
            guard let fields = try? Fields(message.data), let news = fields.news(message.event) else { return nil }
            self = news
        default:
            switch try? StreamEvent(message) {
            case .event(let event): self = .event(event)
            case .gap(let gap, _): self = .gap(gap)
            case .unknown, nil: return nil
            }
        }
    }

    /// The members of what says how things are, and is no event of one comment.
    private struct Fields {
        private var viewers: Int?
        private var after: EventID?
        private var before: EventID?
        private var withheld: Int?
        private var ids: [EventID] = []
        private var by = ""
        private var reason: String?

        init(_ data: [UInt8]) throws(JSONError) {
            try JSONReader.read(data) { reader throws(JSONError) in
                try reader.object { reader, member throws(JSONError) in
                    switch member {
                    case "viewers": viewers = Int(try reader.integer())
                    case "after": after = EventID(rawValue: try reader.integer())
                    case "before": before = EventID(rawValue: try reader.integer())
                    case "withheld": withheld = Int(try reader.integer())
                    case "comment_ids":
                        try reader.array { reader throws(JSONError) in
                            if let id = EventID(rawValue: try reader.integer()) { ids.append(id) }
                        }
                    case "by": by = try reader.string()
                    case "reason": reason = try reader.nullIfPresent() ? nil : try reader.string()
                    default: try reader.skip()
                    }
                }
            }
        }

        func news(_ event: String) -> StreamNews? {
            switch event {
            case "viewers": return viewers.map { .viewers($0) }
            case "thinned":
                guard let after, let before else { return nil }
                return .thinned(after: after, before: before, withheld: withheld ?? 0)
            default: return .purge(ids, by: by, reason: reason)
            }
        }
    }
}
