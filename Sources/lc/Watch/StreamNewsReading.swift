import LiveCore
import LiveViewer

extension StreamNews {
    /// Reads a message of a stream; nil for what the viewer has no use for, and for what can't be read.
    init?(_ message: SSEMessage) {
        switch try? StreamEvent(message) {
        case .event(let event):
            if case .purge(let comments, _, let by, let reason) = event.action {
                self = .purge(comments, by: by, reason: reason)
            } else {
                self = .event(event)
            }
        case .gap(let gap, _): self = .gap(gap)
        case .thinned(let thinned, _):
            self = .thinned(after: thinned.after, before: thinned.before, withheld: thinned.withheld)
        case .viewers(let count, _): self = .viewers(count)
        case .unknown, nil: return nil
        }
    }
}
