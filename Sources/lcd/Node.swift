import ArgumentParser
import Glibc
import LiveHub
import LiveSQLite
import LiveServer
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// The composition root: one store, one bus, one ingest, one hub, one HTTP server, and their life cycle.
struct Node {
    /// Longer than any viewer is given to take its last bytes.
    private static let shutdownTime = Duration.seconds(12)
    /// Descriptors kept for the database, the log and the like.
    private static let reservedFiles = 128

    private let settings: Settings
    private let readAgain: @Sendable () throws -> Settings
    private let logThreshold: LogThreshold
    private let logger: Logger

    /// - Parameter readAgain: gives the settings when the file may have changed.
    init(_ settings: Settings, readAgain: @escaping @Sendable () throws -> Settings) {
        self.settings = settings
        self.readAgain = readAgain
        logThreshold = LogThreshold(settings.logLevel)
        logger = LineLog.makeLogger(settings.logFormat, logThreshold)
    }

    func run() async throws {
        // A file that may not grow is an error of the store's, not the end of the server.
        signal(SIGXFSZ, SIG_IGN)
        let certificate = try makeCertificate()
        let folder = try DataFolder(settings.data)
        let store = try open(folder)
        let tokens = try await makeVerifier(folder, store)
        let bus = LocalBus()
        let ingest = Ingest(store: store, bus: bus, logger: logger)
        let group = MultiThreadedEventLoopGroup.singleton
        let hub = try await Hub(store: store, bus: bus, group: group, logger: logger)
        let rules = try await makeRuleBook(folder, store)
        let stats = Stats(
            store: store, activity: Activity(bus: bus), hub: hub, ingest: ingest, rules: rules, version: Version.text)
        let listen = settings.listen
        let server = LiveServer(
            options: serverOptions(), store: store, ingest: ingest, hub: hub, rules: rules, stats: stats,
            tokens: tokens, certificate: certificate, group: group, logger: logger
        ) { address in
            let bound = ListenAddress(host: listen.host, port: address.port ?? listen.port)
            StandardError.write("listening on \(certificate == nil ? "http" : "https")://\(bound)\n")
            ServiceNotice.send("READY=1")
        }
        let pruner = Pruner(store: store, retention: settings.retention, logger: logger)
        let reloading = Reloading(settings, readAgain, logThreshold, server, pruner, logger)
        do {
            try await serve([Watchdog(group), IngestService(ingest: ingest), pruner, server]) {
                let settings = reloading.run()
                reload(certificate, settings)
                await reloadKeys(of: tokens, settings)
                await reload(rules)
            }
        } catch let error as IOError {
            throw Failure("can't listen on \(listen): \(String(cString: strerror(error.errnoCode)))")
        }
        try store.close()
        folder.unlock()
    }

    private func open(_ folder: DataFolder) throws -> SQLiteStore {
        do {
            return try SQLiteStore(path: folder.database)
        } catch {
            throw Failure("can't open \(folder.database): \(error)")
        }
    }

    // MARK: - TLS

    /// Nil for plain HTTP.
    private func makeCertificate() throws -> CurrentCertificate? {
        guard let files = try CertificateFiles(settings) else { return nil }
        let certificate = try files.read()
        warn(of: certificate)
        return CurrentCertificate(certificate)
    }

    /// When the files are no good, the certificate from before stays.
    private func reload(_ current: CurrentCertificate?, _ settings: Settings) {
        do {
            let files = try CertificateFiles(settings)
            guard (files == nil) == (current == nil) else {
                logger.warning("from TLS to plain HTTP, or back, takes a restart")
                return
            }
            guard let files, let current else { return }
            let certificate = try files.read()
            current.replace(by: certificate)
            logger.notice(
                "certificate read again", metadata: ["until": "\(CertificateFiles.life(of: certificate).end)"])
            warn(of: certificate)
        } catch {
            logger.error("certificate not read again, that from before stays", metadata: ["error": "\(error)"])
        }
    }

    private func warn(of certificate: ServerCertificate) {
        let life = CertificateFiles.life(of: certificate)
        guard life.isShort else { return }
        logger.warning(
            life.isOver ? "the certificate has expired" : "the certificate expires soon",
            metadata: ["until": "\(life.end)"])
    }

    // MARK: - Rules

    private func makeRuleBook(_ folder: DataFolder, _ store: SQLiteStore) async throws -> RuleBook {
        do {
            return try await RuleBook(store: store, logger: logger)
        } catch {
            throw Failure("can't take up the rules from \(folder.database): \(error)")
        }
    }

    /// When they can't be read, those from before stay.
    private func reload(_ rules: RuleBook) async {
        do {
            try await rules.reload()
            logger.notice("rules read again")
        } catch {
            logger.error("rules not read again, those from before stay", metadata: ["error": "\(error)"])
        }
    }

    // MARK: - Tokens

    private func makeVerifier(_ folder: DataFolder, _ store: SQLiteStore) async throws -> TokenVerifier {
        let secret = try await SigningSecret(folder.secret.readOrMake())
        let keys = try await operatorKeys(settings)
        do {
            return TokenVerifier(
                secret: secret, operatorKeys: keys, audience: settings.audience,
                revocations: try await Revocations(store: store))
        } catch {
            throw Failure("can't read what has been revoked from \(folder.database): \(error)")
        }
    }

    private func operatorKeys(_ settings: Settings) async throws -> KeySet {
        guard let path = settings.jwks else { return .empty }
        do {
            return try await KeySet(json: NamedFile(flag: "--jwks", path: path).read())
        } catch let flaw as KeySet.Flaw {
            throw Failure("--jwks \(path): \(flaw)", status: .configuration)
        }
    }

    /// When the file is no good, the keys from before stay.
    private func reloadKeys(of tokens: TokenVerifier, _ settings: Settings) async {
        do {
            let keys = try await operatorKeys(settings)
            tokens.replaceOperatorKeys(keys)
            logger.notice("keys read again", metadata: ["keys": "\(keys.count)"])
        } catch {
            logger.error("keys not read again, those from before stay", metadata: ["error": "\(error)"])
        }
    }

    // MARK: - Life cycle

    /// The services end in reverse order, so what the server has taken is still written.
    ///
    /// - Parameter reload: what SIGHUP asks for.
    private func serve(_ services: [any Service], reload: @escaping @Sendable () async -> Void) async throws {
        var configuration = ServiceGroupConfiguration(services: services, logger: logger)
        configuration.maximumGracefulShutdownDuration = Self.shutdownTime
        let group = ServiceGroup(configuration: configuration)
        // Before anybody can be told that it listens.
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask {
                var count = 0
                for await signal in signals {
                    guard signal != .sighup else {
                        await reload()
                        continue
                    }
                    count += 1
                    guard count == 1 else { _exit(128 + signal.rawValue) }
                    ServiceNotice.send("STOPPING=1")
                    await group.triggerGracefulShutdown()
                }
            }
            try await tasks.next()
            tasks.cancelAll()
        }
    }

    private func serverOptions() -> ServerOptions {
        var server = ServerOptions()
        server.host = settings.listen.host
        server.port = settings.listen.port
        server.posting = settings.auth
        server.reading = settings.read
        server.authorRate = settings.authorRate
        server.addressRate = settings.addressRate
        server.postRate = settings.ratePost
        server.maxConnections = settings.maxConnections?.value ?? max(OpenFiles.raiseLimit() - Self.reservedFiles, 64)
        server.maxConnectionsPerAddress = settings.maxConnectionsPerAddress?.value
        server.trustedProxies = settings.trustedProxy
        server.corsOrigins = Set(settings.corsOrigin)
        return server
    }
}

/// Writes groups until the server, which ends before it, has taken its last comment.
private struct IngestService: Service {
    let ingest: Ingest

    func run() async {
        await withGracefulShutdownHandler {
            await ingest.run()
        } onGracefulShutdown: {
            ingest.close()
        }
    }
}
