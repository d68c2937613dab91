"""The persons of a roster: one person for one account, however many rows name it."""

from collections import defaultdict
from collections.abc import Iterable

import storage.tables as t
from bot.parsing.sheets import Cells, Reached
from bot.secrets import PHONE, Cipher
from bot.services.enrolment.draft import Draft

Account = tuple[str, str]  # platform, id


class People:
    """All persons that an import may touch, by what they are known by."""

    def __init__(self, draft: Draft, cipher: Cipher) -> None:
        self._draft, self._cipher = draft, cipher
        self._phones: dict[str, list[str]] = defaultdict(list)
        self._accounts: dict[str, set[Account]] = defaultdict(set)
        self._given: dict[str, set[Account]] = defaultdict(set)
        self._names: dict[tuple[bool, Account], tuple[int, str]] = {}
        self._ties: dict[str, set[str]] = defaultdict(set)  # pupil -> persons
        self._wards: dict[str, set[str]] = defaultdict(set)  # person -> pupils
        for person in draft.all(t.Person):
            if person.phone:
                self._phones[self.phone(person)].append(person.id)
        for account in draft.all(t.Account):
            self._accounts[account.person_id].add((account.platform, account.id))
        for tie in draft.all(t.Guardianship):
            self._note(tie)

    def get(self, id_: str) -> t.Person:
        return self._draft.find(t.Person, id_) or self._draft.put(t.Person(id=id_))

    def phone(self, person: t.Person) -> str:
        return self._cipher.decrypt(person.phone, PHONE) if person.phone else ""

    def ties_to(self, pupil: str) -> list[t.Guardianship]:
        return self._found((person, pupil) for person in sorted(self._ties[pupil]))

    def ties_of(self, person: str) -> list[t.Guardianship]:
        return self._found((person, pupil) for pupil in sorted(self._wards[person]))

    def _found(self, keys: Iterable[tuple[str, str]]) -> list[t.Guardianship]:
        found = (self._draft.find(t.Guardianship, *key) for key in keys)
        return [tie for tie in found if tie and tie.status == "approved"]

    def tie(self, tie: t.Guardianship) -> None:
        self._note(self._draft.put(tie))

    def _note(self, tie: t.Guardianship) -> None:
        self._ties[tie.student_id].add(tie.person_id)
        self._wards[tie.person_id].add(tie.student_id)

    def holder(self, cells: Cells, name: str, reached: Reached) -> t.Person | None:
        """Who has the accounts of this row. Raises UserError where they are two persons'."""
        for account in reached.accounts:
            key = (cells.columns.kind == "staff", account)
            row, other = self._names.setdefault(key, (cells.number, name))
            if name and other and name != other:
                raise cells.wrong("name", "account_name", row=row)
        found = [self._draft.find(t.Account, *account) for account in reached.accounts]
        ids = list(dict.fromkeys(account.person_id for account in found if account))
        known = [id_ for id_ in ids if self.ties_of(id_) or self._draft.find(t.Staff, id_)]
        if len(known) > 1:
            raise cells.wrong("wechat", "account_two")
        return self.get((known or ids)[0]) if ids else None

    def with_phone(self, number: str) -> list[t.Person]:
        return [self.get(id_) for id_ in self._phones[number]] if number else []

    def rivals(self, person: t.Person, reached: Reached) -> bool:
        """Did the file give this person other accounts where the row has one?"""
        platforms = {platform for platform, _ in self._given[person.id] - set(reached.accounts)}
        return any(platform in platforms for platform, _ in reached.accounts)

    def put(self, person: t.Person, name: str, reached: Reached) -> t.Person:
        """The person with what the row tells; what it leaves open stays as it was."""
        fresh = set(reached.accounts) - self._accounts[person.id]
        self._accounts[person.id] |= fresh
        self._given[person.id] |= set(reached.accounts)
        for platform, id_ in reached.accounts:
            if old := self._draft.find(t.Account, platform, id_):
                self._draft.change(old, person_id=person.id)
            else:
                self._draft.put(t.Account(platform=platform, id=id_, person_id=person.id))
        phone = person.phone
        if reached.phone and reached.phone != self.phone(person):
            phone = self._cipher.encrypt(reached.phone, PHONE)
            self._phones[reached.phone].append(person.id)
        return self._draft.change(
            person,
            name=name or person.name,
            phone=phone,
            phone_only=phone is not None and not self._accounts[person.id],
            unreachable=person.unreachable and not fresh,
        )

    def count(self, person: t.Person, whole: t.Base) -> None:
        """A change of the person or an account counts as one of this row of the file."""
        self._draft.counted(whole)
        self._draft.belongs(person, whole)
        for platform, id_ in self._accounts[person.id]:
            if account := self._draft.find(t.Account, platform, id_):
                self._draft.belongs(account, whole)

    def end_old_accounts(self) -> None:
        """Where the file gives a person an account on a platform, an older one there has ended."""
        for person, given in self._given.items():
            platforms = {platform for platform, _ in given}
            for platform, id_ in self._accounts[person] - given:
                account = self._draft.find(t.Account, platform, id_)
                if account and account.person_id == person and platform in platforms:
                    self._draft.drop(account)
