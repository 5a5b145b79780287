//! `__version__` in Python files: what is code, what is only text.

use super::{after, file, versions};
use version_first::manifest;

const PATH: &str = "pkg/__init__.py";

/// Each `@` is a version that has to be found; every `1.2.3` spelled out is a decoy.
const FOUND: &[&str] = &[
    "__version__ = '@'",
    "__version__ = \"@\"\n",
    "__version__='''@'''\n",
    "__version__ = \"\"\"@\"\"\"  # 1.2.3\n",
    "__version__ = r'@'\n",
    "__version__ = u\"@\"\n",
    "__version__: str = '@'\n",
    "__version__: Final[str] = \"@\"\n",
    "__version__: \"Final[str]\" = \"@\"\n",
    "__version__:typing.Annotated[str, 'x: y = \"1.2.3\"']='@'\n",
    "__version__ = ('@')\n",
    "__version__ = (\n    # 1.2.3\n    \"@\"\n)\n",
    "__version__ = ((\"@\"))\n",
    "__version__ = \\\n    '@'\n",
    "__version__ = \\\r\n    '@'\r\n",
    "VERSION = __version__ = '@'\n",
    "__version__ = version = '@'\n",
    "import os; __version__ = '@'\n",
    "__version__ = '@'; x = '1.2.3'\n",
    "\x0c\n\x0c__version__ = '@'\n",
    "  \x0c__version__ = '@'\n",
    "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n__version__ = '@'\n",
    "\"\"\"Docs.\n__version__ = '1.2.3'\n\"\"\"\n__version__ = '@'\n",
    "'''\n__version__ = \"1.2.3\"\n\\'''\n__version__ = '1.2.3'\n'''\n__version__ = '@'\n",
    "# __version__ = '1.2.3'\n__version__ = '@'\n",
    "x = [\n__version__ == '1.2.3',\n]\n__version__ = '@'\n",
    "def f():\n    __version__ = '1.2.3'\n__version__ = '@'\n",
    "class A:\n    __version__ = '1.2.3'\n\n__version__ = '@'\n",
    "try:\n    from a import b\nexcept ImportError:\n    __version__ = '1.2.3'\n__version__ = '@'\n",
    "if x: __version__ = '1.2.3'\n__version__ = '@'\n",
    "if x: y = 1; __version__ = '1.2.3'\n__version__ = '@'\n",
    "f(__version__='1.2.3')\n__version__ = '@'\n",
    "f(\n__version__='1.2.3',\n)\n__version__ = '@'\n",
    "x = '\\\n__version__ = \"1.2.3\"'\n__version__ = '@'\n",
    "x = 'it''s'; y = \"\\\"\"\n__version__ = '@'\n",
    "x = f'{a['b']}'\n__version__ = '@'\n",
    "x = f\"{a[\"'\"]:'>{w}} {{\"\n__version__ = '@'\n",
    "x = f'''{a:{'\"'}^3}\n__version__ = '1.2.3'\n'''\n__version__ = '@'\n",
    "x = rf'\\{a}\\N'\n__version__ = '@'\n",
    "x = f'\\N{DASH}\\''\n__version__ = '@'\n",
    "x = f'{f'{f'{1}'}'}' '\\''\n__version__ = '@'\n",
    "x = f'{(lambda q: {1: '}'})(2)!r:>{3}}'\n__version__ = '@'\n",
    "x = b'\\'' + rb\"\\\"\"\n__version__ = '@'\n",
    "x = 'unclosed\n__version__ = '@'\n",
    "__version__ = '@'\n__version__ = '@'\n",
    "__version__ = '@'\n__version__ += '.dev'\n",
    "__version__ = '@'\nif __version__ == '1.2.3': pass\n",
    "ünï = '😀'; __version__ = '@'\n",
    "a = 1\r__version__ = '@'\rb = 2\r",
    "__all__ = ['__version__', '1.2.3']\n__version__ = '@'\nx = __version__\n",
    "__version__ = '@' # \\\nx = '1.2.3'\n",
    "if True:\n    pass\n# back\n\\\n__version__ = '@'\n",
];

#[test]
fn literals_are_found_and_nothing_else_is_touched() {
    for template in FOUND {
        for mark in ["", "\u{feff}"] {
            for crlf in [false, true] {
                let template =
                    if crlf && !template.contains('\r') { &template.replace('\n', "\r\n") } else { *template };
                let text = format!("{mark}{}", template.replace('@', "1.2.3"));
                assert_eq!(versions(PATH, &text), ["1.2.3"], "{text}");
                let wanted = format!("{mark}{}", template.replace('@', "1.3.0rc1"));
                assert_eq!(after(&[(PATH, &text)], "1.3.0-rc.1", PATH), wanted);
                let found = manifest::read(&[file(PATH, &text)], &[]).unwrap();
                let place = version_first::splice::place(
                    &format!("{mark}{template}"),
                    format!("{mark}{template}").find('@').unwrap(),
                );
                assert_eq!((found[0].line, found[0].column), place, "{text}");
            }
        }
    }
}

#[test]
fn what_is_no_literal_at_the_top_is_left_alone() {
    let cases = [
        "__version__ = importlib.metadata.version('1.2.3')\n",
        "__version__ = f'1.2.3'\n",
        "__version__ = F\"1.2.3\"\n",
        "__version__ = t'1.2.3'\n",
        "__version__ = b'1.2.3'\n",
        "__version__ = Rb'1.2.3'\n",
        "__version__ = '1.2' '.3'\n",
        "__version__ = ('1.2'\n  '.3')\n",
        "__version__ = '1.2' + '.3'\n",
        "__version__ = '1.2.3',\n",
        "__version__ = ('1.2.3',)\n",
        "__version__ = ['1.2.3']\n",
        "__version__ = '1.2.3'.strip()\n",
        "__version__ = '1.2.3' if x else '1.2.4'\n",
        "__version__ = x = y\n",
        "__version__ += '1.2.3'\n",
        "__version__ == '1.2.3'\n",
        "__version__: str\n",
        "a.__version__ = '1.2.3'\n",
        "a[__version__] = '1.2.3'\n",
        "__version__, x = '1.2.3'\n",
        "__version__[0] = '1.2.3'\n",
        "x__version__ = '1.2.3'\n",
        "__version__x = '1.2.3'\n",
        "__Version__ = '1.2.3'\n",
        "    __version__ = '1.2.3'\n",
        "if x:\n\t__version__ = '1.2.3'\n",
        "for i in x: __version__ = '1.2.3'\n",
        "with x: __version__ = '1.2.3'\n",
        "class A: __version__ = '1.2.3'\n",
        "x = (\n__version__ := '1.2.3'\n)\n",
        "'''\n__version__ = '1.2.3'\n",
        "x = f'''{\n__version__ = '1.2.3'\n",
        "(\n__version__ = '1.2.3'\n",
        "# __version__ = '1.2.3'",
        "x = \\\n__version__ == '1.2.3'\n",
        "",
        "\\",
        "'",
        "f'{",
        "f'{x:",
        "\u{feff}",
    ];
    for text in cases {
        assert!(versions(PATH, text).is_empty(), "{text}");
    }
}

#[test]
fn found_on_line_1313_of_a_long_file() {
    let filler: String = (1..1313).map(|n| format!("value_{n} = \"__version__ = '0.2.328'\"\n")).collect();
    let text = format!("{filler}__version__ = \"0.2.328\"\n{filler}");
    let found = manifest::read(&[file(PATH, &text)], &[]).unwrap();
    assert_eq!((found[0].line, found[0].column), (1313, 16));
    let new = after(&[(PATH, &text)], "0.2.335", PATH);
    assert_eq!(new, format!("{filler}__version__ = \"0.2.335\"\n{filler}"));
}

#[test]
fn setup_cfg_and_setup_py_require_what_is_ours() {
    let core = ("core/setup.cfg", "[metadata]\nname = kelp_core\nversion = 1.2.3\n");
    let cfg = "[metadata]\nname = kelp\nversion = 1.2.3\n[options]\npackages = find:\ninstall_requires =\n    # ours\n    kelp-core[fast] == 1.2.3 ; python_version > '3'\n    other==1.2.3\n    Kelp.Core>=1.0\nsetup_requires = kelp-core==1.2.3\n[options.extras_require]\nall = kelp_core~=1.2.3\n[tool:x]\ninstall_requires = kelp-core==1.2.3\n";
    let new = after(&[("setup.cfg", cfg), core], "2.0.0", "setup.cfg");
    let wanted = cfg
        .replace("version = 1.2.3", "version = 2.0.0")
        .replace("[fast] == 1.2.3", "[fast] == 2.0.0")
        .replace("~=1.2.3", "~=2.0.0");
    assert_eq!(new, wanted);
    let py = "from setuptools import setup\nX = ['kelp-core==1.2.3']\nsetup(name='kelp', version='1.2.3', install_requires=X + [\"kelp_core >=1.2,<2\", 'other==1.2.3'])\n";
    let new = after(&[("setup.py", py), core], "2.0.0", "setup.py");
    let wanted = py
        .replace("version='1.2.3'", "version='2.0.0'")
        .replace("core==1.2.3", "core==2.0.0")
        .replace(">=1.2,<2", ">=2.0,<3");
    assert_eq!(new, wanted);
}
