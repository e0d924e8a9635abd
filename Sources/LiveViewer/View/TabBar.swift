import LiveCore

/// The row of tabs: `1 video  2 other 12!  3 queue 2`. Where there is not room for all of them, it begins with the first
/// that leaves room for the one in front.
struct TabBar {
    let line: Line
    /// Where each tab that is shown stands.
    private let places: [(tab: Int, columns: Range<Int>)]

    init(_ model: Model) {
        var tabs = model.tabs.enumerated().map { Self.line(of: $1, number: $0 + 1, model) }
        if let queue = model.queue { tabs.append(Self.line(of: queue, model)) }
        let mark = Line(String(model.symbols.ellipsis), model.theme[.hint])
        var first = model.front
        var room = model.size.width - tabs[first].columns - 2 * mark.columns
        while first > 0, tabs[first - 1].columns <= room {
            first -= 1
            room -= tabs[first].columns
        }
        var line = first > 0 ? mark : Line()
        var places: [(tab: Int, columns: Range<Int>)] = []
        for (index, tab) in tabs.enumerated().dropFirst(first) {
            places.append((index, line.columns..<line.columns + tab.columns))
            line.append(tab)
        }
        self.line = line.clipped(to: model.size.width, mark: model.symbols.ellipsis)
        self.places = places
    }

    /// The tab at a column of the row.
    func tab(at column: Int) -> Int? { places.first { $0.columns.contains(column) }?.tab }

    private static func line(of tab: Tab, number: Int, _ model: Model) -> Line {
        let isInFront = number - 1 == model.front
        let count = tab.unread.count == 0 || isInFront ? "" : " \(tab.unread.count)"
        let mentions = tab.unread.mentions == 0 || isInFront ? "" : "\(model.symbols.mention)"
        var line = Line(
            " \(number) \(tab.post.rawValue.clipped(to: 20, mark: model.symbols.ellipsis))", style(isInFront, model))
        line.append(count + mentions, mentions.isEmpty ? model.theme[.hint] : model.theme[.mention])
        line.append(" ", style(isInFront, model))
        return line
    }

    private static func line(of queue: Queue, _ model: Model) -> Line {
        let style = style(queue.isInFront, model)
        var line = Line(" \(model.tabCount) queue", style)
        if queue.count > 0 { line.append(" \(queue.count)", queue.isInFront ? style : model.theme[.mention]) }
        line.append(" ", style)
        return line
    }

    private static func style(_ isInFront: Bool, _ model: Model) -> Style {
        isInFront ? model.theme[.title].overlaid(with: Style(.standard, .reverse)) : .plain
    }
}
