/// What of a list is on the screen, and where.
struct Viewport: Sendable {
    /// An element with at least one row on the screen.
    struct Visible: Sendable {
        let index: Int
        let place: Place
        /// The row of the list that its first line stands on; negative when it begins above.
        let top: Int
        let rows: EntryRows

        /// The row of its own first line, below what stands above it.
        var bodyTop: Int { top + rows.prefix.count }
        var bottom: Int { top + rows.count }
    }

    let height: Int
    /// From top to bottom.
    private(set) var visible: [Visible] = []
    /// Whether nothing is above, or below.
    private(set) var isAtStart = true
    private(set) var isAtEnd = true

    /// Lays out the part of a list that a scroll position shows.
    ///
    /// Where there is not enough below or above it, the position moves so that the screen is full.
    init(_ context: RowContext, height: Int, scroll: Scroll) {
        self.height = height
        guard height > 0, let last = context.previous(before: context.count) else { return }
        switch scroll {
        case .following: buildUp(from: last, bottom: height, context)
        case .held(let place, let row):
            guard let index = context.index(near: place) else { return }
            let rows = context.rows(at: index)
            build(around: index, rows, top: row - rows.prefix.count, context)
        }
    }

    /// Fills the screen upwards from an element that ends at a row; what is missing above is moved out of the way.
    private mutating func buildUp(from index: Int, bottom: Int, _ context: RowContext) {
        var found: [Visible] = []
        var bottom = bottom
        var index: Int? = index
        while let current = index, bottom > 0 {
            let rows = context.rows(at: current)
            bottom -= rows.count
            found.append(Visible(index: current, place: context.place(at: current), top: bottom, rows: rows))
            index = context.previous(before: current)
        }
        // A list shorter than the screen begins at the top.
        visible = bottom > 0 ? found.reversed().map { moved($0, by: -bottom) } : found.reversed()
        isAtStart = index == nil && bottom >= 0
        isAtEnd = true
    }

    private mutating func build(around index: Int, _ rows: EntryRows, top: Int, _ context: RowContext) {
        // Down from the element to the end of the screen.
        var below = [Visible(index: index, place: context.place(at: index), top: top, rows: rows)]
        var bottom = top + rows.count
        var next = context.next(from: index + 1)
        while let current = next, bottom < height {
            let rows = context.rows(at: current)
            below.append(Visible(index: current, place: context.place(at: current), top: bottom, rows: rows))
            bottom += rows.count
            next = context.next(from: current + 1)
        }
        if next == nil, bottom < height, let last = below.last {
            buildUp(from: last.index, bottom: height, context)
            return
        }
        // Up from the element to the beginning of the screen.
        var above: [Visible] = []
        var start = top
        var previous = context.previous(before: index)
        while let current = previous, start > 0 {
            let rows = context.rows(at: current)
            start -= rows.count
            above.append(Visible(index: current, place: context.place(at: current), top: start, rows: rows))
            previous = context.previous(before: current)
        }
        guard start <= 0 else {
            // Not enough above: the list begins at the top of the screen.
            let first = above.last ?? below[0]
            build(around: first.index, first.rows, top: 0, context)
            return
        }
        visible = (above.reversed() + below).filter { $0.bottom > 0 && $0.top < height }
        isAtStart = previous == nil && start == 0
        isAtEnd = next == nil && bottom <= height
    }

    private func moved(_ element: Visible, by rows: Int) -> Visible {
        Visible(index: element.index, place: element.place, top: element.top + rows, rows: element.rows)
    }

    // MARK: - Positions

    /// The scroll position that keeps just this on the screen, whatever is loaded above or comes in below.
    ///
    /// It holds on to the first comment rather than to a hole, which may be filled, and to one that begins on the
    /// screen, if there is one.
    var held: Scroll? {
        let comments = visible.filter { $0.place.comment != nil || $0.place.outgoing != nil }
        guard let anchor = comments.first(where: { $0.bodyTop >= 0 }) ?? comments.first ?? visible.first else {
            return nil
        }
        return .held(place: anchor.place, row: anchor.bodyTop)
    }

    /// The screen's rows; fewer than its height when the list is shorter.
    var lines: [Line] {
        visible.flatMap { element in
            zip(element.top..., element.rows.lines).filter { (0..<height).contains($0.0) }.map(\.1)
        }
    }

    func visible(_ place: Place) -> Visible? { visible.first { $0.place == place } }

    /// The element on a row of the screen.
    func element(onRow row: Int) -> Visible? { visible.first { $0.top <= row && row < $0.bottom } }
}
