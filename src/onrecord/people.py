"""Persons out of the speakers of many articles, and the persons whom a typed name may mean.

`cluster` merges only what names and context together bear out, or what people decided; it tells for every speaker why.
Two sorts of speakers are told apart. A *firm* one can be weighed by the name alone: a full name, an organisation, a
name in the alias file, a mention that a decision bound to another. A *loose* one, a surname or a first name with
patronymic, is weighed against the firm ones that it may be short for, and needs a context that agrees.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, product

from onrecord import decisions, firstnames, names, spelling
from onrecord.aliases import Alias, Aliases
from onrecord.decisions import NONE, Ruling, Side, clash
from onrecord.model import Decision, Entity, Person, Suggestion

# How many other names two articles must share before a surname in one may be the full name in the other.
SHARED_NAMES = 1
# Two surnames alone, without a full name to go with either, need more; so does a name that several full names fit.
SHARED_NAMES_BARE = 2
# A surname that fits more persons than this is suggested for none of them without something else in common: the list
# would only say that the surname is frequent.
MOST_SUGGESTED = 5

NO_ALIASES = Aliases()


# The ground of a mention under a name that its person has elsewhere too, or only there.
SAME_NAME = "same name"


@dataclass(frozen=True)
class Grounds:
    """What people decided about who is who: `rulings` by mention (see decisions.rulings), and the alias file."""

    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    aliases: Aliases = NO_ALIASES

    def ruling(self, entity: Entity) -> Ruling:
        """What decisions say of a speaker of an article."""
        return self.rulings.get(entity.mention, NONE)

    def parted(self, name: str) -> bool:
        """Whether a split has mentions of that name on one of its sides: it is not one person's alone then."""
        return spelling.fold(name) in self._parted

    @cached_property
    def _parted(self) -> frozenset[str]:
        return frozenset(spelling.fold(m.partition(":")[2]) for m, ruling in self.rulings.items() if ruling.sides)


UNDECIDED = Grounds()


def grounds(log: Sequence[Decision]) -> Grounds:
    """What the log of decisions says of who is who."""
    return Grounds(decisions.rulings(log), decisions.aliases(log))


@dataclass(frozen=True, slots=True)
class Echoes:
    """Further mentions under the same name that one entity stands for, whose `roles` and `around` are those of all: how
    many, how often it and they have each role, and the articles that they are in, as far as these matter."""

    mentions: int
    roles: Mapping[str, int]
    articles: frozenset[str] = frozenset()


def echoes(entity: Entity, grounds: Grounds) -> bool:
    """Whether a mention of that name, and no other, is the same person wherever it stands: a firm one about which
    nothing was decided."""
    return is_firm(entity, grounds) and grounds.ruling(entity) is NONE and not grounds.parted(entity.name)


def is_firm(entity: Entity, grounds: Grounds = UNDECIDED) -> bool:
    """Whether a speaker can be weighed by name alone."""
    return bool(_bonds(entity, grounds))


def keys(entity: Entity, grounds: Grounds = UNDECIDED) -> frozenset[str]:
    """The keys under which a speaker meets those whom `cluster` may join with it.

    Who shares a key that begins with "=" (it binds), however remotely, must be weighed together. One who has none is
    loose: its keys begin with "?", and "?k" must be weighed against all who have "k".
    """
    asked = names.keys(entity.name)
    bonds = _bonds(entity, grounds)
    return bonds | asked if bonds else frozenset(f"?{key}" for key in asked)


def query_keys(name: str, grounds: Grounds = UNDECIDED) -> frozenset[str]:
    """The keys of all whom a typed name may mean."""
    asked = names.keys(name)
    alias = grounds.aliases.of(name)
    return asked | {f"?{key}" for key in asked} | ({f"=a:{alias.key}"} if alias else frozenset())


def _bonds(entity: Entity, grounds: Grounds) -> frozenset[str]:
    found = _name_bonds(entity.name, entity.organisation)
    if bond := grounds.ruling(entity).bond:
        found |= {f"=d:{bond}"}
    if alias := grounds.aliases.of(entity.name):
        found |= {f"=a:{alias.key}"}
    return found


@lru_cache(maxsize=65536)
def _name_bonds(name: str, organisation: bool) -> frozenset[str]:
    """The binding keys of a name by itself. Full names that `names.same` holds to be one share a pair of how given name
    and surname sound (or which group of first names they are in), in no order, for it compares both."""
    if organisation:
        return frozenset({f"=o:{names.bare(name)}"})
    if not _is_full(name):
        return frozenset()
    taken = names.parts(name)
    given, surname = taken.given, taken.surname.split()[-1].split("-")[-1]
    marks = (spelling.skeletons(word) | {str(n) for n in firstnames.groups_of(word)} for word in (given, surname))
    return frozenset("=f:" + "|".join(sorted(pair)) for pair in product(*marks))


def _is_full(name: str) -> bool:
    taken = names.parts(name)
    return len(taken.given) > 1 and bool(taken.surname)


@dataclass(frozen=True, slots=True)
class _Context:
    roles: frozenset[str]
    around: frozenset[str]


def _context(entities: Iterable[Entity]) -> _Context:
    members = list(entities)
    return _Context(
        frozenset(spelling.fold(r) for e in members for r in e.roles),
        frozenset(map(mark, chain.from_iterable(e.around for e in members))),
    )


@lru_cache(maxsize=65536)
def mark(name: str) -> str:
    """A name as it is compared among those around: by a key, so that spellings and surnames alone agree. A mark stays
    as it is."""
    return name if name[1:2] == ":" else min(names.keys(name), default=names.bare(name))


OTHERS = "the same others are named beside it"


def _agreement(a: _Context, b: _Context, least: int) -> str | None:
    """What two contexts have in common, in words, or None."""
    if not a.roles.isdisjoint(b.roles):
        return f"same role, {min(a.roles & b.roles)}"
    if len(a.around & b.around) >= least:
        return OTHERS
    return None


@dataclass(slots=True)
class _Group:
    """Entities held to be one, each with its ground. `families` are its full names, those in one spellings of one."""

    members: list[tuple[Entity, str]]
    sides: frozenset[Side] = frozenset()
    aliases: frozenset[Alias] = frozenset()
    families: list[list[str]] = field(default_factory=list)

    def entities(self) -> list[Entity]:
        """Its entities without the grounds."""
        return [entity for entity, _ in self.members]

    def names(self) -> list[str]:
        """Its names, each once, in the order of its entities."""
        return list({spelling.fold(e.name): e.name for e, _ in self.members}.values())

    @property
    def organisation(self) -> bool:
        """Whether it is an organisation."""
        return self.members[0][0].organisation


@dataclass(frozen=True, slots=True)
class Standing:
    """What `cluster` need not weigh: `settled` persons that loose ones may join, each by its entities and whether these
    are all that it had; `attached` loose entities, each with the number of a firm one whose person it stays with;
    `left` those that no full name takes in; `echoed` tells, by numbers, which entities stand for others too."""

    settled: Sequence[tuple[Sequence[Entity], bool]] = ()
    left: Sequence[Entity] = ()
    attached: Sequence[tuple[Entity, int]] = ()
    echoed: Mapping[int, Echoes] = field(default_factory=dict)


NOTHING = Standing()


def cluster(entities: Iterable[Entity], grounds: Grounds = UNDECIDED, standing: Standing = NOTHING) -> list[Person]:
    """Persons and organisations out of the speakers of articles, whatever the order of `entities`.

    Full names that are one name spelled twice are one person. A surname, or a first name with patronymic, joins the
    one full name that it fits when a role or other names in the article agree; else it stays a person of its own.
    `grounds` come first: what people bound together is one, what they parted is not, whatever the names say. Persons
    come in the order of their ids, each the smallest id of its entities; settled ones only if somebody joined
    or left them.
    """
    firm: list[Entity] = []
    loose: list[Entity] = []
    for entity in sorted(entities, key=lambda e: (e.id, e.article, e.name)):
        (firm if _bonds(entity, grounds) else loose).append(entity)
    groups = [g for block in _blocks(firm, grounds) for g in _join_firm(block, grounds)]
    settled = [_settled(members, grounds) for members, _ in standing.settled]
    groups += settled
    left = _join_loose(groups, loose, grounds, standing)
    given = zip(settled, standing.settled, strict=True)
    same = {id(group) for group, (members, whole) in given if whole and len(group.members) == len(members)}
    of = {entity.id: group for group in groups for entity, _ in group.members} if standing.attached else {}
    for entity, firm_one in standing.attached:
        of[firm_one].members.append((entity, entity.ground))
    found = (g for g in (*groups, *left) if id(g) not in same)
    return sorted((_person(g, standing.echoed) for g in found), key=lambda p: p.id)


def stirred(
    loose: Iterable[Entity], new: Sequence[Entity], named: Set[int], grounds: Grounds = UNDECIDED
) -> tuple[set[int], set[int]]:
    """The numbers of those loose entities, who have their persons (and grounds), that must be weighed again when the
    entities of `new` come up; of these, `named` are the numbers of those that bring a new name.

    They are those who have something in common with a new firm one of a fitting name, and those who joined the only one
    to fit them, when there is a new name to fit. Apart from them, those without a full name whose namesakes are
    weighed: only with these must they be held together again.
    """
    told: dict[str, set[tuple[str, str]]] = {}
    fuller: set[str] = set()
    weighed = {spelling.fold(e.name) for e in new if not is_firm(e, grounds)}
    for entity in new:
        if is_firm(entity, grounds):
            marks = set(_marks(_context([entity])))
            for key in names.keys(entity.name):
                told.setdefault(key, set()).update(marks)
                fuller |= {key} if entity.id in named else set()
    found: set[int] = set()
    bare: list[Entity] = []
    for entity in loose:
        asked, marks = names.keys(entity.name), set(_marks(_context([entity])))
        if any(not told.get(key, set()).isdisjoint(marks) for key in asked) or (
            entity.ground.endswith(OTHERS) and not asked.isdisjoint(fuller)
        ):
            found.add(entity.id)
            weighed.add(spelling.fold(entity.name))
        elif not is_attached(entity):
            bare.append(entity)
    return found, {e.id for e in bare if spelling.fold(e.name) in weighed}


def is_attached(entity: Entity) -> bool:
    """Whether a loose entity that has its ground is held to be a firm one's person."""
    return entity.ground.startswith(f"“{entity.name}”")


def _blocks(entities: Sequence[Entity], grounds: Grounds) -> Iterator[list[Entity]]:
    """Firm entities in blocks, each of those whom binding keys link, however remotely."""
    leader = list(range(len(entities)))

    def lead(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    first_of: dict[str, int] = {}
    for place, entity in enumerate(entities):
        for key in _bonds(entity, grounds):
            one, other = lead(first_of.setdefault(key, place)), lead(place)
            leader[max(one, other)] = min(one, other)
    blocks: dict[int, list[Entity]] = {}
    for place, entity in enumerate(entities):
        blocks.setdefault(lead(place), []).append(entity)
    yield from blocks.values()


def _join_firm(block: Sequence[Entity], grounds: Grounds) -> list[_Group]:
    """Groups out of a block of firm entities: what is bound first, then each name to the one group that it fits."""
    done: list[_Group] = []
    for unit in _units(block, grounds):
        fits = [(group, reason) for group in done if (reason := _why_same(unit, group))]
        fits = [(group, reason) for group, reason in fits if reason.startswith(ALIAS_FILE)] or fits
        if len(fits) > 1:
            own = _context(unit.entities())
            fits = [
                (group, f"{reason}, {agreed}")
                for group, reason in fits
                if (agreed := _agreement(own, _context(group.entities()), SHARED_NAMES_BARE))
            ]
        if len(fits) == 1:
            _unite(fits[0][0], unit, fits[0][1])
        else:
            done.append(unit)
    return done


def _units(block: Sequence[Entity], grounds: Grounds) -> list[_Group]:
    """What is one before any two names are compared: the mentions of one bond, and those of one name, but for a name
    that people parted. Bonds come first, then the names that tell most."""
    units: dict[Hashable, _Group] = {}
    for entity in block:
        ruling = grounds.ruling(entity)
        folded = spelling.fold(entity.name)
        apart = entity.id if grounds.parted(entity.name) else None
        known_by = names.bare(entity.name) if entity.organisation else folded
        key = ruling.bond or (entity.organisation, known_by, apart)
        ground = ruling.why or SAME_NAME
        unit = units.setdefault(key, _Group([]))
        unit.members.append((entity, ground))
        unit.sides |= ruling.sides
        if alias := grounds.aliases.of(entity.name):
            unit.aliases |= {alias}
    for unit in units.values():
        for name in unit.names():
            _put_name(unit, name)
    return sorted(units.values(), key=lambda unit: (len(unit.names()) == 1, not unit.sides, _weight(unit)))


def _weight(unit: _Group) -> tuple[bool, int, str]:
    """Orders units by their best name: one with a patronymic, then the longest, then by letters."""
    return min((not names.parts(n).patronymic, -len(f.split()), f) for n in unit.names() for f in [spelling.fold(n)])


def _put_name(group: _Group, name: str) -> None:
    """Puts a name to its spellings in the group, or into a family of its own."""
    if _is_full(name) and not any(name in family for family in group.families):
        family = next((f for f in group.families if all(names.same(name, other) for other in f)), None)
        if family is None:
            group.families.append([name])
        else:
            family.append(name)


# How the reason begins where the alias file is the ground.
ALIAS_FILE = "alias file"


def _why_same(unit: _Group, group: _Group) -> str | None:
    """Why a firm unit is of the group, or None: a shared line of the alias file, or a name that agrees with every
    spelling of one of the group's. What a split parts, or two Wikidata ids, never is."""
    if clash(unit.sides, group.sides):
        return None
    if shared := unit.aliases & group.aliases:
        alias = min(shared, key=lambda a: a.key)
        return f"{ALIAS_FILE}: {' = '.join(filter(None, (*alias.names, alias.wikidata)))}"
    ids, others = ({a.wikidata for a in g.aliases if a.wikidata} for g in (unit, group))
    if unit.organisation != group.organisation or (ids and others and not ids & others):
        return None
    if unit.organisation:
        known = {names.bare(n) for n in group.names()}
        return SAME_NAME if any(names.bare(n) in known for n in unit.names()) else None
    pairs = ((name, family) for name in unit.names() for family in group.families)
    return next((names.same(f[0], n) for n, f in pairs if all(names.same(n, other) for other in f)), None)


def _unite(group: _Group, unit: _Group, reason: str) -> None:
    """Puts a unit into a group, for a reason that holds for its name."""
    group.members += [(e, reason if ground == SAME_NAME else ground) for e, ground in unit.members]
    group.sides |= unit.sides
    group.aliases |= unit.aliases
    for name in unit.names():
        _put_name(group, name)


def _settled(members: Sequence[Entity], grounds: Grounds) -> _Group:
    sides = frozenset(side for e in members for side in grounds.ruling(e).sides)
    lines = frozenset(filter(None, map(grounds.aliases.of, _named(members))))
    return _Group([(e, e.ground) for e in members], sides, lines)


def _named(members: Iterable[Entity]) -> list[str]:
    return list(dict.fromkeys(e.name for e in members))


def _join_loose(
    groups: Sequence[_Group], loose: Sequence[Entity], grounds: Grounds, standing: Standing
) -> list[_Group]:
    """Puts surnames and first names with patronymics to the one firm group that name and context allow; gives groups
    of those that are left."""
    echoed = standing.echoed
    firm = [[e for e in g.entities() if _bonds(e, grounds)] for g in groups]
    articles = [
        {e.article for e in members}.union(*(echoed[e.id].articles for e in members if e.id in echoed))
        for members in firm
    ]
    by_key: dict[str, list[int]] = {}
    for i, members in enumerate(firm):
        if not groups[i].organisation:
            for key in frozenset().union(*(names.keys(n) for n in _named(members))):
                by_key.setdefault(key, []).append(i)
    fitting: dict[str, set[int]] = {}
    for name in _named(loose):
        near = {i for key in names.keys(name) for i in by_key.get(key, ())}
        fitting[name] = {i for i in near if any(_short_for(name, full) for full in _named(firm[i]))}
    contexts = {i: _context(firm[i]) for i in set().union(*fitting.values())}
    left = list(standing.left)
    for entity in loose:
        sides = grounds.ruling(entity).sides
        fits = {i for i in fitting[entity.name] if entity.article not in articles[i]}
        fits = {i for i in fits if not clash(sides, groups[i].sides)} if sides else fits
        own = _context([entity])
        agreed = [(i, reason) for i in sorted(fits) if (reason := _agreement(own, contexts[i], SHARED_NAMES))]
        if len(agreed) == 1 and (len(fits) == 1 or agreed[0][1].startswith("same role")):
            into, reason = groups[agreed[0][0]], agreed[0][1]
            into.members.append((entity, f"“{entity.name}”: {reason}"))
            into.sides |= sides
        else:
            left.append(entity)
    return _join_bare(sorted(left, key=lambda e: e.id), grounds)


def _marks(context: _Context) -> Iterator[tuple[str, str]]:
    yield from (("role", role) for role in context.roles)
    yield from (("name", mark) for mark in context.around)


@lru_cache(maxsize=65536)
def _short_for(name: str, full: str) -> bool:
    """Whether a surname, initial and surname, or first name and patronymic may be short for a full name."""
    short, long = names.parts(name), names.parts(full)
    if short.surname:
        initial = not short.given or short.given[0] == long.given[:1]
        return initial and names.same_surname(short.surname, long.surname)
    agrees = not long.patronymic or names.same_patronymic(short.patronymic, long.patronymic)
    return agrees and firstnames.same_given(short.given, long.given)


def _join_bare(entities: Sequence[Entity], grounds: Grounds) -> list[_Group]:
    """Equal surnames that no full name took in: one person where role or surroundings agree with just one group."""
    by_name: dict[str, list[tuple[_Group, _Context]]] = {}
    for entity in entities:
        groups = by_name.setdefault(spelling.fold(entity.name), [])
        own, sides = _context([entity]), grounds.ruling(entity).sides
        fits = [
            (n, reason)
            for n, (group, context) in enumerate(groups)
            if (reason := _agreement(own, context, SHARED_NAMES_BARE))
            and not clash(sides, group.sides)
            and all(entity.article != e.article for e, _ in group.members)
        ]
        if len(fits) == 1:
            at, reason = fits[0]
            group, context = groups[at]
            group.members.append((entity, f"same name, {reason}"))
            group.sides |= sides
            groups[at] = (group, _Context(context.roles | own.roles, context.around | own.around))
        else:
            groups.append((_Group([(entity, "")], sides), own))
    return [group for groups in by_name.values() for group, _ in groups]


def in_short(grounds: Iterable[str], mentions: int) -> str:
    """The grounds of all of a person's entities in one line."""
    told = "; ".join(sorted({ground for ground in grounds if ground}))
    return "named in one article" if mentions == 1 or not told else told


def _person(group: _Group, echoed: Mapping[int, Echoes]) -> Person:
    members = sorted(group.members, key=lambda m: (m[0].id, m[0].article, m[0].name))
    spelled, roles = Counter[str](), Counter[str]()
    for entity, _ in members:
        echo = echoed.get(entity.id)
        spelled[entity.name] += 1 if echo is None else 1 + echo.mentions
        roles.update(entity.roles if echo is None else echo.roles)
    written = sorted(spelled, key=lambda n: (not _is_full(n), -spelled[n], -len(n), n))
    return Person(
        id=members[0][0].id,
        name=written[0],
        names=tuple(written),
        roles=tuple(sorted(roles, key=lambda r: (-roles[r], r))),
        organisation=group.organisation,
        why=in_short((ground for _, ground in members), spelled.total()),
        entities=tuple(e.id for e, _ in members),
        wikidata=next(iter(sorted(a.wikidata for a in group.aliases if a.wikidata)), None),
        grounds=tuple(ground for _, ground in members),
    )


def find(query: str, persons: Sequence[Person], aliases: Aliases = NO_ALIASES) -> list[Person]:
    """Whom a typed name may mean, best first: the name itself, another of its line in the alias file, another spelling
    of it, a surname or first name with patronymic that fits, words of an organisation's name. Persons whose given name
    differs are left out."""
    scored = [(_fit(query, p, aliases), p) for p in persons]
    return [p for score, p in sorted(scored, key=lambda x: (-x[0], x[1].id)) if score]


def rivals(query: str, persons: Sequence[Person], aliases: Aliases = NO_ALIASES) -> list[Person]:
    """Those of `persons`, as `find` gives them, whom the typed name fits as well as it fits the first."""
    best = _fit(query, persons[0], aliases)
    return [p for p in persons[1:] if _fit(query, p, aliases) == best]


def _fit(query: str, person: Person, aliases: Aliases) -> int:
    wanted = names.parts(query)
    if any(names.bare(query) == names.bare(n) for n in person.names):
        return 4
    if (alias := aliases.of(query)) and any(aliases.of(n) == alias for n in person.names):
        return 4
    if person.organisation:
        return 1 if set(names.bare(query).split()) <= set(names.bare(person.name).split()) else 0
    if wanted.given and wanted.surname:
        return 3 if any(names.same(query, n) for n in person.names) else 0
    long = [names.parts(n) for n in person.names]
    if wanted.surname:
        exact = any(wanted.surname == p.surname for p in long)
        return 2 if exact or any(names.same_surname(wanted.surname, p.surname) for p in long) else 0
    fits = any(
        firstnames.same_given(wanted.given, p.given)
        and (not p.patronymic or names.same_patronymic(wanted.patronymic, p.patronymic))
        for p in long
        if p.given
    )
    return 2 if fits else 0


Known = tuple[Person, Sequence[Entity]]


def suggest(known: Iterable[Known], grounds: Grounds = UNDECIDED) -> list[Suggestion]:
    """Persons, given with their entities, who may be one but lack grounds for it: a surname and a full name that it
    fits, two equal surnames, full names of which one agrees with the other but with somebody else's too. Those come
    first whose contexts have something in common. Who stands in one article with the other, or was parted from them by
    a decision, is no suggestion."""
    people = [(p, e) for p, e in known if not p.organisation]
    by_key: dict[str, list[int]] = {}
    for i, (person, _) in enumerate(people):
        for key in frozenset().union(*(names.keys(n) for n in person.names)):
            by_key.setdefault(key, []).append(i)
    found: dict[tuple[int, int], tuple[bool, Suggestion]] = {}
    for i, (person, _) in enumerate(people):
        near = sorted({j for n in person.names for key in names.keys(n) for j in by_key[key]} - {i})
        shown = [(j, made) for j in near if (made := _suggestion(people[i], people[j], grounds))]
        for j, (common, suggestion) in shown:
            if common or len(shown) <= MOST_SUGGESTED:
                found.setdefault((min(i, j), max(i, j)), (common, suggestion))
    return [suggestion for _, suggestion in sorted(found.values(), key=lambda made: not made[0])]


def _suggestion(one: Known, other: Known, grounds: Grounds) -> tuple[bool, Suggestion] | None:
    """Why `one`, whose names are no more telling than those of `other`, may be them, and whether contexts agree."""
    (person, mentions), (fuller, others) = one, other
    why = _may_be(person, fuller)
    if why is None or not {e.article for e in mentions}.isdisjoint(e.article for e in others):
        return None
    if clash(*({side for e in m for side in grounds.ruling(e).sides} for m in (mentions, others))):
        return None
    agreed = _agreement(_context(mentions), _context(others), SHARED_NAMES)
    return agreed is not None, Suggestion(person, fuller, f"{why}; {agreed or 'nothing else in common'}")


def _may_be(person: Person, fuller: Person) -> str | None:
    full = [n for n in fuller.names if _is_full(n)]
    if any(_is_full(n) for n in person.names):
        pairs = ((n, other) for n in person.names for other in full)
        pair = next((p for p in pairs if names.same(*p)), None)
        return pair and f"“{pair[0]}” agrees with “{pair[1]}”, but not with them alone, or not with all their spellings"
    if full:
        pair = next(((n, f) for f in full for n in person.names if _short_for(n, f)), None)
        return pair and f"“{pair[0]}” may be short for “{pair[1]}”: no given name speaks against it"
    alike = (n for n in person.names for f in fuller.names if spelling.fold(n) == spelling.fold(f))
    name = next(alike, None)
    return name and f"both are called “{name}”, without a given name"
