import LiveCore
import Testing

/// What a viewer must have been sent, by filtering all that was stored.
struct ThinnedModel: Sendable {
    let rate: RateClass
    let all: [Event]

    var comments: [EventID] { all.filter { !$0.isModeration }.map(\.id) }

    /// The first comment of each slot.
    var shown: Set<EventID> {
        var slots: Set<Int64> = []
        return Set(comments.filter { slots.insert(rate.slot(of: $0)).inserted })
    }

    /// Holds a viewer to it that has wanted everything above `start`.
    func check(_ viewer: TestViewer, from start: EventID, isComplete: Bool = true) throws {
        var (ids, notices) = ([EventID](), [Members]())
        var last = EventID.zero
        for message in viewer.messages {
            let id = try #require(EventID(message.lastEventID))
            #expect(id > last, "ids grow")
            last = id
            if message.event == "thinned" {
                let notice = Members(message.data)
                #expect(notice.id("before").predecessor == id)
                notices.append(notice)
            } else {
                ids.append(id)
            }
        }
        let shown = shown
        let end = isComplete ? EventID.max : last
        let expected = all.filter { $0.id > start && $0.id <= end && ($0.isModeration || shown.contains($0.id)) }
        #expect(ids == expected.map(\.id))
        var covered = start
        for notice in notices {
            let (after, before) = (notice.id("after"), notice.id("before"))
            #expect(!comments.contains { after < $0 && $0 <= covered }, "no comment is in two notices")
            let inside = comments.filter { after < $0 && $0 < before }
            #expect(notice["shown"] == Int64(inside.count { shown.contains($0) }))
            #expect(notice["withheld"] == Int64(inside.count { !shown.contains($0) }))
            covered = before.predecessor
        }
        guard isComplete else { return }
        let withheld = comments.count { $0 > start && !shown.contains($0) }
        #expect(notices.reduce(0) { $0 + ($1["withheld"] ?? 0) } == Int64(withheld))
    }
}
