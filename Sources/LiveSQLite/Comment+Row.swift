import GRDB
import LiveCore

extension Comment {
    /// A comment from a row that begins with ``CommentColumns/names``: for the few that moderators ask for.
    init(_ row: Row, in post: PostID) {
        self.init(
            post: post, id: EventID(rawValue: row[0]) ?? .zero, author: row[1], authorName: row[2], content: row[3],
            replyTo: (row[4] as Int64?).flatMap(EventID.init(rawValue:)))
    }
}
