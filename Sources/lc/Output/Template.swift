import ArgumentParser
import LiveCore

/// A line as the user wants it: text with fields in braces. `{{` and `}}` are braces, `\t` and `\n` what they say.
/// Values are display-safe and on one line.
struct Template {
    /// What can stand in braces.
    enum Field: String, CaseIterable {
        case event, id, post, author, author_id, author_name, comment, comment_id, reply_to, time, datetime, timestamp
    }

    private enum Part {
        case text(String)
        case field(Field)
    }

    private var parts: [Part] = []

    init(_ text: String) throws {
        var rest = Substring(text.replacing("\\t", with: "\t").replacing("\\n", with: "\n"))
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            parts.append(.text(String(rest[..<brace])))
            let doubled = rest[brace...].prefix(2)
            if doubled == "{{" || doubled == "}}" {
                parts.append(.text(String(rest[brace])))
                rest = rest[brace...].dropFirst(2)
                continue
            }
            guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}"),
                let field = Field(rawValue: String(rest[rest.index(after: brace)..<end]))
            else {
                let names = Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
                throw ValidationError("allowed fields are \(names); {{ and }} are braces")
            }
            parts.append(.field(field))
            rest = rest[rest.index(after: end)...]
        }
        parts.append(.text(String(rest)))
    }

    func line(_ event: StreamEvent, name: String) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .field(let field): DisplayText.line(value(of: field, in: event, name: name) ?? "")
            }
        }.joined()
    }

    private func value(of field: Field, in event: StreamEvent, name: String) -> String? {
        switch field {
        case .event: name
        case .id: event.id?.description
        case .post: event.post?.rawValue
        case .time: event.id.map { LocalTime(milliseconds: $0.milliseconds).clock }
        case .datetime: event.id.map { LocalTime(milliseconds: $0.milliseconds).rfc3339 }
        case .timestamp: event.id.map { String($0.milliseconds) }
        case .comment_id: event.commentID?.description
        default: event.comment.flatMap { value(of: field, in: $0) }
        }
    }

    private func value(of field: Field, in comment: Comment) -> String? {
        switch field {
        case .author: comment.authorName ?? comment.author
        case .author_id: comment.author
        case .author_name: comment.authorName
        case .comment: comment.content
        case .reply_to: comment.replyTo?.description
        default: nil
        }
    }
}

extension StreamEvent {
    /// Its place in the post's sequence.
    fileprivate var id: EventID? {
        switch self {
        case .event(let event): event.id
        case .gap(let gap, _): gap.id
        case .thinned(let thinned, _): thinned.id
        case .viewers, .unknown: nil
        }
    }

    fileprivate var post: PostID? {
        switch self {
        case .event(let event): event.post
        case .gap(_, let post), .thinned(_, let post), .viewers(_, let post): post
        case .unknown: nil
        }
    }

    /// The comment that it brings.
    fileprivate var comment: Comment? {
        guard case .event(let event) = self else { return nil }
        return switch event.action {
        case .comment(let comment), .restore(let comment), .pin(let comment): comment
        case .delete, .purge, .unpin, .state: nil
        }
    }

    /// The comment that it is about.
    fileprivate var commentID: EventID? {
        guard case .event(let event) = self else { return nil }
        return switch event.action {
        case .delete(let comment, _, _), .unpin(let comment): comment
        default: comment?.id
        }
    }
}
