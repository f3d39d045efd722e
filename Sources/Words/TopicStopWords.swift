/// English words that say nothing of what a text is about, so that two guides that share them are not related by it.
/// They are more than those that the search passes over (`stop-words` in the strings of a language): people do look for "use" and "new".
enum TopicStopWords {
    static let keys: OpenTable<UInt64, Void> = {
        let list = """
            a about above after again against all almost also although always am an and another any anyone anything are \
            as at back be because been before being below between both but by can cannot come could did do does doing \
            done down during each either else enough even ever every few first for from further get give go had has have \
            having he her here hers him his how however i if in instead into is it its itself just keep know last least \
            less let like make many may me might more most much must my need never new no nor not nothing now of off often \
            on once one only onto or other our out over own part per put rather same say see set several she should show \
            since so some such take than that the their them then there these they thing this those though through to \
            together too two under until up upon us use used uses using very via want was way we well were what when where \
            whether which while who whole whom whose why will with within without would yet you your yours
            """
        let words = Words.all(in: list)
        var keys = OpenTable<UInt64, Void>(expecting: words.count)
        for word in words { _ = keys.number(of: word.key, adding: ()) }
        return keys
    }()
}
