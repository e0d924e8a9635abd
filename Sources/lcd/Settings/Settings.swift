import LiveServer
import Logging

/// What a server is told, and where it was told.
///
/// A flag wins over the environment, which wins over the file.
struct Settings: Sendable {
    /// Where a value comes from.
    enum Origin: Sendable, Hashable {
        case standard
        case file(String, line: Int)
        /// The name of the variable.
        case environment(String)
        case flag
    }

    var listen = ListenAddress(host: "127.0.0.1", port: 8080)
    /// Files; nil for plain HTTP.
    var tlsCert: String?
    var tlsKey: String?
    var data = DataFolder.defaultPath()
    var auth = Admission.open
    var read = Admission.open
    var allowOpen = Switch(isOn: false)
    var jwks: String?
    var audience: String?
    var rateAuthor: Rate?
    var rateAddress: Rate?
    var ratePost: Rate?
    var maxConnections: Count?
    var maxConnectionsPerAddress: Count?
    var trustedProxy: [AddressRange] = []
    var corsOrigin: [String] = []
    var keep: Age?
    var keepComments: Count?
    var logFormat = LogFormat.text
    var logLevel = Logger.Level.notice

    /// Of those that are not the standard.
    var origins: [String: Origin] = [:]

    /// As it is in force.
    var authorRate: Rate? { rateAuthor ?? (auth == .token ? Rate(perSecond: 2, burst: 10) : nil) }
    /// As it is in force.
    var addressRate: Rate? { rateAddress ?? (auth == .token ? Rate(perSecond: 50, burst: 200) : nil) }
}
