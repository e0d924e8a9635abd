/// One place of the screen, or a character on its way there.
struct Cell: Hashable, Sendable {
    /// What is shown: one grapheme cluster, safe for a terminal.
    var character: Character
    /// 1 or 2; 0 where the cell is covered by the wide character on its left.
    var columns: UInt8
    var style: Style
    /// Which of the links of its frame or line the cell belongs to, counted from 1; 0 for none.
    var link: UInt16 = 0

    static let blank = Cell(character: " ", columns: 1, style: .plain)
}

/// Styled text on one line, not yet placed.
struct Line: Hashable, Sendable {
    /// Without covered cells: a wide character is one cell of two columns.
    private(set) var cells: [Cell] = []
    private(set) var columns = 0
    /// The targets that cells link to.
    private(set) var links: [String] = []

    init() {}

    init(_ text: some StringProtocol, _ style: Style = .plain) {
        append(text, style)
    }

    init(cells: some Sequence<Cell>, links: [String] = []) {
        self.cells = Array(cells)
        self.links = links
        columns = self.cells.reduce(0) { $0 + Int($1.columns) }
    }

    /// Adds text; characters that take no column are left out.
    ///
    /// - Parameter text: safe for a terminal: see ``DisplayText``.
    mutating func append(_ text: some StringProtocol, _ style: Style = .plain) {
        if text.utf8.allSatisfy(TerminalWidth.isPlain) {
            cells.reserveCapacity(cells.count + text.utf8.count)
            for byte in text.utf8 {
                cells.append(Cell(character: Character(Unicode.Scalar(byte)), columns: 1, style: style))
            }
            columns += text.utf8.count
        } else {
            for character in text { append(character, style) }
        }
    }

    mutating func append(_ character: Character, _ style: Style = .plain) {
        let width = TerminalWidth.columns(of: character)
        guard width > 0 else { return }
        cells.append(Cell(character: character.withoutLooseJoiner, columns: UInt8(width), style: style))
        columns += width
    }

    mutating func append(_ line: Line) {
        for var cell in line.cells {
            if cell.link > 0 { cell.link += UInt16(links.count) }
            cells.append(cell)
        }
        links += line.links
        columns += line.columns
    }

    /// The longest beginning that fits, with `mark` at its end when something was left out.
    func clipped(to width: Int, mark: Character) -> Line {
        guard columns > width else { return self }
        var room = width - 1
        let kept = cells.prefix { cell in
            room -= Int(cell.columns)
            return room >= 0
        }
        var line = Line(cells: kept, links: links)
        if width > 0 { line.append(mark, cells[kept.count].style) }
        return line
    }

    /// Adds blanks up to a column.
    mutating func pad(to column: Int, _ style: Style = .plain) {
        while columns < column { append(" ", style) }
    }

    /// Lays a style over some of the cells.
    mutating func overlay(_ style: Style, on range: Range<Int>) {
        for index in range.clamped(to: cells.indices) { cells[index].style = cells[index].style.overlaid(with: style) }
    }

    /// Lays a style over all cells.
    mutating func overlay(_ style: Style) { overlay(style, on: cells.indices) }

    /// Makes some of the cells a link.
    mutating func link(_ range: Range<Int>, to target: String) {
        guard links.count < Int(UInt16.max) else { return }
        links.append(target)
        for index in range.clamped(to: cells.indices) { cells[index].link = UInt16(links.count) }
    }
}

extension Character {
    /// Without joiners at its end: a terminal would put into this cell what is drawn into the next.
    fileprivate var withoutLooseJoiner: Character {
        guard unicodeScalars.last == "\u{200D}" else { return self }
        var scalars = unicodeScalars
        while scalars.last == "\u{200D}" { scalars.removeLast() }
        return Character(String(scalars))
    }
}
