import TestSupport
import Testing

/// The viewer in a real terminal. One test after the other: each has a terminal, a server and a viewer, which is as
/// much as two cores like to have at once.
@Suite(.serialized, .blocking, .timeLimit(.minutes(10))) enum TerminalTests {}
