import LiveCore
import TestSupport
import Testing

@testable import LiveServer

/// Too many posts from an author or an address are 429, and say when to come back.
@Suite(.blocking) struct RateLimitTests {
    @Test func anAuthorIsLimited() throws {
        let server = try ServerProcess(["--rate-author", "0.1:2"])
        #expect(try (0..<2).map { try server.post("\($0)").status } == [201, 201])
        let third = try server.post("2")
        #expect(third.status == 429 && Problem(json: third.body)?.code == "rate_limited")
        let wait = try #require(third.headers["retry-after"].flatMap { Int($0) })
        #expect((1...10).contains(wait) && Problem(json: third.body)?.retryAfter == wait)
        #expect(try server.post("2", author: "bob").status == 201)
        #expect(try server.contents() == ["0", "1", "2"])
    }

    @Test func anAddressIsLimitedWhoeverSpeaks() throws {
        let server = try ServerProcess(["--rate-address", "0.1:2"])
        #expect(try (0..<2).map { try server.post("\($0)", author: "author \($0)").status } == [201, 201])
        #expect(try server.post("2", author: "another").status == 429)
        // The header of somebody who is no proxy means nothing.
        #expect(try server.post("2", headers: ["X-Forwarded-For": "192.0.2.1"]).status == 429)
    }

    @Test func aPostIsLimitedWhoeverSpeaks() throws {
        let server = try ServerProcess(["--rate-post", "0.1:2"])
        #expect(try (0..<2).map { try server.post("\($0)", author: "author \($0)").status } == [201, 201])
        let third = try server.post("2", author: "another")
        #expect(third.status == 429 && Problem(json: third.body)?.code == "rate_limited")
        #expect(third.headers["retry-after"] != nil)
        #expect(try server.post("2", to: "q").status == 201)
    }

    @Test func aTrustedProxySaysWhoItSpeaksFor() throws {
        let server = try ServerProcess(["--rate-address", "0.1:1", "--trusted-proxy", "127.0.0.0/8"])
        func post(from address: String) throws -> Int {
            try server.post("hi", headers: ["X-Forwarded-For": address]).status
        }
        #expect(try post(from: "192.0.2.1") == 201)
        #expect(try post(from: "192.0.2.2") == 201)
        #expect(try post(from: "192.0.2.1") == 429)
        // Only what the proxy added counts: the client wrote the rest.
        #expect(try post(from: "203.0.113.9, 192.0.2.2") == 429)
        #expect(try post(from: "192.0.2.2, 203.0.113.9") == 201)
        #expect(try post(from: "198.51.100.7, 127.0.0.1") == 201)
    }

    @Test func whatIsRefusedForItsBodyCostsNothing() throws {
        let server = try ServerProcess(["--rate-author", "0.1:1"])
        for _ in 0..<3 { #expect(try server.post(" ").status == 422) }
        #expect(try server.post("first").status == 201)
        // The body is looked at first.
        #expect(try server.post(" ").status == 422)
        #expect(try server.post("second").status == 429)
    }

    @Test func aBucketFillsUpAgain() {
        let limiter = RateLimiter(rate: Rate(perSecond: 2, burst: 3))
        let start = ContinuousClock.now
        #expect((0..<4).map { _ in limiter.take("a", now: start) } == [nil, nil, nil, 1])
        #expect(limiter.take("b", now: start) == nil)
        #expect(limiter.take("a", now: start + .milliseconds(500)) == nil)
        #expect(limiter.take("a", now: start + .milliseconds(500)) == 1)
        #expect((0..<4).map { _ in limiter.take("a", now: start + .seconds(60)) } == [nil, nil, nil, 1])
    }

    @Test func bucketsAreBounded() {
        let limiter = RateLimiter(rate: Rate(perSecond: 1, burst: 1), capacity: 100)
        let start = ContinuousClock.now
        for index in 0..<1_000 { _ = limiter.take("\(index)", now: start) }
        #expect(limiter.count <= 100)
    }

    @Test(arguments: [
        ("2", Rate(perSecond: 2, burst: 2)), ("0.5", Rate(perSecond: 0.5, burst: 1)),
        ("2:10", Rate(perSecond: 2, burst: 10)), ("0", nil), ("-1", nil), ("x", nil), ("", nil), ("1:", nil),
        ("1:0.5", nil),
        ("1:2:3", nil), ("inf", nil), ("nan", nil), ("1:inf", nil),
    ])
    func aRateIsReadAsWritten(text: String, rate: Rate?) { #expect(Rate(text) == rate) }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.1", "192.0.2.1", true),
        ("192.0.2.1", "192.0.2.2", false), ("192.0.2.128/25", "192.0.2.127", false), ("0.0.0.0/0", "203.0.113.9", true),
        ("::1", "::1", true), ("2001:db8::/32", "2001:db8:1::5", true), ("2001:db8::/32", "2001:db9::", false),
        ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("::/0", "10.1.2.3", false), ("10.0.0.0/8", "no address", false),
    ])
    func aRangeHoldsItsAddresses(range: String, address: String, isInside: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(address) == isInside)
    }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "host", "::1/129", "10.0.0.0/8/8"])
    func whatIsNoRangeIsNone(text: String) { #expect(AddressRange(text) == nil) }
}
