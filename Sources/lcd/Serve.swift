import ArgumentParser
import LiveServer

/// `lcd serve`, which is `lcd`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve comments over HTTP.",
        discussion: """
            Each option can stand in the file of settings (see lcd.conf(5)), and in the environment: --rate-author as \
            LCD_RATE_AUTHOR. A flag wins over the environment, which wins over the file.

            When it accepts connections it prints "listening on http://HOST:PORT", or https with --tls-cert, on \
            standard error. SIGTERM and \
            SIGINT let requests finish and send viewers away; a second one ends it at once. SIGHUP reads the settings, \
            --tls-cert, --jwks and the rules again.
            """)

    @OptionGroup var flags: ServeFlags

    func run() async throws {
        let flags = flags
        let read = { @Sendable in try Settings(flags.place, flags) }
        let settings = try read()
        guard settings.auth != .open || settings.allowOpen.isOn || settings.listen.isLoopback else {
            throw Failure(
                """
                --listen \(settings.listen): open posting off loopback lets anyone post as anyone; say --auth token, \
                or --allow-open if that is meant
                """, status: .configuration)
        }
        try await Node(settings, readAgain: read).run()
    }
}
