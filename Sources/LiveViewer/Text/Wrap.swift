extension Line {
    /// The line broken into rows that fit, at spaces where there are any, between wide characters, and otherwise
    /// wherever the row is full.
    ///
    /// - Parameters:
    ///   - width: columns of a row, at least 2.
    ///   - limit: rows after which the rest is left out: a stranger's text doesn't decide how much work is done.
    func wrapped(to width: Int, limit: Int = .max) -> [Line] {
        guard columns > width else { return [self] }
        var rows: [Line] = []
        var start = 0
        while start < cells.count, rows.count < limit {
            let (end, next) = row(from: start, width: width)
            rows.append(Line(cells: cells[start..<end], links: links))
            start = next
        }
        return rows
    }

    /// The same, with every row but the first set in.
    func wrapped(to width: Int, indent: Int) -> [Line] {
        guard columns > width else { return [self] }
        let (end, next) = row(from: 0, width: width)
        let rest = Line(cells: cells[next...], links: links).wrapped(to: max(width - indent, 2))
        return [Line(cells: cells[..<end], links: links)]
            + rest.map { part in
                var row = Line()
                row.pad(to: indent)
                row.append(part)
                return row
            }
    }

    /// Where the row that begins at `start` ends, and where the next one begins.
    private func row(from start: Int, width: Int) -> (end: Int, next: Int) {
        var room = width
        var breakable: Int?
        for index in start..<cells.count {
            let cell = cells[index]
            if index > start, cells[index - 1].character == " " || cells[index - 1].columns == 2 || cell.columns == 2 {
                breakable = index
            }
            room -= Int(cell.columns)
            guard room < 0 else { continue }
            if cell.character == " " { return (beforeSpaces(index, from: start), afterSpaces(from: index)) }
            guard let breakable else { return (Swift.max(index, start + 1), Swift.max(index, start + 1)) }
            return (beforeSpaces(breakable, from: start), breakable)
        }
        return (cells.count, cells.count)
    }

    private func afterSpaces(from index: Int) -> Int {
        cells[index...].firstIndex { $0.character != " " } ?? cells.count
    }

    private func beforeSpaces(_ end: Int, from start: Int) -> Int {
        (cells[start..<end].lastIndex { $0.character != " " } ?? start - 1) + 1
    }
}
