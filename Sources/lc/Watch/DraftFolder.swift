import Glibc
import LiveCore

/// What was being written when a viewer was left, a file for each post.
struct DraftFolder {
    private let path = UserFile.folder("XDG_STATE_HOME", ".local/state").map { $0 + "/drafts" }

    /// A draft that can't be read is none: it must not keep anybody from reading.
    func read(_ posts: [PostID]) -> [PostID: String] {
        guard let path else { return [:] }
        var drafts: [PostID: String] = [:]
        for post in posts { drafts[post] = (try? UserFile.read("\(path)/\(post)")) ?? nil }
        return drafts
    }

    /// Keeps the drafts, and forgets those that were sent.
    func write(_ drafts: [PostID: String], of posts: [PostID]) {
        guard let path else { return }
        if !drafts.isEmpty { UserFile.makeFolder(path) }
        for post in posts {
            if let draft = drafts[post] {
                try? UserFile.write(draft, to: "\(path)/\(post)")
            } else {
                unlink("\(path)/\(post)")
            }
        }
    }
}
