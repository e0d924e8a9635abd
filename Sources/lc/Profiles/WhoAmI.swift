import ArgumentParser
import LiveClient
import LiveCore

/// `lc whoami`
struct WhoAmI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Print whom the server takes you for.")

    @Option(help: ArgumentHelp("How it looks (default: text on a terminal, else json).", valueName: "format"))
    var format: ReceiptFormat?

    @OptionGroup var server: ServerOptions

    func run() throws {
        var output = LineOutput()
        let client = LiveClient(try server.endpoint())
        let bearer: Bearer
        do throws(ClientError) {
            bearer = try client.bearer()
        } catch {
            throw Failure(error, doing: "asking who you are")
        }
        switch format ?? (output.isTerminal ? .text : .json) {
        case .json: try output.line(bearer.json)
        case .text: try output.line(bearer.words)
        }
        try output.flush()
    }
}
