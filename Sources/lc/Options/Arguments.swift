import ArgumentParser
import LiveCore

extension PostID {
    /// Reads a post's name from the command line.
    static func argument(_ text: String) throws -> PostID {
        guard let post = PostID(rawValue: text) else { throw ValidationError("allowed is \(allowed)") }
        return post
    }
}

extension EventID {
    /// Reads a cursor from the command line.
    static func argument(_ text: String) throws -> EventID {
        guard let id = EventID(text) else { throw ValidationError("allowed is \(allowed)") }
        return id
    }
}
