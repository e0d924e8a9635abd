/// A table of ``LetterTable`` made ready: what a scalar becomes.
///
/// Pages of 256 scalars, of which those that change nothing are not there.
struct FoldMap: Sendable {
    enum Target {
        case itself
        case nothing
        case scalar(UInt32)
        case scalars(ArraySlice<UInt32>)
    }

    static let folds = FoldMap(LetterTable.folds)
    static let looks = FoldMap(LetterTable.looks)

    private static let pageSize = 256
    /// Marks a value that is the place of a target of none or several scalars.
    private static let isPlace: UInt32 = 1 << 31

    private var pageNumbers = [UInt16](repeating: 0, count: 0x11_0000 / pageSize)
    /// The first page is empty. 0 is no target.
    private var values = [UInt32](repeating: 0, count: pageSize)
    private var longTargets: [[UInt32]] = []

    /// - Parameter table: as ``LetterTable`` has it; it is made with the program, so it has no mistakes.
    init(_ table: StaticString) {
        let text = UnsafeBufferPointer(start: table.utf8Start, count: table.utf8CodeUnitCount)
        var target: UInt32 = 0
        for entry in text.split(separator: UInt8(ascii: " ")) {
            var source = entry
            if let sign = entry.firstIndex(of: UInt8(ascii: "<")) {
                target = value(for: entry[..<sign].split(separator: UInt8(ascii: "+")).map(Self.number))
                source = entry[(sign + 1)...]
            }
            let ends = source.split(separator: UInt8(ascii: "-")).map(Self.number)
            guard let first = ends.first, let last = ends.last else { continue }
            for scalar in first...last { set(scalar, to: target) }
        }
    }

    private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32 {
        digits.reduce(0) { $0 << 4 | UInt32($1 < 0x3A ? $1 - 0x30 : $1 - 0x37) }
    }

    private mutating func value(for target: [UInt32]) -> UInt32 {
        if target.count == 1 { return target[0] }
        longTargets.append(target)
        return Self.isPlace | UInt32(longTargets.count - 1)
    }

    private mutating func set(_ scalar: UInt32, to value: UInt32) {
        let (page, offset) = Int(scalar).quotientAndRemainder(dividingBy: Self.pageSize)
        if pageNumbers[page] == 0 {
            pageNumbers[page] = UInt16(values.count / Self.pageSize)
            values.append(contentsOf: repeatElement(0, count: Self.pageSize))
        }
        values[Int(pageNumbers[page]) * Self.pageSize + offset] = value
    }

    subscript(scalar: UInt32) -> Target {
        let (page, offset) = Int(scalar).quotientAndRemainder(dividingBy: Self.pageSize)
        let value = values[Int(pageNumbers[page]) * Self.pageSize + offset]
        if value == 0 { return .itself }
        guard value & Self.isPlace != 0 else { return .scalar(value) }
        let target = longTargets[Int(value & ~Self.isPlace)]
        return target.isEmpty ? .nothing : .scalars(target[...])
    }
}
