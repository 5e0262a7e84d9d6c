"""Somebody at a screen: what they are, what they do, what they see. Tests read as given, when, then."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from screen_world import World

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
AXE_CORE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
AXE = Axe.from_file(AXE_CORE) if AXE_CORE.exists() else Axe()
TOO_WIDE = """[...document.querySelectorAll("main *, header *, footer *")]
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(one => one.outerHTML.slice(0, 80)).slice(0, 5)"""
ZOOMED = {"width": 320, "height": 256}  # 1280 x 1024 at 400 %


@dataclass
class Visitor:
    """A browser window. Everything that the console complains of, and every request elsewhere, is a fault."""

    browser: Browser
    url: str
    world: World
    screens: Path | None  # where pictures go
    page: Page = field(init=False)
    dark: bool = False
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def given_a_window(
        self, *, phone: bool = False, zoomed: bool = False, dark: bool = False, script: bool = True
    ) -> Visitor:
        context = self.browser.new_context(
            viewport=ZOOMED if zoomed else PHONE if phone else DESKTOP,
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        self.dark = dark
        self.page = context.new_page()
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._watch)
        return self

    def given_i_am_logged_in_as(self, role: str) -> Visitor:
        """Log in without the form, as the test client does."""
        client = Client()
        client.force_login(self.world.users[role], backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        self.contexts[-1].add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])
        return self

    def when_i_go_to(self, path: str) -> Visitor:
        self.page.goto(self.url + path)
        return self

    def when_i_click(self, name: str, role: str = "link") -> Visitor:
        self.page.get_by_role(role, name=name, exact=True).first.click()
        return self

    def then_i_see(self, *texts: str) -> Visitor:
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)
        return self

    def then_the_heading_is(self, text: str) -> Visitor:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)
        return self

    def then_it_is_accessible(self) -> Visitor:
        """In light and dark: what the page is is judged once, its colours in both."""
        self._axe_finds_nothing(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        with self._the_other_light():
            self._axe_finds_nothing(["color-contrast", "link-in-text-block"])
        return self

    def _axe_finds_nothing(self, only: list[str]) -> None:
        found = AXE.run(self.page, options={"runOnly": only, "resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()

    @contextmanager
    def _the_other_light(self) -> Iterator[None]:
        self.page.emulate_media(color_scheme="light" if self.dark else "dark")
        yield
        self.page.emulate_media(color_scheme="dark" if self.dark else "light")

    def then_nothing_is_cut_off(self) -> Visitor:
        """No sideways scrolling of the page (WCAG 1.4.10 reflow)."""
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} is {wide} pixels too wide: {self.page.evaluate(TOO_WIDE)}"
        return self

    def then_nobody_complains(self, besides: tuple[str, ...] = ()) -> Visitor:
        """`besides` are statuses that the test has asked for; the console tells of them too."""
        assert [
            one for one in self.complaints if not any(f"status of {status}" in one for status in besides)
        ] == []
        return self

    def when_i_press(self, key: str) -> Visitor:
        self.page.keyboard.press(key)
        return self

    def when_i_tab_to(self, name: str, limit: int = 60) -> Visitor:
        """Press Tab until something with this text has the focus."""
        for _ in range(limit):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.textContent.trim()") == name:
                return self
        raise AssertionError(f"{limit} presses of Tab never came to {name}")

    def then_the_focus_is_seen(self) -> Visitor:
        """What has the focus has a mark that it does not have without (WCAG 2.4.7)."""
        look = """() => {
            const one = document.activeElement, style = getComputedStyle(one);
            const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
            return [one.tagName + " " + (one.textContent.trim() || one.outerHTML).slice(0, 80), marked];
        }"""
        what, marked = self.page.evaluate(look)
        assert marked, f"no mark on {what}"
        return self

    def focused(self) -> str:
        return self.page.evaluate("document.activeElement.tagName")

    def background(self) -> str:
        return self.page.evaluate("getComputedStyle(document.body).backgroundColor")

    def picture(self, name: str) -> Visitor:
        if self.screens:
            self.screens.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=self.screens / f"{name}.png", full_page=True)
            if name.endswith("-light"):
                with self._the_other_light():
                    dark = name.removesuffix("light") + "dark"
                    self.page.screenshot(path=self.screens / f"{dark}.png", full_page=True)
        return self

    def leave(self) -> None:
        for context in self.contexts:
            context.close()

    def _listen(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _watch(self, request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"request to {request.url}")
