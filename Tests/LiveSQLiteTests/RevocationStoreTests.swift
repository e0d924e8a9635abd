import Foundation
import GRDB
import LiveCore
import LiveHub
import TestSupport
import Testing

@testable import LiveSQLite

/// What is kept of tokens that are good no more.
@Suite struct RevocationStoreTests {
    private func withFile<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        try await TemporaryFolder.with { try await body($0.appending(path: "comments.db").path) }
    }

    @Test func whatIsRevokedIsThereAfterARestart() async throws {
        try await withFile { path in
            let kept: Set = [
                Revocation(.token(id: "t\"1"), until: 20), Revocation(.subject("ann", before: 7), until: 30),
                // A token's id and a subject of one name are two things.
                Revocation(.subject("t\"1", before: 8), until: 30),
            ]
            let store = try SQLiteStore(path: path)
            for revocation in kept { try await store.revoke(revocation, by: "root", now: 1) }
            try store.close()
            let again = try SQLiteStore(path: path)
            #expect(Set(try await again.revocations()) == kept)
            try again.close()
        }
    }

    @Test func theLogSaysWhoRevokedWhat() async throws {
        try await withFile { path in
            let store = try SQLiteStore(path: path)
            let root = Principal(subject: "root", tokenID: "r")
            try await store.revoke(Revocation(.token(id: "t1"), until: 20), by: root, now: 5)
            try await store.revoke(Revocation(.subject("ann", before: 7), until: 30), by: root, now: 6)
            let log = try await store.log(LogQuery(direction: .after)).entries
            #expect(log.map(\.action) == [.revoke, .revoke] && log.allSatisfy { $0.by == root })
            #expect(log.map(\.revokedToken) == ["t1", nil] && log.map(\.author) == [nil, "ann"])
            #expect(log.map(\.time) == [5, 6])
            try store.close()
        }
    }

    /// Nothing that was revoked becomes good again by being revoked once more.
    @Test func ofSeveralForOneTheLatestCounts() async throws {
        try await withFile { path in
            let store = try SQLiteStore(path: path)
            for (before, until) in [(5, 50), (9, 40), (7, 60)] as [(Int64, Int64)] {
                try await store.revoke(Revocation(.subject("ann", before: before), until: until), by: "root", now: 1)
            }
            #expect(try await store.revocations() == [Revocation(.subject("ann", before: 9), until: 60)])
            try store.close()
        }
    }

    @Test func whatHasEndedIsForgotten() async throws {
        try await withFile { path in
            let store = try SQLiteStore(path: path)
            for number in 0..<100 {
                let time = Int64(number)
                try await store.revoke(Revocation(.token(id: "\(number)"), until: time + 10), by: "root", now: time)
            }
            #expect(try await store.revocations().count == 11)
            try store.close()
        }
    }

    @Test func aFileFromBeforeThereWereTokensIsBroughtUpToDate() async throws {
        try await withFile { path in
            let old = try DatabasePool(path: path)
            try Schema.migrator.migrate(old, upTo: "1: posts, comments, actions, receipts")
            try old.close()
            let store = try SQLiteStore(path: path)
            #expect(try await store.revocations().isEmpty)
            try store.close()
        }
    }
}
