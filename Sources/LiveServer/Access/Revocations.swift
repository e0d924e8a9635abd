public import LiveCore
public import LiveHub
import Synchronization

/// The tokens that are good no more, at hand for every request and kept in the store.
public final class Revocations: Sendable {
    private struct State {
        /// Token ids, and until when each is kept.
        var tokens: [String: Int64] = [:]
        var subjects: [String: (before: Int64, until: Int64)] = [:]
    }

    private let store: any RevocationStore
    private let clock: WallClock
    private let state: Mutex<State>

    /// Takes up what the store has.
    public init(store: any RevocationStore, clock: WallClock = .system) async throws {
        self.store = store
        self.clock = clock
        var state = State()
        for revocation in try await store.revocations() { Self.add(revocation, to: &state) }
        self.state = Mutex(state)
    }

    /// What has been revoked, as long as it matters.
    func all() async throws -> [Revocation] {
        let now = clock.milliseconds
        return try await store.revocations().filter { $0.until >= now }
    }

    /// Revokes tokens, for good and at once.
    ///
    /// - Throws: when the store does not take it; nothing has been revoked then.
    func revoke(_ target: Revocation.Target, by principal: Principal) async throws -> Revocation {
        let now = clock.milliseconds
        let revocation = Revocation(
            target,
            until: now + (TokenVerifier.maximumLifetime.components.seconds + Int64(TokenVerifier.leeway)) * 1_000)
        try await store.revoke(revocation, by: principal, now: now)
        state.withLock { state in
            state.tokens = state.tokens.filter { $0.value >= now }
            state.subjects = state.subjects.filter { $0.value.until >= now }
            Self.add(revocation, to: &state)
        }
        return revocation
    }

    /// Whether a token is good no more. One that does not say when it was issued may be older than any time.
    func cover(_ claims: Claims) -> Bool {
        state.withLock { state in
            if let id = claims.tokenID, state.tokens[id] != nil { return true }
            guard let before = state.subjects[claims.subject]?.before else { return false }
            return (claims.issued ?? 0) * 1_000 < Double(before)
        }
    }

    private static func add(_ revocation: Revocation, to state: inout State) {
        switch revocation.target {
        case .token(let id): state.tokens[id] = revocation.until
        case .subject(let subject, let before):
            let earlier = state.subjects[subject]
            state.subjects[subject] = (
                max(before, earlier?.before ?? before), max(revocation.until, earlier?.until ?? 0)
            )
        }
    }
}
