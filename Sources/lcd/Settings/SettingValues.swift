import ArgumentParser

/// On or off, in a file or in the environment.
struct Switch: ExpressibleByArgument, CustomStringConvertible, Sendable {
    let isOn: Bool

    init(isOn: Bool) { self.isOn = isOn }

    init?(argument: String) {
        switch argument {
        case "on", "yes", "true": isOn = true
        case "off", "no", "false": isOn = false
        default: return nil
        }
    }

    var description: String { isOn ? "on" : "off" }
}

/// A whole number from 1 on.
struct Count: ExpressibleByArgument, CustomStringConvertible, Sendable {
    let value: Int

    init?(argument: String) {
        guard let value = Int(argument), value > 0 else { return nil }
        self.value = value
    }

    var description: String { String(value) }
}

/// How long something is kept: a whole number and `h` or `d`, a day at least.
struct Age: ExpressibleByArgument, CustomStringConvertible, Sendable {
    private static let longest: Int64 = 100 * 365 * 86_400

    let seconds: Int64
    let description: String

    init?(argument: String) {
        let units: [Character: Int64] = ["h": 3_600, "d": 86_400]
        guard let unit = argument.last.flatMap({ units[$0] }), let count = Int64(argument.dropLast()),
            count <= Self.longest / unit, count * unit >= 86_400
        else { return nil }
        seconds = count * unit
        description = argument
    }
}
