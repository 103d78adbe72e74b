"""A second judge behind an address, played by a small server on this machine."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from conftest import Onrecord
from quoted import quoted
from test_record import SCRIPT, Fakes

from onrecord import shapes
from onrecord.endpoint import Endpoint
from onrecord.errors import JudgeError
from onrecord.model import Claim, Polarity, Relation, Verdict, Words
from onrecord.record import Record, open_record

Answer = Callable[[dict[str, Any]], tuple[int, str]]

WORDS = [Words("We will sell the crane.", "2024-01-01"), Words("The crane stays.", "2024-02-01"), Words("Herring.")]


def says(text: str) -> Answer:
    return lambda asked: (200, json.dumps({"choices": [{"message": {"content": text}}]}))


def relates(*relations: object) -> str:
    return json.dumps({"relations": [{"statement": i, "relation": r} for i, r in enumerate(relations)]})


class Judge:
    """A server that answers as it is told and remembers what it was asked."""

    def __init__(self) -> None:
        self.answer: Answer = says(relates("supports", "contradicts", "neutral"))
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        judge = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._give(200, json.dumps({"data": [{"id": "small-one"}]}))

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                judge.asked.append(body)
                self._give(*judge.answer(body))

            def _give(self, status: int, text: str) -> None:
                judge.paths.append(self.path)
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1"


@pytest.fixture
def judge() -> Iterator[Judge]:
    played = Judge()
    thread = Thread(target=played.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield played
    played.server.shutdown()
    played.server.server_close()
    thread.join()


@pytest.fixture
def record() -> Iterator[Record]:
    with open_record("sqlite://", models=Fakes(SCRIPT)) as opened:
        opened.take(quoted(("Mara Lind", "The harbour tax will stay."), published="2024-03-01"))
        opened.take(quoted(("Mara Lind", "The harbour tax will not stay here."), published="2024-03-20"))
        opened.take(quoted(("Mara Lind", "The harbour tax will stay, I say."), published="2024-06-01"))
        yield opened


CLAIM = Claim("Mara Lind", "The harbour tax will stay.", "2024-04-01")


def test_the_relations_that_it_names_are_links(judge: Judge) -> None:
    links = Endpoint(judge.address).links("Mara Lind", "The crane will be sold.", WORDS)
    assert [(link.statement, link.relation) for link in links] == [
        (0, Relation.SUPPORTS),
        (1, Relation.CONTRADICTS),
    ]
    (asked,) = judge.asked
    put = json.loads(asked["messages"][1]["content"])
    assert (put["person"], put["proposition"], len(put["statements"])) == ("Mara Lind", "The crane will be sold.", 3)


def test_a_model_is_named_behind_the_address_or_the_first_one_is_asked(judge: Judge) -> None:
    assert Endpoint(judge.address).name == f"small-one at {judge.address}"
    named = Endpoint(f"{judge.address}#large:7b")
    assert named.name == f"large:7b at {judge.address}"
    named.links("Mara Lind", "The crane will be sold.", WORDS)
    assert judge.asked[-1]["model"] == "large:7b"


def test_paths_may_be_left_out_or_given_in_full(judge: Judge) -> None:
    root = judge.address.removesuffix("/v1")
    for address in (root, f"{root}/v1/", f"{root}/v1/chat/completions"):
        Endpoint(f"{address}#m").links("Mara Lind", "The crane will be sold.", WORDS)
    assert judge.paths == ["/v1/chat/completions"] * 3


@pytest.mark.parametrize("around", ["{}", "<think>{{maybe}} …</think>\n{}", "```json\n{}\n```"])
def test_an_answer_may_be_thought_aloud_or_fenced(judge: Judge, around: str) -> None:
    judge.answer = says(around.format(relates("supports")))
    assert len(Endpoint(judge.address).links("Mara Lind", "The crane will be sold.", WORDS)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "It is supported.",
        "",
        "{}",
        relates("proves"),
        '{"relations": [{"statement": 7, "relation": "supports"}]}',
        '{"relations": [{"statement": -1, "relation": "supports"}]}',
        '{"relations": [{"statement": true, "relation": "supports"}]}',
        '{"relations": [{"statement": "0", "relation": "supports"}]}',
        '{"relations": [{"statement": 0, "relation": "supports"}, {"statement": 0, "relation": "contradicts"}]}',
        '{"relations": {"0": "supports"}}',
        '{"relations": [{"statement": 0, "rel',
    ],
)
def test_anything_but_the_object_asked_for_is_no_answer(judge: Judge, said: str) -> None:
    judge.answer = says(said)
    with pytest.raises(JudgeError, match="did not answer in the form asked for"):
        Endpoint(judge.address).links("Mara Lind", "The crane will be sold.", WORDS)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (lambda asked: (500, "boom"), "status 500"),
        (lambda asked: (302, ""), "status 302"),
        (lambda asked: (200, "<html>"), "does not speak JSON"),
        (lambda asked: (200, "[" * 100_000), "does not speak JSON"),
        (lambda asked: (200, '{"error": "no"}'), "form asked for"),
    ],
)
def test_a_refusal_or_a_broken_answer_is_a_sentence(judge: Judge, answer: Answer, told: str) -> None:
    judge.answer = answer
    with pytest.raises(JudgeError, match=told):
        Endpoint(judge.address).links("Mara Lind", "The crane will be sold.", WORDS)


def test_a_judge_that_takes_too_long_or_is_not_there_is_a_sentence(judge: Judge) -> None:
    def slow(asked: dict[str, Any]) -> tuple[int, str]:
        time.sleep(0.5)
        return 200, "{}"

    judge.answer = slow
    with pytest.raises(JudgeError, match="did not answer in time"):
        Endpoint(f"{judge.address}#m", timeout=0.1).links("Mara Lind", "The crane will be sold.", WORDS)
    with pytest.raises(JudgeError, match="cannot be reached"):
        Endpoint("http://127.0.0.1:9/v1#m").links("Mara Lind", "The crane will be sold.", WORDS)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "[2606:4700::1111]", "169.254.169.254", "0.0.0.0", "[::ffff:8.8.8.8]", "[::]", "100.100.100.200"],
)
def test_only_this_machine_and_private_networks_are_asked(address: str) -> None:
    with pytest.raises(JudgeError, match="--judge-anywhere"):
        Endpoint(f"http://{address}:8080/v1")
    Endpoint(f"http://{address}:8080/v1", anywhere=True)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "[::1]", "192.168.1.20", "10.0.0.7", "[fd00::7]"])
def test_private_addresses_may_be_asked(address: str) -> None:
    Endpoint(f"http://{address}:8080/v1")


@pytest.mark.parametrize(
    "address", ["", "llama", "ftp://127.0.0.1/", "http://", "http://127.0.0.1:99999/", "http://a@127.0.0.1"]
)
def test_what_is_no_address_is_a_sentence(address: str) -> None:
    with pytest.raises(JudgeError, match="no address of a judge"):
        Endpoint(address)


def test_its_opinion_stands_beside_the_finding_and_keeps_to_the_rules(judge: Judge, record: Record) -> None:
    judge.answer = lambda asked: says(relates(*["supports"] * _shown(asked)))(asked)
    own = record.check(CLAIM)
    found = record.second(own, Endpoint(judge.address))
    (finding,) = found.findings
    assert (finding.verdict, finding.evidence) == (own.findings[0].verdict, own.findings[0].evidence)
    assert finding.second is not None
    assert (finding.second.verdict, finding.second.judge) == (Verdict.ON_RECORD, f"small-one at {judge.address}")
    assert {e.statement.said_on for e in finding.second.evidence} == {"2024-03-01", "2024-03-20"}
    (row,) = shapes.claims([found])["claims"][0]["findings"]
    assert row["second"]["judge"] == finding.second.judge
    assert row["second"]["verdict"] == "on_record"


def test_both_relations_at_different_dates_are_a_change_for_it_too(judge: Judge, record: Record) -> None:
    judge.answer = says(relates("supports", "contradicts"))
    (finding,) = record.second(record.check(CLAIM), Endpoint(judge.address)).findings
    assert finding.second is not None and finding.second.verdict is Verdict.CHANGED


def test_without_statements_on_the_subject_it_is_not_asked(judge: Judge, record: Record) -> None:
    claim = Claim("Mara Lind", "Zeppelins xyzzy quux.", "2024-04-01")
    (finding,) = record.second(record.check(claim), Endpoint(judge.address)).findings
    assert finding.second is not None and finding.second.verdict is Verdict.NO_RECORD
    assert judge.asked == []


def test_a_denial_is_put_before_it_in_words(judge: Judge, record: Record) -> None:
    record.take(quoted(("Mara Lind", "the harbour tax will stay"), published="2024-03-21", polarity=Polarity.DENIED))
    judge.answer = says(relates("neutral"))
    claim = Claim("Mara Lind", "Mara Lind allowed that the harbour tax will stay", "2024-04-01")
    record.second(record.check(claim), Endpoint(judge.address))
    put = json.loads(judge.asked[0]["messages"][1]["content"])["statements"]
    assert any(s["text"] == "Mara Lind denied that the harbour tax will stay" for s in put)


def test_the_command_shows_its_opinion_and_keeps_it(judge: Judge, onrecord: Onrecord, sample_copy: Path) -> None:
    judge.answer = lambda asked: says(relates(*["neutral"] * _shown(asked)))(asked)
    asked = ("check", "--holder", "Osk Halloran", "No balloon would be taken down this year.", "--record", sample_copy)
    told = onrecord(*asked, "--judge", judge.address)
    assert f"second judge, small-one at {judge.address}" in " ".join(told.out.split())
    (row,) = onrecord(*asked, "--judge", judge.address, "--json").rows
    again = onrecord("replay", row["check"], "--record", sample_copy, "--json")
    assert (again.rows, again.code) == ([row], 0)


def test_where_it_fails_the_finding_stays_and_a_sentence_tells(
    judge: Judge, onrecord: Onrecord, sample_copy: Path
) -> None:
    judge.answer = says("no")
    asked = ("check", "--holder", "Osk Halloran", "No balloon would be taken down this year.", "--record", sample_copy)
    plain, ran = onrecord(*asked, "--json"), onrecord(*asked, "--json", "--judge", judge.address)
    assert (ran.rows, ran.code) == (plain.rows, 1)
    assert "second judge" in ran.err and "Traceback" not in ran.err
    refused = onrecord(*asked, "--judge", "http://8.8.8.8/v1")
    assert (refused.code, refused.out) == (1, "") and "--judge-anywhere" in refused.err


@pytest.fixture
def sample_copy(sample_record: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_record, tmp_path / "copy.db"))


def _shown(asked: dict[str, Any]) -> int:
    return len(json.loads(asked["messages"][1]["content"])["statements"])
