import GRDB
import LiveCore
import LiveHub

/// Whether a comment may be posted, and whether it can be seen at once. Nearly all of it is answered from memory.
struct CommentCheck {
    private let new: NewComment
    private let terms: PostingTerms
    private let post: PostID
    private let row: PostRow
    private let shield: Shield?
    private let slowModeSeconds: Int
    private let db: Database
    private let memory: PostingMemory
    private let milliseconds: Int64

    init(
        of new: NewComment, _ terms: PostingTerms, to post: PostID, _ row: PostRow, under overAll: Shield?,
        db: Database, memory: PostingMemory, milliseconds: Int64
    ) {
        self.new = new
        self.terms = terms
        self.post = post
        self.row = row
        shield = terms.isExempt ? nil : row.shieldInForce(under: overAll)
        slowModeSeconds = terms.isExempt ? 0 : row.stateInForce(under: overAll).slowModeSeconds
        self.db = db
        self.memory = memory
        self.milliseconds = milliseconds
    }

    /// Why it may not; nil when it may.
    func refusal() throws -> Refusal? {
        if let ban = try memory.ban(of: new.author, from: post, at: milliseconds, db) {
            return .banned(
                seconds: ban.until.map { Int(($0 - milliseconds + 999) / 1_000) },
                reason: try BanList.reason(of: new.author, ban, db))
        }
        guard row.state.isOpen else { return .postClosed }
        if let parent = new.replyTo {
            let stored = try PageReader(db: db).comment(parent, in: post, key: row.key)
            guard stored?.visibility == .visible else { return .unknownReplyTo }
        }
        if shield?.admitsKnownAuthorsOnly == true, try !memory.knows(new.author, in: row.key, db) {
            return .unknownAuthor
        }
        if let refusal = try paceRefusal() { return refusal }
        return terms.verdict == .reject ? .rejectedByRule : nil
    }

    /// Whether a moderator has to see it first.
    func mustWait() throws -> Bool {
        if terms.verdict == .hold { return true }
        guard shield?.holdsNewAuthors == true else { return false }
        return try !memory.knows(new.author, in: row.key, db)
    }

    /// It has been posted.
    func note() {
        guard isPaced else { return }
        memory.withPace(of: row.key) { pace in
            if slowModeSeconds > 0 { pace.note(new.author, seconds: slowModeSeconds, at: milliseconds) }
            if row.state.uniqueSeconds > 0 {
                pace.note(text: FoldedText.digest(new.content), seconds: row.state.uniqueSeconds, at: milliseconds)
            }
        }
    }

    private func paceRefusal() throws -> Refusal? {
        guard isPaced else { return nil }
        return try memory.withPace(of: row.key) { pace in
            if slowModeSeconds > 0,
                let seconds = try pace.wait(
                    of: new.author, seconds: slowModeSeconds, at: milliseconds, in: row.key, db)
            {
                return .slowMode(seconds: seconds)
            }
            guard row.state.uniqueSeconds > 0 else { return nil }
            return try pace.wait(
                ofText: FoldedText.digest(new.content), seconds: row.state.uniqueSeconds, at: milliseconds,
                in: row.key, db
            ).map { .duplicate(seconds: $0) }
        }
    }

    private var isPaced: Bool { slowModeSeconds > 0 || row.state.uniqueSeconds > 0 }
}
