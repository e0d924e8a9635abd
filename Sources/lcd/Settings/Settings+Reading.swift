import Foundation
import LiveCore

extension Settings {
    /// More than any file of settings has.
    private static let byteLimit = 1 << 20

    /// What is in force: from the file, the environment and the flags.
    ///
    /// - Parameters:
    ///   - place: which file, and which data folder.
    ///   - flags: nil for a command that takes none of a server's.
    /// - Throws: a ``Failure`` that names every mistake of the file and the environment.
    init(
        _ place: PlaceOptions, _ flags: ServeFlags? = nil,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        var mistakes: [String] = []
        try readFile(place, environment, &mistakes)
        readEnvironment(environment, &mistakes)
        guard mistakes.isEmpty else { throw Failure(mistakes.joined(separator: "\n"), status: .configuration) }
        if let data = place.data {
            self.data = data
            origins["data"] = .flag
        }
        if let flags {
            for setting in Setting.all where setting.take(&self, flags) { origins[setting.name] = .flag }
        }
    }

    /// The file that is read when none is named: `$XDG_CONFIG_HOME/lcd/lcd.conf`, or `~/.config/lcd/lcd.conf`.
    private static func defaultFile(_ environment: [String: String]) -> String {
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (base ?? NSHomeDirectory() + "/.config") + "/lcd/lcd.conf"
    }

    // MARK: - The file

    private mutating func readFile(
        _ place: PlaceOptions, _ environment: [String: String], _ mistakes: inout [String]
    ) throws {
        let named = place.config ?? environment["LCD_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        let path = named ?? Self.defaultFile(environment)
        guard let file = FileHandle(forReadingAtPath: path) else {
            // Without a name, there need be none.
            if named == nil, errno == ENOENT { return }
            throw Failure("\(path): can't read it: \(String(cString: strerror(errno)))", status: .configuration)
        }
        guard let bytes = try? file.read(upToCount: Self.byteLimit + 1) ?? Data(), bytes.count <= Self.byteLimit else {
            throw Failure("\(path): it can't be read, or is over \(Self.byteLimit) bytes", status: .configuration)
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            do throws(ConfigurationLine.Wrong) {
                try take(ConfigurationLine(line), from: .file(path, line: number + 1))
            } catch {
                mistakes.append("\(DisplayText.line(path)):\(number + 1): \(DisplayText.line(error.reason))")
            }
        }
    }

    private mutating func take(_ line: ConfigurationLine, from origin: Origin) throws(ConfigurationLine.Wrong) {
        switch line {
        case .blank: return
        case .section(let name): throw .init(reason: "[\(name)]: there are no sections in this file")
        case .entry(let name, let value):
            guard let setting = Setting.all.first(where: { $0.name == name }) else {
                let near = Nearest.word(to: name, among: Setting.all.map(\.name))
                throw .init(
                    reason: "\(name): no such setting; "
                        + (near.map { "did you mean \($0)?" }
                            ?? "there are \(Setting.all.map(\.name).joined(separator: ", "))"))
            }
            if case .file(_, let line) = origins[name] {
                throw .init(reason: "\(name): it is set in line \(line) already")
            }
            try take(value, for: setting, from: origin)
        }
    }

    private mutating func take(
        _ value: String, for setting: Setting, from origin: Origin
    ) throws(ConfigurationLine.Wrong) {
        guard !value.isEmpty || setting.isList, setting.set(&self, value) else {
            throw .init(
                reason:
                    "\(setting.name): \(value.isEmpty ? "nothing" : value) is not allowed; expected \(setting.allowed)")
        }
        origins[setting.name] = origin
    }

    // MARK: - The environment

    private mutating func readEnvironment(_ environment: [String: String], _ mistakes: inout [String]) {
        for (variable, value) in environment.sorted(by: { $0.key < $1.key }) where variable.hasPrefix("LCD_") {
            do throws(ConfigurationLine.Wrong) {
                if let setting = Setting.all.first(where: { $0.variable == variable }) {
                    try take(value, for: setting, from: .environment(variable))
                } else if variable != "LCD_CONFIG",
                    let near = Nearest.word(to: variable, among: Setting.all.map(\.variable))
                {
                    throw .init(reason: "no such setting; did you mean \(near)?")
                }
            } catch {
                mistakes.append("\(variable): \(DisplayText.line(error.reason))")
            }
        }
    }
}
