"""Imports go down only, and rooms of one floor that know an outside thing do not import each other."""

import ast
from pathlib import Path

import onrecord

ROOT = Path(onrecord.__file__).parent

FLOORS = {
    "model": 0,
    "errors": 0,
    "reading": 2,
    "onnx": 2,
    "endpoint": 2,
    "store": 2,
    "extraction": 3,
    "evaluation": 3,
    "importing": 3,
    "record": 3,
    "show": 4,
    "reports": 4,
    "cli": 4,
    "__init__": 4,
    "__main__": 5,
}
CRAFT = 1  # every other file


def floor(room: str) -> int:
    return FLOORS.get(room, CRAFT)


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(path: Path) -> set[str]:
    """The rooms of onrecord that a file imports, and "onrecord" itself for the front door."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom) and node.module == "onrecord":
            found.update(names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("onrecord."):
            found.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            found.update(n.split(".")[1] for n in names if n.startswith("onrecord."))
    return found


def test_imports_go_down_only() -> None:
    wrong = []
    for path in ROOT.rglob("*.py"):
        room = room_of(path)
        for other in imported(path) - {room}:
            if floor(other) > floor(room) or (floor(other) == floor(room) == 2):
                wrong.append(f"{path.relative_to(ROOT)} imports {other}")
    assert not wrong


def test_floor_one_knows_no_file_network_or_database() -> None:
    outside = {"pathlib", "os", "io", "sqlite3", "sqlalchemy", "socket", "urllib", "http", "onnxruntime", "tokenizers"}
    wrong = []
    for path in ROOT.rglob("*.py"):
        if floor(room_of(path)) > CRAFT:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            modules = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            wrong += [f"{path.name} imports {m}" for m in modules if m.split(".")[0] in outside]
    assert not wrong


def test_only_onnx_loads_models() -> None:
    wrong = [
        p.name
        for p in ROOT.rglob("*.py")
        if p.name != "onnx.py" and any(f"import {m}" in p.read_text() for m in ("onnxruntime", "tokenizers"))
    ]
    assert not wrong


def test_the_front_door_names_are_sorted_and_there() -> None:
    assert onrecord.__all__ == sorted(onrecord.__all__)
    assert all(hasattr(onrecord, name) for name in onrecord.__all__)
