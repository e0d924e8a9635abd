import ArgumentParser
import LiveServer
import Logging

/// One thing a server can be told: its name in the file, and how its values are read and shown.
struct Setting {
    /// As it stands in the file: `rate_author`.
    let name: String
    /// The values it can have, in words.
    let allowed: String
    /// What it is when there is no value.
    let absent: String
    /// Whether SIGHUP changes it in a server that runs.
    let isReloaded: Bool
    /// Sets it from text; false when that is not allowed.
    let set: (inout Settings, String) -> Bool
    /// Sets it from a flag; false when the flag is not given.
    let take: (inout Settings, ServeFlags) -> Bool
    /// The values in force, in text: of most one, or none.
    let values: (Settings) -> [String]
    let isList: Bool

    /// As it stands in the environment: `LCD_RATE_AUTHOR`.
    var variable: String { "LCD_" + name.uppercased() }
    /// As it is typed: `--rate-author`.
    var flag: String { "--" + name.replacing("_", with: "-") }

    static var all: [Setting] {
        [
            Setting("listen", \.listen, \.listen, allowed: "HOST:PORT, an IPv6 address in brackets"),
            Setting("tls_cert", \.tlsCert, \.tlsCert, allowed: "a file", absent: "none", isReloaded: true),
            Setting("tls_key", \.tlsKey, \.tlsKey, allowed: "a file", absent: "none", isReloaded: true),
            Setting("data", \.place.data, \.data, allowed: "a folder"),
            Setting("auth", \.auth, \.auth, allowed: "open or token"),
            Setting("read", \.read, \.read, allowed: "open or token"),
            Setting("allow_open", \.allowOpenSwitch, \.allowOpen, allowed: "on or off"),
            Setting("jwks", \.jwks, \.jwks, allowed: "a file", absent: "none", isReloaded: true),
            Setting("audience", \.audience, \.audience, allowed: "a name", absent: "none"),
            Setting(
                "rate_author", \.rateAuthor, \.rateAuthor, allowed: "N or N:BURST, such as 2:10", absent: "no limit",
                shown: \.authorRate, isReloaded: true),
            Setting(
                "rate_address", \.rateAddress, \.rateAddress, allowed: "N or N:BURST, such as 50:200",
                absent: "no limit", shown: \.addressRate, isReloaded: true),
            Setting(
                "rate_post", \.ratePost, \.ratePost, allowed: "N or N:BURST, such as 20:100", absent: "no limit",
                isReloaded: true),
            Setting(
                "max_connections", \.maxConnections, \.maxConnections, allowed: "a whole number from 1 on",
                absent: "what open files allow"),
            Setting(
                "max_connections_per_address", \.maxConnectionsPerAddress, \.maxConnectionsPerAddress,
                allowed: "a whole number from 1 on", absent: "no limit"),
            Setting(
                list: "trusted_proxy", \.trustedProxy, \.trustedProxy, allowed: "addresses and ranges (CIDR)"),
            Setting(
                list: "cors_origin", \.corsOrigin, \.corsOrigin, allowed: "origins such as https://example.org, or *"),
            Setting(
                "keep", \.keep, \.keep, allowed: "a number and h or d, at least 1d", absent: "for good",
                isReloaded: true),
            Setting(
                "keep_comments", \.keepComments, \.keepComments, allowed: "a whole number from 1 on", absent: "all",
                isReloaded: true),
            Setting("log_format", \.logFormat, \.logFormat, allowed: "text or json"),
            Setting(
                "log_level", \.logLevel, \.logLevel,
                allowed: "trace, debug, info, notice, warning, error or critical", isReloaded: true),
        ]
    }
}

extension Setting {
    /// One that always has a value.
    private init<Value: ExpressibleByArgument>(
        _ name: String, _ flag: KeyPath<ServeFlags, Value?>, _ value: WritableKeyPath<Settings, Value>,
        allowed: String, isReloaded: Bool = false
    ) {
        self.init(
            name: name, allowed: allowed, absent: "", isReloaded: isReloaded,
            set: { settings, text in Self.put(Value(argument: text), value, &settings) },
            take: { settings, flags in Self.put(flags[keyPath: flag], value, &settings) },
            values: { ["\($0[keyPath: value])"] }, isList: false)
    }

    /// One that may have no value.
    ///
    /// - Parameter shown: what is in force; the value itself when nil.
    private init<Value: ExpressibleByArgument>(
        _ name: String, _ flag: KeyPath<ServeFlags, Value?>, _ value: WritableKeyPath<Settings, Value?>,
        allowed: String, absent: String, shown: KeyPath<Settings, Value?>? = nil, isReloaded: Bool = false
    ) {
        self.init(
            name: name, allowed: allowed, absent: absent, isReloaded: isReloaded,
            set: { settings, text in Self.put(Value(argument: text).map(Optional.some), value, &settings) },
            take: { settings, flags in Self.put(flags[keyPath: flag].map(Optional.some), value, &settings) },
            values: { settings in settings[keyPath: shown ?? value].map { ["\($0)"] } ?? [] }, isList: false)
    }

    /// One that may have many values: with commas or blanks between them in text, and repeated as a flag.
    private init<Value: ExpressibleByArgument>(
        list name: String, _ flag: KeyPath<ServeFlags, [Value]>, _ value: WritableKeyPath<Settings, [Value]>,
        allowed: String
    ) {
        self.init(
            name: name, allowed: allowed, absent: "none", isReloaded: false,
            set: { settings, text in
                let words = text.split { $0 == "," || $0.isWhitespace }
                let values = words.compactMap { Value(argument: String($0)) }
                return Self.put(values.count == words.count ? values : nil, value, &settings)
            },
            take: { settings, flags in
                let values = flags[keyPath: flag]
                return Self.put(values.isEmpty ? nil : values, value, &settings)
            },
            values: { $0[keyPath: value].map { "\($0)" } }, isList: true)
    }

    private static func put<Value>(
        _ new: Value?, _ path: WritableKeyPath<Settings, Value>, _ settings: inout Settings
    ) -> Bool {
        guard let new else { return false }
        settings[keyPath: path] = new
        return true
    }
}
