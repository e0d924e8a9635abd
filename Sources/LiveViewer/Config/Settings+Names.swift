import LiveCore

extension Settings {
    static let names = ["start_mode", "timestamps", "bell", "mouse", "links", "name_width", "max_rate"]

    /// Changes a setting by its name.
    mutating func set(_ name: String, _ value: String) throws(Configuration.Wrong) {
        switch name {
        case "start_mode": startMode = try Self.choice(name, value)
        case "timestamps": timestamps = try Self.choice(name, value)
        case "bell": bell = try Self.choice(name, value)
        case "mouse": mouse = try Self.flag(name, value)
        case "links": links = try Self.flag(name, value)
        case "name_width":
            guard let width = Int(value), (4...40).contains(width) else {
                throw .init(reason: "\(name): expected a number from 4 to 40, not \(value)")
            }
            nameWidth = width
        case "max_rate":
            let rate = Int(value)
            guard value == "off" || rate.map(Self.rates.contains) == true else {
                throw .init(reason: "\(name): expected 10, 20, 50, 100 or off, not \(value)")
            }
            maxRate = rate
        default:
            let near = Nearest.word(to: name, among: Self.names)
            throw .init(
                reason: "\(name): no such setting"
                    + (near.map { "; did you mean \($0)?" } ?? "; there are \(Self.names.joined(separator: ", "))"))
        }
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ value: String
    ) throws(Configuration.Wrong) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: value) else {
            throw .init(
                reason: "\(name): expected \(Choice.allCases.map(\.rawValue).joined(separator: ", ")), not \(value)")
        }
        return choice
    }

    private static func flag(_ name: String, _ value: String) throws(Configuration.Wrong) -> Bool {
        switch value {
        case "on", "true", "yes": return true
        case "off", "false", "no": return false
        default: throw .init(reason: "\(name): expected on or off, not \(value)")
        }
    }
}
