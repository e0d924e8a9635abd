import GRDB
import LiveCore
import LiveHub

/// What moderators do in a post. Each deed that changes something is logged, in the same transaction.
extension GroupCommit {
    func moderate(_ action: Draft.Action, in post: PostID, _ row: inout PostRow) throws -> Outcome {
        switch action {
        case .comment: .unchanged
        case .delete(let id, let by, let reason, let erase):
            try delete(id, by: by, reason: reason, erase: erase, in: post, &row)
        case .restore(let id, let by): try restore(id, by: by, in: post, &row)
        case .hold(let id, let by): try hold(id, by: by, in: post, &row)
        case .review(let id, let approve, let by, let reason):
            try review(id, approve: approve, by: by, reason: reason, in: post, &row)
        case .purge(let ids, let part, let by): try purge(ids, part, by: by, in: post, &row)
        case .undoPurge(let event, let by): try undoPurge(event, by: by, in: post, &row)
        case .pin(let id, let by): try pin(id, by: by, in: post, &row)
        case .change(let change, let by): try apply(change, by: by, in: post, &row)
        case .shield(let shield, let by): try set(shield, by: by, in: post, &row)
        case .tellState(let by): .accepted(try tellState([], by: by, in: post, &row))
        }
    }

    // MARK: - One comment

    private func delete(
        _ id: EventID, by: Principal, reason: String?, erase: Bool, in post: PostID, _ row: inout PostRow
    ) throws -> Outcome {
        guard let target = try stored(id, in: post, row) else { return .refused(.unknownComment) }
        var outcome = Outcome.acceptedAll([])
        switch target.visibility {
        case .visible: outcome = .accepted(try takeDown(id, .deleted, by: by, reason: reason, in: post, &row))
        case .held: try mark(id, .deleted, row)
        case .deleted where erase: break
        case .deleted, .erased: return .unchanged
        }
        try HeldTable.remove(id, post: row.key, db)
        if erase { try Erasure(db: db).erase(id, post: row.key) }
        // Who takes back what they said themselves has not decided on it.
        let isRejected = target.visibility == .held && by.subject != target.comment.author
        try note(
            Deed(
                erase ? .erase : isRejected ? .reject : .delete, by: by, post: post, comment: id,
                author: target.comment.author, reason: reason))
        return outcome
    }

    private func restore(_ id: EventID, by: Principal, in post: PostID, _ row: inout PostRow) throws -> Outcome {
        guard let target = try stored(id, in: post, row) else { return .refused(.unknownComment) }
        switch target.visibility {
        case .visible: return .unchanged
        case .erased: return .refused(.erased)
        case .deleted, .held: try HeldTable.remove(id, post: row.key, db)
        }
        try note(
            Deed(
                target.visibility == .held ? .approve : .restore, by: by, post: post, comment: id,
                author: target.comment.author))
        return .accepted(try show(target.comment, by: by, &row))
    }

    /// Viewers hear of it when they could see the comment, as of a deletion.
    private func hold(_ id: EventID, by: Principal, in post: PostID, _ row: inout PostRow) throws -> Outcome {
        guard let target = try stored(id, in: post, row) else { return .refused(.unknownComment) }
        var outcome = Outcome.acceptedAll([])
        switch target.visibility {
        case .held: return .unchanged
        case .erased: return .refused(.erased)
        case .visible: outcome = .accepted(try takeDown(id, .held, by: by, reason: nil, in: post, &row))
        case .deleted: try mark(id, .held, row)
        }
        try HeldTable.insert(id, post: row.key, rule: LogTable.rule(thatHeld: id, in: post, db), db)
        try note(Deed(.hold, by: by, post: post, comment: id, author: target.comment.author))
        return outcome
    }

    private func review(
        _ id: EventID, approve: Bool, by: Principal, reason: String?, in post: PostID, _ row: inout PostRow
    ) throws -> Outcome {
        guard let target = try stored(id, in: post, row) else { return .refused(.unknownComment) }
        guard target.visibility == .held else { return .refused(.notHeld) }
        return approve
            ? try restore(id, by: by, in: post, &row)
            : try delete(id, by: by, reason: reason, erase: false, in: post, &row)
    }

    private func pin(_ id: EventID?, by: Principal, in post: PostID, _ row: inout PostRow) throws -> Outcome {
        guard id != row.pinned else { return .unchanged }
        let action: Event.Action
        if let id {
            guard let target = try stored(id, in: post, row), target.visibility == .visible else {
                return .refused(.unknownComment)
            }
            action = .pin(target.comment)
            try note(Deed(.pin, by: by, post: post, comment: id, author: target.comment.author))
        } else {
            guard let previous = row.pinned else { return .unchanged }
            action = .unpin(comment: previous)
            try note(Deed(.unpin, by: by, post: post, comment: previous))
        }
        row.pinned = id
        return .accepted(try record(action, by: by, in: post, &row))
    }

    // MARK: - Many comments

    private func purge(
        _ ids: [EventID], _ part: PurgePart, by: Principal, in post: PostID, _ row: inout PostRow
    ) throws -> Outcome {
        guard row.key != 0 else { return .unchanged }
        let before = row.lastID
        let eventID = try nextID(in: post, &row)
        var (taken, seen) = ([EventID](), [EventID]())
        for id in ids.prefix(Limits.purgeSize) {
            let wasSeen = try take(id, from: .visible, by: eventID, row)
            // What waited keeps its row in the queue, for an undo.
            guard try wasSeen || take(id, from: .held, by: eventID, row) else { continue }
            taken.append(id)
            if wasSeen { seen.append(id) }
        }
        guard !taken.isEmpty else {
            row.lastID = before
            return .unchanged
        }
        hide(seen, &row)
        let event = Event(
            post: post, id: eventID,
            action: .purge(comments: taken, author: part.author, by: by.subject, reason: part.reason))
        try ActionRow(event, by: by.subject, purge: part.purge).insert(db, key: row.key)
        let deed = Deed(.purge, by: by, post: post, author: part.author, reason: part.reason)
        try note(deed, .purgeHeld, part.purge, seen: seen.count, held: taken.count - seen.count)
        return .accepted(event)
    }

    /// Takes a comment down for an event; false when it was not as it is said to be.
    private func take(
        _ id: EventID, from visibility: StoredComment.Visibility, by event: EventID, _ row: PostRow
    ) throws -> Bool {
        try db.cachedStatement(
            sql: "UPDATE comments SET state = 1, hidden_by = ? WHERE post = ? AND id = ? AND state = ?"
        ).execute(arguments: [event.rawValue, row.key, id.rawValue, visibility.rawValue])
        return db.changesCount > 0
    }

    private func undoPurge(
        _ event: EventID, by: Principal, in post: PostID, _ row: inout PostRow
    ) throws -> Outcome {
        guard let purge = try PurgeTable(db: db).purge(ofEvent: event, post: row.key) else {
            return .refused(.unknownComment)
        }
        let taken = try PurgeTable(db: db).comments(takenBy: event, in: post, key: row.key)
        guard !taken.isEmpty else { return .unchanged }
        var events: [Event] = []
        for comment in taken {
            if try HeldTable.contains(comment.id, post: row.key, db) {
                try mark(comment.id, .held, row)
            } else {
                events.append(try show(comment, by: by, &row))
            }
        }
        try note(
            Deed(.undoPurge, by: by, post: post), .undoPurgeHeld, purge, seen: events.count,
            held: taken.count - events.count)
        return .acceptedAll(events)
    }

    /// Logs what concerns many comments: those that can be seen, and apart from them those that wait.
    private func note(_ deed: Deed, _ ofHeld: LogAction, _ purge: Int64, seen: Int, held: Int) throws {
        for (action, count) in [(deed.action, seen), (ofHeld, held)] where count > 0 {
            var part = deed
            (part.action, part.purge, part.count) = (action, purge, count)
            try note(part)
        }
    }

    // MARK: - The post

    private func apply(
        _ change: StateChange, by: Principal, in post: PostID, _ row: inout PostRow
    ) throws -> Outcome {
        var state = row.state
        var deeds: [Deed] = []
        func set<Value: Equatable>(
            _ member: WritableKeyPath<PostState, Value>, _ value: Value?, _ action: LogAction, _ seconds: Int?
        ) {
            guard let value, value != state[keyPath: member] else { return }
            state[keyPath: member] = value
            var deed = Deed(action, by: by, post: post)
            deed.seconds = seconds
            deeds.append(deed)
        }
        set(\.isOpen, change.isOpen, change.isOpen == true ? .open : .close, nil)
        set(\.slowModeSeconds, change.slowModeSeconds, .slowMode, change.slowModeSeconds)
        set(\.uniqueSeconds, change.uniqueSeconds, .uniqueMode, change.uniqueSeconds)
        guard !deeds.isEmpty else { return .unchanged }
        row.state = state
        return .accepted(try tellState(deeds, by: by, in: post, &row))
    }

    private func set(_ shield: Shield?, by: Principal, in post: PostID, _ row: inout PostRow) throws -> Outcome {
        guard shield != row.shield else { return .unchanged }
        row.shield = shield
        var deed = Deed(shield == nil ? .unshield : .shield, by: by, post: post)
        deed.seconds = shield?.slowModeSeconds
        return .accepted(try tellState([deed], by: by, in: post, &row))
    }

    private func tellState(_ deeds: [Deed], by: Principal, in post: PostID, _ row: inout PostRow) throws -> Event {
        for deed in deeds { try note(deed) }
        let event = try record(.state(row.stateInForce(under: shieldOverAll)), by: by, in: post, &row)
        memory.withPace(of: row.key) { $0.forgetAuthors() }
        return event
    }

    // MARK: - What they have in common

    private func record(
        _ action: Event.Action, by: Principal, in post: PostID, _ row: inout PostRow
    ) throws -> Event {
        let event = Event(post: post, id: try nextID(in: post, &row), action: action)
        try ActionRow(event, by: by.subject).insert(db, key: row.key)
        return event
    }

    /// Makes a comment visible that was not.
    private func show(_ comment: Comment, by: Principal, _ row: inout PostRow) throws -> Event {
        try mark(comment.id, .visible, row)
        row.commentCount += 1
        row.lastCommentID = max(row.lastCommentID ?? .zero, comment.id)
        try memory.know(comment.author, in: row.key, db)
        return try record(.restore(comment), by: by, in: comment.post, &row)
    }

    /// Hides a comment that could be seen.
    private func takeDown(
        _ id: EventID, _ visibility: StoredComment.Visibility, by: Principal, reason: String?, in post: PostID,
        _ row: inout PostRow
    ) throws -> Event {
        let event = try record(.delete(comment: id, by: by.subject, reason: reason), by: by, in: post, &row)
        try mark(id, visibility, hiddenBy: visibility == .deleted ? event.id : nil, row)
        hide([id], &row)
        return event
    }

    /// Comments that could be seen can't be any more.
    private func hide(_ ids: [EventID], _ row: inout PostRow) {
        row.commentCount -= ids.count
        if let pinned = row.pinned, ids.contains(pinned) { row.pinned = nil }
    }

    private func mark(
        _ id: EventID, _ visibility: StoredComment.Visibility, hiddenBy event: EventID? = nil, _ row: PostRow
    ) throws {
        try db.cachedStatement(sql: "UPDATE comments SET state = ?, hidden_by = ? WHERE post = ? AND id = ?")
            .execute(arguments: [visibility.rawValue, event?.rawValue, row.key, id.rawValue])
    }
}
