import LiveCore

/// What a token says (RFC 7519), checked for making sense; whether it is true, its signature tells.
struct Claims: Sendable, Hashable {
    /// What keeps a token's JSON from making sense; never anything that the token holds.
    struct Flaw: Error {
        let detail: String
    }

    /// Seconds since the Unix epoch, perhaps with a fraction.
    typealias NumericDate = Double

    /// `sub`: an author's id.
    var subject: String
    var role: Role
    /// `exp`
    var expires: NumericDate
    /// `nbf`
    var notBefore: NumericDate?
    /// `iat`
    var issued: NumericDate?
    /// The posts the token is good for; nil for every post.
    var posts: Set<PostID>?
    /// What its subject is called as an author.
    var name: String?
    /// `jti`
    var tokenID: String?
    /// `aud`: whom the token is meant for; nil when it does not say.
    var audience: [String]?

    /// Reads a token's payload.
    ///
    /// A claim that comes twice is a flaw: who reads the first and who reads the last would not mean the same.
    init(json: some Sequence<UInt8>) throws(Flaw) {
        var raw = RawClaims()
        do throws(JSONError) {
            try JSONReader.read(json) { reader throws(JSONError) in
                try reader.object { reader, name throws(JSONError) in try raw.read(name, from: &reader) }
            }
        } catch {
            throw raw.flaw(for: error)
        }
        try self.init(raw)
    }

    private init(_ raw: RawClaims) throws(Flaw) {
        guard let subject = raw.subject, NewComment.isAuthor(subject) else {
            throw Flaw("sub", "1 to \(Limits.authorCharacters) characters on one line")
        }
        guard let role = raw.role.flatMap(Role.init(rawValue:)) else {
            throw Flaw("role", Role.allCases.map(\.rawValue).joined(separator: ", "))
        }
        guard let expires = raw.expires else { throw Flaw("exp", "seconds since the Unix epoch") }
        guard raw.name.map(NewComment.isAuthorName) ?? true else {
            throw Flaw("name", "1 to \(Limits.authorNameCharacters) characters on one line")
        }
        guard raw.tokenID.map({ (1...Limits.tokenIDBytes).contains($0.utf8.count) }) ?? true else {
            throw Flaw("jti", "1 to \(Limits.tokenIDBytes) bytes")
        }
        self.init(
            subject: subject, role: role, expires: expires, notBefore: raw.notBefore, issued: raw.issued,
            posts: try raw.posts.map(Self.posts), name: raw.name, tokenID: raw.tokenID, audience: raw.audience)
    }

    /// Claims with all their parts.
    init(
        subject: String, role: Role, expires: NumericDate, notBefore: NumericDate? = nil, issued: NumericDate? = nil,
        posts: Set<PostID>? = nil, name: String? = nil, tokenID: String? = nil, audience: [String]? = nil
    ) {
        self.subject = subject
        self.role = role
        self.expires = expires
        self.notBefore = notBefore
        self.issued = issued
        self.posts = posts
        self.name = name
        self.tokenID = tokenID
        self.audience = audience
    }

    private static func posts(_ names: [String]) throws(Flaw) -> Set<PostID> {
        let posts = names.compactMap(PostID.init(rawValue:))
        guard posts.count == names.count else { throw Flaw("posts", "names of posts") }
        return Set(posts)
    }
}

extension Claims.Flaw {
    init(_ claim: String, _ allowed: String) {
        detail = "the token's claim \(claim): allowed is \(allowed)"
    }
}

/// The claims as they stand in the JSON, each of the right type or absent.
private struct RawClaims {
    private(set) var subject: String?
    private(set) var role: String?
    private(set) var expires: Claims.NumericDate?
    private(set) var notBefore: Claims.NumericDate?
    private(set) var issued: Claims.NumericDate?
    private(set) var posts: [String]?
    private(set) var name: String?
    private(set) var tokenID: String?
    private(set) var audience: [String]?
    private var seen: Set<String> = []
    /// The claim that is being read, when it means something here.
    private var current: StaticString?
    private var isTwice = false

    mutating func read(_ claim: String, from reader: inout JSONReader) throws(JSONError) {
        guard seen.insert(claim).inserted else {
            isTwice = true
            throw reader.error("a claim comes twice")
        }
        switch claim {
        case "sub": subject = try text("sub", &reader)
        case "role": role = try text("role", &reader)
        case "name": name = try text("name", &reader)
        case "jti": tokenID = try text("jti", &reader)
        case "exp": expires = try date("exp", &reader)
        case "nbf": notBefore = try date("nbf", &reader)
        case "iat": issued = try date("iat", &reader)
        case "posts": posts = try texts("posts", &reader)
        case "aud": audience = try reader.kind() == .string ? [text("aud", &reader)] : texts("aud", &reader)
        default: try reader.skip()
        }
        current = nil
    }

    /// What to say about an error of the reader's.
    func flaw(for error: JSONError) -> Claims.Flaw {
        if isTwice { return Claims.Flaw(detail: "a claim of the token comes twice") }
        guard let current else { return Claims.Flaw(detail: "the token's payload is no JSON object") }
        return Claims.Flaw(detail: "the token's claim \(current) is of the wrong type")
    }

    private mutating func text(_ claim: StaticString, _ reader: inout JSONReader) throws(JSONError) -> String {
        current = claim
        return try reader.string()
    }

    private mutating func date(_ claim: StaticString, _ reader: inout JSONReader) throws(JSONError) -> Double {
        current = claim
        return try reader.double()
    }

    private mutating func texts(_ claim: StaticString, _ reader: inout JSONReader) throws(JSONError) -> [String] {
        current = claim
        var texts: [String] = []
        try reader.array { reader throws(JSONError) in texts.append(try reader.string()) }
        return texts
    }
}

// MARK: - Writing

extension Claims {
    /// The payload of a token.
    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { json in
            json.key("sub")
            json.string(subject)
            json.key("role")
            json.string(role.rawValue)
            json.optionalString("name", name)
            if let posts {
                json.key("posts")
                json.array { json in for post in posts.map(\.rawValue).sorted() { json.string(post) } }
            }
            json.optionalString("jti", tokenID)
            json.optionalInteger("iat", issued.map { Int64($0) })
            json.key("exp")
            json.integer(Int64(expires))
        }
        return writer.bytes
    }
}
