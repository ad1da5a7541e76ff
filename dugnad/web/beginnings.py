"""What a movement finds in its lists on the first day: kinds of asks, and the skills they take. It edits both."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    """In each language of the pages."""

    en: str
    sv: str
    profession: bool = False

    @property
    def names(self) -> dict[str, str]:
        return {"en": self.en, "sv": self.sv}


@dataclass(frozen=True)
class Beginning:
    """A kind of ask, and a branch of skills that help with it."""

    kind: Name
    branch: Name
    skills: tuple[Name, ...]


BEGINNINGS = (
    Beginning(
        Name("Shelter", "Tak över huvudet"),
        Name("Home", "Hem"),
        (Name("A spare room", "Ett rum över"), Name("Social worker", "Socialsekreterare", profession=True)),
    ),
    Beginning(
        Name("Legal", "Juridik"),
        Name("Law", "Juridik"),
        (
            Name("Lawyer", "Jurist", profession=True),
            Name("Permits and appeals", "Tillstånd och överklaganden"),
            Name("Support from the municipality", "Stöd från kommunen"),
        ),
    ),
    Beginning(
        Name("Health", "Hälsa"),
        Name("Health care", "Vård"),
        (
            Name("Nurse", "Sjuksköterska", profession=True),
            Name("Doctor", "Läkare", profession=True),
            Name("Psychologist", "Psykolog", profession=True),
        ),
    ),
    Beginning(
        Name("Translation", "Tolk och översättning"),
        Name("Languages", "Språk"),
        (
            Name("Interpreter", "Tolk", profession=True),
            Name("Interpreting on the phone or in the room", "Tolka på telefon eller på plats"),
            Name("Translating texts", "Översätta texter"),
        ),
    ),
    Beginning(
        Name("Company", "Sällskap"),
        Name("Being there", "Finnas där"),
        (
            Name("Listening", "Lyssna"),
            Name("Keeping company, going along", "Sällskap, följa med"),
            Name("Awake at night", "Vaken på natten"),
        ),
    ),
    Beginning(
        Name("Transport", "Skjuts"),
        Name("On the road", "På vägen"),
        (Name("Driving", "Köra bil"), Name("Carrying and moving", "Bära och flytta")),
    ),
    Beginning(
        Name("School and work", "Skola och jobb"),
        Name("Learning and working", "Lära och arbeta"),
        (
            Name("Teacher", "Lärare", profession=True),
            Name("Homework", "Läxhjälp"),
            Name("Finding a job", "Söka jobb"),
        ),
    ),
    Beginning(
        Name("Paperwork", "Papper och blanketter"),
        Name("Papers and money", "Papper och pengar"),
        (Name("Filling in forms", "Fylla i blanketter"), Name("Money and debts", "Hushållspengar och skulder")),
    ),
    Beginning(
        Name("Food and things", "Mat och saker"),
        Name("Everyday", "Vardag"),
        (Name("Cooking for many", "Laga mat till många"), Name("Clothes, furniture, mending", "Kläder, möbler, laga")),
    ),
)
