import ArgumentParser
import LiveClient
import LiveCore

/// `lc probe`
struct Probe: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how long comments take from being posted to being read.",
        discussion: "Posts comments into the post, for everybody to see, and reads it meanwhile.")

    @Argument(help: "The post.", completion: PostCompletion.kind, transform: PostID.argument)
    var post: PostID

    @Option(
        name: .customShort("n", allowingJoined: true),
        help: ArgumentHelp("How many comments, 1 to 10000.", valueName: "n"))
    var count = 20

    @Option(help: ArgumentHelp("How many a second, 1 to 1000.", valueName: "n"))
    var rate = 10

    @Option(help: ArgumentHelp("End with status 1 when more than one in a hundred takes longer.", valueName: "ms"))
    var maxP99: Double?

    @Flag(help: "Print a JSON object.")
    var json = false

    @OptionGroup var author: AuthorOptions
    @OptionGroup var server: ServerOptions

    func validate() throws {
        guard (1...10_000).contains(count) else {
            throw ValidationError("-n \(count): allowed is a whole number from 1 to 10000")
        }
        guard (1...1_000).contains(rate) else {
            throw ValidationError("--rate \(rate): allowed is a whole number from 1 to 1000")
        }
        if let maxP99, !(maxP99 > 0) { throw ValidationError("--max-p99 \(maxP99): allowed is a number above 0") }
    }

    func run() throws {
        let endpoint = try server.endpoint()
        let run = ProbeRun(
            endpoint: endpoint, post: post, author: try author.id(bearing: endpoint.token), name: author.name,
            count: count, interval: .seconds(1) / rate)
        let latencies = try run.measure()
        var output = LineOutput()
        if json {
            try output.line(latencies.json)
        } else {
            for line in latencies.lines(posted: count) { try output.line(line) }
        }
        try output.flush()
        if latencies.count < count {
            throw Failure(
                .failed, code: "lost", "\(count - latencies.count) of \(Counted.comments(count)) did not come back")
        }
        if let maxP99, latencies.percentile(99) > .milliseconds(maxP99) {
            let p99 = Latency(latencies.percentile(99)).text
            throw Failure(.failed, code: "slow", "the 99th percentile is \(p99), over \(maxP99) ms")
        }
    }
}
