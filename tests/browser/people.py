"""What a person does with a page: reads, follows links, fills in, presses buttons."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.installation import Installation
from tests.browser.words import said


@dataclass
class Person:
    """Somebody in front of a browser; only what stands on the page can be used.

    Links, buttons and sentences are named as the source code writes them.
    """

    page: Page
    installation: Installation

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.installation.url)

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def open(self, path: str) -> "Person":
        self.page.goto(path)
        return self

    def follow(self, *names: str, **parts: object) -> "Person":
        """Follow links one after the other, each by what it says."""
        for name in names:
            label = said(name, **parts)
            self.page.get_by_role("link", name=label, exact=True).first.click()
            # With scripts switched off nothing else waits for the next page.
            self.page.wait_for_load_state()
        return self

    def press(self, name: str, **parts: object) -> "Person":
        """Press a button by what it says."""
        self.main.get_by_role("button", name=said(name, **parts), exact=True).click()
        self.page.wait_for_load_state()
        return self

    def fill(self, **entries: object) -> "Person":
        """Fill in fields by their names; of choices the value, or what stands beside it."""
        for name, value in entries.items():
            self._fill_one(name, value)
        return self

    def _fill_one(self, name: str, value: object) -> None:
        field = self.main.locator(f"[name={name}]:not([type=hidden])")
        if isinstance(value, bool):
            field.set_checked(value)
            return
        if field.first.get_attribute("type") in {"radio", "checkbox"}:
            self._choose(
                field, [str(one) for one in (value if isinstance(value, list) else [value])]
            )
        elif field.locator("option").count():
            value = str(value)
            chosen = [
                given
                for option in field.locator("option").all()
                if (given := option.get_attribute("value")) == value
                or value in (option.text_content() or "")
            ]
            assert chosen, f"{name} offers no {value!r}"
            field.select_option(chosen[0])
        else:
            field.fill(str(value))

    def _choose(self, field: Locator, wanted: list[str]) -> None:
        """Tick those boxes, and no others, that have one of the values or words."""
        left = set(wanted)
        for box in field.all():
            text = self.main.locator(f"label[for={box.get_attribute('id')}]").inner_text()
            hits = {one for one in wanted if one == box.get_attribute("value") or one in text}
            if hits or box.get_attribute("type") == "checkbox":
                box.set_checked(bool(hits))
            left -= hits
        assert not left, f"{left} cannot be chosen"

    def reads(self, text: str | re.Pattern[str]) -> "Person":
        """Find a text somewhere on the page."""
        expect(self.page.locator("body")).to_contain_text(text)
        return self

    def is_told(self, message: str, **parts: object) -> "Person":
        """Find a sentence of the interface somewhere on the page."""
        return self.reads(said(message, **parts))

    def uses_link(self, link: str, password: str) -> "Person":
        """Set a password by a personal link, and sign in with it."""
        self.open(link)
        address = re.search(r"\S+@\S+\w", self.main.inner_text())
        assert address
        self.fill(new_password=password, new_password_again=password).press("Set the password")
        return self.sign_in(address[0], password)

    def sign_in(self, email: str, password: str) -> "Person":
        self.open("/desk/anmelden/").enters_account(email, password)
        expect(self.page).to_have_url(f"{self.installation.url}/desk/")
        return self

    def enters_account(self, email: str, password: str) -> "Person":
        return self.fill(email=email, password=password).press("Sign in")

    def signs_out(self) -> "Person":
        self.page.get_by_role("button", name=said("Sign out")).click()
        return self.is_told("You are signed out")
