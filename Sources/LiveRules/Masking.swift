extension String {
    /// The text with asterisks for what lies, also in part, in one of some ranges: one for each character that is not
    /// white space, and nothing for what can't be seen.
    ///
    /// - Parameter ranges: in bytes of UTF-8.
    func masked(_ ranges: [Range<Int>]) -> String {
        var rest = ranges.sorted { $0.lowerBound < $1.lowerBound }[...]
        var result = ""
        result.reserveCapacity(utf8.count)
        var (position, maskEnd) = (0, 0)
        for character in self {
            let end = position + character.utf8.count
            while let next = rest.first, next.lowerBound < end {
                maskEnd = max(maskEnd, next.upperBound)
                rest.removeFirst()
            }
            if position >= maskEnd || character.isWhitespace {
                result.append(character)
            } else if !character.isUnseen {
                result.append("*")
            }
            position = end
        }
        return result
    }
}

extension Character {
    fileprivate var isUnseen: Bool {
        unicodeScalars.allSatisfy { if case .nothing = FoldMap.folds[$0.value] { true } else { false } }
    }
}
