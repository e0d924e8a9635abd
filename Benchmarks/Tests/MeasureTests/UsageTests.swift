import Glibc
import Measure
import Testing

@Suite struct UsageTests {
    @Test(arguments: ["", ",", "1,", "x", "1 2", "-3", "1,,2"])
    func refusesWhatIsNoListOfProcesses(text: String) {
        var found = processes()
        #expect(!processes_parse(text, &found))
    }

    @Test func readsSeveral() {
        var found = processes()
        #expect(processes_parse("12,34", &found))
        #expect(found.count == 2 && found.ids.0 == 12 && found.ids.1 == 34)
    }

    @Test func readsItsOwnProcess() {
        var own = processes()
        var used = usage()
        #expect(processes_parse("\(getpid())", &own))
        #expect(usage_read(&own, &used))
        #expect(used.resident_bytes > 1_000_000)
    }

    @Test func aProcessThatIsGoneIsSaid() {
        var gone = processes()
        var used = usage()
        #expect(processes_parse("4194305", &gone))
        #expect(!usage_read(&gone, &used))
    }
}
