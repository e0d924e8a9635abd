/// What a part of the screen is, so that its look can be chosen: the names in the `[colors]` section.
enum Role: String, Sendable, CaseIterable {
    case header, status, timestamp, separator, quote, own, mention, deleted, pending, failed, link, match
    case selection, unread, hole, marker, pinned, problem, prompt, hint, title
}

/// How everything looks on a terminal of a certain kind.
struct Theme: Sendable {
    let colors: ColorDepth
    private let styles: [Role: Style]
    private let names: NamePalette

    init(colors: ColorDepth, overrides: [Role: Style] = [:]) {
        self.colors = colors
        let usable = overrides.mapValues { style in
            Style(style.foreground.reduced(to: colors), on: style.background.reduced(to: colors), style.attributes)
        }
        styles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, usable[$0] ?? Self.style($0, colors)) })
        names = NamePalette(colors: colors)
    }

    subscript(role: Role) -> Style { styles[role] ?? .plain }

    /// The style of an author's name: the same at all times and for everyone who watches.
    func name(of author: String) -> Style { names[author] }

    /// Readable on dark and on light grounds, which the viewer can't tell apart: greys and hues of middle
    /// luminance, or a ground of their own.
    private static func style(_ role: Role, _ colors: ColorDepth) -> Style {
        let rich = colors >= .indexed
        func color(_ index: UInt8, ansi: UInt8) -> Color {
            rich ? .indexed(index) : colors == .ansi ? .indexed(ansi) : .standard
        }
        let grey: Style = rich ? Style(.indexed(244)) : Style(.standard, .dim)
        switch role {
        case .header, .status:
            return colors == .none ? Style(.standard, .reverse) : Style(color(255, ansi: 7), on: color(24, ansi: 4))
        case .timestamp, .separator, .quote, .hint, .hole, .pending: return grey
        case .own, .title, .pinned, .selection: return Style(.standard, .bold)
        case .mention: return Style(color(166, ansi: 5), .bold)
        case .deleted: return Style(grey.foreground, grey.attributes.union(.strikethrough))
        case .failed, .problem: return Style(color(160, ansi: 1), .bold)
        case .link: return Style(.standard, .underline)
        case .match, .marker: return Style(.standard, .reverse)
        case .unread: return Style(color(160, ansi: 1), colors == .none ? .bold : [])
        case .prompt: return Style(.standard, .bold)
        }
    }
}
