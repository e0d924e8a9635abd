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
        let time = entry["seconds"].map { "\($0) s" } ?? "a while"
        let post = entry["video_id"] == nil ? "all posts" : "the post"
        let count = entry["count"].map { Counted.comments($0) } ?? "comments"
        let what =
            switch LogAction(rawValue: action) {
            case .delete: "deleted a comment\(whose)"
            case .restore: "restored a comment\(whose)"
            case .hold: "put a comment\(whose) into the queue"
            case .approve: "approved a comment\(whose)"
            case .reject: "rejected a comment\(whose)"
            case .ban: "banned \(author)"
            case .timeout: "timed \(author) out for \(time)"
            case .unban: "unbanned \(author)"
            case .pin: "pinned a comment\(whose)"
            case .unpin: "unpinned a comment"
            case .erase: "erased a comment\(whose)"
            case .purge: "deleted \(count)\(whose) at once"
            case .purgeHeld: "rejected \(count)\(whose) at once"
            case .undoPurge: "put back \(count) deleted at once"
            case .undoPurgeHeld: "put \(count) back into the queue"
            case .close: "closed the post"
            case .open: "opened the post"
            case .slowMode: time == "0 s" ? "ended slow mode" : "lets authors post every \(time)"
            case .uniqueMode: time == "0 s" ? "lets texts be repeated" : "lets no text be repeated for \(time)"
            case .shield: "shielded \(post)"
            case .unshield: "let the shield of \(post) down"
            case .mask: "masked a part of a comment\(whose)"
            case .rejectByRule: "refused a comment\(whose)"
            case .ruleAdd: "added the rule \(entry["rule"] ?? "?")"
            case .ruleRemove: "removed the rule \(entry["rule"] ?? "?")"
            case .import: "imported \(count)"
            case .revoke: entry["author_id"].map { "revoked the tokens of \($0)" } ?? "revoked a token"
            // Of a newer server.
            case nil: action.replacing("_", with: " ")
            }
        self.init(
            post: entry["video_id"].flatMap(PostID.init(rawValue:)), by: by,
            words: what + (entry["reason"].map { ": \($0)" } ?? ""))
    }
}
