import HTTPTypes
import Hummingbird
import LiveCore
import LiveHub
import NIOCore

/// What every moderator's call has in common: who asks, what the body says, and what becomes of a draft.
struct Moderating: Sendable {
    /// How often erased texts are looked for in the write-ahead log, before the client is told to ask again.
    private static let scrubAttempts = 3

    let store: any ModerationStore
    let ingest: Ingest

    /// Puts a draft through, and gives what became of it.
    ///
    /// - Throws: the problem that a refusal is.
    @discardableResult
    func apply(_ action: Draft.Action, in post: PostID) async throws -> Outcome {
        let outcome = try await ingest.append(Draft(post: post, action: action))
        if case .refused(let refusal) = outcome { throw Problem(refusal) }
        return outcome
    }

    /// Takes erased texts out of every file.
    func scrub() async throws {
        for attempt in 1...Self.scrubAttempts {
            do {
                return try await store.scrub()
            } catch  where attempt < Self.scrubAttempts {
                continue
            } catch {
                throw Unreadable(reason: error)
            }
        }
    }
}

extension Caller {
    /// As the log names it.
    var principal: Principal { Principal(subject: subject, tokenID: tokenID) }
}

extension LiveContext {
    /// Refuses who moderates nowhere, before it is known which post is meant.
    func requireModerator() throws(Problem) {
        guard try requireAnyone().role >= .moderator else { throw .forbidden("this takes the role moderator") }
    }

    /// The body of a moderator's call. Who moderates nowhere is not told to send it.
    func members(of request: Request) async throws -> BodyMembers {
        let (body, _) = try await PostBody.read(request, self) { () throws(Problem) in try requireModerator() }
        return try BodyMembers(json: body.readableBytesView)
    }
}

extension QueryParameters {
    /// - Throws: `invalid_parameter`. So do the ones below.
    func post(_ name: String = "postId") throws(Problem) -> PostID? {
        guard let text = try text(name) else { return nil }
        guard let post = PostID(rawValue: text) else { throw .invalidParameter(name, allowed: PostID.allowed) }
        return post
    }

    func boolean(_ name: String) throws(Problem) -> Bool? {
        switch try text(name) {
        case nil: return nil
        case "true": return true
        case "false": return false
        default: throw .invalidParameter(name, allowed: "true or false")
        }
    }

    func reason() throws(Problem) -> String? {
        guard let text = try text("reason"), !text.isEmpty else { return nil }
        let limit = Limits.reasonCharacters
        guard text.utf8.count <= limit * 8, text.count <= limit,
            !text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        else { throw .invalidParameter("reason", allowed: "at most \(limit) characters without control characters") }
        return text
    }

    func pageSize() throws(Problem) -> Int {
        try wholeNumber("pageSize", in: Limits.pageSize) ?? Limits.defaultPageSize
    }
}
