import ArgumentParser
import LiveClient
import LiveCore

/// `lc post`
struct Post: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Post a comment, or one for each line of standard input.",
        discussion: """
            Without a text, or with -, the text comes from standard input. Prints the receipt. A failing attempt is \
            made again with the same idempotency key, so nothing is posted twice.
            """)

    @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
    var post: PostID

    @Argument(help: "What to say; - reads it from standard input.")
    var text: String?

    @OptionGroup var author: AuthorOptions

    @Option(help: ArgumentHelp("The comment that is answered.", valueName: "id"), transform: EventID.argument)
    var replyTo: EventID?

    @Flag(help: "Post each line of standard input; empty lines are left out.")
    var lines = false

    @Option(help: ArgumentHelp("How the receipt looks (default: text on a terminal, else json).", valueName: "format"))
    var format: ReceiptFormat?

    @OptionGroup var server: ServerOptions

    func validate() throws {
        if lines, let text, text != "-" { throw ValidationError("--lines reads standard input; leave the text out") }
    }

    func run() throws {
        var output = LineOutput()
        let format = format ?? (output.isTerminal ? .text : .json)
        let endpoint = try server.endpoint()
        let poster = Poster(LiveClient(endpoint), options: server)
        if lines {
            try postLines(poster, by: endpoint.token, &output, format)
        } else {
            let content = try text.flatMap { $0 == "-" ? nil : $0 } ?? StandardInput.all()
            let comment = try checked(content, by: endpoint.token)
            try print(try poster.post(comment, to: post), to: &output, format)
        }
    }

    private func postLines(
        _ poster: Poster, by token: String?, _ output: inout LineOutput, _ format: ReceiptFormat
    ) throws {
        var input = try StandardInput()
        try input.forEachLine { line in
            let receipt = try poster.post(try checked(line, by: token), to: post, isPatient: true)
            try print(receipt, to: &output, format)
        }
    }

    private func checked(_ content: String, by token: String?) throws -> NewComment {
        do {
            return try NewComment(
                author: try author.id(bearing: token), authorName: author.name, content: content, replyTo: replyTo)
        } catch let refusal as CommentRefusal {
            throw Failure(.badData, code: "refused", refusal.description)
        }
    }

    private func print(_ receipt: Receipt, to output: inout LineOutput, _ format: ReceiptFormat) throws {
        switch format {
        case .json: try output.line(receipt.json)
        case .text: try output.line(receipt.isHeld ? "held for review: \(receipt.id)" : "posted \(receipt.id)")
        }
        try output.flush()
    }
}

/// How a receipt looks.
enum ReceiptFormat: String, ExpressibleByArgument, CaseIterable {
    case json, text
}
