/// Rows and columns.
public struct Size: Hashable, Sendable {
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int

    /// A size.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// A place on the screen, from 0 at the upper left.
struct Position: Hashable, Sendable {
    var row: Int
    var column: Int
}

/// What a screen shows: a grid of styled cells, and where the cursor stands.
struct Frame: Hashable, Sendable {
    let size: Size
    /// Row by row.
    private(set) var cells: [Cell]
    /// The targets that cells link to: see ``Cell/link``.
    private(set) var links: [String] = []
    /// Nil when it is hidden.
    var cursor: Position?

    /// A blank screen.
    init(size: Size) {
        self.size = Size(width: max(size.width, 0), height: max(size.height, 0))
        cells = Array(repeating: .blank, count: self.size.width * self.size.height)
    }

    /// The cells of a row.
    subscript(row: Int) -> ArraySlice<Cell> { cells[row * size.width..<(row + 1) * size.width] }

    /// Draws a line, cut at the right edge; what is outside the screen is left out.
    ///
    /// - Returns: the column after it.
    @discardableResult
    mutating func draw(_ line: Line, row: Int, column: Int = 0, width: Int = .max) -> Int {
        guard (0..<size.height).contains(row) else { return column }
        let end = width < size.width - column ? column + width : size.width
        var column = column
        var (source, target): (UInt16, UInt16) = (0, 0)
        for var cell in line.cells {
            guard column + Int(cell.columns) <= end else { break }
            if cell.link != source { (source, target) = (cell.link, adopt(line.links, cell.link)) }
            cell.link = target
            place(cell, row: row, column: column)
            column += Int(cell.columns)
        }
        return column
    }

    /// Draws a line so that it ends at the right edge.
    mutating func drawRight(_ line: Line, row: Int) {
        draw(line, row: row, column: max(size.width - line.columns, 0))
    }

    /// Gives a row's blanks a style.
    mutating func fill(row: Int, columns: Range<Int>? = nil, _ style: Style) {
        guard (0..<size.height).contains(row) else { return }
        for column in (columns ?? 0..<size.width).clamped(to: 0..<size.width) {
            place(Cell(character: " ", columns: 1, style: style), row: row, column: column)
        }
    }

    /// The number here of a line's link. A link that goes on from the line above keeps its number.
    private mutating func adopt(_ targets: [String], _ link: UInt16) -> UInt16 {
        guard link > 0 else { return 0 }
        let target = targets[Int(link) - 1]
        if links.last != target {
            guard links.count < Int(UInt16.max) else { return 0 }
            links.append(target)
        }
        return UInt16(links.count)
    }

    private mutating func place(_ cell: Cell, row: Int, column: Int) {
        guard column >= 0, column + Int(cell.columns) <= size.width else { return }
        let index = row * size.width + column
        let after = index + Int(cell.columns)
        // Half a wide character can't be shown: what remains of one that is drawn over becomes blank.
        if cells[index].columns == 0 { cells[index - 1] = blank(like: cells[index - 1]) }
        if column + Int(cell.columns) < size.width, cells[after].columns == 0 {
            cells[after] = blank(like: cells[after])
        }
        cells[index] = cell
        if cell.columns == 2 {
            cells[index + 1] = Cell(character: " ", columns: 0, style: cell.style, link: cell.link)
        }
    }

    private func blank(like cell: Cell) -> Cell { Cell(character: " ", columns: 1, style: cell.style) }
}
