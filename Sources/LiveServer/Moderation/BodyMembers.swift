import LiveCore

/// The members of a request's JSON body that are plain values, to be asked for by name. Others are ignored.
struct BodyMembers: Sendable {
    private enum Value: Sendable {
        case text(String)
        case number(Int64)
        case boolean(Bool)
        case null
    }

    private var values: [String: Value] = [:]

    /// - Throws: `invalid_body` when it is no JSON object.
    init(json body: some Sequence<UInt8>) throws(Problem) {
        var (field, values) = ("the body", [String: Value]())
        do throws(JSONError) {
            try JSONReader.read(body) { reader throws(JSONError) in
                guard try reader.kind() == .object else { throw reader.error("expected an object") }
                try reader.object { reader, name throws(JSONError) in
                    field = name
                    switch try reader.kind() {
                    case .string: values[name] = .text(try reader.string())
                    case .number: values[name] = .number(try reader.integer())
                    case .boolean: values[name] = .boolean(try reader.boolean())
                    case .null:
                        try reader.skip()
                        values[name] = .null
                    case .object, .array: try reader.skip()
                    }
                }
            }
        } catch {
            throw .invalidBody("\(DisplayText.line(field)): \(error)")
        }
        self.values = values
    }

    /// Whether there is a member of this name, also one that is null.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// Nil when it is not there or null. So it is with the ones below.
    ///
    /// - Throws: `invalid_body`, naming it and what is allowed. So do the ones below.
    func text(_ name: String, characters limit: Int) throws(Problem) -> String? {
        let allowed = "a string of at most \(limit) characters without control characters"
        switch values[name] {
        case nil, .null: return nil
        case .text(let text):
            guard text.utf8.count <= limit * 8, text.count <= limit,
                !text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
            else { throw refusal(name, allowed) }
            return text
        default: throw refusal(name, allowed)
        }
    }

    func number(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        let allowed = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        switch values[name] {
        case nil, .null: return nil
        case .number(let number):
            guard let number = Int(exactly: number), range.contains(number) else { throw refusal(name, allowed) }
            return number
        default: throw refusal(name, allowed)
        }
    }

    func boolean(_ name: String) throws(Problem) -> Bool? {
        switch values[name] {
        case nil, .null: return nil
        case .boolean(let value): return value
        default: throw refusal(name, "true or false")
        }
    }

    func milliseconds(_ name: String) throws(Problem) -> Int64? {
        try number(name, in: 0...Int(EventID.max.milliseconds)).map(Int64.init)
    }

    func eventID(_ name: String) throws(Problem) -> EventID? {
        try number(name, in: 0...Int(EventID.max.rawValue)).flatMap { EventID(rawValue: Int64($0)) }
    }

    func post(_ name: String = "video_id") throws(Problem) -> PostID? {
        switch values[name] {
        case nil, .null: return nil
        case .text(let text):
            guard let post = PostID(rawValue: text) else { throw refusal(name, PostID.allowed) }
            return post
        default: throw refusal(name, PostID.allowed)
        }
    }

    /// A whole number becomes its decimal digits, as it does where a comment is posted.
    func author(_ name: String = "author_id") throws(Problem) -> String? {
        switch values[name] {
        case nil, .null: return nil
        case .number(let number): return String(number)
        case .text(let text) where NewComment.isAuthor(text): return text
        default: throw refusal(name, "an author's id")
        }
    }

    private func refusal(_ name: String, _ allowed: String) -> Problem {
        .invalidBody("\(name): allowed is \(allowed)")
    }
}
