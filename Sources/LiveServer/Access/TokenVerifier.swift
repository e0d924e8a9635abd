public import LiveCore
import Synchronization

/// Tells who a token's bearer is.
///
/// A token that was found good is remembered until it expires, so that an event loop checks its signature once and not
/// with every request. Whether it has been revoked is looked at every time.
public final class TokenVerifier: Sendable {
    /// By how much the clock of who signs and this one may differ, in seconds: machines that keep time differ by less
    /// than one, but one that has just been resumed, or has lost its time server, by tens.
    static let leeway: Claims.NumericDate = 30
    /// The longest a token may still be good. Whoever gets hold of one has it for no longer, and a revocation need
    /// not be kept for longer.
    public static let maximumLifetime = Duration.seconds(400 * 24 * 60 * 60)
    /// Bytes of remembered tokens.
    private static let cacheBytes = 16 * 1024 * 1024
    /// What is remembered with a token, about.
    private static let entryBytes = 512

    /// What a token says, and by whose word.
    private struct Verified {
        let claims: Claims
        /// ``VerificationKey/material``
        let key: String
    }

    private struct State {
        let keys: [VerificationKey]
        let materials: Set<String>
        /// Counts the sets of keys: what was found good by an old one is not remembered.
        let generation: Int
        var known: [String: Verified] = [:]
        var knownBytes = 0

        init(_ keys: [VerificationKey], generation: Int = 0) {
            self.keys = keys
            materials = Set(keys.map(\.material))
            self.generation = generation
        }
    }

    private let secret: SigningSecret
    private let audience: String?
    let revocations: Revocations
    private let clock: WallClock
    private let state: Mutex<State>

    /// - Parameters:
    ///   - operatorKeys: whose tokens are good besides those of the server's own.
    ///   - audience: what tokens of the operator's keys must say they are for; with nil, they must not say.
    ///   - clock: what tokens expire by.
    public init(
        secret: SigningSecret, operatorKeys: KeySet = .empty, audience: String? = nil, revocations: Revocations,
        clock: WallClock = .system
    ) {
        self.secret = secret
        self.audience = audience
        self.revocations = revocations
        self.clock = clock
        state = Mutex(State([secret.key] + operatorKeys.keys))
    }

    /// Changes the operator's keys; tokens by keys that are gone are no good any more, also where they were let in.
    public func replaceOperatorKeys(_ set: KeySet) {
        state.withLock { $0 = State([secret.key] + set.keys, generation: $0.generation + 1) }
    }

    /// Who bears a token.
    ///
    /// - Throws: 401 `invalid_token`; it holds nothing of the token.
    func caller(bearing token: String) throws(Problem) -> Caller {
        let claims = try verified(token).claims
        try check(claims)
        return Caller(claims)
    }

    /// Whether a token is still good, to be asked again and again: it looks at the clock, at what has been revoked and
    /// at whether its key is still there, and not at the signature.
    ///
    /// - Throws: as above, when it is no token that was ever good.
    func standing(of token: String) throws(Problem) -> () -> Bool {
        let verified = try verified(token)
        return { [self] in
            state.withLock { $0.materials.contains(verified.key) } && (try? check(verified.claims)) != nil
        }
    }

    private func check(_ claims: Claims) throws(Problem) {
        let now = now
        guard now < claims.expires + Self.leeway else { throw .invalidToken("the token has expired") }
        guard claims.expires - now <= Claims.NumericDate(Self.maximumLifetime.components.seconds) else {
            throw .invalidToken("the token is good for more than 400 days")
        }
        if let start = claims.notBefore, now < start - Self.leeway { throw .invalidToken("the token is not good yet") }
        guard !revocations.cover(claims) else { throw .invalidToken("the token has been revoked") }
    }

    private func verified(_ token: String) throws(Problem) -> Verified {
        let (keys, generation, known) = state.withLock { ($0.keys, $0.generation, $0.known[token]) }
        if let known { return known }
        let verified = try verified(token, by: keys)
        state.withLock { if $0.generation == generation { remember(token, verified, in: &$0) } }
        return verified
    }

    private func verified(_ text: String, by keys: [VerificationKey]) throws(Problem) -> Verified {
        guard let token = CompactToken(text) else { throw .invalidToken("the token is no JSON Web Token (RFC 7519)") }
        let key = keys.first { key in
            (token.keyID ?? key.id) == key.id && key.hasSigned(token)
        }
        guard let key else { throw .invalidToken("the token is not signed by a key that is known here") }
        let claims: Claims
        do throws(Claims.Flaw) {
            claims = try Claims(json: token.payload)
        } catch {
            throw .invalidToken(error.detail)
        }
        guard key.isOwn || isMeant(claims.audience) else {
            throw .invalidToken("the token is meant for somebody else: allowed as aud is what lcd --audience says")
        }
        return Verified(claims: claims, key: key.material)
    }

    /// Who can't name itself must not take a token that names whom it is for (RFC 7519, 4.1.3).
    private func isMeant(_ named: [String]?) -> Bool {
        audience.map { named?.contains($0) ?? false } ?? (named == nil)
    }

    private func remember(_ token: String, _ verified: Verified, in state: inout State) {
        let bytes = token.utf8.count + Self.entryBytes
        if state.knownBytes + bytes > Self.cacheBytes { makeRoom(in: &state) }
        if state.known.updateValue(verified, forKey: token) == nil { state.knownBytes += bytes }
    }

    /// Forgets what has expired, and when that is not enough, everything.
    private func makeRoom(in state: inout State) {
        state.known = state.known.filter { now < $0.value.claims.expires }
        state.knownBytes = state.known.keys.reduce(0) { $0 + $1.utf8.count + Self.entryBytes }
        guard state.knownBytes > Self.cacheBytes / 2 else { return }
        state.known.removeAll()
        state.knownBytes = 0
    }

    private var now: Claims.NumericDate { Claims.NumericDate(clock.milliseconds) / 1_000 }
}

extension Caller {
    init(_ claims: Claims) {
        self.init(
            subject: claims.subject, role: claims.role, posts: claims.posts, name: claims.name,
            tokenID: claims.tokenID, expires: Int64(claims.expires * 1_000))
    }
}
