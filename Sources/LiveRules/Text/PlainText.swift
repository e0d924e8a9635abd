/// A text without invisible characters, width, style, and marks that only decorate, that remembers where in the
/// original everything came from. ASCII stays as it is, everything else is in lower case.
///
/// Letters of other scripts become the Latin ones they look like in a word that has Latin letters too, and in a text
/// without any letter that looks like no Latin one: `рaypal` is Latin, and so is `ЅНІТ` alone; a Russian sentence stays
/// Russian.
struct PlainText {
    /// How a text's look-alike letters are read.
    enum Reading {
        /// As the words around them suggest.
        case likely
        /// As letters of their own script.
        case native
        /// As the Latin letters they look like.
        case looks
    }

    /// A scalar of the text.
    struct Piece {
        var scalar: UInt32
        /// Where it came from, in bytes of UTF-8.
        let start: Int32
        let end: Int32
        /// The Latin letter it looks like; 0 when it looks like none.
        var look: UInt8 = 0
        /// Whether it only roughly looks like it.
        var isRough = false
        /// Whether it has become that letter.
        var isLook = false
    }

    private(set) var pieces: [Piece] = []
    /// Whether anything is not as it was.
    private(set) var isChanged = false

    init(_ utf8: UnsafeBufferPointer<UInt8>, reading: Reading = .likely) {
        pieces.reserveCapacity(utf8.count)
        var hasLooks = false
        var index = 0
        while index < utf8.count {
            let start = index
            let scalar = Self.nextScalar(utf8, &index)
            guard scalar >= 0x80 else {
                pieces.append(Piece(scalar: scalar, start: Int32(start), end: Int32(index)))
                continue
            }
            var piece = Piece(scalar: scalar, start: Int32(start), end: Int32(index))
            (piece.look, piece.isRough) = Self.look(of: scalar)
            hasLooks = hasLooks || piece.look != 0
            appendFolded(piece)
        }
        guard hasLooks else { return }
        switch reading {
        case .native: break
        case .looks: takeLooks(pieces.indices)
        case .likely: takeLikelyLooks()
        }
    }

    private mutating func appendFolded(_ original: Piece) {
        var piece = original
        switch FoldMap.folds[original.scalar] {
        case .itself: pieces.append(piece)
        case .nothing: isChanged = true
        case .scalar(let target):
            isChanged = true
            piece.scalar = target
            pieces.append(piece)
        case .scalars(let targets):
            isChanged = true
            for target in targets {
                piece.scalar = target
                pieces.append(piece)
                // The first one stands for the look of them all.
                piece.look = 0
            }
        }
    }

    private static func look(of scalar: UInt32) -> (letter: UInt8, isRough: Bool) {
        if case .scalar(let letter) = FoldMap.looks[scalar] { return (UInt8(letter), false) }
        return (roughRange.contains(scalar) ? rough[scalar] ?? 0 : 0, true)
    }

    /// Letters that nobody takes for a Latin one, and that are used for one all the same: `ѕнιт`. Alone they are a sign
    /// of their own script.
    private static let rough: [UInt32: UInt8] = {
        let pairs = zip("вғикмнптяεβηκτω".unicodeScalars, "bfnkmhntrebnktw".utf8)
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.value, $1) })
    }()
    /// Greek and Cyrillic.
    private static let roughRange: ClosedRange<UInt32> = 0x370...0x52F

    // MARK: - Look-alike letters

    private mutating func takeLooks(_ range: Range<Int>) {
        for index in range where pieces[index].look != 0 {
            pieces[index].scalar = UInt32(pieces[index].look)
            pieces[index].isLook = true
            isChanged = true
        }
    }

    private mutating func takeLikelyLooks() {
        let isNative = pieces.contains {
            $0.scalar >= 0x80 && ($0.look == 0 || $0.isRough) && LetterKind(of: $0.scalar) == .spaced
        }
        guard isNative else { return takeLooks(pieces.indices) }
        var start = 0
        while start < pieces.count {
            var end = start
            var (hasLatin, hasLook) = (false, false)
            while end < pieces.count, pieces[end].look != 0 || LetterKind(of: pieces[end].scalar) == .spaced {
                hasLatin = hasLatin || pieces[end].scalar < 0x80
                hasLook = hasLook || pieces[end].look != 0
                end += 1
            }
            if hasLatin && hasLook { takeLooks(start..<end) }
            start = max(end, start + 1)
        }
    }

    // MARK: - As UTF-8

    /// The text as it is now.
    var utf8: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(pieces.count * 2)
        for piece in pieces {
            if let encoded = Unicode.Scalar(piece.scalar).flatMap(UTF8.encode) { bytes.append(contentsOf: encoded) }
        }
        return bytes
    }

    /// The parts of the original that parts of ``utf8`` came from.
    ///
    /// - Parameter ranges: in order, and none over another.
    func original(of ranges: [Range<Int>]) -> [Range<Int>] {
        var originals: [Range<Int>] = []
        var (index, position) = (0, 0)
        func width() -> Int { Unicode.Scalar(pieces[index].scalar).map { UTF8.width($0) } ?? 0 }
        for range in ranges {
            while index < pieces.count, position + width() <= range.lowerBound {
                position += width()
                index += 1
            }
            guard index < pieces.count else { break }
            let start = Int(pieces[index].start)
            var end = Int(pieces[index].end)
            while index < pieces.count, position < range.upperBound {
                end = Int(pieces[index].end)
                position += width()
                index += 1
            }
            originals.append(start..<end)
        }
        return originals
    }

    /// The scalar that begins at `index`, which moves behind it. The bytes are valid UTF-8.
    static func nextScalar(_ utf8: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
        let first = utf8[index]
        index += 1
        guard first >= 0x80 else { return UInt32(first) }
        let length = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
        var scalar = UInt32(first) & (0x3F >> UInt32(length))
        for _ in 0..<length {
            scalar = scalar << 6 | UInt32(utf8[index] & 0x3F)
            index += 1
        }
        return scalar
    }
}
