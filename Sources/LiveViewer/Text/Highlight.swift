/// Finds what is searched for, to make it stand out.
enum Highlight {
    /// Where a text stands in another, in any case, in characters from the beginning.
    static func find(_ needle: String, in text: String) -> [Range<Int>] {
        let needle = Array(needle.lowercased())
        guard let first = needle.first else { return [] }
        let characters = Array(text.lowercased())
        var found: [Range<Int>] = []
        var index = 0
        while index + needle.count <= characters.count {
            if characters[index] == first, characters[index..<index + needle.count].elementsEqual(needle) {
                found.append(index..<index + needle.count)
                index += needle.count
            } else {
                index += 1
            }
        }
        return found
    }
}
