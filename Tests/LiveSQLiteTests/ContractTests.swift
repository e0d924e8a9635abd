import Foundation
import LiveSQLite
import StoreContract
import TestSupport
import Testing

@Suite struct SQLiteContractTests {
    @Test(arguments: CommentStoreContract.rules)
    func keeps(rule: StoreRule) async throws {
        try await TemporaryFolder.with { folder in
            try await rule.check { clock in
                try SQLiteStore(path: folder.appending(path: "comments.db").path, clock: clock)
            }
        }
    }
}
