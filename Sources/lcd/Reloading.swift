import LiveServer
import Logging
import Synchronization

/// What SIGHUP does with the settings: those that can change in a server that runs do, and the others are named.
final class Reloading: Sendable {
    private let settings: Mutex<Settings>
    private let readAgain: @Sendable () throws -> Settings
    private let logThreshold: LogThreshold
    private let server: LiveServer
    private let pruner: Pruner
    private let logger: Logger

    init(
        _ settings: Settings, _ readAgain: @escaping @Sendable () throws -> Settings, _ logThreshold: LogThreshold,
        _ server: LiveServer, _ pruner: Pruner, _ logger: Logger
    ) {
        self.settings = Mutex(settings)
        self.readAgain = readAgain
        self.logThreshold = logThreshold
        self.server = server
        self.pruner = pruner
        self.logger = logger
    }

    /// Reads the settings, and gives those in force now. When there is a mistake in them, those from before stay.
    func run() -> Settings {
        let new: Settings
        do {
            new = try readAgain()
        } catch {
            for mistake in "\(error)".split(separator: "\n") {
                logger.error("settings not read again, those from before stay", metadata: ["error": "\(mistake)"])
            }
            return settings.withLock { $0 }
        }
        let old = settings.withLock { settings in
            defer { settings = new }
            return settings
        }
        logThreshold.level = new.logLevel
        tell(from: old, to: new)
        server.limit(perAuthor: new.authorRate, perAddress: new.addressRate, perPost: new.ratePost)
        pruner.keep(new.retention)
        return new
    }

    private func tell(from old: Settings, to new: Settings) {
        for setting in Setting.all where setting.values(old) != setting.values(new) {
            let text = { (settings: Settings) in
                let values = setting.values(settings)
                return values.isEmpty ? setting.absent : values.joined(separator: ", ")
            }
            logger.log(
                level: setting.isReloaded ? .notice : .warning,
                setting.isReloaded ? "setting changed" : "setting changed, but that takes a restart",
                metadata: ["setting": "\(setting.name)", "from": "\(text(old))", "to": "\(text(new))"])
        }
    }
}
