/// Turns frames into the bytes that make a terminal show them: of each only what differs from the one before.
///
/// Why not through curses' windows: a curses cell holds five code points and is measured by `wcwidth`, so an emoji
/// family would be cut and counted as eight columns; and it knows no links. Here the cursor is set anew after every
/// character that terminals disagree about, so whatever they make of it, the next one stands where it should.
struct Painter {
    private let capabilities: Capabilities
    /// What the terminal shows; nil when that is not known.
    private var shown: Frame?
    private var bytes: [UInt8] = []
    private var style = Style.plain
    private var link: String?
    /// Where the terminal's cursor is; nil when that is not known.
    private var position: Position?
    private var isCursorShown = true

    init(_ capabilities: Capabilities) {
        self.capabilities = capabilities
    }

    /// Forgets what the terminal shows: the next frame is drawn whole.
    mutating func invalidate() { shown = nil }

    /// The bytes that bring the terminal from the last frame to this one; none when they are the same.
    mutating func paint(_ frame: Frame) -> [UInt8] {
        bytes.removeAll(keepingCapacity: true)
        let before = shown?.size == frame.size ? shown : nil
        if before == frame { return [] }
        setCursor(shown: false)
        if before == nil {
            begin(with: .plain)
            bytes += capabilities.plain + capabilities.clear
            position = nil
        }
        let reference = before ?? Frame(size: frame.size)
        for row in 0..<frame.size.height { paint(row, of: frame, over: reference) }
        begin(with: .plain)
        setLink(nil)
        if let cursor = frame.cursor {
            move(to: cursor)
            setCursor(shown: true)
        }
        shown = frame
        return bytes
    }

    // MARK: - A row

    private mutating func paint(_ row: Int, of frame: Frame, over reference: Frame) {
        let (new, old) = (frame[row], reference[row])
        let linksDiffer = frame.links != reference.links && new.contains { $0.link > 0 }
        if !linksDiffer, new == old { return }
        let start = row * frame.size.width
        var mustGoOn = false
        // Behind the last cell that is not blank one sequence clears the rest.
        let end = (new.lastIndex { $0 != .blank } ?? start - 1) + 1
        for index in start..<end where new[index].columns > 0 {
            let cell = new[index]
            if !mustGoOn, !linksDiffer, cell == old[index], isWhole(cell, at: index, in: old) { continue }
            move(to: Position(row: row, column: index - start))
            put(cell, frame)
            // A terminal may have drawn it over its neighbours, so they are drawn again.
            if !cell.character.isUndisputed { mustGoOn = true }
        }
        if end - start < frame.size.width, mustGoOn || old[end...].contains(where: { $0 != .blank }) {
            begin(with: .plain)
            setLink(nil)
            move(to: Position(row: row, column: end - start))
            bytes += capabilities.eraseToEndOfLine
        }
    }

    /// Whether the second half of a wide character is there too.
    private func isWhole(_ cell: Cell, at index: Int, in old: ArraySlice<Cell>) -> Bool {
        cell.columns < 2 || old[index + 1].columns == 0
    }

    private mutating func put(_ cell: Cell, _ frame: Frame) {
        setLink(cell.link > 0 ? frame.links[Int(cell.link) - 1] : nil)
        begin(with: cell.style)
        let isUndisputed = cell.character.isUndisputed
        if !isUndisputed, let place = position {
            // If the terminal draws it narrower than it is measured, what was there must not show.
            bytes += Array(repeating: 0x20, count: Int(cell.columns))
            position = nil
            move(to: place)
        }
        bytes.append(contentsOf: cell.character.utf8)
        position = isUndisputed ? position.map { Position(row: $0.row, column: $0.column + Int(cell.columns)) } : nil
    }

    // MARK: - The terminal's state

    private mutating func move(to place: Position) {
        guard position != place else { return }
        bytes += capabilities.moveTo(place.row, place.column)
        position = place
    }

    private mutating func setCursor(shown: Bool) {
        guard isCursorShown != shown else { return }
        bytes += shown ? capabilities.showCursor : capabilities.hideCursor
        isCursorShown = shown
    }

    private mutating func begin(with style: Style) {
        guard style != self.style else { return }
        bytes += capabilities.plain
        for (attribute, sequence) in capabilities.attributes where style.attributes.contains(attribute) {
            bytes += sequence
        }
        if capabilities.colors != .none {
            color(style.foreground, capabilities.foreground, "38")
            color(style.background, capabilities.background, "48")
        }
        self.style = style
    }

    private mutating func color(_ color: Color, _ indexed: (UInt8) -> [UInt8], _ kind: String) {
        if let index = color.index { bytes += indexed(index) }
        if let rgb = color.components { bytes += Array("\u{1B}[\(kind);2;\(rgb.red);\(rgb.green);\(rgb.blue)m".utf8) }
    }

    private mutating func setLink(_ target: String?) {
        guard capabilities.links, target != link else { return }
        if let target {
            // One id for all rows of a link, so that a terminal takes them as one.
            let id = target.utf8.reduce(UInt32(0x811C_9DC5)) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
            bytes += Array("\u{1B}]8;id=\(String(id, radix: 36));\(target)\u{1B}\\".utf8)
        } else {
            bytes += Array("\u{1B}]8;;\u{1B}\\".utf8)
        }
        link = target
    }
}

extension Character {
    /// Whether every terminal gives it the same number of columns.
    var isUndisputed: Bool {
        let scalars = unicodeScalars
        guard let scalar = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex else {
            return false
        }
        switch scalar.value {
        case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300: return true  // Latin
        case 0x370..<0x483, 0x48A..<0x530: return true  // Greek, Cyrillic
        case 0x2010..<0x2028, 0x2030..<0x205F, 0x2190..<0x2200, 0x2500..<0x2600: return true  // signs, arrows, lines
        case 0x3001..<0x302A, 0x3041..<0x3097, 0x309B..<0x3100, 0x3105..<0x3130: return true  // kana
        case 0x3400..<0x4DC0, 0x4E00..<0xA000, 0xAC00..<0xD7A4, 0xFF01..<0xFF61: return true  // ideographs, Hangul
        default: return false
        }
    }
}
