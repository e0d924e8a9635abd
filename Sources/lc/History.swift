import ArgumentParser
import LiveClient
import LiveCore

/// `lc history`
struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what was said in a post, oldest first.",
        discussion: "Lines look as those of lc tail. Deleted comments are not there.")

    @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
    var post: PostID

    @Flag(help: "Print everything, not only the last comments.")
    var all = false

    @Option(
        name: .customShort("n", allowingJoined: true), help: ArgumentHelp("Print the last n comments.", valueName: "n"))
    var count: Int?

    @OptionGroup var range: TimeRangeOptions

    @Option(help: ArgumentHelp("Only what this author said.", valueName: "id"))
    var author: String?

    @Option(help: ArgumentHelp("Only what contains this text, in whatever case.", valueName: "text"))
    var grep: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var server: ServerOptions

    private static let defaultCount = 50

    func validate() throws {
        if all, count != nil { throw ValidationError("--all and -n exclude each other") }
        if let count, count < 1 { throw ValidationError("-n \(count): allowed is a whole number from 1 on") }
        if let grep, grep.isEmpty { throw ValidationError("--grep: allowed is a text") }
    }

    func run() throws {
        let client = LiveClient(try server.endpoint())
        var output = LineOutput()
        let writer = self.output.writer(for: output, namesPost: false)
        // A time range is bounded by itself; a number asks for the newest.
        if all || (count == nil && range.since != nil) {
            try forwards(client) { try print($0, writer, &output) }
        } else {
            try print(try newest(count ?? Self.defaultCount, client), writer, &output)
        }
    }

    private func forwards(_ client: LiveClient, _ print: ([Comment]) throws -> Void) throws {
        var query = query(.after)
        var progress = Progress(options: server)
        while true {
            let page = try page(query, client)
            try print(page.comments.filter(isWanted))
            progress.add(page.comments.count)
            guard page.hasMore else { return progress.finish() }
            query.cursor = page.after
        }
    }

    private func newest(_ count: Int, _ client: LiveClient) throws -> [Comment] {
        var query = query(.before)
        if author == nil, grep == nil { query.limit = min(count, query.limit) }
        var pages: [[Comment]] = []
        var found = 0
        while true {
            let page = try page(query, client)
            pages.append(page.comments.filter(isWanted))
            found += pages.last?.count ?? 0
            guard page.hasMore, found < count else { break }
            query.cursor = page.before
        }
        return Array(pages.reversed().joined().suffix(count))
    }

    private func query(_ direction: Page.Direction) -> PageQuery {
        PageQuery(
            post: post, direction: direction, limit: Limits.pageSize.upperBound, since: range.since?.milliseconds,
            until: range.until?.milliseconds, text: grep)
    }

    private func isWanted(_ comment: Comment) -> Bool { author == nil || comment.author == author }

    private func page(_ query: PageQuery, _ client: LiveClient) throws -> Page {
        do {
            return try client.page(query)
        } catch {
            throw Failure(error, doing: "reading \(post)")
        }
    }

    private func print(_ comments: [Comment], _ writer: LineWriter, _ output: inout LineOutput) throws {
        for comment in comments { try output.line(writer.line(comment)) }
        try output.flush()
    }
}
