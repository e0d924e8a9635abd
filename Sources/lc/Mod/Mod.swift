import ArgumentParser
import LiveClient
import LiveCore

/// `lc mod`
struct Mod: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Moderate: take down, ban, slow, pin, and see what others did.",
        discussion: """
            For moderators: the token that lc login keeps, or LC_TOKEN has, says who you are. What concerns more than \
            one comment asks first, and needs --yes where there is no terminal to ask on.
            """,
        groupedSubcommands: [
            CommandGroup(name: "Comment", subcommands: [Delete.self, Restore.self, Purge.self]),
            CommandGroup(name: "Author", subcommands: [Ban.self, Timeout.self, Unban.self, Bans.self]),
            CommandGroup(
                name: "Post",
                subcommands: [Slow.self, Close.self, Open.self, Pin.self, Unpin.self, Shield.self]),
            CommandGroup(name: "Review", subcommands: [Rules.self, Queue.self, Log.self]),
            CommandGroup(name: "Token", subcommands: [Revoke.self, Revocations.self]),
        ])
}

extension ServerOptions {
    /// Does something with the server.
    ///
    /// - Parameter doing: what is tried, such as "deleting 17".
    func attempt<Value>(
        _ doing: @autoclosure () -> String, _ body: (LiveClient) throws(ClientError) -> Value
    ) throws -> Value {
        let client = LiveClient(try endpoint())
        return try client.attempt(doing(), body)
    }
}

extension LiveClient {
    /// Does something, and makes a failure of what comes of it.
    func attempt<Value>(
        _ doing: @autoclosure () -> String, _ body: (LiveClient) throws(ClientError) -> Value
    ) throws -> Value {
        do {
            return try body(self)
        } catch {
            throw Failure(error, doing: doing())
        }
    }
}
