import ArgumentParser

/// The server of Live Comments.
@main
struct LCD: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lcd",
        abstract: "Serve live comments.",
        discussion: """
            Without a subcommand it serves: it needs nothing beforehand, and the first start makes the data folder \
            and the tables.
            """,
        version: Version.text,
        subcommands: [Serve.self, PrintOpenAPI.self],
        defaultSubcommand: Serve.self)
}
