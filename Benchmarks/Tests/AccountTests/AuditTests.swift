import Account
import Testing
import Wire

/// What the books say of comments 0 to 9 of one post, which were acknowledged under the ids 100 to 109.
private final class Books {
    var books = tally()

    init(viewers: UInt32 = 1, acknowledging acknowledged: Range<UInt32> = 0..<10) {
        tally_open(&books, 10, viewers, 1)
        for sequence in acknowledged { tally_acknowledge(&books, sequence, 100 + UInt64(sequence)) }
    }

    func deliver(_ sequences: [UInt32], to viewer: UInt32 = 0) {
        for sequence in sequences {
            let content = "#lc:000000000\(sequence):0000000000000000001#"
            feed("id: \(100 + sequence)\nevent: comment\ndata: {\"comment\":\"\(content)\"}\n\n", to: viewer)
        }
    }

    func announce(_ event: String, id: Int, _ data: String) {
        feed("id: \(id)\nevent: \(event)\ndata: {\(data)}\n\n", to: 0)
    }

    private func feed(_ text: String, to viewer: UInt32) {
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                var found = frame()
                _ = frame_parse(bytes.baseAddress, bytes.count, &found)
                tally_deliver(&books, viewer, &found, 2)
            }
        }
    }

    func audited() -> audit {
        var result = audit()
        audit_run(&books, &result)
        return result
    }
}

@Suite struct AuditTests {
    @Test func allIsWellWhenAllCame() {
        let account = Books(viewers: 2)
        account.deliver(Array(0..<10))
        #expect(!tally_complete(&account.books))
        account.deliver(Array(0..<10), to: 1)
        #expect(tally_complete(&account.books))
        let audit = account.audited()
        #expect(audit.missing == 0 && audit.unacknowledged == 0 && audit.uneven == 0 && audit.misannounced == 0)
        #expect(account.books.doubled == 0 && account.books.misordered == 0)
    }

    @Test func findsWhatIsMissingDoubledMisorderedAndMadeUp() {
        let account = Books(acknowledging: 0..<9)
        account.deliver([0, 1, 3, 2, 5, 5, 9])
        let audit = account.audited()
        #expect(audit.missing == 4)
        #expect(audit.unacknowledged == 1)
        #expect(account.books.doubled == 1)
        #expect(account.books.misordered == 1)
    }

    @Test func whatAGapNamesIsNotMissing() {
        let account = Books()
        account.deliver([0, 1])
        account.announce("gap", id: 106, #""after":101,"before":107"#)
        account.deliver([7, 8, 9])
        let audit = account.audited()
        #expect(audit.missing == 0 && audit.withheld == 5 && audit.misannounced == 0)
    }

    @Test func aGapThatNamesTooMuchOrTooLittleIsFound() {
        let account = Books()
        account.deliver([0, 1, 2])
        account.announce("gap", id: 105, #""after":101,"before":106"#)
        account.deliver([7, 8, 9])
        let audit = account.audited()
        #expect(audit.misannounced == 1)
        #expect(audit.missing == 1)
    }

    @Test(arguments: [(2, 3, 0), (2, 2, 1), (3, 3, 1)])
    func thinnedStretchesMustAddUp(shown: Int, withheld: Int, wrong: UInt64) {
        let account = Books()
        account.deliver([0, 2])
        account.announce("thinned", id: 104, #""after":99,"before":105,"shown":\#(shown),"withheld":\#(withheld)"#)
        account.deliver(Array(5..<10))
        let audit = account.audited()
        #expect(audit.misannounced == wrong)
        #expect(audit.missing == 0 && audit.withheld == 3)
    }

    @Test(arguments: ["", #""after":5"#, #""after":5,"before":5"#, #""after":1,"before":5,"shown":2"#])
    func anAnnouncementThatMakesNoSenseIsFound(data: String) {
        let account = Books()
        account.announce("thinned", id: 101, data)
        #expect(account.audited().misannounced == 1)
    }

    @Test func stretchesMustNotOverlap() {
        let account = Books()
        account.announce("gap", id: 103, #""after":99,"before":104"#)
        account.announce("gap", id: 109, #""after":102,"before":110"#)
        #expect(account.audited().misannounced == 1)
    }

    @Test func whoComesLateMissesWhatComesAfterwardsOnly() {
        let account = Books()
        account.books.joins_late = true
        account.deliver([4, 5, 7, 8, 9])
        #expect(account.audited().missing == 1)
    }

    @Test func whoLeavesEarlyMissesWhatCameBeforeOnly() {
        let account = Books()
        account.books.leaves_early = true
        account.deliver([0, 1, 3])
        #expect(account.audited().missing == 1)
    }

    @Test func viewersWhoSawDifferentCommentsAreFound() {
        let account = Books(viewers: 3)
        account.deliver([0, 1])
        account.deliver([0, 1], to: 1)
        account.deliver([0, 2], to: 2)
        #expect(account.audited().uneven == 1)
    }

    @Test func anotherIdThanInTheReceiptIsFound() {
        let account = Books(acknowledging: 1..<10)
        tally_acknowledge(&account.books, 0, 55)
        account.deliver(Array(0..<10))
        #expect(account.audited().conflicting == 1)
    }

    @Test func onlyLiveCommentsAreMeasured() {
        let account = Books()
        account.books.live_since[0] = 2
        account.deliver([0])
        #expect(account.books.latency.count == 0 && account.books.deliveries == 1)
    }
}
