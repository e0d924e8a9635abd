import ArgumentParser
import LiveClient
import LiveCore

/// `lc export`
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write all that was said in a post, for lc import or other programs.",
        discussion: """
            With --output the file grows behind what it holds already, so an export that was broken off goes on, and \
            one that is made again adds what is new.
            """)

    @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
    var post: PostID

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to this file, behind what it holds; - is standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(
        help: ArgumentHelp(
            "A JSON object a line, or a table. Without it, a table for a file whose name ends in .csv.",
            valueName: "format"))
    var format: ExportFormat?

    @OptionGroup var range: TimeRangeOptions

    @OptionGroup var server: ServerOptions

    func run() throws {
        let client = LiveClient(try server.endpoint())
        let isTable = output?.lowercased().hasSuffix(".csv") == true
        var file = try ExportFile(path: output, format: format ?? (isTable ? .csv : .ndjson))
        var query = PageQuery(
            post: post, cursor: file.last, direction: .after, limit: Limits.pageSize.upperBound,
            since: range.since?.milliseconds, until: range.until?.milliseconds)
        let total = range.since == nil && range.until == nil && file.last == nil ? try count(client) : nil
        var progress = Progress(options: server)
        var written = 0
        while true {
            let page = try client.attempt("reading \(post)") { client throws(ClientError) in try client.page(query) }
            try file.write(page.comments)
            written += page.comments.count
            progress.add(page.comments.count, fraction: total.map { min(Double(written) / Double(max($0, 1)), 1) })
            guard page.hasMore else { break }
            query.cursor = page.after
        }
        progress.finish()
    }

    private func count(_ client: LiveClient) throws -> Int {
        try client.attempt("reading \(post)") { client throws(ClientError) in try client.status(of: post).commentCount }
    }
}

/// How an export is written.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    case ndjson, csv
}
