import LiveClient
import LiveCore

/// Brings comments of a log into a post, with their times, many in a call. A call that fails is made again: what has
/// a name is there once.
struct Importer {
    private static let lines = 1_000
    private static let bytes = 1 << 20

    private let client: LiveClient
    private let post: PostID
    private let options: ServerOptions
    private let refusals: Refusals
    private var namer = CommentNamer()
    private var batch: [(number: Int, comment: ImportedComment)] = []
    private var size = 0
    private var progress: Progress
    /// What has become of the log.
    private(set) var imported = 0
    private(set) var known = 0

    init(_ client: LiveClient, post: PostID, options: ServerOptions, refusals: Refusals) {
        self.client = client
        self.post = post
        self.options = options
        self.refusals = refusals
        progress = Progress(options: options)
    }

    mutating func add(_ entry: ChatLog.Entry, fraction: Double?) throws {
        var comment = entry.comment
        namer.name(&comment)
        batch.append((entry.number, comment))
        size += comment.comment.content.utf8.count
        if batch.count >= Self.lines || size >= Self.bytes { try send(fraction) }
    }

    mutating func finish() throws {
        if !batch.isEmpty { try send(1) }
        progress.finish()
    }

    private mutating func send(_ fraction: Double?) throws {
        let comments = batch.map(\.comment)
        let (client, post) = (client, post)
        let report = try Retry(options: options, isPatient: true)("importing into \(post)") { () throws(ClientError) in
            try client.add(comments, to: post)
        }
        imported += report.imported
        known += report.known
        for refused in report.refused where batch.indices.contains(refused.line - 1) {
            refusals.name(batch[refused.line - 1].number, refused.detail)
        }
        refusals.count(max(report.refusedCount - report.refused.count, 0))
        progress.add(batch.count, fraction: fraction)
        batch.removeAll(keepingCapacity: true)
        size = 0
    }
}
