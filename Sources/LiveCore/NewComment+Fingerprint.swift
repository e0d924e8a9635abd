extension NewComment {
    /// A number that tells one content from another when the same idempotency key comes twice: 64-bit FNV-1a
    /// over every field. It is stored, so it must never change.
    public var fingerprint: Int64 {
        var hash = FNV1a()
        for field in [content, authorName ?? "\u{0}", replyTo?.description ?? "\u{0}"] {
            for byte in field.utf8 { hash.mix(byte) }
            // No field holds this byte, so fields can't run into one another.
            hash.mix(0xFF)
        }
        return Int64(bitPattern: hash.value)
    }
}
