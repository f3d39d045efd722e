import TestSupport
import Testing

@testable import Theming

/// Scripts lose what is for people alone, and nothing else.
@Suite(.timeLimit(.minutes(15))) struct CompactScriptsTests {
    @Test(
        arguments: [
            ("var a = 1;\n", "var a=1;\n"), ("  a + b;\n\n// gone\nb - -c;\n", "a+b;b- -c;\n"),
            ("/* a\n   \n b */\nx;\n", "x;\n"), ("/* a\n b */ y;\nz;\n/* e */\n", "y;z;\n"),
            ("/* x */ f(); /* y */\n", "f();\n"),
            ("f(); // don't  'x'\ng( 'a  b' );\n", "f();g('a  b');\n"),
            ("a /* b */ c;\n", "a c;\n"), ("return /* a\n */ b;\n", "return\nb;\n"),
            ("s = 'a // b' + '/* c */';\n", "s='a // b'+'/* c */';\n"),
            ("a;\r\n/* b\r\n */\r\nc;\r\n", "a;c;\n"), ("s = 'a + b  \\' c';\n", "s='a + b  \\' c';\n"),
            ("t = `a  ${b + c}  d`;\n", "t=`a  ${b+c}  d`;\n"),
            (
                "`x ${['a  b', `c  d ${{ e: 1 } / 2}  `]}  y` + z;\n",
                "`x ${['a  b',`c  d ${{e:1} / 2}  `]}  y`+z;\n"
            ),
            ("t = `a\n  // b\n\n  c`;\n", "t=`a\n  // b\n\n  c`;\n"),
            ("`a \\`  b  \\${ c`;\n", "`a \\`  b  \\${ c`;\n"),
            ("f(a => /a  b'c/, d);\n", "f(a=> /a  b'c/,d);\n"),
            ("if (d) /'  q/.test(e);\n", "if(d) /'  q/.test(e);\n"),
            ("f(d) / 2; g('a  /b');\n", "f(d) / 2;g('a  /b');\n"),
            ("a[0] / 2 + 'b  /'; c++ / 2; '  /';\n", "a[0] / 2+'b  /';c++ / 2;'  /';\n"),
            ("if (a) { b } /  c'/.test(d);\n", "if(a){b} /  c'/.test(d);\n"),
            ("a = { b: 1 } / 2 + '  /';\n", "a={b:1} / 2+'  /';\n"),
            ("class A { b() {} }\n/  '/.test(c);\n", "class A{b(){}}\n/  '/.test(c);\n"),
            ("a.return / 2 + '  /';\n", "a.return / 2+'  /';\n"), ("typeof /  '/;\n", "typeof /  '/;\n"),
            ("else /  '/.test(a);\n", "else /  '/.test(a);\n"), ("/a/ in b;\n", "/a/ in b;\n"),
            ("1 .toFixed( 2 );\n", "1 .toFixed(2);\n"), ("a <! --b;\n", "a<! --b;\n"),
            ("r = /[ /] + \"/g.test(x) ? a : b;\n", "r= /[ /] + \"/g.test(x)?a:b;\n"),
            ("return / a /.test(b);\n", "return / a /.test(b);\n"), ("d = a / b / c;\n", "d=a / b / c;\n"),
            ("if (a) return b;\nelse throw c;\n", "if(a)return b;else throw c;\n"),
            ("if (a) {\n  b = [\n    1,\n    2\n  ]\n}\nc\n", "if(a){b=[1,2\n]}\nc\n"),
            ("t = `a;\nb\n}`;\nr = /,/\n", "t=`a;\nb\n}`;r= /,/\n"),
            ("x = y ++ + ++ z;\n", "x=y++ + ++z;\n"),
            ("", ""), ("/* never closed\nx;\n", ""), ("'never closed\n", "'never closed\n"),
            ("ж + 漢;\n", "ж+漢;\n"),
        ])
    func onlyWhatPeopleNeedIsLeftOut(_ script: String, _ published: String) {
        let mark = "/* guides: compact */\n"
        #expect(
            String(decoding: CompactScripts.make(Array((mark + script).utf8)), as: UTF8.self) == published)
        // Without the mark a script stays as it is.
        #expect(CompactScripts.make(Array(script.utf8)) == Array(script.utf8))
    }

    /// Whatever bytes a script has, it is read to its end.
    @Test func anyBytesAreReadToTheirEnd() {
        var random = Seeded(13)
        let pieces = [
            "/*", "*/", "//", "'", "\"", "`", "/", "[", "]", "\\", " ", "\n", "\t", "a", "+", "-", "(",
            "return", "\u{0}", "é",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            let made = CompactScripts.make(Array(("/* guides: compact */\n" + text).utf8))
            #expect(made.count <= text.utf8.count + 1, "seed 13: \(text)")
        }
    }
}
