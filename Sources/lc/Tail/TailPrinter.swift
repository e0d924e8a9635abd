import LiveClient
import LiveCore

/// What `lc tail` does while it runs.
struct TailPrinter {
    private let options: Tail
    private let endpoint: Endpoint
    private let interruption = Interruption()
    private var end: TailEnd?
    private var output = LineOutput()
    private let writer: LineWriter
    private let cursorFile: CursorFile?
    private var printed = 0

    init(_ options: Tail) throws {
        self.options = options
        endpoint = try options.server.endpoint()
        writer = options.output.writer(for: output, namesPost: options.posts.count > 1)
        end = options.until.map { TailEnd($0, posts: options.posts) }
        cursorFile = try options.cursorFile.map { try CursorFile(path: $0) }
    }

    // MARK: - Following

    /// Prints until something ends it.
    mutating func follow() throws {
        let starts = options.posts.map { ($0, options.start(of: $0, in: cursorFile)) }
        let streams = EventStreams(endpoint, posts: starts)
        do {
            try streams.run(watching: [interruption.descriptor], readersOf: [output.descriptor]) { try take($0) }
        } catch let error as ClientError {
            throw Failure(error, doing: "reading \(options.posts.map(\.rawValue).joined(separator: ", "))")
        }
    }

    private mutating func take(_ notice: EventStreams.Notice) throws -> EventStreams.Flow {
        switch notice {
        case .connected(let post, let again):
            end?.heard(post)
            if again { options.server.say("\(post): connected again") }
        case .away(let post, let error, let pause):
            end?.lost(post)
            let seconds = Int((pause / .seconds(1)).rounded(.up))
            options.server.say("\(post): \(error); trying again in \(seconds) s")
        case .events(let post, let messages):
            end?.heard(post)
            return try printAll(messages, of: post)
        case .awake:
            try lookAround()
            guard let time = end?.time else { return .goOn }
            return time <= .now ? .stop : .goOnUntil(time)
        }
        return .goOn
    }

    private func lookAround() throws {
        if let status = interruption.received() { throw Failure(status, code: "interrupted", "") }
        if output.isReaderGone { throw Failure.readerGone }
    }

    private mutating func printAll(_ messages: [SSEMessage], of post: PostID) throws -> EventStreams.Flow {
        for message in messages {
            if let end, let id = EventID(message.lastEventID), id >= end.id {
                self.end?.reached(post)
                break
            }
            guard isWanted(message) else { continue }
            try output.line(writer.line(message))
            if cursorFile != nil, let id = EventID(message.lastEventID) { try noteWritten(id, of: post) }
            if options.strict, message.event == "gap" {
                try output.flush()
                throw Failure(.tryAgain, code: "gap", "\(post): comments are missing")
            }
            printed += 1
            if printed == options.limit { break }
        }
        try output.flush()
        return printed == options.limit || end?.isReached == true ? .stop : .goOn
    }

    private func isWanted(_ message: SSEMessage) -> Bool {
        switch message.event {
        case "comment", "gap", "thinned": true
        // Of the moment, and in no sequence.
        case "viewers": false
        default: options.events
        }
    }

    /// The file is behind the output by a line at most.
    private mutating func noteWritten(_ id: EventID, of post: PostID) throws {
        guard cursorFile != nil else { return }
        try output.flush()
        try cursorFile?.note(id, of: post)
    }

    // MARK: - Not following

    /// Prints what has been said so far.
    mutating func printPages() throws {
        let client = LiveClient(endpoint)
        for post in options.posts {
            switch options.start(of: post, in: cursorFile) {
            case .history(0): break
            case .history(let count):
                try printComments(
                    try page(PageQuery(post: post, limit: count, until: options.until?.milliseconds), client))
            case .after(let cursor):
                var query = PageQuery(post: post, cursor: cursor, direction: .after, limit: Limits.pageSize.upperBound)
                query.until = options.until?.milliseconds
                try printPages(from: query, client)
            }
        }
    }

    private mutating func printPages(from query: PageQuery, _ client: LiveClient) throws {
        var query = query
        while printed != options.limit {
            let page = try page(query, client)
            try printComments(page)
            guard page.hasMore else { return }
            query.cursor = page.after
        }
    }

    private func page(_ query: PageQuery, _ client: LiveClient) throws -> Page {
        do {
            return try client.page(query)
        } catch {
            throw Failure(error, doing: "reading \(query.post)")
        }
    }

    private mutating func printComments(_ page: Page) throws {
        for comment in page.comments where printed != options.limit {
            try output.line(writer.line(comment))
            try noteWritten(comment.id, of: comment.post)
            printed += 1
        }
        try output.flush()
        try lookAround()
    }
}
