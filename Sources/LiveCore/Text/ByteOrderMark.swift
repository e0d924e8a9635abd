/// What some programs put before a text in UTF-8; it is no part of the text.
public enum ByteOrderMark {
    /// U+FEFF in UTF-8.
    public static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]
}
