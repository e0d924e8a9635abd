import ArgumentParser
import LiveCore

/// `lcd config`
struct ShowSettings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print what a server is told, and where.",
        discussion: """
            A server that is started with the same options, environment and file is told this. Names every mistake of \
            the file and the environment when there is one; the exit status then is 78.
            """)

    @Flag(help: "Print a JSON object for each setting.")
    var json = false

    @OptionGroup var flags: ServeFlags

    func run() throws {
        let settings = try Settings(flags.place, flags)
        let lines = Setting.all.map { Line($0, settings) }
        let widths = (lines.map(\.setting.name.count).max() ?? 0, lines.map(\.text.count).max() ?? 0)
        for line in lines { print(json ? line.json : line.padded(to: widths)) }
    }

    /// A setting, its value and its origin.
    private struct Line {
        let setting: Setting
        let values: [String]
        let origin: Settings.Origin

        init(_ setting: Setting, _ settings: Settings) {
            self.setting = setting
            values = setting.values(settings)
            origin = settings.origins[setting.name] ?? .standard
        }

        var text: String { values.isEmpty ? "(\(setting.absent))" : DisplayText.line(values.joined(separator: ", ")) }

        func padded(to widths: (name: Int, value: Int)) -> String {
            let padding = { (text: String, width: Int) in text + String(repeating: " ", count: width - text.count) }
            return "\(padding(setting.name, widths.name))  \(padding(text, widths.value))  \(place)"
        }

        private var place: String {
            switch origin {
            case .standard: "default"
            case .file(let path, let line): "\(DisplayText.line(path)):\(line)"
            case .environment(let name): "environment \(name)"
            case .flag: "flag \(setting.flag)"
            }
        }

        var json: String {
            var writer = JSONWriter()
            writer.object { json in
                json.key("name")
                json.string(setting.name)
                json.key("value")
                if setting.isList {
                    json.array { json in for value in values { json.string(value) } }
                } else if let value = values.first {
                    json.string(value)
                } else {
                    json.null()
                }
                json.key("from")
                json.string(place)
            }
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }
}
