import Synchronization

/// How often something may happen: so many a second on average, and so many at once.
public struct Rate: Sendable, Hashable {
    /// Events a second.
    public var perSecond: Double
    /// Events at once after a pause.
    public var burst: Double

    /// A rate; both numbers are above zero.
    public init(perSecond: Double, burst: Double) {
        self.perSecond = perSecond
        self.burst = burst
    }

    /// Reads `N` or `N:BURST`; without a burst it is N, and at least 1. Nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let perSecond = Double(parts[0]), perSecond > 0, perSecond.isFinite
        else { return nil }
        guard let burst = parts.count == 2 ? Double(parts[1]) : max(perSecond, 1), burst >= 1, burst.isFinite
        else { return nil }
        self.init(perSecond: perSecond, burst: burst)
    }
}

extension Rate: CustomStringConvertible {
    /// As it is read: `2:10`.
    public var description: String { "\(Self.text(perSecond)):\(Self.text(burst))" }

    private static func text(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }
}

/// Token buckets, one for each key.
///
/// Bounded: a key whose bucket is full again is forgotten, and when that is not enough, all are, which errs on
/// the side of letting comments through.
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var at: ContinuousClock.Instant
    }

    let rate: Rate
    private let capacity: Int
    private let buckets = Mutex<[String: Bucket]>([:])

    init(rate: Rate, capacity: Int = 100_000) {
        self.rate = rate
        self.capacity = capacity
    }

    /// How many keys are remembered.
    var count: Int { buckets.withLock { $0.count } }

    /// Takes a token; nil when there was one, or the whole seconds until there is.
    func take(_ key: String, now: ContinuousClock.Instant = .now) -> Int? {
        buckets.withLock { buckets in
            if buckets.count >= capacity { makeRoom(&buckets, now) }
            var bucket = buckets[key] ?? Bucket(tokens: rate.burst, at: now)
            bucket.tokens = tokens(in: bucket, now)
            bucket.at = now
            defer { buckets[key] = bucket }
            guard bucket.tokens < 1 else {
                bucket.tokens -= 1
                return nil
            }
            return Int(((1 - bucket.tokens) / rate.perSecond).rounded(.up))
        }
    }

    private func tokens(in bucket: Bucket, _ now: ContinuousClock.Instant) -> Double {
        min(rate.burst, bucket.tokens + (now - bucket.at) / .seconds(1) * rate.perSecond)
    }

    private func makeRoom(_ buckets: inout [String: Bucket], _ now: ContinuousClock.Instant) {
        buckets = buckets.filter { tokens(in: $0.value, now) < rate.burst }
        if buckets.count > capacity / 2 { buckets.removeAll() }
    }
}
