import TestSupport
import Testing

/// The preview's server answers as a good host would, and nobody but its editor. These tests run one after the other,
/// since some take every connection that there is.
@Suite(.serialized, .timeLimit(.minutes(15))) enum ServerTests {}
