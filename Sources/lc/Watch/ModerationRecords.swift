import LiveClient
import LiveCore
import LiveViewer

extension HeldComment {
    /// Reads an entry of the queue; nil for one that is no comment of the post.
    init?(_ record: Record, in post: PostID) {
        guard record["video_id"].map({ $0 == post.rawValue }) ?? true,
            let id = record["comment_id"].flatMap({ EventID($0) }), let author = record["author_id"],
            let content = record["comment"]
        else { return nil }
        self.init(
            Comment(
                post: post, id: id, author: author, authorName: record["author_name"], content: content,
                replyTo: record["reply_to"].flatMap { EventID($0) }),
            claimedBy: record["claimed_by"], rule: record["rule"])
    }
}

extension Deed {
    /// Reads an entry of the log; nil for what a rule did, which nobody needs to be told.
    init?(_ entry: Record) {
        guard let by = entry["by"], let action = entry["action"] else { return nil }
        let whose = entry["author_id"].map { " of \($0)" } ?? ""
        let author = entry["author_id"] ?? "somebody"
        let what =
            switch action {
            case "delete": "deleted a comment\(whose)"
            case "restore": "restored a comment\(whose)"
            case "approve": "approved a comment\(whose)"
            case "reject": "rejected a comment\(whose)"
            case "ban": "banned \(author)"
            case "unban": "unbanned \(author)"
            case "pin": "pinned a comment\(whose)"
            case "unpin": "unpinned a comment"
            case "erase": "erased a comment\(whose)"
            case "purge": "deleted many comments\(whose)"
            case "undo_purge": "put back what was deleted at once"
            case "close": "closed the post"
            case "open": "opened the post"
            case "slow_mode": "changed slow mode"
            default: action.replacing("_", with: " ")
            }
        self.init(
            post: entry["video_id"].flatMap(PostID.init(rawValue:)), by: by,
            words: what + (entry["reason"].map { ": \($0)" } ?? ""))
    }
}
