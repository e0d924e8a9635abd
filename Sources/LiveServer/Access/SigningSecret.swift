import FoundationEssentials
import JWTKit
public import LiveCore

/// The server's own secret: it signs tokens with it (HS256), and knows them again.
public struct SigningSecret: Sendable {
    /// Bytes in a secret: as many as the hash has (RFC 7518, 3.2).
    public static let byteCount = 32

    let key: VerificationKey

    /// - Parameter bytes: ``byteCount`` of them, or more.
    public init(_ bytes: [UInt8]) async throws {
        precondition(bytes.count >= Self.byteCount, "a secret shorter than its hash")
        let keys = await JWTKeyCollection().add(hmac: HMACKey(from: bytes), digestAlgorithm: .sha256)
        key = VerificationKey(id: "lcd", algorithm: try await keys.getKey(), material: "own", isOwn: true)
    }

    /// A new secret, from the system's source of randomness.
    public static func random() -> [UInt8] { SystemRandomNumberGenerator.bytes(byteCount) }

    /// Signs a token.
    ///
    /// - Parameters:
    ///   - grant: what the token is to say.
    ///   - now: when it is signed.
    /// - Returns: the token, with an id of its own.
    public func token(for grant: Grant, at now: WallClock = .system) throws -> String {
        let issued = Claims.NumericDate(now.milliseconds / 1_000)
        let expires = issued + Claims.NumericDate(grant.lifetime.components.seconds)
        let claims = Claims(
            subject: grant.subject, role: grant.role, expires: expires, issued: issued, posts: grant.posts,
            name: grant.name, tokenID: Self.makeTokenID())
        return try key.token(claims.json)
    }

    /// Letters and digits only: in a shell it is never taken for an option.
    private static func makeTokenID() -> String { String(UInt128.random(in: .min ... .max), radix: 36) }
}

/// What a token of the server's own is to say.
public struct Grant: Sendable, Hashable {
    /// The author id that its bearer posts under.
    public var subject: String
    /// What its bearer may do.
    public var role: Role
    /// How long it is good, in whole seconds.
    public var lifetime: Duration
    /// The posts it is good for; nil for every post.
    public var posts: Set<PostID>?
    /// What its bearer is called as an author; nil when they may say so themselves.
    public var name: String?

    /// A grant with all its parts.
    public init(subject: String, role: Role, lifetime: Duration, posts: Set<PostID>? = nil, name: String? = nil) {
        self.subject = subject
        self.role = role
        self.lifetime = lifetime
        self.posts = posts
        self.name = name
    }
}

extension SystemRandomNumberGenerator {
    fileprivate static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in generator.next() }
    }
}
