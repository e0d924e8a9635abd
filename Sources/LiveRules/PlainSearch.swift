extension Pattern {
    /// Whether it is found in a text as it stands or, where that is not the same, without invisible characters, marks,
    /// styles and look-alike letters, as ``Rule/Subject/regex(_:)`` is. A search that is given up found nothing.
    public func finds(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { utf8 in
            if case .match = search(utf8) { return true }
            let plain = PlainText(utf8)
            guard plain.isChanged else { return false }
            return plain.utf8.withUnsafeBufferPointer { if case .match = search($0) { true } else { false } }
        }
    }
}
