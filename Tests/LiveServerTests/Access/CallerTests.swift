import HTTPTypes
import LiveCore
import Testing

@testable import LiveServer

/// What a caller may do.
@Suite struct CallerTests {
    private static let post = PostID(rawValue: "p")!
    private static let scopes: [Set<PostID>?] = [nil, [post], [PostID(rawValue: "q")!], []]

    @Test(arguments: Role.allCases, scopes) func aRoleMayWhatThoseBelowItMay(role: Role, posts: Set<PostID>?) {
        let caller = Caller(subject: "ann", role: role, posts: posts)
        for needed in Role.allCases {
            for place in [Self.post, nil] {
                let isAllowed = (try? caller.require(needed, in: place)) != nil
                let isInScope = posts == nil || place.map { posts?.contains($0) == true } ?? false
                #expect(isAllowed == (role >= needed && isInScope), "\(role) as \(needed) in \(place as PostID?)")
            }
        }
    }

    @Test(arguments: Role.allCases, scopes) func anAuthorMayDeleteTheirOwn(role: Role, posts: Set<PostID>?) {
        let caller = Caller(subject: "ann", role: role, posts: posts)
        let isInScope = posts?.contains(Self.post) ?? true
        #expect(caller.mayDelete(commentOf: "ann", in: Self.post) == isInScope)
        #expect(caller.mayDelete(commentOf: "bob", in: Self.post) == (isInScope && role >= .moderator))
    }

    @Test func whoIsRefusedIsToldWithAChallenge() {
        let caller = Caller(subject: "ann", role: .viewer)
        do {
            try caller.require(.moderator, in: Self.post)
            Issue.record("it is allowed")
        } catch {
            #expect(error.status == 403 && error.code == "forbidden")
            #expect(error.headerFields[.wwwAuthenticate]?.contains(#"error="insufficient_scope""#) == true)
        }
    }

    @Test(arguments: [
        ("Bearer x", "x"), ("bearer x", "x"), ("BEARER   x", "x"), ("Bearer", ""), ("Bearer ", ""), ("Basic eDp5", nil),
        ("Bearerx", nil), ("", nil), (nil, nil),
    ])
    func onlyBearersAreHeard(authorization: String?, token: String?) throws {
        #expect(try Credentials(authorization).token == token)
    }

    @Test func aTokenComesOnce() throws {
        #expect(try Credentials(nil, parameter: "x").token == "x")
        #expect(try Credentials("Basic eDp5", parameter: "x").token == "x")
        #expect(throws: Problem.self) { try Credentials("Bearer x", parameter: "x").token }
    }
}
