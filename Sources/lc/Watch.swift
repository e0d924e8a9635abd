import ArgumentParser
import Glibc
import LiveClient
import LiveCore
import LiveViewer

/// `lc watch`
struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watch posts in the terminal: read, search and write, live.",
        discussion: """
            Opens with what was said last; older comments load as one scrolls. ? shows the keys. Keys, colours and \
            more are set in lc/viewer.conf in the XDG config folder.
            """)

    @Argument(
        help: ArgumentHelp("The posts; several are tabs.", valueName: "post"), completion: PostCompletion.kind,
        transform: PostID.argument)
    var posts: [PostID]

    @OptionGroup var author: AuthorOptions

    @Flag(help: "Print line by line instead of drawing, as for a screen reader; a line typed is posted.")
    var plain = false

    @Option(
        help: ArgumentHelp(
            "Let the server hold comments back when there are more than n a second: 10, 20, 50 or 100.", valueName: "n"),
        transform: Self.rate)
    var maxRate: Int?

    @Option(help: ArgumentHelp("When to use colours.", valueName: "when"))
    var color = ColorChoice.auto

    @OptionGroup var server: ServerOptions

    func validate() throws {
        guard !posts.isEmpty else { throw ValidationError("name a post") }
        guard Set(posts).count == posts.count else { throw ValidationError("name each post once") }
    }

    private static func rate(_ text: String) throws -> Int {
        guard let rate = Int(text), Settings.rates.contains(rate) else {
            throw ValidationError("allowed are 10, 20, 50 and 100")
        }
        return rate
    }

    func run() throws {
        let endpoint = try server.endpoint(ownsScreen: !plain)
        let drafts = DraftFolder()
        var options = ViewerOptions(
            posts: posts, identity: try identity(endpoint.token), configuration: try ViewerConfiguration.read())
        options.colors = color.isOn(terminal: isatty(STDOUT_FILENO) == 1) ? nil : ColorDepth.none
        if let maxRate { options.configuration.settings.maxRate = maxRate }
        options.drafts = drafts.read(posts)
        // Before the terminal is taken over, so that a wrong address is said in a plain line.
        let pages = try firstPages(endpoint)
        let (end, status) = try show(
            options, ViewerLink(endpoint, pages: pages, maxRate: options.configuration.settings.maxRate))
        drafts.write(end.drafts, of: posts)
        if let status { throw Failure(status, code: "interrupted", "") }
    }

    private func identity(_ token: String?) throws -> Identity {
        let claims = token.flatMap(TokenClaims.init)
        // With a token one is who it says.
        let id = author.author == nil ? claims?.subject : nil
        return Identity(
            author: try id ?? author.id(), name: author.name ?? claims?.name, isModerator: claims?.isModerator ?? false)
    }

    private func firstPages(_ endpoint: Endpoint) throws -> [PostID: Page] {
        let client = LiveClient(endpoint)
        var pages: [PostID: Page] = [:]
        for post in posts {
            do throws(ClientError) {
                pages[post] = try client.page(PageQuery(post: post, limit: PageRequest.size))
            } catch {
                throw Failure(error, doing: "reading \(post)")
            }
        }
        return pages
    }

    /// - Returns: how it was left, and the status that a signal asks for.
    private func show(_ options: ViewerOptions, _ link: ViewerLink) throws -> (ViewerEnd, ExitStatus?) {
        guard !plain else { return showPlain(options, link) }
        do throws(TerminalFailure) {
            let session = try Session(options, feed: link.feed) { link.carryOut($0) }
            link.start()
            let end = session.run()
            return (end, end.signal.map { $0 == SIGINT ? .interrupted : .terminated })
        } catch {
            switch error {
            case .noTerminal:
                throw Failure.usage("watch needs a terminal; lc tail prints, and so does lc watch --plain")
            case .unknown(let name):
                server.say("the terminal \"\(DisplayText.line(name))\" can't be drawn on; going on as with --plain")
                return showPlain(options, link)
            }
        }
    }

    private func showPlain(_ options: ViewerOptions, _ link: ViewerLink) -> (ViewerEnd, ExitStatus?) {
        // Before other threads are started, which would take the signals otherwise.
        let interruption = Interruption()
        let session = PlainSession(options, feed: link.feed) { link.carryOut($0) }
        link.start()
        let end = session.run(interruption: interruption.descriptor)
        return (end, interruption.received() ?? (end.signal == SIGPIPE ? .readerGone : nil))
    }
}
